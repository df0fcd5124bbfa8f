import Planning
import Screen
import TestSupport
import Testing
import Values

@testable import AssetTUI

@Suite("Sessions: hints follow what can be done")
struct HintSessions {
  private func hints(_ session: Session) -> String { session.lines.last ?? "" }

  @Test("before a change there is nothing to write and nothing to undo")
  func fresh() throws {
    let session = try Shop.session(rows: 14)
    #expect(hints(session).hasPrefix(" B bump all  b bump  Space mark  / filter"))
    #expect(!hints(session).contains(" w "))
    #expect(!hints(session).contains(" u "))
    session.press("j")
    #expect(hints(session).hasPrefix(" B bump all  Space mark"), "a fresh asset is not bumped")
  }

  @Test("once something is pending the review comes first, with its number, then what it lacks")
  func pending() throws {
    let session = try Shop.session(rows: 14)
    session.press("B")
    #expect(hints(session).hasPrefix(" w review 4  m type token  x drop  u undo"))
    session.press("G")
    #expect(hints(session).hasPrefix(" w review 4  m type token  u undo"))
    session.press("u")
    #expect(hints(session).hasPrefix(" m type token  B bump all"))
  }

  @Test("after a write undo takes it back")
  func written() throws {
    let session = try Shop.session(rows: 14)
    session.press("B w y Esc")
    #expect(hints(session).contains("u take back"))
  }

  @Test("marked assets are counted in the hint that bumps them")
  func marked() throws {
    let session = try Shop.session(rows: 14)
    session.press("Space j Space")
    #expect(hints(session).contains("b bump 2"))
  }

  @Test("over findings no hint marks assets")
  func findings() throws {
    let session = try Shop.session(rows: 20)
    session.press("5")
    #expect(hints(session).hasPrefix(" B bump all  b bump 2  n next"))
    #expect(!hints(session).contains("mark"))
    session.press("j")
    #expect(hints(session).contains("b bump"))
    #expect(hints(session).contains("n next"))
  }

  @Test(
    "no action stands under two hints, and each hint does something", arguments: [24, 40, 80, 120])
  func distinct(columns: Int) throws {
    let session = try Shop.tree(rows: 24, columns: columns)
    for keys in ["", "j", "B", "5", "j", "1 G", "Space", "x"] {
      session.press(keys)
      let items = StatusView(state: session.state).hints
      #expect(Set(items.map(\.key)).count == items.count)
    }
  }
}
