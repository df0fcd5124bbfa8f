import AssetTUI
import Disk
import Screen
import TestSupport
import Testing
import Values

@Suite("Sessions: the whole job")
struct JobSessions {
  @Test("B, w, y gives every stale asset a token and writes the versions file")
  func wholeJob() throws {
    let session = try Shop.session()
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 0 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
      ▌ S css/app.css                          hash       9f596c35 → de1a2db4       0
          css/print.css                        hash       89071a78                  0
        N img/hero.png                         hash              - → ae6c79d1       0
        S js/app.js                            date       20260711 → 20260822       0
        M js/old.js                            date       20250101 → (gone)         0
       !S vendor/lib.js                        manual           v2 → type one       0
       5 outdated                                                                 1/6
       B bump all  b bump  Space mark  / filter  Enter page  c copy    ? help  q quit
      """)
    session.press("B")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 4 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
      ▌ S+css/app.css                          hash       9f596c35 → de1a2db4       0
          css/print.css                        hash       89071a78                  0
        N+img/hero.png                         hash              - → ae6c79d1       0
        S+js/app.js                            date       20260711 → 20260822       0
        M+js/old.js                            date       20250101 → (gone)         0
       !S vendor/lib.js                        manual           v2 → type one       0
       4 pending, 1 manual asset needs its token: vendor/lib.js (m)
       w review 4  m type token  x drop  u undo  Space mark  / filter  ? help  q quit
      """)
    session.press("w")
    session.expect(
      """
       write   1 file   4 tokens: 2 changed, 1 added, 1 removed
       left stale: vendor/lib.js needs a token (m)
       asset-versions.json  4 records
         css/app.css   9f596c35 → de1a2db4
         img/hero.png         - → ae6c79d1
         js/app.js     20260711 → 20260822
         js/old.js     20250101 → (gone)


       y write 1 file  Esc back  m type token  n N change  z whole diff  W wrap
      """)
    session.press("y")
    session.expect(
      """
       written   1 file   4 tokens: 2 changed, 1 added, 1 removed
       left stale: vendor/lib.js needs a token (m in the list)

       g  copies the git commands, with a message that names the assets
       p  copies 6 URLs that changed, for a purge
       m  copies a summary in Markdown, for the pull request
       u  takes the write back, through its own diff

       wrote 1 file: 4 tokens; 1 still outdated (u takes it back)
       Esc list  g git  p URLs  m Markdown  u take back  q quit
      """)
    #expect(session.disk.text(of: "asset-versions.json") == (try Self.written()))
    session.press("j")
    session.expectLine(
      -2, " 1 outdated   1 needs a token: m                                            2/5")
    session.press("B")
    session.expectLine(-2, " 0 pending, 1 manual asset needs its token: vendor/lib.js (m)")
  }

  private static func written() throws -> String {
    Make.versions([
      "css/app.css": try Make.record(
        "de1a2db4", for: "app css 2", bumped: "20260822", previous: [("9f596c35", "app css 1")]),
      "css/print.css": try Make.record("89071a78", for: "print css"),
      "img/hero.png": try Make.record("ae6c79d1", for: "hero", bumped: "20260822"),
      "js/app.js": try Make.record(
        "20260822", for: "app js 2", bumped: "20260822", previous: [("20260711", "app js 1")]),
      "vendor/lib.js": try Make.record("v2", for: "lib js 1", previous: [("v1", "lib js 0")]),
    ])
  }

  @Test("until y is pressed no byte on the disk changes")
  func nothingBeforeYes() throws {
    let session = try Shop.session()
    session.disk.clearLog()
    session.press("B w Enter q w Esc d # x u ^R")
    #expect(session.disk.log == [])
    #expect(session.disk.text(of: "asset-versions.json") == (try Shop.versions()))
  }

  @Test("Enter on the write screen only says which key writes")
  func enterOnlySays() throws {
    let session = try Shop.session()
    session.press("b w Enter")
    session.expect(
      """
       write   1 file   1 token changed
       left stale: vendor/lib.js needs a token (m)
       left outdated: 3 are not chosen: img/hero.png, js/app.js, js/old.js
       asset-versions.json  1 record
         css/app.css  9f596c35 → de1a2db4



       press y to write
       y write 1 file  Esc back  m type token  n N change  z whole diff  W wrap
      """)
    session.press("Down")
    session.expectLine(-2, "")
  }

  @Test("a held w writes nothing")
  func heldKey() throws {
    let session = try Shop.session()
    session.press("B w w w w w w w w")
    session.expectLine(0, " write   1 file   4 tokens: 2 changed, 1 added, 1 removed")
    session.expectLine(-2, " w does nothing here")
    #expect(session.disk.text(of: "asset-versions.json") == (try Shop.versions()))
  }

  @Test("a held y writes once")
  func heldYes() throws {
    let session = try Shop.session()
    session.press("b w")
    session.hold()
    session.press("y y y")
    session.expectLine(-2, " writing")
    #expect(session.waitingCount == 1)
    session.deliver()
    session.expectLine(-2, " wrote 1 file: 1 token changed; 4 still outdated (u takes it back)")
  }

  @Test("w with nothing pending says how something becomes pending")
  func nothingPending() throws {
    let session = try Shop.session()
    session.press("w")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 0 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
      ▌ S css/app.css                          hash       9f596c35 → de1a2db4       0
          css/print.css                        hash       89071a78                  0
        N img/hero.png                         hash              - → ae6c79d1       0
        S js/app.js                            date       20260711 → 20260822       0
        M js/old.js                            date       20250101 → (gone)         0
       !S vendor/lib.js                        manual           v2 → type one       0
       nothing is pending: b bumps the asset under the cursor, B all that is stale
       B bump all  b bump  Space mark  / filter  Enter page  c copy    ? help  q quit
      """)
  }

  @Test("B drops the records of missing assets, b of one of them")
  func missing() throws {
    let session = try Shop.session()
    session.press("4 1 j j j j b w")
    session.expect(
      """
       write   1 file   1 token removed
       left stale: vendor/lib.js needs a token (m)
       left outdated: 3 are not chosen: css/app.css, img/hero.png, js/app.js
       asset-versions.json  1 record
         js/old.js  20250101 → (gone)




       y write 1 file  Esc back  m type token  n N change  z whole diff  W wrap
      """)
    session.press("y")
    session.expectLine(-2, " wrote 1 file: 1 token removed; 4 still outdated (u takes it back)")
    session.expectLine(6, " m  copies a summary in Markdown, for the pull request")
  }

  @Test("an unreadable asset is left, and says why")
  func unreadable() throws {
    let disk = try Shop.disk()
    disk.make(.fifo, at: "static/js/pipe.js")
    let session = try Session(disk, rows: 11)
    session.press("G k b")
    session.expect(
      """
       assetbump  shop       1 All 7 2 Outdated 6 3 Pending 0 4 Marked 0 5 Findings 6
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
        S css/app.css                          hash       9f596c35 → de1a2db4       0
          css/print.css                        hash       89071a78                  0
        N img/hero.png                         hash              - → ae6c79d1       0
        S js/app.js                            date       20260711 → 20260822       0
        M js/old.js                            date       20250101 → (gone)         0
      ▌!E js/pipe.js                           date              -                  0
       !S vendor/lib.js                        manual           v2 → type one       0
       js/pipe.js: a FIFO, not a regular file
       B bump all  Space mark  / filter  Enter page  c copy            ? help  q quit
      """)
    session.press("B")
    session.expectLine(
      -2, " 4 pending, 1 manual asset needs its token: vendor/lib.js (m), 1 cannot be read")
  }

  @Test("a strategy chosen for a new asset waits for its first token, and w says so")
  func strategyOfNew() throws {
    let session = try Shop.session()
    session.press("j j < w")
    session.expect(
      """
       write   nothing changes
       left stale: vendor/lib.js needs a token (m)
       left outdated: 4 are not chosen: css/app.css, img/hero.png, js/app.js, js/old…
       not written yet: img/hero.png: its strategy is recorded with its first token





       Esc back  m type token  n N change  z whole diff  W wrap  / search
      """)
    session.press("y")
    session.expectLine(-2, " nothing to write")
    session.press("Esc b w")
    session.expectLine(1, " left stale: vendor/lib.js needs a token (m)")
  }
}
