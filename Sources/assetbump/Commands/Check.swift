import ArgumentParser
import AssetCore
import Glibc

/// For CI: a line for each finding, and an exit code.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "For CI: print a line for each finding, exit with 1 where there is one.",
    discussion: "It writes nothing, repairs nothing, and needs no terminal.")

  @OptionGroup var common: CommonOptions

  @Flag(help: "Print one JSON object.")
  var json = false

  func run() throws {
    try reportingErrors {
      let workspace = try common.openWorkspace()
      let findings = workspace.inventory.findings(settings: workspace.project.settingsName)
      if json {
        try StandardOutput.print(
          JSONOutput.object([("format", .number(1)), ("findings", .array(findings.map(\.json)))])
            .text)
      } else {
        try print(findings, of: workspace.inventory)
      }
      if findings.contains(where: { $0.severity != .note }) { throw ExitCode.finding }
    }
  }

  private func print(_ findings: [Finding], of inventory: Inventory) throws {
    let paint = Paint(isOn: common.color.isOn(for: STDOUT_FILENO))
    for finding in findings {
      try StandardOutput.print(paint(finding.text, finding.severity.colour))
    }
    let counts = inventory.counts
    let parts = Status.allCases.compactMap { status in
      counts[status].map { "\($0) \(status.rawValue)" }
    }
    StandardError.print(
      "\(Words.count(inventory.entries.count, "asset", "assets"))"
        + (parts.isEmpty ? "" : ": \(parts.joined(separator: ", "))"))
  }
}

extension Finding.Severity {
  /// The colour of the finding's line.
  fileprivate var colour: Paint.Colour? {
    switch self {
    case .note: .dim
    case .warning: .stale
    case .error: .error
    }
  }
}
