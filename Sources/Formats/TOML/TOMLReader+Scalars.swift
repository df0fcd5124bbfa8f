import Values

/// The values of TOML that stand without quotes or brackets (TOML 1.0, Integer to Local Time).
extension TOMLReader {
  /// Reads a number, date, time, true or false.
  mutating func scalar() throws(Failure) -> TOMLValue {
    let start = at
    skipWord()
    // A date may be parted from its time by a space.
    if at - start == 10, peek() == UInt8(ascii: " "), at + 1 < text.count, text[at + 1].isDigit {
      at += 1
      skipWord()
    }
    let word = text[start..<at]
    if let value = try Self.value(of: word, at: start) { return value }
    at = start
    throw failure(
      word.isEmpty ? "a value is needed here" : "no such value; write text between quotes")
  }

  private mutating func skipWord() {
    while let byte = peek(), !",]}# \t\r\n".utf8.contains(byte) { at += 1 }
  }

  private static func value(of word: ArraySlice<UInt8>, at offset: Int) throws(Failure)
    -> TOMLValue?
  {
    switch String(decoding: word, as: UTF8.self) {
    case "true": .truth(true)
    case "false": .truth(false)
    case "inf", "+inf": .float(.infinity)
    case "-inf": .float(-.infinity)
    case "nan", "+nan", "-nan": .float(.nan)
    default: try number(word, at: offset) ?? (isDateOrTime(word) ? .moment : nil)
    }
  }

  private static func number(_ word: ArraySlice<UInt8>, at offset: Int) throws(Failure)
    -> TOMLValue?
  {
    var rest = word
    for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where rest.starts(with: prefix.utf8) {
      rest = rest.dropFirst(2)
      let digits = rest
      guard takeDigits(&rest, radix: radix), rest.isEmpty else { return nil }
      return try integer(digits, radix: radix, at: offset)
    }
    _ = consume(&rest, "+-")
    let whole = rest
    guard takeDigits(&rest, radix: 10) else { return nil }
    // A zero leads no other digit.
    guard whole.first != UInt8(ascii: "0") || whole.count - rest.count == 1 else { return nil }
    if rest.isEmpty { return try integer(word, radix: 10, at: offset) }
    if consume(&rest, "."), !takeDigits(&rest, radix: 10) { return nil }
    if consume(&rest, "eE") {
      _ = consume(&rest, "+-")
      guard takeDigits(&rest, radix: 10) else { return nil }
    }
    guard rest.isEmpty else { return nil }
    let text = String(decoding: word.filter { $0 != UInt8(ascii: "_") }, as: UTF8.self)
    return Double(text).map { .float($0) }
  }

  /// A whole number; one that 64 bits do not hold is an error by the standard.
  private static func integer(
    _ digits: ArraySlice<UInt8>, radix: Int, at offset: Int
  ) throws(Failure) -> TOMLValue {
    let text = String(decoding: digits.filter { $0 != UInt8(ascii: "_") }, as: UTF8.self)
    guard let value = Int(text, radix: radix) else {
      throw Failure(fault: .notTOML("this number is beyond 64 bits"), offset: offset)
    }
    return .integer(value)
  }

  private static func isDateOrTime(_ word: ArraySlice<UInt8>) -> Bool {
    var rest = word
    guard takeShape(&rest, "dddd-dd-dd") else { return takeTime(&rest) && rest.isEmpty }
    guard isDate(word.prefix(10)) else { return false }
    if rest.isEmpty { return true }
    guard consume(&rest, "Tt "), takeTime(&rest) else { return false }
    return rest.isEmpty || consume(&rest, "Zz") && rest.isEmpty
      || consume(&rest, "+-") && takeHoursAndMinutes(&rest) && rest.isEmpty
  }

  private static func isDate(_ text: ArraySlice<UInt8>) -> Bool {
    let numbers = text.split(separator: UInt8(ascii: "-")).map(number)
    guard numbers.count == 3, (1...12).contains(numbers[1]) else { return false }
    let isLeap = numbers[0] % 4 == 0 && (numbers[0] % 100 != 0 || numbers[0] % 400 == 0)
    let days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...days[numbers[1] - 1]).contains(numbers[2])
  }

  private static func takeTime(_ rest: inout ArraySlice<UInt8>) -> Bool {
    guard takeHoursAndMinutes(&rest) else { return false }
    let seconds = rest
    // RFC 3339 has a second 60 for leap seconds.
    guard takeShape(&rest, ":dd"), number(seconds.dropFirst().prefix(2)) <= 60 else { return false }
    if !consume(&rest, ".") { return true }
    let fraction = rest.prefix { $0.isDigit }
    rest = rest.dropFirst(fraction.count)
    return !fraction.isEmpty
  }

  private static func takeHoursAndMinutes(_ rest: inout ArraySlice<UInt8>) -> Bool {
    let text = rest
    return takeShape(&rest, "dd:dd") && number(text.prefix(2)) < 24
      && number(text.dropFirst(3).prefix(2)) < 60
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int {
    digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }

  /// Takes digits, between which single underscores may stand.
  private static func takeDigits(_ rest: inout ArraySlice<UInt8>, radix: Int) -> Bool {
    var wasDigit = false
    while let byte = rest.first {
      let isDigit = digit(byte) < radix
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
      let fits = expected == UInt8(ascii: "d") ? byte.isDigit : byte == expected
      if !fits { return false }
    }
    rest = rest.dropFirst(bytes.count)
    return true
  }

  private static func consume(_ rest: inout ArraySlice<UInt8>, _ letters: String) -> Bool {
    guard let first = rest.first, letters.utf8.contains(first) else { return false }
    rest = rest.dropFirst()
    return true
  }

  /// The value of a digit of any radix; beyond all of them for another byte.
  private static func digit(_ byte: UInt8) -> Int {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): Int(byte - UInt8(ascii: "0"))
    case UInt8(ascii: "a")...UInt8(ascii: "f"): Int(byte - UInt8(ascii: "a")) + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): Int(byte - UInt8(ascii: "A")) + 10
    default: .max
    }
  }
}
