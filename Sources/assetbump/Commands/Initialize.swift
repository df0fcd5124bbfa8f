import ArgumentParser
import AssetCore
import Disk
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
      let written = try Initialization(folder: folder, fileSystem: DiskFileSystem())
        .run(on: try Today.day())
      for line in written.lines { try StandardOutput.print(line) }
    }
  }
}
