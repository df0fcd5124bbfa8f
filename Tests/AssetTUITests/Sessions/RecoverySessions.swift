import AssetTUI
import Planning
import Screen
import TestSupport
import Testing
import Values

@Suite("Sessions: what an earlier session left")
struct RecoverySessions {
  private static func id(_ path: BytePath) -> AssetID { AssetID(root: "static", path: path) }

  @Test("each change is kept as it is made, and nothing once nothing is pending")
  func keep() throws {
    let session = try Shop.session()
    session.press("j k Space k U")
    #expect(session.kept == [])
    session.press("b j j b u ^R x j d")
    let paths: [[BytePath]] = [
      ["css/app.css"], ["css/app.css", "img/hero.png"], ["css/app.css"],
      ["css/app.css", "img/hero.png"], ["css/app.css"], ["css/app.css", "js/app.js"],
    ]
    #expect(
      session.kept
        == paths.map { paths in
          Dictionary(uniqueKeysWithValues: paths.map { (Self.id($0), Choice(bump: .next)) })
        })
    session.press("w y")
    #expect(session.kept.count == 7)
    #expect(session.kept.last == [:])
  }

  @Test("what is not read yet is kept as what it is to become")
  func followers() throws {
    let session = try Shop.session(holding: true)
    session.deliver(2)
    session.press("b")
    #expect(session.kept == [[Self.id("css/app.css"): Choice(bump: .next)]])
    session.press("q")
    #expect(session.kept.last == [:])
    #expect(session.ending == .done)
  }

  @Test("discarding in the question before leaving keeps nothing")
  func discardAndQuit() throws {
    let session = try Shop.session()
    session.press("b q d")
    #expect(session.kept == [[Self.id("css/app.css"): Choice(bump: .next)], [:]])
    #expect(session.ending == .done)
  }

  /// A session over the shop that an earlier one left choices to.
  private static func session(_ choices: [AssetID: Choice], holding: Bool = false) throws -> Session
  {
    let session = try Shop.session(holding: true)
    session.send(.recovered(choices))
    if !holding { session.deliver() }
    return session
  }

  private static func choices() throws -> [AssetID: Choice] {
    [
      id("css/app.css"): Choice(bump: .next),
      id("vendor/lib.js"): Choice(bump: .typed(try Token("v3"))),
    ]
  }

  @Test("it is offered once the assets are read; r makes it pending, as one step")
  func restore() throws {
    let session = try Self.session(Self.choices(), holding: true)
    session.deliver(4)
    session.expectLine(
      -2, " 2 outdated   Hashing ━━━━────── 2/5                                        1/6")
    session.deliver()
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 0 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
      ▌ S css/app.css                          hash       9f596c35 → de1a2db4
          css/print.css                        hash       89071a78
        N img/hero.png                         hash              - → ae6c79d1
        S js/app.js                            date       20260711 → 20260822
        M js/old.js                            date       20250101 → (gone)
       !S vendor/lib.js                        manual           v2 → type one
       2 pending changes of an earlier session: r restore  d discard  Esc later
       B bump all  b bump  Space mark  / filter  Enter page  c copy    ? help  q quit
      """)
    #expect(session.kept == [])
    session.press("r")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 2 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
      ▌ S+css/app.css                          hash       9f596c35 → de1a2db4
          css/print.css                        hash       89071a78
        N img/hero.png                         hash              - → ae6c79d1
        S js/app.js                            date       20260711 → 20260822
        M js/old.js                            date       20250101 → (gone)
        S+vendor/lib.js                        manual           v2 → v3
       restored 2 pending changes
       w review 2  B bump all  x drop  u undo  Space mark  / filter    ? help  q quit
      """)
    #expect(session.kept == [try Self.choices()])
    session.press("u")
    session.expectLine(-2, " undo: restore of 2 changes")
    #expect(session.state.pending.count == 0)
    session.press("^R")
    #expect(session.state.pending.choices == (try Self.choices()))
  }

  @Test("d discards it, and ^R still brings it back")
  func discard() throws {
    let session = try Self.session(Self.choices())
    session.press("d")
    session.expectLine(-2, " discarded 2 pending changes (^R brings them back)")
    #expect(session.kept == [[:]])
    session.press("j d")
    session.expectLine(-2, " css/print.css: now by date, it keeps its token")
    session.press("u ^R")
    session.expectLine(-2, " redo: date bump of 1 asset")

    let again = try Self.session(Self.choices())
    again.press("d ^R")
    again.expectLine(-2, " redo: restore of 2 changes")
    #expect(again.state.pending.choices == (try Self.choices()))
  }

  @Test("Esc puts it off: it is kept beside what is chosen now, and not discarded with it")
  func later() throws {
    let session = try Self.session(Self.choices())
    session.press("Esc")
    session.expectLine(-2, " kept for the next start")
    session.press("j")
    session.expectLine(
      -2, " 5 outdated   Reading references                                            2/6")
    session.press("j b")
    let left = try Self.choices()
    #expect(session.kept == [left.merging([Self.id("img/hero.png"): Choice(bump: .next)]) { $1 }])
    session.press("q d")
    #expect(session.kept.last == left)
  }

  @Test(
    "it takes one row at every width",
    arguments: [
      (74, " 2 pending changes of an earlier session: r restore  d discard  Esc later"),
      (73, " 2 earlier: r restore  d discard  Esc later"),
      (44, " 2 earlier: r restore  d discard  Esc later"),
      (43, " 2 earlier: r restore  d discard"), (33, " 2 earlier: r restore  d discard"),
      (32, " 2: r restore d discard"), (24, " 2: r restore d discard"),
    ])
  func narrow(columns: Int, line: String) throws {
    let session = try Self.session(Self.choices())
    session.resize(columns, 10)
    session.expectLine(-2, line)
  }

  @Test("other keys are the list's, and the offer stays")
  func quiet() throws {
    let session = try Self.session(Self.choices())
    session.press("j j")
    session.expectLine(
      -2, " 2 pending changes of an earlier session: r restore  d discard  Esc later")
    session.expectLine(4, "▌ N img/hero.png                         hash              - → ae6c79d1")
    session.press("b j")
    session.expectLine(
      -2, " 2 pending changes of an earlier session: r restore  d discard  Esc later")
    session.press("k d k")
    #expect(session.state.pending.choices == [Self.id("img/hero.png"): Choice(bump: .next)])
  }

  @Test("r and d are the list's keys while the offer cannot be seen")
  func hidden() throws {
    let session = try Self.session(Self.choices())
    session.press("j ~ d")
    session.expectLine(-2, " css/print.css: now by date, it keeps its token")
    session.press("j")
    session.expectLine(
      -2, " 2 pending changes of an earlier session: r restore  d discard  Esc later")
  }

  @Test("what no longer makes sense is dropped, and said")
  func dropped() throws {
    let session = try Self.session([
      Self.id("css/app.css"): Choice(strategy: .date, bump: .next),
      Self.id("css/print.css"): Choice(bump: .next),
      Self.id("gone.css"): Choice(bump: .next),
      Self.id("js/old.js"): Choice(bump: .typed(try Token("x"))),
      Self.id("vendor/lib.js"): Choice(bump: .typed(try Token("v1"))),
    ])
    session.expectLine(
      -2, " 5 pending changes of an earlier session: r restore  d discard  Esc later")
    session.press("r")
    session.expectLine(
      -3, " restored 1 pending change, dropped: 2 assets are gone, 1 token is refused now,")
    session.expectLine(-2, " 1 asset needs it no more")
    #expect(
      session.state.pending.choices
        == [Self.id("css/app.css"): Choice(strategy: .date, bump: .next)])
  }

  @Test("where nothing makes sense any more nothing is kept")
  func nothingLeft() throws {
    let session = try Self.session([Self.id("gone.css"): Choice(bump: .next)])
    session.expectLine(
      -2, " 1 pending change of an earlier session: r restore  d discard  Esc later")
    session.press("r")
    session.expectLine(-2, " nothing left to restore, dropped: 1 asset is gone")
    #expect(session.kept == [[:]])
    session.press("u")
    session.expectLine(-2, " nothing to undo")
  }

  @Test("what a stopped scan did not read follows once it is read")
  func unread() throws {
    let session = try Self.session([Self.id("css/app.css"): Choice(bump: .next)], holding: true)
    session.deliver(2)
    session.press("Esc")
    session.deliver()
    session.press("j r")
    session.expectLine(-2, " restored 1 pending change")
    session.press("R")
    session.deliver()
    #expect(session.state.pending.choices == [Self.id("css/app.css"): Choice(bump: .next)])
  }

  @Test("what is pending by now stays, where both chose")
  func both() throws {
    let session = try Self.session(Self.choices())
    session.press("G m")
    session.type("v9")
    session.press("Enter k r")
    #expect(
      session.state.pending.choices == [
        Self.id("css/app.css"): Choice(bump: .next),
        Self.id("vendor/lib.js"): Choice(bump: .typed(try Token("v9"))),
      ])
  }
}
