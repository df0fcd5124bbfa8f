import Values

/// An expression of Python that gives a number of seconds.
///
/// It knows whole numbers, `* / + -`, brackets, `timedelta(days=365)`, `int(…)` and
/// `.total_seconds()`; nothing is run.
struct DurationExpression {
  private var rest: ArraySlice<UInt8>

  /// The time that an expression gives, `None` as Flask reads it: asked for each time; nil where only
  /// a running program knows, or another expression follows.
  static func value(of text: ArraySlice<UInt8>) -> CacheHeaders.Keeping? {
    var expression = DurationExpression(rest: text)
    if expression.takes("None") { return expression.isAtEnd ? .revalidated : nil }
    guard let seconds = expression.sum(depth: 0), expression.isAtEnd, seconds.magnitude < 1e15
    else {
      return nil
    }
    return .of(Int(seconds))
  }

  /// Whether the value ends here.
  private var isAtEnd: Bool {
    guard let next = rest.first(where: { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\t") })
    else { return true }
    return "\n\r#,)};".utf8.contains(next)
  }

  private mutating func sum(depth: Int) -> Double? {
    guard depth < 8, var value = product(depth: depth) else { return nil }
    while let sign = takes(any: "+-") {
      guard let next = product(depth: depth) else { return nil }
      value += sign == UInt8(ascii: "+") ? next : -next
    }
    return value
  }

  private mutating func product(depth: Int) -> Double? {
    guard var value = factor(depth: depth) else { return nil }
    while let sign = takes(any: "*/") {
      _ = sign == UInt8(ascii: "/") ? takes(any: "/") : nil
      guard let next = factor(depth: depth), sign == UInt8(ascii: "*") || next != 0 else {
        return nil
      }
      value = sign == UInt8(ascii: "*") ? value * next : value / next
    }
    return value
  }

  private mutating func factor(depth: Int) -> Double? {
    var value: Double?
    if takes("-") { return factor(depth: depth + 1).map { -$0 } }
    if takes("(") || takes("int(") {
      value = sum(depth: depth + 1)
      guard takes(")") else { return nil }
    } else if takes("datetime.timedelta(") || takes("dt.timedelta(") || takes("timedelta(") {
      value = timedelta(depth: depth + 1)
    } else {
      value = number()
    }
    _ = takes(".total_seconds()")
    return value
  }

  private mutating func timedelta(depth: Int) -> Double? {
    // The first argument without a keyword is days.
    var total = 0.0
    while !takes(")") {
      let unit = Self.units.first { takes("\($0.name)=") }
      guard let amount = sum(depth: depth) else { return nil }
      total += amount * (unit?.seconds ?? 86_400)
      guard takes(",") || rest.first(where: { !$0.isSpace }) == UInt8(ascii: ")") else {
        return nil
      }
    }
    return total
  }

  private static let units: [(name: String, seconds: Double)] = [
    ("weeks", 604_800), ("days", 86_400), ("hours", 3_600), ("minutes", 60), ("seconds", 1),
  ]

  private mutating func number() -> Double? {
    skipSpace()
    let digits = rest.prefix { $0.isDigit || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".") }
    guard let first = digits.first, first.isDigit else { return nil }
    rest = rest.dropFirst(digits.count)
    return Double(String(decoding: digits.filter { $0 != UInt8(ascii: "_") }, as: UTF8.self))
  }

  private mutating func skipSpace() {
    rest = rest.drop { $0.isSpace }
  }

  private mutating func takes(_ text: String) -> Bool {
    let behind = rest.drop { $0.isSpace }
    guard behind.starts(with: text.utf8) else { return false }
    rest = behind.dropFirst(text.utf8.count)
    return true
  }

  private mutating func takes(any bytes: String) -> UInt8? {
    // A value ends with its line unless brackets hold it.
    let behind = rest.drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    guard let first = behind.first, bytes.utf8.contains(first) else { return nil }
    rest = behind.dropFirst()
    return first
  }
}
