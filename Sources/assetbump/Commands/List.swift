import ArgumentParser
import AssetCore
import Formats
import Glibc
import Planning
import Site
import Values

/// Each asset with its status, strategy, tokens and URLs.
struct List: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List each asset: status, strategy, current and next token, both URLs.",
    discussion: """
      On a terminal that is too narrow for it long cells are cut at their start, and URLs left out; into \
      a file or a pipe everything is printed.

      Examples:
        assetbump list
        assetbump list --json | jq '.assets[] | select(.status == "stale")'
      """)

  @OptionGroup var common: CommonOptions

  @Flag(help: "Print one JSON object.")
  var json = false

  func run() throws {
    try reportingErrors {
      let workspace = try common.openServedWorkspace()
      let rules = workspace.rules(on: try Today.day())
      let reports = workspace.inventory.entries.map {
        AssetReport($0, of: workspace.project, by: rules)
      }
      if json {
        try StandardOutput.print(
          JSONOutput.object([("format", .number(1)), ("assets", .array(reports.map(\.json)))]).text)
      } else {
        try StandardOutput.print(
          table(reports).text(
            common.paint,
            ColumnFit(flexible: [1, 5, 6], spare: [6, 5], width: TerminalWidth.ofOutput)))
      }
    }
  }

  private func table(_ reports: [AssetReport]) -> TextTable {
    var table = TextTable(
      headings: ["STATUS", "ASSET", "STRATEGY", "TOKEN", "NEXT", "URL", "NEXT URL"])
    table.rows = reports.map { report in
      let entry = report.entry
      let changes = report.next.token != nil && report.next.token != entry.record?.token
      return [
        .init(entry.status.rawValue, entry.status.colour),
        .init(entry.id.description),
        .init(entry.strategy.rawValue),
        .init(entry.record?.token.text ?? "-"),
        .init(report.next.words),
        .init(report.links.now.map { VisibleText.of($0) } ?? "-"),
        .init(changes ? report.links.next.map { VisibleText.of($0) } ?? "-" : reason(entry)),
      ]
    }
    return table
  }

  /// Why an asset has no URL at all, in brackets.
  private func reason(_ entry: Entry) -> String {
    entry.problem.map { "(\($0))" } ?? ""
  }
}

extension NextToken {
  /// The token, or in brackets why there is none; nothing where the asset keeps its own.
  var words: String {
    switch self {
    case .other(let token): token.text
    case .same, .unknown, .nothing: ""
    case .needed: "(type one)"
    case .gone: "(gone)"
    }
  }
}
