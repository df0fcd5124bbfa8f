import ArgumentParser
import AssetCore
import Disk
import Planning
import Site
import Values

/// What `check` does.
struct CheckRun {
  let options: any ProjectOptions
  let format: FindingFormat
  /// Whether the files of git's index are judged.
  var isStaged = false

  /// Prints what is to be said of the project.
  ///
  /// - Throws: the exit code, where it is not 0.
  func run() throws {
    if isStaged { return try runStaged() }
    // Where files are seen from changes the answer of those that name one for each finding.
    let place = format == .text || format == .json ? "" : " from \(try WorkingFolder.path())"
    let question = "check \(format.rawValue)\(place)"
    try AnswerRun(options: options, question: question).run { workspace, transcript in
      try print(
        findings(of: workspace, transcript), of: workspace, shownAs: workspace.project.folder,
        to: transcript)
    }
  }

  /// Judges a copy of what the next commit holds, of which nothing is remembered.
  private func runStaged() throws {
    try reportingErrors {
      GitVariables.makeAbsolute(seenFrom: try WorkingFolder.path())
      let shown = try options.findFinishedProject().folder
      let staged = try StagedFiles(of: shown)
      defer { staged.remove() }
      let disk = DiskFileSystem()
      guard let project = try? Project.open(staged.folder, in: disk) else {
        throw CommandError.nothingStaged
      }
      let workspace = try Workspace(of: project, on: disk)
      var findings = Array(
        workspace.inventory.findings(settings: workspace.project.settingsName))
      if workspace.hasReferrers(on: disk) {
        findings += workspace.references(on: disk, remembering: nil, believing: false).findings.all
      }
      let transcript = Transcript(keptIn: nil)
      if try print(findings, of: workspace, shownAs: shown, to: transcript) {
        throw ExitCode.finding
      }
    }
  }

  /// What is to be said about the assets, then about the roots, then about references to assets.
  private func findings(
    of workspace: Workspace, _ transcript: Transcript
  ) -> some Sequence<Finding> {
    let disk = DiskFileSystem()
    let lineEnds = LineEndChanges(among: stale(of: workspace.inventory), on: disk)
    let ofAssets = workspace.inventory.findings(
      settings: workspace.project.settingsName, lineEnds: lineEnds)
    let references = workspace.hasReferrers(on: disk) ? options.references(of: workspace) : nil
    if references?.map.restsOnMore ?? false { transcript.forget() }
    let ofLoaders = workspace.loaderFindings(
      references?.map.learned ?? workspace.learned(on: disk), references?.map, on: disk)
    let astray = references.map {
      UnclearParameterFindings($0.map, of: workspace.project).findings
        + AstrayFindings($0.map, settings: workspace.project.settingsName).findings
    }
    return [
      AnySequence(ofAssets), AnySequence(ofLoaders),
      AnySequence(
        // What is said of the asset itself is said.
        (references?.findings.all ?? []).lazy.filter { finding in
          finding.kind != "stale-token" || !(finding.id.map(lineEnds.contains) ?? false)
        }),
      AnySequence(astray ?? []),
    ].joined()
  }

  private func stale(of inventory: Inventory) -> some Sequence<Entry> {
    inventory.statuses.indices.lazy.filter { inventory.statuses[$0] == .stale }
      .map { inventory.entries[$0] }
  }

  /// Prints all, and says whether something makes the command fail.
  private func print(
    _ findings: some Sequence<Finding>, of workspace: Workspace, shownAs shown: BytePath,
    to transcript: Transcript
  ) throws -> Bool {
    var fails = false
    let places = FindingPlaces(
      of: workspace.project, workspace.inventory, shownAs: shown,
      seenFrom: try WorkingFolder.path())
    if format == .sarif {
      let placed = findings.map { (finding: $0, file: places.file(of: $0)) }
      try transcript.write(FindingLog(placed, version: Assetbump.number).json.text + "\n")
      return placed.contains { $0.finding.severity != .note }
    }
    var list = JSONList(named: "findings")
    let paint = options.paint
    // Many lines at a time, for a call of the system for each would take as long as to find them.
    var waiting = ""
    for finding in findings {
      fails = fails || finding.severity != .note
      switch format {
      case .json: waiting += list.text(of: finding.json)
      case .github: waiting += finding.gitHubCommand(in: places.file(of: finding)) + "\n"
      case .text, .sarif: waiting += paint(finding.text, finding.severity.colour) + "\n"
      }
      if waiting.utf8.count > 1 << 16 {
        try transcript.write(waiting)
        waiting.removeAll(keepingCapacity: true)
      }
    }
    if format == .json { waiting += list.end + "\n" }
    if !waiting.isEmpty { try transcript.write(waiting) }
    if format != .json { transcript.say(summary(of: workspace.inventory)) }
    return fails
  }

  private func summary(of inventory: Inventory) -> String {
    let counts = inventory.counts
    let parts = Status.allCases.compactMap { status in
      counts[status].map { "\($0) \(status.rawValue)" }
    }
    return Words.count(inventory.entries.count, "asset", "assets")
      + (parts.isEmpty ? "" : ": \(parts.joined(separator: ", "))")
  }
}
