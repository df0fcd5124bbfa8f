import Disk
import Planning
import Site

/// What `preview` shows of one asset: its URLs, or its HTML where that is asked for.
public struct AssetPreview: Sendable {
  /// The text of now; nil where the asset is not served.
  ///
  /// Nothing here is made safe to show.
  public let now: String?
  /// The text after a bump; nil where no token is known.
  public let next: String?
  /// The template text that produces the URL; nil beside URLs, and without one.
  public let template: String?
  /// What to beware of.
  public let warnings: [String]

  /// Previews an entry of a project's inventory.
  ///
  /// - Parameter html: where the files lie that the HTML speaks of; nil for the URLs alone.
  public init(
    _ entry: Entry, in inventory: Inventory, of project: Project, by rules: TokenRules,
    html fileSystem: (any FileSystem)?
  ) {
    func links(_ entry: Entry) -> AssetLinks {
      AssetLinks(entry, of: project, next: entry.next(by: rules))
    }
    let own = links(entry)
    let renderer = TagRenderer(project: project, inventory: inventory)
    let kind = renderer.kind(of: entry.id)
    guard let fileSystem, kind.tag(url: "") != nil else {
      (now, next, template) = (own.now, own.next, nil)
      warnings = own.warnings
      return
    }
    let facts =
      entry.file.map {
        FileFacts.read(
          $0, for: kind, integrity: project.settings.html.integrity, from: fileSystem)
      } ?? FileFacts()
    now = renderer.tag(of: entry, facts: facts) { links($0).now }
    next = own.next.flatMap { _ in
      renderer.tag(of: entry, facts: facts) { entry in
        let links = links(entry)
        return links.next ?? links.now
      }
    }
    template = (own.now ?? own.next) == nil ? nil : FlaskExpression.urlFor(entry.id)
    warnings = own.warnings + [facts.problem?.description].compactMap { $0 }
  }
}
