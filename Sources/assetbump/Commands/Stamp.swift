import ArgumentParser
import AssetCore
import Disk
import Formats
import Planning
import Site
import Values

/// Puts hash tokens into the URLs of a built site.
struct Stamp: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stamp",
    abstract: "Put the hash of each file into its URLs, in the folder of a built site.",
    discussion: """
      It needs no settings and no versions file. Every URL in pages, styles, scripts and web manifests that \
      leads to a file of the folder, and may carry a token, gets the hash of that file's bytes; what it is \
      not sure of is left and named. A second run changes nothing. assetbump undo DIR takes it back.

      Examples:
        assetbump stamp _site
        assetbump stamp public --base /docs/ --check
      """)

  @OptionGroup var common: CommonOptions

  @OptionGroup var writing: WriteOptions

  @Argument(
    help: ArgumentHelp("The folder of the built site.", valueName: "dir"), completion: .directory)
  var folder: String

  @Option(
    help: ArgumentHelp("The path of the URL that the folder is served under.", valueName: "path"))
  var base = "/"

  @Flag(help: "Write nothing; exit with 1 where it would.")
  var check = false

  @Flag(help: "Print the diff and write nothing.")
  var dryRun = false

  @Flag(help: "Print one JSON object.")
  var json = false

  func validate() throws {
    guard common.project == nil else { throw ValidationError("Give DIR alone, not --project.") }
    if check && dryRun { throw ValidationError("Give either --check or --dry-run, not both.") }
    let isPath =
      base.hasPrefix("/") && !base.hasPrefix("//")
      && base.utf8.allSatisfy {
        $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#")
          && $0 != UInt8(ascii: "%")
      }
    guard isPath else { throw ValidationError("--base takes the path of a URL, such as /docs/.") }
  }

  func run() throws {
    try reportingErrors {
      let disk = DiskFileSystem()
      let whole = try WorkingFolder.path().appending(BytePath(folder)).normalized
      let site = try BuiltSite(whole, base: base.hasSuffix("/") ? base : base + "/", on: disk)
      guard let stamped = StampedSite(whole, writing: writing) else {
        throw CommandError.notWritten(
          .state("neither XDG_STATE_HOME nor HOME names a folder for it"))
      }
      let start = check || dryRun ? nil : try begin(at: stamped.place, on: disk)
      defer { withExtendedLifetime(start) {} }
      if start == nil { try stamped.place.confirmFinished(on: disk) }
      let plan = try site.plan(on: try Today.day(), from: disk)
      let report = StampReport(plan, of: site)
      try carryOut(plan, report, stamped, under: start?.lock)
      if json {
        try StandardOutput.print(report.json(isWritten: start != nil && !plan.isEmpty).text)
      }
      if !plan.left.isEmpty || check && !plan.isEmpty { throw ExitCode.finding }
    }
  }

  /// Takes the lock, and mends what an interrupted write left, saying so.
  private func begin(at place: WritePlace, on disk: DiskFileSystem) throws -> WritePlace.Start {
    do throws(WriteError) { try place.prepare(on: disk) } catch {
      throw CommandError.notWritten(error)
    }
    let start = try place.start(on: disk)
    start.tell()
    return start
  }

  private func carryOut(
    _ plan: Plan, _ report: StampReport, _ stamped: StampedSite, under lock: WriteLock?
  ) throws {
    let disk = DiskFileSystem()
    if dryRun && !json {
      let paint = common.paint
      for edit in plan.fileEdits {
        try StandardOutput.print(UnifiedDiff(edit.shown(on: disk)).text(paint))
      }
    }
    if check && !json {
      for line in report.fileLines { try StandardOutput.print(line) }
    }
    for line in report.remarks { StandardError.print(line) }
    if plan.isEmpty { return StandardError.print("nothing to write") }
    do throws(WriteError) {
      if check {
        StandardError.print("would write \(report.summary)")
      } else if dryRun {
        try stamped.place.prepare(on: disk)
        try Transaction(plan.edits, at: stamped.place).rehearse(on: disk)
        StandardError.print("nothing written (--dry-run): \(report.summary)")
      } else {
        let loss = try plan.write(
          to: disk, under: lock, at: stamped.place, remembering: stamped.memory)
        StandardError.print("wrote \(report.summary)")
        if let loss { StandardError.print("assetbump undo cannot take it back: \(loss)") }
      }
    } catch {
      throw CommandError.notWritten(error)
    }
  }
}
