extension ReferenceLayout {
  /// The layout that a project's settings give, with the assets that are known.
  public init(of project: Project, _ inventory: Inventory) {
    let roots = project.settings.roots.map { root in
      let folders = root.folders.map { $0.normalized }
      var paths = [[BytePath]](repeating: [], count: max(1, folders.count))
      for entry in inventory.entries where entry.id.root == root.name {
        let file = entry.file?.relative(to: project.folder)
        let folder = file.flatMap { file in
          folders.firstIndex { $0 == "." || file.relative(to: $0) != nil }
        }
        paths[folder ?? 0].append(entry.id.path)
      }
      // The served one first; pages are also written for the application's own server.
      let urls = root.scriptName.isEmpty ? [root.url] : [root.scriptName + root.url, root.url]
      return Root(
        name: root.name, urls: urls, folders: folders, assets: AssetIndex(paths),
        addsToken: root.tokens == .loader)
    }
    self.init(
      roots: roots,
      rules: ReferenceRules(
        helpers: project.settings.helpers.overriding(ReferenceHelper.standard)))
  }
}

extension [ReferenceHelper] {
  /// These with others behind them, but for those of a name that one of these has.
  func overriding(_ others: [ReferenceHelper]) -> [ReferenceHelper] {
    self
      + others.filter { other in
        !contains { $0.name == other.name && $0.syntax == other.syntax }
      }
  }
}

extension Resolver {
  /// The references of a file, read by the rules that this resolver resolves by.
  public func references(in contents: [UInt8], of file: BytePath) -> [Reference] {
    ReferenceScanner(rules: layout.rules).references(in: contents, of: file)
  }
}
