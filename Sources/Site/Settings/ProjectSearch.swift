import Disk
import Formats
import Values

/// Looks in one folder for what makes it a project.
struct ProjectSearch<Disk: FileSystem> {
  let folder: BytePath
  /// The folder where looking began: names of files in it are given without their folder.
  let start: BytePath
  let fileSystem: Disk

  /// The project whose settings lie in the folder, or nil where there are none.
  func settings() throws(ProjectError) -> Project? {
    let own = try settings(in: "assetbump.toml", table: .whole)
    let shared = try settings(in: "pyproject.toml", table: .toolAssetbump)
    if own != nil, shared != nil { throw .twoSettings(folder: folder) }
    return own ?? shared
  }

  /// The project that the folder looks like, or nil: a versions file, `static/`, or one package with
  /// `static/` in it, as Flask lays them out.
  ///
  /// - Parameter takesPackages: whether a package alone makes it a project.
  func conventions(takesPackages: Bool) throws(ProjectError) -> Project? {
    if try kind("static") == .folder { return project(Settings()) }
    let hasVersions = try kind(Settings().versions) == .file
    let packages = takesPackages || hasVersions ? try packagesWithStatic() : []
    if packages.count > 1 {
      throw .severalStatics(folder: folder, found: packages.map { $0.appending("static") })
    }
    if let package = packages.first {
      return project(
        Settings(
          templates: GlobList([Glob.literal(package.appending("templates")) + "/**"]),
          roots: [StaticRoot(folders: [package.appending("static")])]))
    }
    return hasVersions ? project(Settings()) : nil
  }

  /// What lies at a path in the folder; nil also where the folder is none.
  func kind(_ path: BytePath) throws(ProjectError) -> FileKind? {
    do {
      return try fileSystem.kind(of: folder.appending(path))
    } catch {
      if error.reason == .notFolder || error.reason == .notFound { return nil }
      throw .unreadable(error)
    }
  }

  private func project(_ settings: Settings) -> Project {
    Project(folder: folder, settings: settings, source: .conventions)
  }

  private func packagesWithStatic() throws(ProjectError) -> [BytePath] {
    let entries: [FolderEntry]
    do {
      entries = try fileSystem.entries(of: folder)
    } catch {
      throw .unreadable(error)
    }
    var packages: [BytePath] = []
    for entry in entries where entry.kind == .folder && !DetectedLayout.isPassedOver(entry.name) {
      let package = BytePath(bytes: entry.name)
      if try kind(package.appending("static")) == .folder { packages.append(package) }
    }
    return packages
  }

  private func settings(in name: String, table: SettingsTable) throws(ProjectError) -> Project? {
    guard let kind = try kind(BytePath(name)) else { return nil }
    // What is no file cannot be somebody's pyproject.toml; an assetbump.toml is meant for us.
    if case .toolAssetbump = table, kind != .file { return nil }
    let path = folder.appending(name)
    let shown = folder == start ? name : VisibleText.of(path)
    guard let text = try text(of: path, shown: shown, table: table) else { return nil }
    do {
      let settings = try SettingsReader.readIfPresent(text, name: shown, table: table)
      return settings.map { Project(folder: folder, settings: $0, source: .file(name)) }
    } catch {
      // Whatever else is wrong with a file that never speaks of us is not ours to say.
      if case .toolAssetbump = table, !Self.speaksOfUs(text) { return nil }
      throw .settings(error)
    }
  }

  /// The text of a file; nil where it is too large for settings and never speaks of us.
  private func text(
    of path: BytePath, shown: String, table: SettingsTable
  ) throws(ProjectError) -> [UInt8]? {
    do {
      return try fileSystem.read(path, limit: TOMLDocument.sizeLimit)
    } catch {
      if case .tooLarge(let limit) = error.reason {
        if case .toolAssetbump = table, try !speaksOfUs(path) { return nil }
        throw .settings(.tooLarge(file: shown, limit: limit))
      }
      throw .unreadable(error)
    }
  }

  /// Whether a large file speaks of us; one of more than 64 MiB is nobody's, and taken not to.
  private func speaksOfUs(_ path: BytePath) throws(ProjectError) -> Bool {
    // What a name at the border of two blocks needs of the first.
    var end: [UInt8] = []
    var isFound = false
    do {
      try fileSystem.readBlocks(of: path, limit: 64 << 20) { block in
        isFound = Self.speaksOfUs(end + block)
        end = Array((end + block.suffix(8)).suffix(8))
        return !isFound
      }
    } catch {
      if case .tooLarge = error.reason { return false }
      throw .unreadable(error)
    }
    return isFound
  }

  private static func speaksOfUs(_ text: [UInt8]) -> Bool {
    let name = Array("assetbump".utf8)
    return text.indices.contains {
      text[$0] == name[0] && text[$0...].starts(with: name)
    }
  }
}
