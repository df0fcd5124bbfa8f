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
