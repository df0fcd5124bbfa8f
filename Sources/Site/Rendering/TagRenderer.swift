import Values

/// Makes the HTML of one asset after the other, for one state of a project.
public struct TagRenderer: Sendable {
  private let project: Project
  private let inventory: Inventory

  /// Takes the project and its assets.
  public init(project: Project, inventory: Inventory) {
    self.project = project
    self.inventory = inventory
  }

  /// What an asset is to a page.
  public func kind(of id: AssetID) -> AssetKind {
    AssetKind(id.path, modules: project.settings.html.modules)
  }

  /// The HTML that puts an asset into a page; nil for a kind without a tag, or without a URL.
  ///
  /// - Parameters:
  ///   - facts: what the asset's file told.
  ///   - url: the URL of an entry: of the asset's own, and of the images beside it for denser
  ///     screens (`name@2x.png` to `name@4x.png`), which are left out where it gives nil.
  public func tag(of entry: Entry, facts: FileFacts, url: (Entry) -> String?) -> String? {
    guard let own = url(entry) else { return nil }
    let kind = kind(of: entry.id)
    var details = TagDetails(size: facts.imageSize, integrity: facts.integrity)
    if kind == .image {
      details.denser = (2...4).compactMap { density in
        let id = AssetID(root: entry.id.root, path: entry.id.path.forScreens(of: density))
        return inventory[id].flatMap(url).map { DenserImage(url: $0, density: density) }
      }
    }
    return kind.tag(url: own, details: details)
  }
}

extension BytePath {
  /// The path of the same image for denser screens: `img/logo@2x.png` for `img/logo.png`.
  fileprivate func forScreens(of density: Int) -> BytePath {
    let cut = name.lastIndex(of: BytePath.dot) ?? bytes.endIndex
    return BytePath(bytes: bytes[..<cut] + Array("@\(density)x".utf8) + bytes[cut...])
  }
}
