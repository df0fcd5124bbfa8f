import ArgumentParser
import Disk
import Formats
import Glibc
import Planning
import Site
import Values

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
      with --yes. In a folder that assetbump stamp wrote last, or with its name, the stamp is taken back.

      Examples:
        assetbump undo --dry-run
        assetbump undo _site
      """)

  @OptionGroup var common: CommonOptions

  @OptionGroup var writing: WriteOptions

  @Argument(
    help: ArgumentHelp("The folder of the project, or of a stamped site.", valueName: "dir"),
    completion: .directory)
  var folder: String?

  @Flag(help: "Print the diff and write nothing.")
  var dryRun = false

  @Flag(help: "Show what an interrupted write that is not known as yours would put back.")
  var foreign = false

  @Flag(help: "With --foreign: put that back, and take away the record of the write.")
  var yes = false

  func validate() throws {
    if folder != nil && common.project != nil {
      throw ValidationError("Give either DIR or --project, not both.")
    }
    if folder != nil && foreign { throw ValidationError("--foreign takes --project, not DIR.") }
    if yes && !foreign { throw ValidationError("--yes goes with --foreign.") }
    if yes && dryRun { throw ValidationError("Give either --yes or --dry-run, not both.") }
  }

  func run() throws {
    try reportingErrors {
      if foreign {
        return try ForeignUndoRun(options: common, isConfirmed: yes).run()
      }
      let fileSystem = DiskFileSystem()
      let (place, memory) = try target(on: fileSystem)
      if dryRun { try place.confirmFinished(on: fileSystem) }
      let start = dryRun ? nil : try place.start(on: fileSystem, preferring: .undo)
      start?.tell()
      defer { withExtendedLifetime(start) {} }
      // The write that was interrupted was the last one; the one before it stays.
      if start?.report?.direction == .undo { return }
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

  /// Where the writes are recorded that are meant, and what remembers the last one: those of the built site in
  /// the folder that is named, or in this one, else those of the project.
  private func target(
    on fileSystem: DiskFileSystem
  ) throws -> (place: WritePlace, memory: WriteMemory?) {
    let here = try WorkingFolder.path()
    let named = folder.map { here.appending(BytePath($0)).normalized }
    if common.project == nil, let site = StampedSite(named ?? here, writing: writing),
      site.isKnown(on: fileSystem)
    {
      return (site.place, site.memory)
    }
    let project = try project(named, here, on: fileSystem)
    try common.confirmOwnSettings(of: project, on: fileSystem)
    return (try writing.place(of: project), StateFolder.memory(of: project.folder))
  }

  private func project(
    _ named: BytePath?, _ here: BytePath, on fileSystem: DiskFileSystem
  ) throws -> Project {
    do {
      return try named.map { try Project.open($0, in: fileSystem) }
        ?? common.findProject(on: fileSystem)
    } catch let error as ProjectError {
      // Nobody sets up a project to take something back.
      switch error {
      case .notFound, .notThere:
        let meant = common.project.map { here.appending($0).normalized }
        throw UndoError.nothingIn(named ?? meant ?? here)
      default: throw error
      }
    }
  }
}
