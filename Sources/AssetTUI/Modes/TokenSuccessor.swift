/// What is likely to follow a token that a person typed.
enum TokenSuccessor {
  /// The text with its last number one greater, as wide as it was: `v3` gives `v4`, `2.1-rc1` gives
  /// `2.1-rc2`, `r009` gives `r010`; nil where it holds no number, or one of more than 18 digits.
  static func of(_ text: String) -> String? {
    let bytes = Array(text.utf8)
    guard let last = bytes.lastIndex(where: isDigit) else { return nil }
    var first = last
    while first > 0, isDigit(bytes[first - 1]) { first -= 1 }
    let digits = String(decoding: bytes[first...last], as: UTF8.self)
    guard digits.utf8.count <= 18, let number = Int(digits) else { return nil }
    let next = String(number + 1)
    let zeros = String(repeating: "0", count: max(0, digits.utf8.count - next.utf8.count))
    return String(decoding: bytes[..<first], as: UTF8.self) + zeros + next
      + String(decoding: bytes[(last + 1)...], as: UTF8.self)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte.isDigit }
}
