import ArgumentParser
import AssetCore
import Glibc

/// For CI: a line for each finding, and an exit code.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "For CI: print a line for each finding, exit with 1 where there is one.",
    discussion: """
      It writes nothing, repairs nothing, and needs no terminal. Where the project has pages or Python \
      source, the references in them and in stylesheets and scripts are looked at too.
      """)

  @OptionGroup var common: CommonOptions

  @Flag(help: "Print one JSON object.")
  var json = false

  func run() throws {
    try reportingErrors {
      let workspace = try common.openWorkspace()
      let ofAssets = workspace.inventory.findings(settings: workspace.project.settingsName)
      let ofReferences = findingsOfReferences(workspace)
      let findings = [AnySequence(ofAssets), ofReferences].joined()
      let fails =
        json ? try printJSON(findings) : try print(findings, of: workspace.inventory)
      if fails { throw ExitCode.finding }
    }
  }

  /// What is to be said about the project's references; where nothing changed since an earlier run, what
  /// that one found.
  private func findingsOfReferences(_ workspace: Workspace) -> AnySequence<Finding> {
    let disk = DiskFileSystem()
    let cache = CacheFolder.findings(of: workspace.project.folder)
    // Where something is remembered the project had something to look at, and its state tells whether it
    // still has.
    var state = cache?.remembersSomething ?? false ? ReferenceState(of: workspace) : nil
    if !common.noCache, let state, let known = cache?.findings(in: state) {
      return AnySequence(known)
    }
    guard workspace.hasReferrers(on: disk) else { return AnySequence([]) }
    if cache != nil, state == nil { state = ReferenceState(of: workspace) }
    let findings = workspace.references(on: disk).findings.all
    if let state { cache?.save(findings, in: state) }
    return AnySequence(findings)
  }

  /// Prints one object, and says whether a finding makes the command fail.
  private func printJSON(_ findings: some Sequence<Finding>) throws -> Bool {
    var fails = false
    var list = JSONList(named: "findings")
    for finding in findings {
      fails = fails || finding.severity != .note
      try StandardOutput.write(list.text(of: finding.json))
    }
    try StandardOutput.print(list.end)
    return fails
  }

  /// Prints a line for each finding, and says whether one makes the command fail.
  private func print(_ findings: some Sequence<Finding>, of inventory: Inventory) throws -> Bool {
    let paint = Paint(isOn: common.color.isOn(for: STDOUT_FILENO))
    var fails = false
    // Many lines at a time, for a call of the system for each would take as long as to find them.
    var waiting = ""
    for finding in findings {
      fails = fails || finding.severity != .note
      waiting += paint(finding.text, finding.severity.colour) + "\n"
      if waiting.utf8.count > 1 << 16 {
        try StandardOutput.write(waiting)
        waiting.removeAll(keepingCapacity: true)
      }
    }
    if !waiting.isEmpty { try StandardOutput.write(waiting) }
    let counts = inventory.counts
    let parts = Status.allCases.compactMap { status in
      counts[status].map { "\($0) \(status.rawValue)" }
    }
    StandardError.print(
      "\(Words.count(inventory.entries.count, "asset", "assets"))"
        + (parts.isEmpty ? "" : ": \(parts.joined(separator: ", "))"))
    return fails
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
