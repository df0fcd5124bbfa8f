import Values

/// Text as a JSON string.
package enum JSONText {
  /// Appends a string in quotes, escaped where RFC 8259, section 7, demands it and nowhere else.
  package static func append(_ string: [UInt8], to bytes: inout [UInt8]) {
    bytes.append(quote)
    if string.allSatisfy({ $0 >= 0x20 && $0 != quote && $0 != backslash }) {
      bytes.append(contentsOf: string)
    } else {
      for byte in string { append(escaping: byte, to: &bytes) }
    }
    bytes.append(quote)
  }

  private static let quote = UInt8(ascii: "\"")
  private static let backslash = UInt8(ascii: "\\")

  private static func append(escaping byte: UInt8, to bytes: inout [UInt8]) {
    switch byte {
    case quote, backslash: bytes += [backslash, byte]
    case 0x08: bytes += "\\b".utf8
    case UInt8(ascii: "\t"): bytes += "\\t".utf8
    case UInt8(ascii: "\n"): bytes += "\\n".utf8
    case 0x0C: bytes += "\\f".utf8
    case UInt8(ascii: "\r"): bytes += "\\r".utf8
    case 0x00...0x1F: bytes += "\\u00\(HexText.of([byte]))".utf8
    default: bytes.append(byte)
    }
  }
}
