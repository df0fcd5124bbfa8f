import Site
import Values

extension ReferenceReader {
  /// Reads the pages, styles, scripts and web manifests of a built site, whose only root is its folder: each
  /// file is served as it lies, and no source says how.
  ///
  /// - Parameter assets: all files of the site.
  package func readBuilt(_ assets: Inventory.Files) -> ReferenceMap {
    var sources = ReferenceSources()
    var pages: [BytePath] = []
    for index in 0..<assets.names.count {
      let path = assets.names.path(at: index)
      guard let language = BuiltPages.language(of: path) else { continue }
      sources.append(path, language, isRead: true)
      if BuiltPages.isPage(path) { pages.append(path) }
    }
    sources.trim()
    var layout = ReferenceLayout(of: project, assets)
    layout.rules.helpers = []
    layout.rules.isBuilt = true
    layout.rules.prefixes = prefixes(of: assets)
    let run = ReferenceRun(
      sources, of: project, on: fileSystem, knowing: nil, isCancelled: { false })
    var result = run.result(by: layout.rules)
    let bases = result.bases.map { (sources.files.path(at: Int($0.file)), $0.text) }
    layout.built = BuiltPages(
      url: project.settings.roots.first?.url ?? "/", pages: pages,
      bases: Dictionary(bases) { first, _ in first })
    let found = result.resolve(by: Resolver(layout), files: sources.files)
    return ReferenceMap(
      found, fileList: sources.read, unread: result.unread.map(\.error),
      learned: LearnedProject(), rules: layout.rules)
  }

  /// What the URLs of files begin with, as far as it tells a string of a script from other text: the site's
  /// own prefix, and the folders at its top.
  private func prefixes(of assets: Inventory.Files) -> [String] {
    let base = project.settings.roots.first?.url ?? "/"
    var folders: Set<[UInt8]> = []
    for index in 0..<assets.names.count where folders.count < Self.mostPrefixes {
      assets.names.withPath(index) { path in
        if let slash = path.firstIndex(of: BytePath.slash) { folders.insert(Array(path[...slash])) }
      }
    }
    return (base == "/" ? [] : [base])
      + folders.sorted { $0.lexicographicallyPrecedes($1) }
      .map { base + String(decoding: $0, as: UTF8.self) }
  }

  private static let mostPrefixes = 64
}
