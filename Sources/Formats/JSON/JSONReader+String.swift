import Values

extension JSONReader {
  /// The UTF-8 bytes of the next value, which is a string, unescaped.
  package mutating func string() throws(Failure) -> ArraySlice<UInt8> {
    skipSpace()
    guard peek == UInt8(ascii: "\"") else { throw unexpected(.quote) }
    offset += 1
    let start = offset
    while offset < bytes.count {
      switch bytes[offset] {
      case UInt8(ascii: "\""):
        offset += 1
        return bytes[start..<(offset - 1)]
      case UInt8(ascii: "\\"): return try escapedString(from: start)
      case 0x00...0x1F: throw rawControl
      default: offset += 1
      }
    }
    throw unexpected(.quote)
  }

  /// The rest of a string that has an escape, which is next; what was before starts at `start`.
  private mutating func escapedString(from start: Int) throws(Failure) -> ArraySlice<UInt8> {
    var text = Array(bytes[start..<offset])
    while let byte = peek {
      switch byte {
      case UInt8(ascii: "\""):
        offset += 1
        return text[...]
      case UInt8(ascii: "\\"): try unescape(to: &text)
      case 0x00...0x1F: throw rawControl
      default:
        text.append(byte)
        offset += 1
      }
    }
    throw unexpected(.quote)
  }

  private var rawControl: Failure {
    switch peek {
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"): unexpected(.quote)
    default: fail(.controlCharacter(peek ?? 0))
    }
  }

  private mutating func unescape(to text: inout [UInt8]) throws(Failure) {
    let start = offset
    offset += 1
    switch peek {
    case UInt8(ascii: "\""): text.append(UInt8(ascii: "\""))
    case UInt8(ascii: "\\"): text.append(UInt8(ascii: "\\"))
    case UInt8(ascii: "/"): text.append(UInt8(ascii: "/"))
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(UInt8(ascii: "\n"))
    case UInt8(ascii: "r"): text.append(UInt8(ascii: "\r"))
    case UInt8(ascii: "t"): text.append(UInt8(ascii: "\t"))
    case UInt8(ascii: "u"):
      offset += 1
      try unescapeScalar(from: start, to: &text)
      return
    default:
      guard let (scalar, _) = VisibleText.leadingScalar(of: bytes[offset...].prefix(4)) else {
        throw unexpected(.quote)
      }
      throw Failure(.escape(scalar), at: start)
    }
    offset += 1
  }

  /// Reads the four hex digits after `\u`, and the second half of a surrogate pair where they are
  /// the first (RFC 8259, section 7).
  private mutating func unescapeScalar(
    from start: Int, to text: inout [UInt8]
  ) throws(Failure) {
    let first = try hexDigits()
    var value = UInt32(first)
    if 0xD800...0xDBFF ~= first, peek == UInt8(ascii: "\\"), offset + 1 < bytes.count,
      bytes[offset + 1] == UInt8(ascii: "u")
    {
      offset += 2
      let second = try hexDigits()
      guard 0xDC00...0xDFFF ~= second else { throw Failure(.loneSurrogate(first), at: start) }
      value = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(value) else {
      throw Failure(.loneSurrogate(first), at: start)
    }
    text.append(contentsOf: String(scalar).utf8)
  }

  private mutating func hexDigits() throws(Failure) -> UInt16 {
    var value: UInt16 = 0
    for _ in 0..<4 {
      let digit: UInt8
      switch peek {
      case let byte? where UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte:
        digit = byte - UInt8(ascii: "0")
      case let byte? where UInt8(ascii: "A")...UInt8(ascii: "F") ~= byte:
        digit = byte - UInt8(ascii: "A") + 10
      case let byte? where UInt8(ascii: "a")...UInt8(ascii: "f") ~= byte:
        digit = byte - UInt8(ascii: "a") + 10
      default: throw unexpected(.hexDigit)
      }
      value = value << 4 | UInt16(digit)
      offset += 1
    }
    return value
  }
}
