import AssetCore
import Disk
import Glibc
import Planning
import Site
import Values

/// What every command is told of the project and of its output.
protocol ProjectOptions {
  /// The project's folder; nil: it is looked for here and upward.
  var project: String? { get }
  /// When output is coloured.
  var color: ColorChoice { get }
  /// Whether what earlier runs remember does not count.
  var noCache: Bool { get }
}

extension ProjectOptions {
  /// Finds the project.
  func findProject(on fileSystem: some FileSystem) throws -> Project {
    let here = try WorkingFolder.path()
    guard let project else { return try Project.find(from: here, in: fileSystem) }
    return try Project.open(here.appending(project).normalized, in: fileSystem)
  }

  /// Finds the project, for a command that changes nothing.
  ///
  /// - Throws: ``RepairError`` where a write was interrupted, so that what is read would be half of it.
  func findFinishedProject() throws -> Project {
    let fileSystem = DiskFileSystem()
    let project = try findProject(on: fileSystem)
    if let settings = project.foreignSettings(on: fileSystem) {
      StandardError.print(
        "assetbump: \(VisibleText.of(settings)) belongs to another user: what it says is shown, and"
          + " nothing is written by it")
    }
    try project.writePlace.confirmFinished(on: fileSystem)
    guard let (usual, words) = project.asInitWould(on: fileSystem) else { return project }
    StandardError.print("assetbump: \(words)")
    return usual
  }

  /// Finds the project and reads it whole, for a command that changes nothing.
  ///
  /// - Throws: as ``findFinishedProject()``.
  func openWorkspace() throws -> Workspace {
    try openWorkspace(of: findFinishedProject())
  }

  /// Reads a project whole; files that earlier runs read, and that did not change, are not read again.
  func openWorkspace(of project: Project) throws -> Workspace {
    try Workspace(
      of: project, on: DiskFileSystem(), remembering: CacheFolder.cache(of: project.folder),
      believing: !noCache)
  }

  /// Reads the references of a project; files that earlier runs read, and that did not change, are not
  /// read again.
  func references(of workspace: Workspace) -> Workspace.References {
    workspace.references(
      on: DiskFileSystem(), remembering: CacheFolder.references(of: workspace.project.folder),
      believing: !noCache)
  }

  /// Starts to write in a project: takes the lock, and mends what an interrupted write left, saying so.
  func startWriting(
    in project: Project, at place: WritePlace, on fileSystem: some FileSystem,
    preferring direction: Repair.Direction = .finish
  ) throws -> WritePlace.Start {
    try confirmOwnSettings(of: project, on: fileSystem)
    let start = try place.start(on: fileSystem, preferring: direction)
    start.tell()
    return start
  }

  /// Makes sure that the settings are the user's own, or trusted.
  func confirmOwnSettings(of project: Project, on fileSystem: some FileSystem) throws {
    if let settings = project.foreignSettings(on: fileSystem) {
      throw CommandError.notWritten(.foreignSettings(settings, project.folder))
    }
  }

  /// How standard output is coloured.
  var paint: Paint { Paint(isOn: color.isOn(for: STDOUT_FILENO)) }
}
