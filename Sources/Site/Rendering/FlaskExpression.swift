import Values

/// The template text that produces an asset's URL.
public enum FlaskExpression {
  /// `{{ url_for('static', filename='css/site.css') }}`, with Python's escapes where a name needs
  /// them.
  public static func urlFor(_ id: AssetID) -> String {
    "{{ url_for(\(literal(Array(id.root.utf8))), filename=\(literal(id.path.bytes))) }}"
  }

  /// Whether bytes stand for themselves between quotes, and in a terminal.
  package static func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    VisibleText.isPlain(bytes) && !bytes.contains(UInt8(ascii: "'"))
      && !bytes.contains(UInt8(ascii: "\\"))
  }

  private static func literal(_ bytes: [UInt8]) -> String {
    if bytes.withUnsafeBufferPointer(isPlain) {
      return "'\(String(decoding: bytes, as: UTF8.self))'"
    }
    let text = String(decoding: bytes, as: UTF8.self)
    let escaped = text.unicodeScalars.map { scalar in
      switch scalar {
      case "'", "\\": "\\\(scalar)"
      case _ where VisibleText.isHidden(scalar): Self.escape(scalar)
      default: String(scalar)
      }
    }
    return "'\(escaped.joined())'"
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    let width = scalar.value <= 0xFF ? 2 : scalar.value <= 0xFFFF ? 4 : 8
    let letter = scalar.value <= 0xFF ? "x" : scalar.value <= 0xFFFF ? "u" : "U"
    return "\\\(letter)" + String(repeating: "0", count: width - digits.count) + digits
  }
}
