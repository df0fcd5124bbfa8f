/// An escape in a string of code, `\u0026`, as JavaScript and Python have it (ECMA-262, section 12.9.4).
struct StringEscape {
  /// The character; nil where it stands for none, as in front of a line's end.
  let scalar: UInt32?
  /// Behind the escape.
  let end: Int

  /// Reads the escape that begins at a backslash.
  ///
  /// - Parameter end: where the string ends.
  init(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int, before end: Int) {
    let letter = start + 1
    guard letter < end else {
      scalar = nil
      self.end = end
      return
    }
    func number(_ place: Int, _ count: Int) -> UInt32? {
      guard place + count <= end else { return nil }
      var value: UInt32 = 0
      for index in place..<(place + count) {
        guard let digit = bytes[index].hexValue else { return nil }
        value = value << 4 | UInt32(digit)
      }
      return value
    }
    switch bytes[letter] {
    case UInt8(ascii: "x"):
      if let value = number(letter + 1, 2) {
        (scalar, self.end) = (value, letter + 3)
        return
      }
    case UInt8(ascii: "u"):
      if let value = number(letter + 1, 4) {
        (scalar, self.end) = (value, letter + 5)
        return
      }
      if letter + 1 < end, bytes[letter + 1] == UInt8(ascii: "{") {
        var place = letter + 2
        var value: UInt32 = 0
        while place < end, let digit = bytes[place].hexValue {
          value = min(0x11_0000, value << 4 | UInt32(digit))
          place += 1
        }
        if place < end, bytes[place] == UInt8(ascii: "}"), place > letter + 2 {
          (scalar, self.end) = (value, place + 1)
          return
        }
      }
    case UInt8(ascii: "U"):  // in Python
      if let value = number(letter + 1, 8) {
        (scalar, self.end) = (value, letter + 9)
        return
      }
    case UInt8(ascii: "\n"):
      (scalar, self.end) = (nil, letter + 1)
      return
    case UInt8(ascii: "\r"):
      (scalar, self.end) = (
        nil, letter + (letter + 1 < end && bytes[letter + 1] == UInt8(ascii: "\n") ? 2 : 1)
      )
      return
    case UInt8(ascii: "n"):
      (scalar, self.end) = (UInt32(UInt8(ascii: "\n")), letter + 1)
      return
    case UInt8(ascii: "r"):
      (scalar, self.end) = (UInt32(UInt8(ascii: "\r")), letter + 1)
      return
    case UInt8(ascii: "t"):
      (scalar, self.end) = (UInt32(UInt8(ascii: "\t")), letter + 1)
      return
    default: break
    }
    scalar = UInt32(bytes[letter])
    self.end = letter + 1
  }
}
