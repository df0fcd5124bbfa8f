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
       assetbump  shop              [1 All] 2 Stale  3 Pending  4 Marked  5 Findings
          PATH                               STRATEGY  TOKEN      NEXT          REFS
      > S css/app.css                        hash      9f596c35   de1a2db4         0
          css/print.css                      hash      89071a78                    0
        N img/hero.png                       hash      -          ae6c79d1         0
        S js/app.js                          date      20260711   20260822         0
        M js/old.js                          date      20250101   (gone)           0
        S vendor/lib.js                      manual    v2         (type one)       0
       5 stale                                                              1/6    0%
       Space mark  b bump  B bump all  w write  u undo  / filter       ? help  q quit
      """)
    session.press("B")
    session.expect(
      """
       assetbump  shop              [1 All] 2 Stale  3 Pending  4 Marked  5 Findings
          PATH                               STRATEGY  TOKEN      NEXT          REFS
      > S+css/app.css                        hash      9f596c35   de1a2db4         0
          css/print.css                      hash      89071a78                    0
        N+img/hero.png                       hash      -          ae6c79d1         0
        S+js/app.js                          date      20260711   20260822         0
        M+js/old.js                          date      20250101   (gone)           0
        S vendor/lib.js                      manual    v2         (type one)       0
       4 pending, 1 manual asset needs its token: vendor/lib.js (m)
       Space mark  b bump  B bump all  w write  u undo  / filter       ? help  q quit
      """)
    session.press("w")
    session.expect(
      """
       write  asset-versions.json
       2 tokens change, 1 added, 1 removed
       css/app.css   9f596c35 -> de1a2db4
       img/hero.png  -        -> ae6c79d1
       js/app.js     20260711 -> 20260822
       js/old.js     20250101 -> (gone)
      --- a/asset-versions.json
      +++ b/asset-versions.json
       line 1-6 of 20
       y write  Esc back  j k scroll  ] [ part  Left Right sideways  r read again
      """)
    session.press("y")
    session.expect(
      """
       assetbump  shop              [1 All] 2 Stale  3 Pending  4 Marked  5 Findings
          PATH                               STRATEGY  TOKEN      NEXT          REFS
      >   css/app.css                        hash      de1a2db4                    0
          css/print.css                      hash      89071a78                    0
          img/hero.png                       hash      ae6c79d1                    0
          js/app.js                          date      20260822                    0
        S vendor/lib.js                      manual    v2         (type one)       0

       wrote asset-versions.json: 2 tokens, 1 added, 1 removed (u takes it back)
       Space mark  b bump  B bump all  w write  u undo  / filter       ? help  q quit
      """)
    #expect(session.disk.text(of: "asset-versions.json") == (try Self.written()))
    session.press("j")
    session.expectLine(
      -2, " 1 stale                                                              2/5   25%")
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
    session.press("B w Enter q w Esc d h x u ^R")
    #expect(session.disk.log == [])
    #expect(session.disk.text(of: "asset-versions.json") == (try Shop.versions()))
  }

  @Test("Enter on the write screen only says which key writes")
  func enterOnlySays() throws {
    let session = try Shop.session()
    session.press("b w Enter")
    session.expect(
      """
       write  asset-versions.json
       1 token changes, 0 added, 0 removed
       css/app.css  9f596c35 -> de1a2db4
      --- a/asset-versions.json
      +++ b/asset-versions.json
      @@ -2,7 +2,7 @@
         "format": 1,
         "assets": {
       press y to write
       y write  Esc back  j k scroll  ] [ part  Left Right sideways  r read again
      """)
    session.press("Down")
    session.expectLine(-2, " line 2-7 of 12")
  }

  @Test("a held w writes nothing")
  func heldKey() throws {
    let session = try Shop.session()
    session.press("B w w w w w w w w")
    session.expectLine(0, " write  asset-versions.json")
    session.expectLine(-2, " line 1-6 of 20")
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
    session.expectLine(
      -2, " wrote asset-versions.json: 1 token, 0 added, 0 removed (u takes it back)")
  }

  @Test("w with nothing pending says how something becomes pending")
  func nothingPending() throws {
    let session = try Shop.session()
    session.press("w")
    session.expect(
      """
       assetbump  shop              [1 All] 2 Stale  3 Pending  4 Marked  5 Findings
          PATH                               STRATEGY  TOKEN      NEXT          REFS
      > S css/app.css                        hash      9f596c35   de1a2db4         0
          css/print.css                      hash      89071a78                    0
        N img/hero.png                       hash      -          ae6c79d1         0
        S js/app.js                          date      20260711   20260822         0
        M js/old.js                          date      20250101   (gone)           0
        S vendor/lib.js                      manual    v2         (type one)       0
       nothing is pending: b bumps the asset under the cursor, B all that is stale
       Space mark  b bump  B bump all  w write  u undo  / filter       ? help  q quit
      """)
  }

  @Test("B drops the records of missing assets, b of one of them")
  func missing() throws {
    let session = try Shop.session()
    session.press("4 1 j j j j b w")
    session.expect(
      """
       write  asset-versions.json
       0 tokens change, 0 added, 1 removed
       js/old.js  20250101 -> (gone)
      --- a/asset-versions.json
      +++ b/asset-versions.json
      @@ -5,7 +5,6 @@
             "css/app.css": {"token": "9f596c35", "sha256": "9f596c35710887d01b25a079…
             "css/print.css": {"token": "89071a78", "sha256": "89071a7850d75271d7ba83…
       line 1-6 of 11
       y write  Esc back  j k scroll  ] [ part  Left Right sideways  r read again
      """)
    session.press("y")
    session.expectLine(
      -2, " wrote asset-versions.json: 0 tokens, 0 added, 1 removed (u takes it back)")
    session.expectLine(
      6, "> S vendor/lib.js                      manual    v2         (type one)       0")
  }

  @Test("an unreadable asset is left, and says why")
  func unreadable() throws {
    let disk = try Shop.disk()
    disk.make(.fifo, at: "static/js/pipe.js")
    let session = try Session(disk, rows: 11)
    session.press("G k b")
    session.expect(
      """
       assetbump  shop              [1 All] 2 Stale  3 Pending  4 Marked  5 Findings
          PATH                               STRATEGY  TOKEN      NEXT          REFS
        S css/app.css                        hash      9f596c35   de1a2db4         0
          css/print.css                      hash      89071a78                    0
        N img/hero.png                       hash      -          ae6c79d1         0
        S js/app.js                          date      20260711   20260822         0
        M js/old.js                          date      20250101   (gone)           0
      > E js/pipe.js                         date      -          -                0
        S vendor/lib.js                      manual    v2         (type one)       0
       js/pipe.js: a FIFO, not a regular file
       Space mark  b bump  B bump all  w write  u undo  / filter       ? help  q quit
      """)
    session.press("B")
    session.expectLine(-2, " 4 pending, 1 manual asset needs its token: vendor/lib.js (m)")
  }

  @Test("a strategy chosen for a new asset waits for its first token, and w says so")
  func strategyOfNew() throws {
    let session = try Shop.session()
    session.press("j j Left w")
    session.expect(
      """
       write
       nothing changes
       not written yet: img/hero.png: its strategy is recorded with its first token






       y write  Esc back  j k scroll  ] [ part  Left Right sideways  r read again
      """)
    session.press("y")
    session.expectLine(-2, " nothing to write")
    session.press("Esc b w")
    session.expectLine(1, " 0 tokens change, 1 added, 0 removed")
  }
}
