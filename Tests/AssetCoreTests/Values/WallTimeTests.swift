import Testing
import Values

@Suite("Wall time")
struct WallTimeTests {
  @Test("the text has the time in the same year, else the year")
  func text() throws {
    let today = try #require(CalendarDay(compact: "20260822"))
    // Seconds by `date -u -d "2026-08-21 17:02:59" +%s`, and so on.
    let cases: [(Int64, String)] = [
      (1_787_331_779, "08-21 17:02"), (1_767_225_600, "01-01 00:00"), (1_767_225_599, "2025-12-31"),
      (1_798_761_599, "12-31 23:59"), (1_798_761_600, "2027-01-01"), (0, "1970-01-01"),
      (-1, "1969-12-31"), (253_402_300_799, "9999-12-31"),
    ]
    for (seconds, text) in cases {
      #expect(WallTime(at: seconds, in: .utc)?.text(on: today) == text)
    }
    for seconds: Int64 in [253_402_300_800, .max, .min] {
      #expect(WallTime(at: seconds, in: .utc) == nil)
    }
  }
}
