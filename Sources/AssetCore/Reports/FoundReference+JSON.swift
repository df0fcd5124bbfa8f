import Formats
import Planning
import References
import Site
import Values

extension FoundReference {
  /// The object that `references --json` prints for the reference.
  ///
  /// - Parameter findings: what is to be said of it; the object holds their kinds.
  public func json(_ findings: [Finding]) -> JSONOutput {
    func text(_ bytes: [UInt8]) -> JSONOutput { .string(VisibleText.escapingBadBytes(bytes)) }
    let token = reference.token
    let asset = resolution.asset.map { id in
      JSONOutput.object([("root", .string(id.root)), ("path", text(id.path.bytes))])
    }
    return .object([
      ("file", text(reference.file.bytes)),
      ("line", .number(reference.position.line)),
      ("column", .number(reference.position.column)),
      ("source", .string(source.rawValue)),
      ("form", .string(reference.form.rawValue)),
      ("context", .string(reference.context.rawValue)),
      ("status", .string(resolution.status.rawValue)),
      ("tokenKind", .string(resolution.tokenKind.rawValue)),
      ("parameter", token.parameter.map(text) ?? .null),
      ("token", token.range == nil ? .null : text(token.text)),
      ("target", text(reference.target)),
      ("asset", asset ?? .null),
      ("findings", .array(findings.map { .string($0.kind) })),
    ])
  }
}
