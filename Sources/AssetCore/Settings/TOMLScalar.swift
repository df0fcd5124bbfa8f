/// The values of TOML that stand without quotes or brackets: numbers, dates, times, true and false.
enum TOMLScalar {
  /// Whether a word is such a value by its letters (TOML 1.0, Integer to Local Time).
  ///
  /// Ranges, as of a month or of 64 bits, are left to TOMLKit.
  static func isScalar(_ word: ArraySlice<UInt8>) -> Bool {
    switch String(decoding: word, as: UTF8.self) {
    case "true", "false", "inf", "+inf", "-inf", "nan", "+nan", "-nan": true
    default: isNumber(word) || isDateOrTime(word)
    }
  }

  private static func isNumber(_ word: ArraySlice<UInt8>) -> Bool {
    var rest = word
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where rest.starts(with: prefix.utf8) {
      rest = rest.dropFirst(2)
      return takeDigits(&rest, radix: radix) && rest.isEmpty
    }
    _ = take(&rest, "+-")
    guard takeDigits(&rest, radix: 10) else { return false }
    if take(&rest, "."), !takeDigits(&rest, radix: 10) { return false }
    if take(&rest, "eE") {
      _ = take(&rest, "+-")
      guard takeDigits(&rest, radix: 10) else { return false }
    }
    return rest.isEmpty
  }

  private static func isDateOrTime(_ word: ArraySlice<UInt8>) -> Bool {
    var rest = word
    if takeShape(&rest, "dddd-dd-dd") {
      if rest.isEmpty { return true }
      guard take(&rest, "Tt "), takeTime(&rest) else { return false }
      return rest.isEmpty || take(&rest, "Zz") && rest.isEmpty
        || take(&rest, "+-") && takeShape(&rest, "dd:dd") && rest.isEmpty
    }
    return takeTime(&rest) && rest.isEmpty
  }

  private static func takeTime(_ rest: inout ArraySlice<UInt8>) -> Bool {
    guard takeShape(&rest, "dd:dd:dd") else { return false }
    if !take(&rest, ".") { return true }
    let fraction = rest.prefix { digit($0, radix: 10) }
    rest = rest.dropFirst(fraction.count)
    return !fraction.isEmpty
  }

  /// Takes digits, between which single underscores may stand.
  private static func takeDigits(_ rest: inout ArraySlice<UInt8>, radix: Int) -> Bool {
    var wasDigit = false
    while let byte = rest.first {
      let isDigit = digit(byte, radix: radix)
      guard isDigit || (wasDigit && byte == UInt8(ascii: "_")) else { break }
      wasDigit = isDigit
      rest = rest.dropFirst()
    }
    return wasDigit
  }

  /// Takes bytes of a shape in which each `d` stands for a digit.
  private static func takeShape(_ rest: inout ArraySlice<UInt8>, _ shape: String) -> Bool {
    let bytes = rest.prefix(shape.utf8.count)
    guard bytes.count == shape.utf8.count else { return false }
    for (byte, expected) in zip(bytes, shape.utf8) {
      let fits = expected == UInt8(ascii: "d") ? digit(byte, radix: 10) : byte == expected
      if !fits { return false }
    }
    rest = rest.dropFirst(bytes.count)
    return true
  }

  private static func take(_ rest: inout ArraySlice<UInt8>, _ letters: String) -> Bool {
    guard let first = rest.first, letters.utf8.contains(first) else { return false }
    rest = rest.dropFirst()
    return true
  }

  private static func digit(_ byte: UInt8, radix: Int) -> Bool {
    let value =
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte - UInt8(ascii: "0"))
      case UInt8(ascii: "a")...UInt8(ascii: "f"): Int(byte - UInt8(ascii: "a")) + 10
      case UInt8(ascii: "A")...UInt8(ascii: "F"): Int(byte - UInt8(ascii: "A")) + 10
      default: radix
      }
    return value < radix
  }
}
