import ArgumentParser
import Disk
import Formats
import Glibc
import Planning
import Site

/// Takes the last write back, where nothing has changed since.
struct TakeBack: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "undo",
    abstract: "Take back the last write: print the diff, then write it.",
    discussion: """
      It takes back what assetbump wrote last in this project, from the terminal UI or by bump, where \
      none of the files has changed since. A write that was interrupted is taken back too, where it is \
      your own. What tells of one that is not (another user's, another machine's, or forged) is \
      followed by no command; --foreign shows what it would put back in this project, and does that \
      with --yes.

      Examples:
        assetbump undo --dry-run
        assetbump undo
      """)

  @OptionGroup var common: CommonOptions

  @OptionGroup var writing: WriteOptions

  @Flag(help: "Print the diff and write nothing.")
  var dryRun = false

  @Flag(help: "Show what an interrupted write that is not known as yours would put back.")
  var foreign = false

  @Flag(help: "With --foreign: put that back, and take away the record of the write.")
  var yes = false

  func validate() throws {
    if yes && !foreign { throw ValidationError("--yes goes with --foreign.") }
    if yes && dryRun { throw ValidationError("Give either --yes or --dry-run, not both.") }
  }

  func run() throws {
    try reportingErrors {
      if foreign {
        return try ForeignUndoRun(options: common, isConfirmed: yes).run()
      }
      let fileSystem = DiskFileSystem()
      let project = try common.findProject(on: fileSystem)
      let place = try writing.place(of: project)
      let start =
        dryRun
        ? nil
        : try common.startWriting(in: project, at: place, on: fileSystem, preferring: .undo)
      defer { withExtendedLifetime(start) {} }
      if dryRun {
        try common.confirmOwnSettings(of: project, on: fileSystem)
        try place.confirmFinished(on: fileSystem)
      }
      // The write that was interrupted was the last one; the one before it stays.
      if start?.report?.direction == .undo { return }
      let memory = StateFolder.memory(of: project.folder)
      let undo = try Undo(memory, on: fileSystem)
      let paint = common.paint
      for edit in undo.fileEdits {
        try StandardOutput.print(UnifiedDiff(edit.shown(on: fileSystem)).text(paint))
      }
      if dryRun {
        do throws(WriteError) {
          try Transaction(undo.edits, at: place).rehearse(on: fileSystem)
        } catch {
          throw CommandError.notWritten(error)
        }
        StandardError.print("nothing written (--dry-run): it takes back \(undo.names.words)")
        return
      }
      do throws(WriteError) {
        try undo.write(to: fileSystem, under: start?.lock, at: place, forgetting: memory)
      } catch {
        throw CommandError.notWritten(error)
      }
      StandardError.print("took back \(undo.names.words)")
    }
  }
}
