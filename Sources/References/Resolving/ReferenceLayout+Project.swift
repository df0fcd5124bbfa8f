import Site
import Values

extension ReferenceLayout {
  /// The layout that a project's settings give, with the assets that are known.
  public init(of project: Project, _ inventory: Inventory) {
    self.init(of: project, inventory.files)
  }

  /// The layout that a project's settings give, with the assets of these files.
  init(of project: Project, _ files: Inventory.Files) {
    let roots = project.settings.roots.map { root in
      let folders = root.folders.map { $0.normalized }
      // The served one first; pages are also written for the application's own server.
      let urls = root.scriptName.isEmpty ? [root.url] : [root.scriptName + root.url, root.url]
      return Root(
        name: root.name, urls: urls, folders: folders,
        assets: AssetIndex(files, of: root.name) { found in
          Self.number(of: found, among: folders, in: project.folder)
        }, addsToken: root.tokens == .loader && root.loader == .elsewhere)
    }
    self.init(
      roots: roots,
      rules: ReferenceRules(
        helpers: project.settings.helpers.overriding(ReferenceHelper.standard),
        parameters: Set(project.settings.roots.filter(\.namesParameter).map(\.parameter)).sorted()))
  }

  /// The number of a folder that files were found in, among those that the settings name; 0 where a
  /// link leads out of the project.
  private static func number(
    of found: BytePath, among folders: [BytePath], in project: BytePath
  ) -> Int {
    let below = found == project ? "." : found.relative(to: project)
    guard let below else { return 0 }
    return folders.firstIndex(of: below)
      ?? folders.firstIndex { $0 == "." || below.relative(to: $0) != nil } ?? 0
  }
}

extension [ReferenceHelper] {
  /// These with others behind them, but for those of a name that one of these has.
  func overriding(_ others: [ReferenceHelper]) -> [ReferenceHelper] {
    let own = Dictionary(grouping: self, by: \.name)
    return self
      + others.filter { other in
        !(own[other.name]?.contains { $0.syntax == other.syntax } ?? false)
      }
  }
}

extension Resolver {
  /// The references of a file, read by the rules that this resolver resolves by.
  public func references(in contents: [UInt8], of file: BytePath) -> [Reference] {
    ReferenceScanner(rules: layout.rules).references(in: contents, of: file)
  }
}
