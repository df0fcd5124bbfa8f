import Values

/// A time in a header (RFC 9110, section 5.6.7).
enum HTTPDate {
  /// The seconds since 1970 of `Sun, 06 Nov 1994 08:49:37 GMT`, or of one of the two older forms; nil
  /// for what is none.
  static func seconds(_ text: String) -> Int? {
    let words = text.split { " ,-".contains($0) }.map(String.init)
    let fields: (day: String, month: String, year: String, time: String)
    switch (words.count, words.last) {
    case (6, "GMT"): fields = (words[1], words[2], words[3], words[4])
    case (5, _): fields = (words[2], words[1], words[4], words[3])
    default: return nil
    }
    let time = fields.time.split(separator: ":").compactMap { Int($0) }
    guard let day = Int(fields.day), var year = Int(fields.year), time.count == 3,
      let month = months.firstIndex(of: fields.month), (0...23).contains(time[0]),
      (0...59).contains(time[1]), (0...60).contains(time[2])
    else { return nil }
    // Of two digits; nobody sends a time of this form that lies fifty years away.
    if fields.year.utf8.count == 2 { year += year < 70 ? 2000 : 1900 }
    guard let date = CalendarDay(year: year, month: month + 1, day: day) else { return nil }
    return daysSince1970(date) * 86_400 + time[0] * 3600 + time[1] * 60 + time[2]
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private static func daysSince1970(_ date: CalendarDay) -> Int {
    // Years that begin with March end with the day that leap years add.
    let year = date.month > 2 ? date.year : date.year - 1
    let month = (date.month + 9) % 12
    return year * 365 + year / 4 - year / 100 + year / 400 + (month * 306 + 5) / 10 + date.day - 1
      - 719_468
  }
}
