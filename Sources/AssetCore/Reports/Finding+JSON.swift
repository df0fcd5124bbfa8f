import Formats
import Planning
import Values

extension Finding {
  /// The object that `check --json` prints for the finding.
  public var json: JSONOutput {
    .object([
      ("severity", .string(severity.rawValue)),
      ("kind", .string(kind)),
      ("root", .optional(id?.root ?? root)),
      ("path", .optional(id.map { VisibleText.escapingBadBytes($0.path.bytes) })),
      ("file", .optional(file.map { VisibleText.escapingBadBytes($0.bytes) })),
      ("line", line.map { .number($0) } ?? .null),
      ("column", column.map { .number($0) } ?? .null),
      ("message", .string(message)),
      ("next", .optional(next)),
    ])
  }
}
