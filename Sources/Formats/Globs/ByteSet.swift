/// A set of bytes, as a bracket expression of a glob writes it.
struct ByteSet: Equatable, Sendable {
  private var words: SIMD4<UInt64> = .zero

  /// Whether the set holds a byte.
  func contains(_ byte: UInt8) -> Bool {
    words[Int(byte >> 6)] & (1 << UInt64(byte & 63)) != 0
  }

  private mutating func insert(_ byte: UInt8) {
    words[Int(byte >> 6)] |= 1 << UInt64(byte & 63)
  }

  /// Takes a bracket expression off a pattern, its opening bracket being taken already; nil where it
  /// is never closed or names an unknown class.
  init?(takenFrom rest: inout ArraySlice<UInt8>) {
    let isInverted = rest.first == UInt8(ascii: "!") || rest.first == UInt8(ascii: "^")
    if isInverted { rest = rest.dropFirst() }
    var isFirst = true
    // The byte before a hyphen, where a range can start.
    var low: UInt8?
    while true {
      guard var byte = rest.popFirst() else { return nil }
      if byte == UInt8(ascii: "]"), !isFirst { break }
      isFirst = false
      let next = rest.first
      if byte == UInt8(ascii: "-"), let start = low, let next, next != UInt8(ascii: "]") {
        rest = rest.dropFirst()
        var end = next
        if next == UInt8(ascii: "\\") {
          guard let escaped = rest.popFirst() else { return nil }
          end = escaped
        }
        if start <= end { for member in start...end { insert(member) } }
        low = nil
      } else if byte == UInt8(ascii: "["), next == UInt8(ascii: ":"),
        let close = rest.firstIndex(of: UInt8(ascii: "]")), rest[close - 1] == UInt8(ascii: ":"),
        close - 1 > rest.startIndex
      {
        guard let members = Self.members(ofClass: rest[(rest.startIndex + 1)..<(close - 1)]) else {
          return nil
        }
        for member in members { insert(member) }
        rest = rest[(close + 1)...]
        low = nil
      } else {
        if byte == UInt8(ascii: "\\") {
          guard let escaped = rest.popFirst() else { return nil }
          byte = escaped
        }
        insert(byte)
        low = byte
      }
    }
    if isInverted { words = ~words }
  }

  /// The bytes of a POSIX class in the C locale, or nil for an unknown name.
  private static func members(ofClass name: ArraySlice<UInt8>) -> [UInt8]? {
    let lower = Array(UInt8(ascii: "a")...UInt8(ascii: "z"))
    let upper = Array(UInt8(ascii: "A")...UInt8(ascii: "Z"))
    let digits = Array(UInt8(ascii: "0")...UInt8(ascii: "9"))
    let alphanumeric = lower + upper + digits
    switch String(decoding: name, as: UTF8.self) {
    case "alnum": return alphanumeric
    case "alpha": return lower + upper
    case "blank": return [0x20, 0x09]
    case "cntrl": return Array(0x00...0x1F) + [0x7F]
    case "digit": return digits
    case "graph": return Array(0x21...0x7E)
    case "lower": return lower
    case "print": return Array(0x20...0x7E)
    case "punct": return (0x21...0x7E).filter { !alphanumeric.contains($0) }
    case "space": return [0x20] + Array(0x09...0x0D)
    case "upper": return upper
    case "xdigit": return digits + Array("abcdefABCDEF".utf8)
    default: return nil
    }
  }
}
