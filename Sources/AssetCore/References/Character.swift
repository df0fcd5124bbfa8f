/// Classes of ASCII bytes, as the tokenizers ask for them.
extension UInt8 {
  /// White space of HTML and CSS: tab, feeds, return, space.
  var isSpace: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D) }

  var isLetter: Bool {
    let lower = self | 0x20
    return lower >= 0x61 && lower <= 0x7A
  }

  /// What a name in code may hold; all of UTF-8 beyond ASCII counts.
  var isNameByte: Bool { isLetter || isDigit || self == 0x5F || self >= 0x80 }

  var isQuote: Bool { self == 0x22 || self == 0x27 }

  /// The letter in lower case.
  var lowered: UInt8 { self >= 0x41 && self <= 0x5A ? self | 0x20 : self }

  /// The value of a hexadecimal digit.
  var hexValue: UInt8? {
    switch self {
    case 0x30...0x39: self - 0x30
    case 0x41...0x46: self - 0x37
    case 0x61...0x66: self - 0x57
    default: nil
    }
  }
}
