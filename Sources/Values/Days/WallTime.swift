import Glibc

/// A day and the time of day, to the minute, as a clock on the wall shows it.
public struct WallTime: Hashable, Sendable {
  /// The day.
  public let day: CalendarDay
  /// The hour, 0 to 23.
  public let hour: Int
  /// The minute, 0 to 59.
  public let minute: Int

  /// Where the clock hangs.
  public enum Zone: Hashable, Sendable {
    /// The time zone of the machine.
    case local
    /// Universal time.
    case utc
  }

  /// The time at an instant.
  ///
  /// - Parameter seconds: seconds since 1970-01-01 00:00 UTC.
  /// - Returns: nil for an instant beyond the years 1 to 9999.
  public init?(at seconds: Int64, in zone: Zone) {
    var time = time_t(seconds)
    var parts = tm()
    let isKnown =
      switch zone {
      case .local: localtime_r(&time, &parts) != nil
      case .utc: gmtime_r(&time, &parts) != nil
      }
    guard isKnown,
      let day = CalendarDay(
        year: Int(parts.tm_year) + 1900, month: Int(parts.tm_mon) + 1, day: Int(parts.tm_mday))
    else { return nil }
    self.day = day
    hour = Int(parts.tm_hour)
    minute = Int(parts.tm_min)
  }

  /// The time in eleven columns, seen from a day: `08-21 17:02` in the same year, else `2025-08-21`.
  public func text(on today: CalendarDay) -> String {
    guard day.year == today.year else { return day.iso }
    let minutes = minute < 10 ? "0\(minute)" : "\(minute)"
    let hours = hour < 10 ? "0\(hour)" : "\(hour)"
    return "\(day.iso.dropFirst(5)) \(hours):\(minutes)"
  }
}
