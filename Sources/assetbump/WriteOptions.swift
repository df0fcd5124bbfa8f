import ArgumentParser
import Disk
import Planning
import Site
import Values

/// The options of what writes.
struct WriteOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Allow writes below this folder outside the project, to which a link in it leads. Those that \
      $XDG_CONFIG_HOME/assetbump/outside names, one a line, are always allowed.
      """, valueName: "dir"))
  var outside: [String] = []

  /// Where a project's writes are recorded, and how far they may go, for this user.
  func place(of project: Project) throws -> WritePlace {
    WritePlace(of: project, state: StateFolder.path, outside: try allowed(below: project.folder))
  }

  /// The folders outside a project's folder that the person allows writes in, by their real paths.
  func allowed(below folder: BytePath) throws -> [BytePath] {
    let here = try WorkingFolder.path()
    let disk = DiskFileSystem()
    let allowed =
      outside.map { here.appending($0).normalized }
      + OutsideFolders.configured(for: folder, on: disk)
    return allowed.map { (try? disk.realPath(of: $0)) ?? $0 }
  }
}
