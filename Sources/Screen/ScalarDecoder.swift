/// UTF-8 read byte by byte from a keyboard, where a bad byte must not swallow the key after it.
struct ScalarDecoder: Hashable, Sendable {
  /// What a byte brought.
  enum Step: Hashable {
    /// The scalar needs more bytes.
    case incomplete
    /// The scalar is complete.
    case scalar(Unicode.Scalar)
    /// The byte is no UTF-8.
    case bad
    /// The bytes before this one are no UTF-8; this one is yet to be decoded.
    case badBefore
  }

  private var missing = 0
  private var value: UInt32 = 0
  private var allowed: ClosedRange<UInt8> = 0x80...0xBF

  /// Whether a scalar has begun and is not complete.
  var isPending: Bool { missing > 0 }

  /// Takes in a byte (Unicode 15, table 3-7: the second byte's range keeps out overlong forms, surrogates
  /// and values above U+10FFFF).
  mutating func decode(_ byte: UInt8) -> Step {
    if missing == 0 { return begin(byte) }
    guard allowed.contains(byte) else {
      missing = 0
      return .badBefore
    }
    value = value << 6 | UInt32(byte & 0x3F)
    allowed = 0x80...0xBF
    missing -= 1
    if missing > 0 { return .incomplete }
    return Unicode.Scalar(value).map(Step.scalar) ?? .bad
  }

  private mutating func begin(_ byte: UInt8) -> Step {
    allowed = 0x80...0xBF
    switch byte {
    case 0x00...0x7F: return .scalar(Unicode.Scalar(byte))
    case 0xC2...0xDF:
      missing = 1
      value = UInt32(byte & 0x1F)
    case 0xE0...0xEF:
      missing = 2
      value = UInt32(byte & 0x0F)
      if byte == 0xE0 { allowed = 0xA0...0xBF }
      if byte == 0xED { allowed = 0x80...0x9F }
    case 0xF0...0xF4:
      missing = 3
      value = UInt32(byte & 0x07)
      if byte == 0xF0 { allowed = 0x90...0xBF }
      if byte == 0xF4 { allowed = 0x80...0x8F }
    default: return .bad
    }
    return .incomplete
  }
}
