import Planning
import TestSupport
import Testing

@testable import AssetTUI

@Suite("Sessions: changes on disk")
struct WatchSessions {
  @Test("a change on disk shows at once, without a key")
  func atOnce() throws {
    let session = try Shop.session()
    session.disk.write("print 2", to: "static/css/print.css")
    session.send(.changedOnDisk)
    #expect(session.lines.contains { $0.hasPrefix("  S css/print.css") })
  }

  @Test(
    "one that comes while a text is typed, or a write is looked at, shows once that is over",
    arguments: [("/", "Enter"), ("/", "Esc"), ("m", "Esc"), ("b w", "Esc"), ("b q", "Esc")])
  func later(before: String, after: String) throws {
    let session = try Shop.session(rows: 14)
    session.press(before)
    session.disk.write("print 2", to: "static/css/print.css")
    session.send(.changedOnDisk)
    #expect(session.state.inventory.counts[.stale] == 3)
    session.press(after)
    #expect(session.lines.contains { $0.contains("S css/print.css") })
    #expect(session.state.inventory.counts[.stale] == 4)
  }
}
