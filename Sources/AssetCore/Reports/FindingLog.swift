import Formats
import Planning
import Site
import Values

/// The findings of a run as a log in SARIF 2.1.0.
public struct FindingLog {
  private let findings: [(finding: Finding, file: BytePath)]
  private let version: String

  /// Makes a log of findings, each with its file as seen from the repository's folder.
  public init(_ findings: [(finding: Finding, file: BytePath)], version: String) {
    self.findings = findings
    self.version = version
  }

  /// The log: one run of one tool, a rule for each kind of finding.
  public var json: JSONOutput {
    let kinds = Set(findings.map(\.finding.kind)).sorted()
    let driver: [(String, JSONOutput)] = [
      ("name", .string("assetbump")), ("version", .string(version)),
      ("rules", .array(kinds.map { .object([("id", .string($0))]) })),
    ]
    return .object([
      ("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")),
      ("version", .string("2.1.0")),
      (
        "runs",
        .array([
          .object([
            ("tool", .object([("driver", .object(driver))])),
            ("columnKind", .string("unicodeCodePoints")),
            ("results", .array(findings.map { result($0.finding, in: $0.file) })),
          ])
        ])
      ),
    ])
  }

  private func result(_ finding: Finding, in file: BytePath) -> JSONOutput {
    let words = finding.message + (finding.next.map { " - \($0)" } ?? "")
    let uri = PercentEncoding.path(file.bytes, as: .until21)
    var place: [(String, JSONOutput)] = [
      ("artifactLocation", .object([("uri", .string(uri)), ("uriBaseId", .string("%SRCROOT%"))]))
    ]
    if let line = finding.line {
      var region: [(String, JSONOutput)] = [("startLine", .number(line))]
      if let column = finding.column { region.append(("startColumn", .number(column))) }
      place.append(("region", .object(region)))
    }
    let asset = finding.id.map { "\($0.description): " } ?? ""
    return .object([
      ("ruleId", .string(finding.kind)),
      ("level", .string(finding.severity.rawValue)),
      ("message", .object([("text", .string(asset + words))])),
      ("locations", .array([.object([("physicalLocation", .object(place))])])),
    ])
  }
}
