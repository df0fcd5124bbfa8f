import Values

/// Days as a person says them.
enum DayText {
  /// `3 Oct`, with its year where it is another than that of a day.
  static func short(_ day: CalendarDay, seenFrom today: CalendarDay) -> String {
    let months = [
      "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    let text = "\(day.day) \(months[day.month - 1])"
    return day.year == today.year ? text : "\(text) \(day.year)"
  }

  /// `3 Oct, 57 days ago`.
  static func long(_ day: CalendarDay, seenFrom today: CalendarDay) -> String {
    let days = number(today) - number(day)
    let ago =
      days == 0 ? "today" : days == 1 ? "yesterday" : days > 1 ? "\(days) days ago" : nil
    return short(day, seenFrom: today) + (ago.map { ", \($0)" } ?? "")
  }

  /// The number of a day among all (the civil calendar counted from March, as in "chrono-compatible
  /// low-level date algorithms").
  private static func number(_ day: CalendarDay) -> Int {
    let year = day.month > 2 ? day.year : day.year - 1
    let month = (day.month + 9) % 12
    return 365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + day.day
  }
}
