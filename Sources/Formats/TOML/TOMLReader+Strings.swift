import Values

extension TOMLReader {
  /// Reads a string: its bytes, and where the first escaped NUL stands.
  ///
  /// - Parameter mayBeMultiline: false for a key, which is never one of three quotes.
  mutating func string(
    mayBeMultiline: Bool
  ) throws(Failure) -> (bytes: [UInt8], escapedZero: Int?) {
    let opening = at
    let quote = text[at]
    let isMultiline = mayBeMultiline && text[at...].starts(with: [quote, quote, quote])
    let isBasic = quote == UInt8(ascii: "\"")
    at += isMultiline ? 3 : 1
    if isMultiline { _ = takeLineBreak() }
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
        for _ in 0..<2 where peek() == quote {
          bytes.append(quote)
          at += 1
        }
        return (bytes, zero)
      }
      if byte == UInt8(ascii: "\\"), isBasic {
        let start = at
        let scalar = try escape(isMultiline: isMultiline)
        if scalar?.value == 0 { zero = zero ?? start }
        if let scalar { bytes.append(contentsOf: String(Character(scalar)).utf8) }
      } else if isMultiline, takeLineBreak() {
        bytes.append(UInt8(ascii: "\n"))
      } else if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r"), !isMultiline {
        break
      } else if Self.isControl(byte) {
        throw failure("a string cannot hold this control character; write it as \\u00XX")
      } else {
        bytes.append(byte)
        at += 1
      }
    }
    throw Failure(fault: .notTOML("this string is never closed"), offset: opening)
  }

  /// Reads an escape: its scalar, or nil for a line break that is escaped away with the blanks behind.
  private mutating func escape(isMultiline: Bool) throws(Failure) -> Unicode.Scalar? {
    let wrong = failure("no such escape in a string; write a backslash as \\\\")
    at += 1
    guard let letter = peek() else { throw wrong }
    if isMultiline,
      letter == UInt8(ascii: " ") || letter == UInt8(ascii: "\t")
        || letter == UInt8(ascii: "\r") || letter == UInt8(ascii: "\n")
    {
      skipSpaces()
      guard takeLineBreak() else { throw wrong }
      repeat { skipSpaces() } while takeLineBreak()
      return nil
    }
    at += 1
    switch letter {
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
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
    guard digits.allSatisfy({ $0.isLetter || $0.isDigit }) else { return nil }
    return UInt32(String(decoding: digits, as: UTF8.self), radix: 16).flatMap(Unicode.Scalar.init)
  }
}
