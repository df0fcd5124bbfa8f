import Glibc
import Values

/// The day that bumps are made on.
enum Today {
  /// The day given, else that of `SOURCE_DATE_EPOCH` in UTC (reproducible-builds.org), else today in
  /// the local time zone.
  static func day(given day: CalendarDay? = nil) throws -> CalendarDay {
    if let day { return day }
    if let epoch = Environment["SOURCE_DATE_EPOCH"] {
      guard let seconds = Int(epoch), let day = CalendarDay.utc(at: seconds) else {
        throw CommandError.badEpoch(epoch)
      }
      return day
    }
    guard let day = CalendarDay.local(at: time(nil)) else { throw CommandError.badClock }
    return day
  }
}
