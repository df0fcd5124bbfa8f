import References
import Site
import Values

/// The URLs that assets have in pages: as they are served now, and once what is chosen is written.
public struct PageURLs: Equatable, Sendable {
  /// The project, whose roots say how a URL looks.
  public let project: Project
  package let inventory: Inventory
  let choices: Choices
  let rules: TokenRules
  /// What a write does to the files of assets.
  var edits = AssetEdits()

  /// Takes what decides on the next tokens.
  public init(
    project: Project, inventory: Inventory, choices: Choices, rules: TokenRules
  ) {
    self.project = project
    self.inventory = inventory
    self.choices = choices
    self.rules = rules
  }

  /// The URLs that `url_for` gives for an asset; nil where the project has no such asset.
  ///
  /// Next is what the NEXT column shows, also while it is only proposed; an asset whose token is not
  /// known yet, or must be typed, keeps its URL. In a literal root no token is added.
  public subscript(id: AssetID) -> (now: String?, next: String?)? {
    guard let entry = inventory[id], let root = project.root(named: id.root) else { return nil }
    let isAdded = root.tokens == .loader && root.added == .recorded
    let tokens = isAdded ? self.tokens(of: entry) : (now: nil, next: nil)
    return (
      root.url(of: id.path, token: tokens.now), root.url(of: id.path, token: tokens.next)
    )
  }

  /// The tokens of an asset, recorded and next; nil where the project has no such asset.
  package func tokens(of id: AssetID) -> (now: Token?, next: Token?)? {
    inventory[id].map { tokens(of: $0) }
  }

  private func tokens(of entry: Entry) -> (now: Token?, next: Token?) {
    let now = entry.record?.token
    if let token = edits.tokens[entry.id] { return (now, token) }
    let next = entry.next(with: choices[entry.id], by: rules)
    return (now, next == .gone ? nil : next.token ?? now)
  }

  /// What finds the assets that a page's references name.
  func resolver() -> Resolver {
    Resolver(ReferenceLayout(of: project, inventory))
  }

  /// The `file://` URL of an asset's file, with the query of its next URL; nil where it has no file.
  public func localURL(of id: AssetID) -> String? {
    guard let file = inventory[id]?.file else { return nil }
    let query = self[id]?.next.flatMap { url in url.firstIndex(of: "?").map { url[$0...] } } ?? ""
    return "file://" + PercentEncoding.path(file.bytes) + query
  }
}
