/// One element of a glob within a name: a byte, a set of bytes, or a star.
enum GlobElement: Equatable, Sendable {
  /// This byte.
  case byte(UInt8)
  /// `?`: any one byte.
  case anyByte
  /// `[…]`: one byte of the set.
  case set(ByteSet)
  /// `*`: any number of bytes.
  case star

  /// Takes the next element off a pattern; nil where a bracket is never closed or the pattern ends in
  /// a backslash, which as in git match nothing.
  init?(takenFrom rest: inout ArraySlice<UInt8>) {
    guard let first = rest.popFirst() else { return nil }
    switch first {
    case UInt8(ascii: "*"): self = .star
    case UInt8(ascii: "?"): self = .anyByte
    case UInt8(ascii: "\\"):
      guard let escaped = rest.popFirst() else { return nil }
      self = .byte(escaped)
    case UInt8(ascii: "["):
      guard let set = ByteSet(takenFrom: &rest) else { return nil }
      self = .set(set)
    default: self = .byte(first)
    }
  }

  /// Whether elements match a whole name; on a mismatch only the last star takes one byte more.
  static func match(_ elements: [GlobElement], _ name: ArraySlice<UInt8>) -> Bool {
    var element = 0
    var byte = name.startIndex
    var retry: (element: Int, byte: Int)?
    while byte < name.endIndex {
      if element < elements.count, elements[element] == .star {
        element += 1
        if element == elements.count { return true }
        retry = (element, byte)
      } else if element < elements.count, elements[element].matches(name[byte]) {
        element += 1
        byte += 1
      } else if let last = retry {
        retry = (last.element, last.byte + 1)
        element = last.element
        byte = last.byte + 1
      } else {
        return false
      }
    }
    return elements[element...].allSatisfy { $0 == .star }
  }

  private func matches(_ byte: UInt8) -> Bool {
    switch self {
    case .byte(let own): own == byte
    case .anyByte, .star: true
    case .set(let set): set.contains(byte)
    }
  }
}

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
