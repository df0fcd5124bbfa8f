/// How findings are printed.
public enum FindingFormat: String, CaseIterable, Sendable {
  /// A line for each, for people.
  case text
  /// One JSON object.
  case json
  /// Workflow commands of GitHub Actions, which become annotations of a change.
  case github
  /// SARIF 2.1.0 (OASIS), which code scanning reads.
  case sarif
}
