import Disk
import Values

/// Where a project is, and what its settings say.
public struct Project: Equatable, Sendable {
  /// The project's folder, absolute; the paths of the settings start here.
  public var folder: BytePath
  /// What people say about the project, or what is usual.
  public var settings: Settings
  /// Where the settings come from.
  public var source: SettingsSource

  /// Makes a project of its parts.
  public init(folder: BytePath, settings: Settings, source: SettingsSource) {
    self.folder = folder
    self.settings = settings
    self.source = source
  }

  /// The project that a folder belongs to, as git finds its repository: here, or the nearest above.
  ///
  /// Settings are looked for up to the top of the file system. Where there are none, the nearest
  /// folder that looks like a project is taken, up to the one that holds `.git`.
  ///
  /// - Parameter folder: an absolute path, without links that should be followed first.
  public static func find(from folder: BytePath, in fileSystem: some FileSystem)
    throws(ProjectError) -> Project
  {
    let start = folder.normalized
    var folders = [start]
    while let last = folders.last, last.folder != last { folders.append(last.folder) }
    for folder in folders {
      let search = ProjectSearch(folder: folder, start: start, fileSystem: fileSystem)
      if let project = try search.settings() { return project }
    }
    for folder in folders {
      let search = ProjectSearch(folder: folder, start: start, fileSystem: fileSystem)
      let isTop = try search.kind(".git") != nil
      // A sibling's static folder does not make a project of the folder above both.
      if let project = try search.conventions(takesPackages: folder == start || isTop) {
        return project
      }
      if isTop { break }
    }
    throw .notFound(from: start)
  }

  /// The project in exactly this folder, as `--project` names it.
  ///
  /// - Parameter folder: an absolute path.
  public static func open(_ folder: BytePath, in fileSystem: some FileSystem) throws(ProjectError)
    -> Project
  {
    let folder = folder.normalized
    let search = ProjectSearch(folder: folder, start: folder, fileSystem: fileSystem)
    guard try search.kind(".") == .folder else { throw .noFolder(folder) }
    if let project = try search.settings() { return project }
    if let project = try search.conventions(takesPackages: true) { return project }
    throw .notThere(folder: folder)
  }
}
