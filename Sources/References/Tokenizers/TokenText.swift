import Values

/// The text of a token as it stands in a URL.
package enum TokenText {
  /// Whether a text can be one: what a token may hold, and what old ones hold besides it, `1.0+5`,
  /// `a%2Fb`, `12:30`, `Zm9v==`; nothing that could end it.
  package static func isWellFormed(_ text: ArraySlice<UInt8>) -> Bool {
    guard !text.isEmpty, text.count <= 4 * Token.longest else { return false }
    var index = text.startIndex
    while index < text.endIndex {
      switch text[index] {
      case UInt8(ascii: "%"):
        guard index + 2 < text.endIndex, text[index + 1].hexValue != nil,
          text[index + 2].hexValue != nil
        else { return false }
        index += 2
      case UInt8(ascii: "+"), UInt8(ascii: ":"): break
      case UInt8(ascii: "="):
        // Only the end of Base64 is filled up.
        guard text[index...].allSatisfy({ $0 == UInt8(ascii: "=") }), text.endIndex - index <= 2
        else {
          return false
        }
      case UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"): break
      case let byte where byte.isLetter || byte.isDigit: break
      default: return false
      }
      index += 1
    }
    return true
  }

  /// Whether a text is a mark that is replaced when the page is served or built: `__VERSION__`, `@@V@@`,
  /// `%V%`, `${V}`, `{V}`, `[[ v ]]`.
  static func isPlaceholder(_ text: ArraySlice<UInt8>) -> Bool {
    guard let first = text.first, let last = text.last, text.count > 2 else { return false }
    for byte in text where "{}[]<>$@".utf8.contains(byte) { return true }
    if first == UInt8(ascii: "%"), last == UInt8(ascii: "%") { return true }
    return text.count > 4 && text.starts(with: "__".utf8) && text.suffix(2).elementsEqual("__".utf8)
  }

  /// Whether a byte ends a URL in a text that holds more than one, or words beside it.
  static func endsURL(_ byte: UInt8) -> Bool {
    byte < 0x80 && ends[Int(byte)]
  }

  private static let ends: [Bool] = (0..<128).map { (byte: UInt8) in
    byte != TargetText.hole && byte <= 0x20 || ",;|\"'\\<>`()".utf8.contains(byte)
  }
}
