import AssetCore
import Disk
import Planning
import Site
import Values

/// What `check` does.
struct CheckRun {
  let options: any ProjectOptions
  let json: Bool

  /// Prints what is to be said of the project.
  ///
  /// - Throws: the exit code, where it is not 0.
  func run() throws {
    try AnswerRun(options: options, question: "check json \(json)").run { workspace, transcript in
      try print(findings(of: workspace, transcript), of: workspace.inventory, to: transcript)
    }
  }

  /// What is to be said about the assets, then about the roots, then about references to assets.
  private func findings(
    of workspace: Workspace, _ transcript: Transcript
  ) -> some Sequence<Finding> {
    let disk = DiskFileSystem()
    let ofAssets = workspace.inventory.findings(settings: workspace.project.settingsName)
    let references = workspace.hasReferrers(on: disk) ? options.references(of: workspace) : nil
    if references?.map.restsOnMore ?? false { transcript.forget() }
    let ofLoaders = workspace.loaderFindings(
      references?.map.learned ?? workspace.learned(on: disk), references?.map, on: disk)
    return [
      AnySequence(ofAssets), AnySequence(ofLoaders), AnySequence(references?.findings.all ?? []),
    ].joined()
  }

  /// Prints all, and says whether something makes the command fail.
  private func print(
    _ findings: some Sequence<Finding>, of inventory: Inventory, to transcript: Transcript
  ) throws -> Bool {
    var fails = false
    var list = JSONList(named: "findings")
    let paint = options.paint
    // Many lines at a time, for a call of the system for each would take as long as to find them.
    var waiting = ""
    for finding in findings {
      fails = fails || finding.severity != .note
      waiting +=
        json ? list.text(of: finding.json) : paint(finding.text, finding.severity.colour) + "\n"
      if waiting.utf8.count > 1 << 16 {
        try transcript.write(waiting)
        waiting.removeAll(keepingCapacity: true)
      }
    }
    if json { waiting += list.end + "\n" }
    if !waiting.isEmpty { try transcript.write(waiting) }
    if !json { transcript.say(summary(of: inventory)) }
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

extension Finding.Severity {
  /// The colour of the finding's line.
  var colour: Paint.Colour? {
    switch self {
    case .note: .dim
    case .warning: .stale
    case .error: .error
    }
  }
}
