import Glibc

/// A day of the Gregorian calendar, years 1 to 9999.
public struct CalendarDay: Hashable, Sendable {
  /// The year, 1 to 9999.
  public let year: Int
  /// The month, 1 to 12.
  public let month: Int
  /// The day of the month, 1 to 31.
  public let day: Int

  /// Makes a day, or nil where the calendar has no such day.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month),
      day >= 1, day <= CalendarDay.length(of: month, in: year)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  /// Reads `YYYYMMDD`, or gives nil.
  public init?(compact text: some StringProtocol) {
    let digits = Array(text.utf8)
    guard digits.count == 8, let number = CalendarDay.number(digits[...]) else { return nil }
    self.init(year: number / 10000, month: number / 100 % 100, day: number % 100)
  }

  /// Reads `YYYY-MM-DD` (ISO 8601), or gives nil.
  public init?(iso text: some StringProtocol) {
    self.init(iso: text.utf8)
  }

  /// Reads the bytes of `YYYY-MM-DD`, or gives nil.
  package init?(iso bytes: some Collection<UInt8>) {
    guard bytes.count == 10 else { return nil }
    let characters = Array(bytes)
    guard characters[4] == UInt8(ascii: "-"), characters[7] == UInt8(ascii: "-"),
      let year = CalendarDay.number(characters[0..<4]),
      let month = CalendarDay.number(characters[5..<7]),
      let day = CalendarDay.number(characters[8..<10])
    else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// `YYYYMMDD`, the text of a date token.
  public var compact: String {
    CalendarDay.padded(year, 4) + CalendarDay.padded(month, 2) + CalendarDay.padded(day, 2)
  }

  /// `YYYY-MM-DD`, as ISO 8601 writes it.
  public var iso: String {
    "\(CalendarDay.padded(year, 4))-\(CalendarDay.padded(month, 2))-\(CalendarDay.padded(day, 2))"
  }

  /// The day at an instant, in the local time zone.
  ///
  /// - Parameter seconds: seconds since 1970-01-01 00:00 UTC.
  /// - Returns: nil for an instant beyond the years 1 to 9999.
  public static func local(at seconds: Int) -> CalendarDay? {
    var time = time_t(seconds)
    var parts = tm()
    guard localtime_r(&time, &parts) != nil else { return nil }
    return CalendarDay(parts)
  }

  /// The day at an instant, in UTC.
  ///
  /// - Parameter seconds: seconds since 1970-01-01 00:00 UTC.
  /// - Returns: nil for an instant beyond the years 1 to 9999.
  public static func utc(at seconds: Int) -> CalendarDay? {
    var time = time_t(seconds)
    var parts = tm()
    guard gmtime_r(&time, &parts) != nil else { return nil }
    return CalendarDay(parts)
  }

  /// The day in one number, later days being greater.
  package var packed: UInt32 {
    UInt32(year << 9 | month << 5 | day)
  }

  /// The day of such a number.
  package init(packed: UInt32) {
    (year, month, day) = (Int(packed >> 9), Int(packed >> 5 & 15), Int(packed & 31))
  }

  private init?(_ parts: tm) {
    self.init(
      year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
  }

  private static func length(of month: Int, in year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
    var value = 0
    for digit in digits {
      guard digit.isDigit else { return nil }
      value = value * 10 + Int(digit - UInt8(ascii: "0"))
    }
    return value
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
