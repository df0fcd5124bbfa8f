import Values

/// The folders that generators of sites read and never serve: templates, parts of pages, data.
///
/// Hugo: layouts, archetypes, i18n, data (gohugo.io, directory structure); Jekyll and Eleventy: the
/// folders whose names begin with `_` (jekyllrb.com, directory structure; 11ty.dev, directories).
package struct GeneratorSources {
  private var folders: Set<BytePath> = []

  /// Looks for the settings of generators.
  ///
  /// - Parameter paths: all files, from the project's folder.
  package init(among paths: [BytePath]) {
    let hugo = Self.folders(ofFiles: Self.hugo, among: paths)
    let maybeHugo = Self.folders(ofFiles: Self.shared, among: paths)
    let others = Self.folders(ofFiles: Self.underscored, among: paths)
    guard !hugo.isEmpty || !maybeHugo.isEmpty || !others.isEmpty else { return }
    /// The folders that hold one named `layouts`.
    var laidOut: Set<BytePath> = []
    for path in paths {
      var folder = path.folder
      while folder != "." {
        let top = folder.folder
        if folder.name.first == UInt8(ascii: "_"), others.contains(top) { folders.insert(folder) }
        if folder.name.elementsEqual("layouts".utf8) { laidOut.insert(top) }
        folder = top
      }
    }
    // `config.toml` is Hugo's where templates of Hugo's lie beside it.
    for top in hugo.union(maybeHugo.intersection(laidOut)) {
      for name in ["layouts", "archetypes", "i18n", "data"] {
        folders.insert(top == "." ? BytePath(name) : top.appending(BytePath(name)))
      }
    }
  }

  /// Whether a folder or file is one of them, or lies in one.
  package func holds(_ path: BytePath) -> Bool {
    guard !folders.isEmpty else { return false }
    return folders.contains(path) || path.ancestors.contains(where: folders.contains)
  }

  private static let hugo: Set<[UInt8]> = names([
    "hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "theme.toml",
  ])
  private static let shared: Set<[UInt8]> = names(["config.toml", "config.yaml", "config.yml"])
  private static let underscored: Set<[UInt8]> = names([
    "_config.yml", ".eleventy.js", "eleventy.config.js", "eleventy.config.mjs",
    "eleventy.config.cjs",
  ])

  private static func names(_ names: [String]) -> Set<[UInt8]> { Set(names.map { Array($0.utf8) }) }

  private static func folders(ofFiles names: Set<[UInt8]>, among paths: [BytePath]) -> Set<BytePath>
  {
    Set(paths.lazy.filter { names.contains(Array($0.name)) }.map(\.folder))
  }
}
