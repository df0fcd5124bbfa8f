/// A side of an SVG as its attribute gives it.
enum SVGLength {
  /// CSS pixels.
  case pixels(Double)
  /// What counts as not given: a percentage, `auto`, or what is no length at all.
  case none
  /// A length that depends on what nobody knows before the page is laid out.
  case unknown

  /// Reads an attribute (CSS Values 4, section 6; SVG 2 gives the font its initial 16 pixels).
  init(_ text: String) {
    let bytes = text.utf8.drop(while: XMLRootTag.isSpace)
    let digits = Self.leadingNumber(bytes)
    let rest = bytes.dropFirst(digits.count)
    let end = rest.lastIndex { !XMLRootTag.isSpace($0) }.map { rest.index(after: $0) }
    let unit = String(Substring(rest[..<(end ?? rest.startIndex)])).lowercased()
    guard !text.utf8.contains(UInt8(ascii: "&")) else {
      self = .unknown
      return
    }
    guard let number = Self.number(digits), number >= 0 else {
      self = .none
      return
    }
    if let scale = Self.units[unit] {
      self = .pixels(number * scale)
    } else {
      self = Self.relativeUnits.contains(unit) ? .unknown : .none
    }
  }

  /// The number that a whole text is, as CSS writes numbers.
  static func number(_ text: Substring.UTF8View) -> Double? {
    leadingNumber(text).count == text.count ? Double(Substring(text)) : nil
  }

  private static let units: [String: Double] = [
    "": 1, "px": 1, "in": 96, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6, "pt": 96 / 72,
    "pc": 16, "em": 16, "rem": 16,
  ]
  private static let relativeUnits: Set<String> = [
    "ex", "ch", "cap", "ic", "lh", "rlh", "vw", "vh", "vi", "vb", "vmin", "vmax",
  ]

  /// The longest number at the start: sign, digits, fraction, exponent.
  private static func leadingNumber(_ text: Substring.UTF8View) -> Substring.UTF8View {
    var rest = text
    func consume(_ letters: StaticString) -> Bool {
      guard let first = rest.first, letters.withUTF8Buffer({ $0.contains(first) }) else {
        return false
      }
      rest = rest.dropFirst()
      return true
    }
    func takeDigits() -> Bool {
      let digits = rest.prefix { (0x30...0x39).contains($0) }
      rest = rest.dropFirst(digits.count)
      return !digits.isEmpty
    }
    _ = consume("+-")
    let hasWhole = takeDigits()
    let beforeFraction = rest
    if consume(".") {
      if !takeDigits() {
        rest = beforeFraction
        if !hasWhole { return text.prefix(0) }
      }
    } else if !hasWhole {
      return text.prefix(0)
    }
    let beforeExponent = rest
    if consume("eE") {
      _ = consume("+-")
      if !takeDigits() { rest = beforeExponent }
    }
    return text[..<rest.startIndex]
  }
}
