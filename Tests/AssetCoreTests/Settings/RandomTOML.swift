import TestSupport

/// Texts that are TOML or nearly so, with few keys, so that they often meet.
struct RandomTOML {
  private var random: SeededGenerator

  init(seed: UInt64) {
    random = SeededGenerator(seed: seed)
  }

  /// The next text, of ASCII and `é`, without NUL.
  mutating func next() -> String {
    var text = (0..<pick(1...7)).map { _ in line() }.joined(separator: pick(["\n", "\n", "\r\n"]))
    if pick(0...4) == 0, !text.isEmpty {
      var scalars = Array(text.unicodeScalars)
      let place = pick(0...(scalars.count - 1))
      if pick(0...1) == 0 { scalars.remove(at: place) } else { scalars[place] = pick(Self.bytes) }
      text = String(String.UnicodeScalarView(scalars))
    }
    return text
  }

  private static let bytes = Array(
    "\"'[]{}=.\\\n\r#,+-_ \t\u{1}\u{7F}019eETZ:xobtnu".unicodeScalars)
  private static let keys = ["a", "b", "c", "\"a\"", "'b'", "\"\\u0063\"", "''", "1", "é", "a-_1"]
  private static let ends = ["", "", "", "", " ", " # x", "\t#é", "#"]
  private static let wrongEnds = [" x", "#\u{7}", "\r"]
  private static let plain = [
    "1", "-17", "0x1F", "1_000", "1.5", "-1e3", "inf", "true", "false", "''", "'a'", "\"\\u00e9\"",
    "\"\"\"\na\"\"\"", "'''a\n'''", "1979-05-27", "07:32:00", "1979-05-27T07:32:00Z",
  ]
  private static let scalars = [
    "1", "0", "+0", "-0", "01", "+1", "-17", "1_000", "1__0", "_1", "1_", "0x1F", "0xdead_beef",
    "0o17", "0b101", "0x", "+0x1", "0XF", "9223372036854775807", "-9223372036854775808", "1.0",
    "1.", ".1", "1.e1", "1e5", "1E+05", "1e-3", "1_0.0_1e1_0", "01.0", "0.0", "-0.0", "6.626e-34",
    "inf", "+inf", "-inf", "nan", "+nan", "Inf", "true", "false", "True", "''", "\"\"", "'a\\'",
    "\"\\b\\t\\n\\f\\r\\\"\\\\\"", "\"\\e\"", "\"\\u00e9\\U0001F600\"", "\"\\uD800\"", "\"\\u12\"",
    "\"\\U00110000\"", "'''a'''", "'''\na\n'b''c'''", "\"\"\"\r\na\"\"\"", "\"\"\"a\"\"\"\"\"",
    "\"\"\"a\"\"\"\"\"\"", "\"\"\"a \\  \n  \n b\"\"\"", "\"\"\"a \\ b\"\"\"", "\"\"\"\"\"\"",
    "''''''", "\"a\tb\"", "\"a\u{1}b\"", "'a\nb'", "1979-05-27", "1979-05-27T07:32:00Z",
    "1979-05-27 07:32:00", "1979-05-27T07:32:00.999999", "1979-05-27T00:32:00-07:00", "07:32:00",
    "07:32", "24:00:00", "1979-13-01", "1979-02-29", "2000-02-29", "1979-05-27T07:32", "12:60:00",
    "1979-05-27T07:32:00+24:00", "1979-05-27  07:32:00", "a", "", "[", "}", "\"", "é",
  ]

  private mutating func line() -> String {
    switch pick(0...9) {
    case 0: return pick(["", " ", "# é", "#", "\t"])
    case 1, 2: return "[" + key() + "]" + end()
    case 3: return "[[" + key() + "]]" + end()
    default: return key() + pick([" = ", "=", " =\t"]) + value(3) + end()
    }
  }

  private mutating func end() -> String {
    pick(pick(0...19) == 0 ? Self.wrongEnds : Self.ends)
  }

  private mutating func key() -> String {
    (0..<pick([1, 1, 1, 2, 2, 3])).map { _ in pick(Self.keys) }.joined(
      separator: pick([".", " . "]))
  }

  private mutating func value(_ depth: Int) -> String {
    switch depth > 0 ? pick(0...5) : 5 {
    case 0:
      let items = (0..<pick(0...3)).map { _ in value(depth - 1) }
      return "[" + pick(["", "\n", " # x\n"]) + items.joined(separator: pick([",", " , ", ",\n"]))
        + pick(["", "", ",", "\n", ",#\n"]) + "]"
    case 1:
      let pairs = (0..<pick(0...3)).map { _ in key() + "=" + value(depth - 1) }
      return "{" + pick(["", " "]) + pairs.joined(separator: pick([",", ", ", ", ", " ,\t"]))
        + pick(["", "", " ", " ", ","]) + "}"
    default: return pick(pick(0...9) == 0 ? Self.scalars : Self.plain)
    }
  }

  private mutating func pick<Item>(_ items: [Item]) -> Item {
    items[Int.random(in: items.indices, using: &random)]
  }

  private mutating func pick(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &random)
  }
}
