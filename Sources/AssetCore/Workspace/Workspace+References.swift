import Disk
import Formats
import Planning
import References
import Site
import Values

extension Workspace {
  /// The references of the project's files, and what is to be said about them.
  public struct References: Sendable {
    /// The references.
    public let map: ReferenceMap
    /// How long browsers keep the assets.
    public let caching: CacheHeaders
    /// What is to be said.
    public let findings: ReferenceFindings
  }

  /// Reads the references of the project, and what its files say of caching.
  ///
  /// - Parameters:
  ///   - cache: what remembers earlier readings, and takes in this one; nil where nothing does.
  ///   - believing: whether what earlier readings remember counts.
  public func references(
    on fileSystem: any FileSystem, remembering cache: ReferenceCache? = nil,
    believing: Bool = true
  ) -> References {
    let reader = ReferenceReader(
      of: project, on: fileSystem, remembering: cache, believing: believing)
    let paths = reader.paths(among: surroundings?.whole(on: fileSystem))
    let map = reader.read(inventory.files, among: paths)
    let roots = project.settings.roots.flatMap { $0.folders.map(\.normalized) }
    let caching = CacheHeaders.read(
      of: project, sources: map.pythonFiles,
      others: paths.filter { path in roots.allSatisfy { !path.isBelow($0) } },
      on: fileSystem)
    return References(
      map: map, caching: caching,
      findings: ReferenceFindings(
        map, of: inventory, project: project, caching: caching,
        integrities: WrongIntegrities(map, of: inventory, on: fileSystem)))
  }

  /// Whether the project has a file that names assets to a browser in the first place: a template, a
  /// page among the assets, or Python source.
  ///
  /// Where there is none nothing says that a stylesheet is used at all, and it takes no time and no room
  /// to find that out, however many assets there are.
  public func hasReferrers(on fileSystem: any FileSystem) -> Bool {
    let pages = [".html", ".htm", ".xhtml", ".php"].map { Array($0.utf8) }
    let names = inventory.names
    for index in 0..<names.count {
      let isPage = names.withPath(index) { path in
        pages.contains { path.count >= $0.count && path.suffix($0.count).elementsEqual($0) }
      }
      if isPage { return true }
    }
    let roots = project.settings.roots.flatMap { $0.folders.map(\.normalized) }
    let files =
      surroundings
      ?? ProjectListing(
        of: project.folder, on: fileSystem, outside: roots, isWanted: ReferenceReader.isRead)
    return files.paths.contains { path in
      guard let language = ReferenceLanguage(path), !roots.contains(where: path.isBelow) else {
        return false
      }
      return language == .python || project.settings.templates.matches(path)
    }
  }
}

extension Project {
  /// The folders that hold nothing that is read but assets.
  var foldersOfAssetsAlone: [BytePath] {
    settings.ignore.patterns.allSatisfy(Self.leavesNothingReadOut)
      ? settings.roots.flatMap(\.folders) : []
  }

  /// Whether a pattern, `*.map`, leaves no file out of the assets that references are looked for in.
  private static func leavesNothingReadOut(_ pattern: String) -> Bool {
    guard pattern.hasPrefix("*."), !pattern.contains("/"),
      !pattern.dropFirst().contains(where: { "*?[\\".contains($0) })
    else { return false }
    return ReferenceLanguage(BytePath("x" + pattern.dropFirst())) == nil
  }
}
