import TestSupport
import Testing
import Values

@Suite struct BumpDateTests {
  /// The token that the asset of strategy date would get.
  static func next(_ shop: Shop, _ environment: [String: String?]) throws -> String {
    let result = try shop.run("preview", "static/js/app.js", environment: environment)
    return String(result.output.lines[2].split(separator: "=")[1]) + result.errors
  }

  @Test func dateGiven() throws {
    let shop = try Shop()
    #expect(try shop.run("bump", "--date", "20261122", "static/js/app.js").status == 0)
    let app = Shop.record(
      "js/app.js", "20261122", Shop.appNow, bumped: "2026-11-22", previous: Shop.appBefore)
    #expect(shop.versions == Shop.versions([(Shop.app, app)]))
  }

  /// A second change on the same day.
  @Test func dateOfTheTokenItHas() throws {
    let shop = try Shop()
    #expect(try shop.run("bump", "--date", "20240501", "static/js/app.js").status == 0)
    let app = Shop.record(
      "js/app.js", "20240501-2", Shop.appNow, previous: Shop.appBefore)
    #expect(shop.versions == Shop.versions([(Shop.app, app)]))
  }

  @Test(arguments: ["2024-06-01", "20240631", "", "tomorrow", "00000101", "+2024060", "\u{1B}[1m"])
  func badDate(text: String) throws {
    let shop = try Shop()
    let result = try shop.run("bump", "--all", "--date", text)
    #expect(
      result.errors.lines.first
        == "Error: The value '\(VisibleText.of(text))' is invalid for '--date <YYYYMMDD>'")
    #expect(result.output == "")
    #expect(result.status == 64)
    #expect(shop.versions == Shop.versions)
  }

  @Test(arguments: ["", "soon", "1e9", "99999999999999999999", "999999999999"])
  func badEpoch(text: String) throws {
    let shop = try Shop()
    expect(
      try shop.run("bump", "--all", environment: ["SOURCE_DATE_EPOCH": text]), "",
      "assetbump: SOURCE_DATE_EPOCH: \"\(text)\" is no number of seconds since 1970\n", 2)
    #expect(shop.versions == Shop.versions)
  }

  /// The epoch's day is that of UTC wherever the person is, also where it is yesterday or tomorrow.
  @Test(arguments: [
    ("1717200000", "20240601"), ("1717199999", "20240531"), ("0", "19700101"),
    ("1709164800", "20240229"), ("-1", "19691231"),
  ])
  func epoch(seconds: String, day: String) throws {
    let shop = try Shop()
    for zone in ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"] {
      #expect(try Self.next(shop, ["SOURCE_DATE_EPOCH": seconds, "TZ": zone]) == day)
    }
  }

  /// Without an epoch the day is that of the person's clock, as date(1) has it.
  @Test(arguments: ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
  func localDay(zone: String) throws {
    let shop = try Shop()
    var days: [String] = []
    // Midnight may pass between the two programs.
    repeat {
      days = [
        try Self.today(zone), try Self.next(shop, ["SOURCE_DATE_EPOCH": nil, "TZ": zone]),
        try Self.today(zone),
      ]
    } while days[0] != days[2]
    #expect(days[1] == days[0])
  }

  static func today(_ zone: String) throws -> String {
    try Command.run("date", ["+%Y%m%d"], environment: ["TZ": zone]).output.lines[0]
  }
}
