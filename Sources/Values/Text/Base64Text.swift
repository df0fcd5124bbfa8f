/// Bytes as base64 (RFC 4648, section 4).
public enum Base64Text {
  /// Four characters of the alphabet for each three bytes, with `=` at the end where some are missing.
  public static func of(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity(length(of: bytes.count))
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for place in 0..<4 {
        let isFilled = place <= group.count
        text.append(isFilled ? alphabet[bits >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// The number of characters that so many bytes take.
  public static func length(of count: Int) -> Int {
    (count + 2) / 3 * 4
  }

  /// Whether a byte is one of the alphabet's 64.
  package static func isDigit(_ byte: UInt8) -> Bool { alphabet.contains(byte) }

  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
}
