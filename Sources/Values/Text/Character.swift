/// Classes of ASCII bytes, as the tokenizers ask for them: inlined, for they ask at each byte.
extension UInt8 {
  /// White space of HTML and CSS: tab, feeds, return, space.
  @inlinable package var isSpace: Bool {
    self == UInt8(ascii: " ") || (self >= UInt8(ascii: "\t") && self <= UInt8(ascii: "\r"))
  }

  @inlinable package var isLetter: Bool {
    let lower = self | 0x20
    return lower >= UInt8(ascii: "a") && lower <= UInt8(ascii: "z")
  }

  /// What a name in code may hold; all of UTF-8 beyond ASCII counts.
  @inlinable package var isNameByte: Bool {
    isLetter || isDigit || self == UInt8(ascii: "_") || self >= 0x80
  }

  @inlinable package var isQuote: Bool { self == UInt8(ascii: "\"") || self == UInt8(ascii: "'") }

  /// The letter in lower case.
  @inlinable package var lowered: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }

  /// The value of a hexadecimal digit.
  @inlinable package var hexValue: UInt8? {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): self - UInt8(ascii: "0")
    case 0x41...0x46: self - 0x37
    case 0x61...0x66: self - 0x57
    default: nil
    }
  }
}

extension UInt8 {
  /// Whether the byte is one of `0` to `9`.
  @inlinable package var isDigit: Bool {
    UInt8(ascii: "0") <= self && self <= UInt8(ascii: "9")
  }
}
