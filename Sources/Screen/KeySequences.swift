/// The keys behind the final bytes and numbers of key sequences: xterm, tmux, screen, rxvt, linux.
enum KeySequences {
  /// The key of `ESC [ letter` and `ESC [ 1 ; modifiers letter`.
  static func lettered(_ letter: UInt8) -> Key? {
    switch letter {
    case UInt8(ascii: "A"), UInt8(ascii: "a"): .up  // rxvt: small letters with Shift
    case UInt8(ascii: "B"), UInt8(ascii: "b"): .down
    case UInt8(ascii: "C"), UInt8(ascii: "c"): .right
    case UInt8(ascii: "D"), UInt8(ascii: "d"): .left
    case UInt8(ascii: "F"): .end
    case UInt8(ascii: "H"): .home
    case UInt8(ascii: "P"): .function(1)
    case UInt8(ascii: "Q"): .function(2)
    case UInt8(ascii: "R"): .function(3)
    case UInt8(ascii: "S"): .function(4)
    case UInt8(ascii: "Z"): .backTab
    default: nil
    }
  }

  /// The key of `ESC [ number ~`.
  static func numbered(_ number: Int) -> Key? {
    switch number {
    case 1, 7: .home
    case 2: .insert
    case 3: .delete
    case 4, 8: .end
    case 5: .pageUp
    case 6: .pageDown
    case 11...15: .function(number - 10)
    case 17...21: .function(number - 11)
    case 23...26: .function(number - 12)
    case 28, 29: .function(number - 13)
    case 31...34: .function(number - 14)
    default: nil
    }
  }

  /// The key of `ESC O letter`, the application modes of cursor keys and keypad.
  static func application(_ letter: UInt8) -> Key? {
    switch letter {
    case UInt8(ascii: "I"): .tab
    case UInt8(ascii: "M"): .enter
    case UInt8(ascii: "X"): .scalar("=")
    // `*+,-./0123456789` in the order of ASCII (VT220 keypad).
    case UInt8(ascii: "j")...UInt8(ascii: "y"): .scalar(Unicode.Scalar(letter - 0x40))
    case UInt8(ascii: "Z"): nil
    default: lettered(letter)
    }
  }

  /// The key of `ESC [ [ letter`, F1 to F5 on the console of Linux.
  static func console(_ letter: UInt8) -> Key? {
    guard (UInt8(ascii: "A")...UInt8(ascii: "E")).contains(letter) else { return nil }
    return .function(Int(letter - UInt8(ascii: "A")) + 1)
  }
}

extension Key {
  /// The key of a byte below UInt8(ascii: " "), or 0x7F.
  static func control(byte: UInt8) -> Key {
    switch byte {
    case 0x08, 0x7F: .backspace
    case UInt8(ascii: "\t"): .tab
    case UInt8(ascii: "\r"): .enter
    case 0x1B: .escape
    case 0x01...0x1A: .control(Unicode.Scalar(byte + 0x60))
    default: .control(Unicode.Scalar(byte | 0x40))
    }
  }

  /// The key of a code point with modifiers, as `ESC [ code ; modifiers u` gives it.
  ///
  /// - Parameters:
  ///   - code: the code point that the key types without Control and Alt, or a private one of the kitty
  ///     protocol.
  ///   - modifiers: 0 or 1 for none, else 1 plus 1 for Shift, 2 Alt, 4 Control, 8 and more others.
  /// - Returns: nil for a key or a modifier without meaning here.
  static func typed(code: Int, modifiers: Int) -> Key? {
    let bits = max(modifiers - 1, 0) & 0x3F  // without the two lock keys
    guard bits & ~7 == 0 else { return nil }  // Super, Hyper, Meta
    let (shift, alt, control) = (bits & 1 != 0, bits & 2 != 0, bits & 4 != 0)
    switch code {
    case 9: return shift ? .backTab : .tab
    case 13, 57414: return .enter
    case 27: return .escape
    case 8, 127: return .backspace
    case 57399...57408: return .scalar(Unicode.Scalar(UInt8(code - 57399 + 0x30)))
    case 57417...57426:
      let keypad: [Key] = [
        .left, .right, .up, .down, .pageUp, .pageDown, .home, .end, .insert, .delete,
      ]
      return keypad[code - 57417]
    case 0xE000...0xF8FF: return nil
    default: break
    }
    guard code >= 0x20, !(0x80..<0xA0).contains(code), let value = UInt32(exactly: code),
      var scalar = Unicode.Scalar(value)
    else { return nil }
    if control { return controlled(scalar) }
    if shift, (0x61...0x7A).contains(value) { scalar = Unicode.Scalar(UInt8(value - 0x20)) }
    return alt ? .alt(scalar) : .scalar(scalar)
  }
}
