import ArgumentParser
import AssetCore
import Disk
import Formats
import Glibc
import Planning
import Site
import Values

/// Gives assets new tokens: plans, prints the diff, writes; never asks.
struct Bump: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bump",
    abstract: "Give stale assets a new token: print the diff, then write it.",
    discussion: """
      PATH is a file as seen from here, a folder of them, or ROOT:PATH as assetbump list shows it. Fresh \
      assets are bumped only with --force; manual ones need --token. A missing asset's record is dropped. \
      In roots with tokens = "literal" the tokens that stand in pages, stylesheets, scripts and \
      Python source are rewritten in the same write; --add-tokens also writes one where a \
      reference has none, as the project writes the others.

      Examples:
        assetbump bump --all --dry-run
        assetbump bump static/css --strategy date
      """)

  @OptionGroup var common: CommonOptions

  @OptionGroup var writing: WriteOptions

  @Argument(
    help: ArgumentHelp("The assets to bump.", valueName: "path"), completion: PathCompletion.assets)
  var paths: [String] = []

  @Flag(help: "Bump every stale and new asset, and drop the records of missing ones.")
  var all = false

  @Option(help: "Version them by date, hash, manual or count from now on.")
  var strategy: Strategy?

  @Option(help: "The token, typed by hand; goes with --strategy manual, or without --strategy.")
  var token: String?

  @Option(help: ArgumentHelp("The day of the bump, instead of today.", valueName: "YYYYMMDD"))
  var date: CalendarDay?

  @Flag(help: "Bump fresh assets too.")
  var force = false

  @Flag(help: "Give references without a token one too, in roots with tokens = \"literal\".")
  var addTokens = false

  @Flag(help: "Print the diff and write nothing.")
  var dryRun = false

  @Flag(help: "Print one JSON object instead of the diff.")
  var json = false

  func validate() throws {
    if paths.isEmpty && !all { throw ValidationError("Name the assets to bump, or give --all.") }
    if !paths.isEmpty && all { throw ValidationError("Give either PATHs or --all, not both.") }
    if token != nil, let strategy, strategy != .manual {
      throw ValidationError("--token goes with --strategy manual, not \(strategy.rawValue).")
    }
    if let token {
      do throws(TokenError) { _ = try Token(token) } catch {
        throw ValidationError("--token: \(error).")
      }
    }
    if token != nil && all {
      throw ValidationError("--token needs PATHs: one token for all is waste.")
    }
  }

  func run() throws {
    try reportingErrors {
      let day = try Today.day(given: date)
      let fileSystem = DiskFileSystem()
      let project = try common.findProject(on: fileSystem)
      if let (_, words) = project.asInitWould(on: fileSystem) {
        throw CommandError.notSetUp(words)
      }
      if addTokens && !project.hasLiteralRoot { throw CommandError.noLiteralRoot }
      // From here on no other program writes: nobody's bump is told to run again.
      let place = try writing.place(of: project)
      let start = dryRun ? nil : try common.startWriting(in: project, at: place, on: fileSystem)
      defer { withExtendedLifetime(start) {} }
      if dryRun {
        try common.confirmOwnSettings(of: project, on: fileSystem)
        try place.confirmFinished(on: fileSystem)
      }
      let workspace = try common.openWorkspace(of: project)
      let request = BumpRequest(
        strategy: strategy, token: try token.map { try Token($0) }, isForced: force)
      let asked =
        all ? request.entries(of: workspace.inventory) : try named(in: workspace, request)
      let lineEnds =
        force || token != nil
        ? LineEndChanges() : LineEndChanges(among: asked, on: fileSystem)
      let entries = asked.filter { !lineEnds.isOfCheckout($0.id) }
      let mending = try Mending.read(
        of: project, workspace.inventory, scope: all ? .all : .assets(Set(entries.map(\.id))),
        isAdding: addTokens, from: fileSystem)
      let untracked = all && addTokens ? mending?.untracked(in: workspace.inventory) ?? [] : []
      let plan = workspace.plan(
        request.choices(for: entries + untracked, of: workspace.inventory.names), on: day,
        mending: mending)
      try carryOut(
        plan, of: project, at: place, under: start?.lock,
        remarks: (all ? [] : request.ignored(entries, in: plan))
          + lineEnds.leftLines(among: asked) + plan.mended.reasonLines()
          + plan.mended.leftLines()
          + TokenMention.all(of: plan, in: project, on: fileSystem).map(\.description))
      if !plan.left.isEmpty || entries.count < asked.count
        || request.withholdsToken(from: entries)
      {
        throw ExitCode.finding
      }
    }
  }

  private func named(in workspace: Workspace, _ request: BumpRequest) throws -> [Entry] {
    let here = try WorkingFolder.path()
    let meant = Set(request.entries(of: workspace.inventory).map(\.id))
    return try paths.flatMap { path -> [AssetID] in
      let name = AssetName(path)
      if let all = try name.assets(
        below: here, in: workspace.inventory, of: workspace.project, on: DiskFileSystem())
      {
        return all.filter(meant.contains)
      }
      return [
        try name.asset(
          in: workspace.inventory, of: workspace.project, seenFrom: here, on: DiskFileSystem())
      ]
    }.compactMap { workspace.inventory[$0] }
  }

  private func carryOut(
    _ plan: Plan, of project: Project, at place: WritePlace, under lock: WriteLock?,
    remarks: [String]
  ) throws {
    let paint = common.paint
    for edit in plan.fileEdits where !json {
      try StandardOutput.print(UnifiedDiff(edit.shown(on: DiskFileSystem())).text(paint))
    }
    for line in remarks { StandardError.print(line) }
    for left in plan.left {
      StandardError.print(
        "left as it is: \(left.id.description): \(left.reason)\(advice(on: left))")
    }
    if plan.isEmpty {
      StandardError.print("nothing to write")
    } else if dryRun {
      do throws(WriteError) {
        try Transaction(plan.edits, at: place).rehearse(on: DiskFileSystem())
      } catch {
        throw CommandError.notWritten(error)
      }
      StandardError.print("nothing written (--dry-run): \(plan.summary)")
    } else {
      let loss = try write(plan, of: project, at: place, under: lock)
      StandardError.print("wrote \(plan.fileEdits.map(\.name).words): \(plan.summary)")
      if let loss { StandardError.print("assetbump undo cannot take it back: \(loss)") }
    }
    if json {
      let report = PlanReport(plan, of: project, isWritten: !dryRun && !plan.isEmpty)
      try StandardOutput.print(report.json.text)
    }
  }

  /// Writes; gives why the write is not remembered, where it should be.
  private func write(
    _ plan: Plan, of project: Project, at place: WritePlace, under lock: WriteLock?
  ) throws -> FileError? {
    do throws(WriteError) {
      return try plan.write(
        to: DiskFileSystem(), under: lock, at: place,
        remembering: StateFolder.memory(of: project.folder))
    } catch {
      throw CommandError.notWritten(error)
    }
  }

  private func advice(on left: Plan.Left) -> String {
    guard left.reason == .needsToken else { return "" }
    return " - assetbump bump --token TOKEN \(ShellText.quoted(left.id.description))"
  }
}

extension Strategy: ExpressibleByArgument {}

extension CalendarDay: ExpressibleByArgument {
  /// Reads `20240601`.
  public init?(argument: String) {
    self.init(compact: argument)
  }
}
