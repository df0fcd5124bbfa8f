import Formats
import Planning
import Values

extension PagePreview {
  /// The object that `preview --page --json` prints: each URL in the page, now and next.
  ///
  /// - Parameter hasHTML: whether the page that results is in it too.
  public func json(hasHTML: Bool) -> JSONOutput {
    func text(_ bytes: [UInt8]) -> JSONOutput { .string(VisibleText.escapingBadBytes(bytes)) }
    let urls = lines.flatMap { line in
      line.replacements.map { replacement in
        JSONOutput.object([
          ("line", .number(line.number)),
          ("root", .string(replacement.asset.root)),
          ("path", text(replacement.asset.path.bytes)),
          ("now", text(replacement.now)),
          ("next", text(replacement.next)),
        ])
      }
    }
    return .object(
      [("format", .number(1)), ("page", text(file.bytes)), ("urls", .array(urls))]
        + (hasHTML ? [("html", text(lines.flatMap { $0.next + [UInt8(ascii: "\n")] }))] : []))
  }
}
