import ArgumentParser
import AssetCore
import Disk
import Planning
import Site
import Values

/// Writes commented settings and a first versions file.
struct Initialize: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write commented settings and a first versions file; overwrite neither.")

  @OptionGroup var common: CommonOptions

  func run() throws {
    try reportingErrors {
      let here = try WorkingFolder.path()
      let folder = common.project.map { here.appending($0).normalized } ?? here
      try confirmFinished(in: folder)
      let written = try Initialization(
        folder: folder, fileSystem: DiskFileSystem(), state: StateFolder.path
      )
      .run(on: try Today.day())
      for line in written.lines { try StandardOutput.print(line) }
    }
  }

  /// Makes sure that no interrupted write lies where the versions file is, or will be.
  private func confirmFinished(in folder: BytePath) throws {
    let disk = DiskFileSystem()
    let name = (try? Project.open(folder, in: disk))?.settings.versions ?? Settings().versions
    let place = WritePlace(
      versions: folder.appending(name).normalized, name: name, state: StateFolder.path)
    try place.confirmFinished(on: disk)
  }
}
