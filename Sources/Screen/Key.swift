/// A key, or a key with Control or Alt.
public enum Key: Hashable, Sendable {
  /// A key that types a character; the space bar is `.scalar(" ")`.
  case scalar(Unicode.Scalar)
  /// Control with a lower-case letter or one of `@[\]^_`.
  case control(Unicode.Scalar)
  /// Alt with a key that types a character.
  case alt(Unicode.Scalar)
  /// A key of its own.
  case up, down, left, right, pageUp, pageDown, home, end, insert, delete
  /// A key of its own.
  case backspace, enter, tab, backTab, escape
  /// F1 to F63.
  case function(Int)

  /// The key that a terminal delivers for Control with a character, or nil where it has none.
  ///
  /// Terminals send the same byte for ^I and Tab, ^M and Enter, ^[ and Escape, ^H or ^? and Backspace.
  public static func controlled(_ scalar: Unicode.Scalar) -> Key? {
    switch scalar {
    case "i", "I": .tab
    case "m", "M": .enter
    case "[": .escape
    case "h", "H", "?": .backspace
    case "a"..."z", "@", "\\", "]", "^", "_": .control(scalar)
    case "A"..."Z": .control(Unicode.Scalar(UInt8(scalar.value) + 0x20))
    case " ": .control("@")
    default: nil
    }
  }
}
