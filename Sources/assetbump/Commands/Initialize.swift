import ArgumentParser
import AssetCore
import Disk
import Formats
import Planning
import Site
import Values

/// Writes commented settings and a first versions file.
struct Initialize: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write commented settings and a first versions file; overwrite neither.",
    discussion: """
      Examples:
        assetbump init --dry-run
        assetbump init --loader
      """)

  @OptionGroup var common: CommonOptions

  @Flag(help: "Say what it would do, and write nothing.")
  var dryRun = false

  @Flag(help: "Print one JSON object.")
  var json = false

  @Flag(help: "Write the loader's file too, and show the lines to add to the application.")
  var loader = false

  @Flag(help: "Print the settings for pyproject.toml, in place of writing assetbump.toml.")
  var pyproject = false

  @Flag(help: "Let git merge the versions file by assetbump merge, in this clone.")
  var git = false

  func run() throws {
    try reportingErrors {
      let here = try WorkingFolder.path()
      let folder = common.project.map { here.appending($0).normalized } ?? here
      try confirmFinished(in: folder)
      if git {
        try GitVariables.forget(seenFrom: folder)
        // What stands in the way is known before anything is written.
        _ = try mergeLines(in: folder, isDraft: true)
      }
      let written = try Initialization(
        folder: folder, fileSystem: DiskFileSystem(), state: StateFolder.path,
        loader: loader ? { EmbeddedFile("loader/\($0)")?.text } : nil, isForPyproject: pyproject
      )
      .run(on: try Today.day(), isDraft: dryRun)
      let merging = git ? try mergeLines(in: folder, isDraft: dryRun) : []
      let all = written.lines + merging
      let lines = dryRun ? all.map(drafted) : all
      if json {
        try StandardOutput.print(
          JSONOutput.object([
            ("format", .number(1)), ("written", .boolean(!dryRun)),
            ("lines", .array(lines.map { .string($0) })),
          ]).text)
      } else {
        for line in lines { try StandardOutput.print(line) }
      }
    }
  }

  private func mergeLines(in folder: BytePath, isDraft: Bool) throws -> [String] {
    let disk = DiskFileSystem()
    let project =
      (try? Project.open(folder, in: disk))
      ?? Project(folder: folder, settings: Settings(), source: .conventions)
    return try MergeSetup(of: project, on: disk).run(isDraft: isDraft)
  }

  private func drafted(_ line: String) -> String {
    line.hasPrefix("wrote ") ? "would write " + line.dropFirst(6) : line
  }

  /// Makes sure that no interrupted write lies where the versions file is, or will be.
  private func confirmFinished(in folder: BytePath) throws {
    let disk = DiskFileSystem()
    let project = try? Project.open(folder, in: disk)
    if let project { try common.confirmOwnSettings(of: project, on: disk) }
    let name = project?.settings.versions ?? Settings().versions
    let place = WritePlace(
      versions: folder.appending(name).normalized, name: name, state: StateFolder.path)
    do throws(RepairError) {
      try place.confirmFinished(on: disk)
    } catch {
      // No file can lie there; that the folder is too deep is said by what looks for a project.
      if error == .file(place.journalName, .nameTooLong) { return }
      throw error
    }
  }
}
