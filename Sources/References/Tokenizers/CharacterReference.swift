/// A character reference of HTML, `&amp;` (WHATWG HTML, section 13.2.5.72), as attributes hold it.
struct CharacterReference {
  /// The character.
  let scalar: UInt32
  /// The number of bytes that it takes.
  let count: Int

  /// Reads the reference that begins at an `&`; nil where it is only that.
  ///
  /// - Parameter end: where the text that it stands in ends.
  init?(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int, before end: Int) {
    var index = start + 1
    guard index < end else { return nil }
    if bytes[index] == 0x23 {
      index += 1
      let isHex = index < end && bytes[index].lowered == 0x78
      if isHex { index += 1 }
      let digits = index
      var value: UInt32 = 0
      while index < end, let digit = bytes[index].hexValue, isHex || digit < 10 {
        value = min(0x11_0000, value * (isHex ? 16 : 10) + UInt32(digit))
        index += 1
      }
      guard index > digits else { return nil }
      if index < end, bytes[index] == 0x3B { index += 1 }
      // What is no character is replaced, as browsers do.
      scalar = value == 0 || Unicode.Scalar(value) == nil ? 0xFFFD : value
      count = index - start
      return
    }
    while index < end, index - start <= Self.longest, bytes[index].isLetter || bytes[index].isDigit
    {
      index += 1
    }
    let name = UnsafeBufferPointer(rebasing: bytes[(start + 1)..<index])
    let isClosed = index < end && bytes[index] == 0x3B
    // Without its semicolon it is one only where no name or value goes on.
    guard isClosed || !(index < end && bytes[index] == 0x3D) else { return nil }
    guard let scalar = Self.scalar(name, isClosed: isClosed) else { return nil }
    self.scalar = scalar
    count = index - start + (isClosed ? 1 : 0)
  }

  /// The greatest length of a name that is known.
  private static let longest = 16

  private static func scalar(_ name: UnsafeBufferPointer<UInt8>, isClosed: Bool) -> UInt32? {
    for (known, scalar) in open where name.elementsEqual(known.utf8) { return scalar }
    guard isClosed else { return nil }
    for (known, scalar) in closed where name.elementsEqual(known.utf8) { return scalar }
    return nil
  }

  /// Those that also stand without a semicolon.
  private static let open: [(String, UInt32)] = [
    ("amp", 0x26), ("quot", 0x22), ("lt", 0x3C), ("gt", 0x3E), ("nbsp", 0xA0), ("AMP", 0x26),
    ("QUOT", 0x22), ("LT", 0x3C), ("GT", 0x3E),
  ]

  /// All others that stand for ASCII.
  private static let closed: [(String, UInt32)] = [
    ("apos", 0x27), ("equals", 0x3D), ("quest", 0x3F), ("sol", 0x2F), ("period", 0x2E),
    ("Tab", 0x09), ("NewLine", 0x0A), ("excl", 0x21), ("num", 0x23), ("dollar", 0x24),
    ("percnt", 0x25), ("lpar", 0x28), ("rpar", 0x29), ("ast", 0x2A), ("midast", 0x2A),
    ("plus", 0x2B), ("comma", 0x2C), ("colon", 0x3A), ("semi", 0x3B), ("commat", 0x40),
    ("lsqb", 0x5B), ("lbrack", 0x5B), ("bsol", 0x5C), ("rsqb", 0x5D), ("rbrack", 0x5D),
    ("Hat", 0x5E), ("lowbar", 0x5F), ("UnderBar", 0x5F), ("grave", 0x60),
    ("DiacriticalGrave", 0x60), ("lcub", 0x7B), ("lbrace", 0x7B), ("verbar", 0x7C), ("vert", 0x7C),
    ("VerticalLine", 0x7C), ("rcub", 0x7D), ("rbrace", 0x7D), ("NonBreakingSpace", 0xA0),
  ]
}
