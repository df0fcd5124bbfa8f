import ArgumentParser
import AssetCore
import Glibc

/// The options that every command takes.
struct CommonOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The project's folder, instead of looking here and upward.", valueName: "dir"))
  var project: String?

  @Option(
    help: "Colour in the output: never, auto (on a terminal, unless NO_COLOR is set), always.")
  var color: ColorChoice = .auto

  @Flag(help: "Read every file, whatever earlier runs remember of it.")
  var noCache = false

  /// Finds the project.
  func findProject(on fileSystem: some FileSystem) throws -> Project {
    let here = try WorkingFolder.path()
    guard let project else { return try Project.find(from: here, in: fileSystem) }
    return try Project.open(here.appending(project).normalized, in: fileSystem)
  }

  /// Finds the project and reads it whole, for a command that changes nothing.
  ///
  /// - Throws: ``RepairError`` where a write was interrupted, so that what is read would be half of it.
  func openWorkspace() throws -> Workspace {
    let fileSystem = DiskFileSystem()
    let project = try findProject(on: fileSystem)
    try WritePlace(of: project).confirmFinished(on: fileSystem)
    return try openWorkspace(of: project)
  }

  /// Reads a project whole; files that earlier runs read, and that did not change, are not read again.
  func openWorkspace(of project: Project) throws -> Workspace {
    try Workspace(
      of: project, on: DiskFileSystem(), remembering: CacheFolder.cache(of: project.folder),
      believing: !noCache)
  }

  /// Starts to write in a project: takes the lock, and mends what an interrupted write left, saying so.
  func startWriting(
    in project: Project, on fileSystem: some FileSystem,
    preferring direction: Repair.Direction = .finish
  ) throws -> WritePlace.Start {
    let start = try WritePlace(of: project).start(on: fileSystem, preferring: direction)
    if let report = start.report { StandardError.print(report.description) }
    return start
  }
}

/// When output is coloured.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case never, auto, always

  /// Whether output to a descriptor is coloured (no-color.org: any text but an empty one counts).
  func isOn(for descriptor: Int32) -> Bool {
    switch self {
    case .never: false
    case .always: true
    case .auto: isatty(descriptor) == 1 && (Environment["NO_COLOR"] ?? "").isEmpty
    }
  }
}
