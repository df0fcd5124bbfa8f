import Formats
import Values

extension AssetPreview {
  /// The object that `preview --json` prints for an asset.
  public func json(of id: AssetID) -> JSONOutput {
    .object([
      ("root", .string(id.root)),
      ("path", .string(VisibleText.escapingBadBytes(id.path.bytes))),
      ("now", .optional(now)),
      ("next", .optional(next)),
      ("template", .optional(template)),
      ("warnings", .array(warnings.map { .string($0) })),
    ])
  }
}
