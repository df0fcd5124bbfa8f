/// The bytes that a program writes, cut into characters, controls and sequences.
struct VirtualScreenParser: Sendable {
  /// A unit of output.
  enum Token: Hashable {
    /// A character to show.
    case scalar(Unicode.Scalar)
    /// A control below 0x20.
    case control(UInt8)
    /// `ESC` with intermediate bytes and a final one.
    case escape(String)
    /// `ESC [`: marker, parameters (-1 where empty), intermediates, final byte.
    case sequence(marker: String, parameters: [Int], intermediates: String, final: Character)
    /// An OSC, DCS or the like.
    case string(String)
  }

  private enum State { case ground, escape, sequence, string, stringEscape }

  private var state = State.ground
  private var collected: [UInt8] = []
  private var utf8: [UInt8] = []

  /// Takes in a byte and gives the token that it completes.
  mutating func take(_ byte: UInt8) -> Token? {
    switch state {
    case .ground: return takeGround(byte)
    case .escape:
      collected.append(byte)
      switch byte {
      case UInt8(ascii: "["):
        collected = []
        state = .sequence
      case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"):
        state = .string
      case 0x20...0x2F: break
      default:
        state = .ground
        return .escape(String(decoding: collected, as: UTF8.self))
      }
    case .sequence:
      if byte < 0x20 { return .control(byte) }
      collected.append(byte)
      if (0x40...0x7E).contains(byte) {
        state = .ground
        return sequence()
      }
    case .string:
      if byte == 0x07 { return endString() }
      if byte == 0x1B { state = .stringEscape } else { collected.append(byte) }
    case .stringEscape: return endString()
    }
    return nil
  }

  private mutating func takeGround(_ byte: UInt8) -> Token? {
    if utf8.isEmpty {
      switch byte {
      case 0x1B:
        collected = []
        state = .escape
        return nil
      case 0x00..<0x20: return .control(byte)
      case 0x20..<0x80: return .scalar(Unicode.Scalar(byte))
      default: break
      }
    }
    utf8.append(byte)
    if let text = String(validating: utf8, as: UTF8.self), let scalar = text.unicodeScalars.first {
      utf8 = []
      return .scalar(scalar)
    }
    if utf8.count < 4 { return nil }
    utf8 = []
    return .scalar("\u{FFFD}")
  }

  private mutating func endString() -> Token {
    state = .ground
    return .string(String(decoding: collected, as: UTF8.self))
  }

  private func sequence() -> Token {
    let text = String(decoding: collected, as: UTF8.self)
    let marker = text.prefix { "<=>?".contains($0) }
    let rest = text.dropFirst(marker.count).dropLast()
    let digits = rest.prefix { $0.isNumber || $0 == ";" || $0 == ":" }
    let parameters =
      digits.isEmpty
      ? []
      : digits.split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? -1 }
    return .sequence(
      marker: String(marker), parameters: parameters,
      intermediates: String(rest.dropFirst(digits.count)), final: text.last ?? " ")
  }
}
