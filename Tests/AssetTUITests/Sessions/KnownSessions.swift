import AssetTUI
import Planning
import Screen
import TestSupport
import Testing
import Values

@Suite("Sessions: what an earlier run has read")
struct KnownSessions {
  @Test("what is known has its status as soon as it is listed, and nothing is said to be read")
  func listed() throws {
    let session = try Session(Shop.disk(), holding: true, knowingAll: true)
    session.deliver(2)
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
       5 outdated                                                                 1/6
       B bump all  b bump  Space mark  / filter  Enter page  c copy    ? help  q quit
      """)
    session.press("B")
    session.expectLine(-2, " 4 pending, 1 manual asset needs its token: vendor/lib.js (m)")
    #expect(session.waitingCount == 1)
  }

  @Test("a file that another run has read since is named when it changed")
  func changed() throws {
    let session = try Session(Shop.disk(), knowingAll: true)
    session.disk.write("print CSS", to: "static/css/print.css")
    session.press("R")
    session.expectLine(-2, " css/print.css changed on disk")
    session.expectLine(
      3, "  S css/print.css                        hash       89071a78 → c6c1bd13       0")
    session.disk.write("print css, longer", to: "static/css/print.css")
    session.disk.write("hero 2", to: "static/img/hero.png")
    session.press("R")
    session.expectLine(-2, " 2 assets changed on disk")
    session.press("R j")
    session.expectLine(
      -2, " 6 outdated                                                                 2/6")
  }

  @Test("what was to follow once read does when another run has read it")
  func follow() throws {
    let session = try Shop.session(holding: true)
    session.deliver(3)
    session.press("B Esc")
    session.deliver()
    #expect(session.state.pending.count == 2)
    session.knowsAll = true
    session.press("R")
    session.deliver(2)
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 4 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
      ▌ S+css/app.css                          hash       9f596c35 → de1a2db4
          css/print.css                        hash       89071a78
        N+img/hero.png                         hash              - → ae6c79d1
        S+js/app.js                            date       20260711 → 20260822
        M+js/old.js                            date       20250101 → (gone)
       !S vendor/lib.js                        manual           v2 → type one
       4 pending ━━━━━━━━── 4/5                                                   1/6
       w review 4  x drop  u undo  Space mark  / filter  Enter page    ? help  q quit
      """)
  }

  @Test("and does so for the change that was taken back meanwhile")
  func followRedo() throws {
    let session = try Shop.session(holding: true)
    session.deliver(2)
    session.press("B u Esc")
    session.deliver()
    session.knowsAll = true
    session.press("R")
    session.deliver()
    session.press("^R")
    #expect(session.state.pending.count == 4)
    #expect(session.state.pending.choices.values.allSatisfy { $0.bump == .next })
  }
}
