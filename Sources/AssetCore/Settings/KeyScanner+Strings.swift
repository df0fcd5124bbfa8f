extension KeyScanner {
  /// Reads a string of any of the four kinds: its bytes, and where the first escaped NUL stands.
  mutating func string() throws(Failure) -> (bytes: [UInt8], escapedZero: Int?) {
    let opening = at
    let quote = text[at]
    let isMultiline = text[at...].starts(with: [quote, quote, quote])
    let isBasic = quote == UInt8(ascii: "\"")
    at += isMultiline ? 3 : 1
    var bytes: [UInt8] = []
    var zero: Int?
    while let byte = peek() {
      if byte == quote, !isMultiline {
        at += 1
        return (bytes, zero)
      }
      if byte == quote, text[at...].starts(with: [quote, quote, quote]) {
        at += 3
        // Up to two quotes may stand before the closing three.
        for _ in 0..<2 where peek() == quote { at += 1 }
        return (bytes, zero)
      }
      if byte == UInt8(ascii: "\n"), !isMultiline { break }
      if byte == UInt8(ascii: "\\"), isBasic {
        let start = at
        let scalar = try escape()
        if scalar?.value == 0 { zero = zero ?? start }
        if let scalar { bytes.append(contentsOf: String(Character(scalar)).utf8) }
      } else {
        bytes.append(byte)
        at += 1
      }
    }
    throw Failure(fault: .notTOML("this string is never closed"), offset: opening)
  }

  /// Reads an escape: its scalar, or nil for a line break that is escaped away.
  private mutating func escape() throws(Failure) -> Unicode.Scalar? {
    let wrong = failure("no such escape in a string; write a backslash as \\\\")
    at += 1
    guard let letter = peek() else { throw wrong }
    at += 1
    switch letter {
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"), UInt8(ascii: "\n"): return nil
    case UInt8(ascii: "u"), UInt8(ascii: "U"):
      let count = letter == UInt8(ascii: "u") ? 4 : 8
      let digits = text[at...].prefix(count)
      guard digits.count == count, let scalar = Self.scalar(hex: digits) else { throw wrong }
      at += count
      return scalar
    default: throw wrong
    }
  }

  private static func scalar(hex digits: ArraySlice<UInt8>) -> Unicode.Scalar? {
    // A sign would be taken by the integer's own reader.
    guard digits.allSatisfy(isLetterOrDigit) else { return nil }
    return UInt32(String(decoding: digits, as: UTF8.self), radix: 16).flatMap(Unicode.Scalar.init)
  }
}
