import AssetTUI
import Screen
import TestSupport
import Testing

@Suite("Sessions: marks, views and filter")
struct ListSessions {
  @Test("Space marks and steps down, U takes every mark off")
  func mark() throws {
    let session = try Shop.session()
    session.press("Space Space")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 0 4 Marked 2 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
       *S css/app.css                          hash       9f596c35 → de1a2db4       0
       *  css/print.css                        hash       89071a78                  0
      ▌ N img/hero.png                         hash              - → ae6c79d1       0
        S js/app.js                            date       20260711 → 20260822       0
        M js/old.js                            date       20250101 → (gone)         0
       !S vendor/lib.js                        manual           v2 → type one       0
       2 marked   5 outdated                                                      3/6
       B bump all  b bump 1  Space mark  / filter  Enter page  c copy  ? help  q quit
      """)
    session.press("k Space")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 0 4 Marked 1 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
       *S css/app.css                          hash       9f596c35 → de1a2db4       0
          css/print.css                        hash       89071a78                  0
      ▌ N img/hero.png                         hash              - → ae6c79d1       0
        S js/app.js                            date       20260711 → 20260822       0
        M js/old.js                            date       20250101 → (gone)         0
       !S vendor/lib.js                        manual           v2 → type one       0
       1 marked   5 outdated                                                      3/6
       B bump all  b bump  Space mark  / filter  Enter page  c copy    ? help  q quit
      """)
    session.press("U")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 0 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
        S css/app.css                          hash       9f596c35 → de1a2db4       0
          css/print.css                        hash       89071a78                  0
      ▌ N img/hero.png                         hash              - → ae6c79d1       0
        S js/app.js                            date       20260711 → 20260822       0
        M js/old.js                            date       20250101 → (gone)         0
       !S vendor/lib.js                        manual           v2 → type one       0
       5 outdated                                                                 3/6
       B bump all  b bump  Space mark  / filter  Enter page  c copy    ? help  q quit
      """)
  }

  @Test("v marks from where it was pressed to where it is pressed again")
  func range() throws {
    let session = try Shop.session()
    session.press("j v j j")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 0 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
        S css/app.css                          hash       9f596c35 → de1a2db4       0
       *  css/print.css                        hash       89071a78                  0
       *N img/hero.png                         hash              - → ae6c79d1       0
      ▌*S js/app.js                            date       20260711 → 20260822       0
        M js/old.js                            date       20250101 → (gone)         0
       !S vendor/lib.js                        manual           v2 → type one       0
       5 outdated                                                                 4/6
       B bump all  b bump  Space mark  / filter  Enter page  c copy    ? help  q quit
      """)
    session.press("v")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 0 4 Marked 3 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
        S css/app.css                          hash       9f596c35 → de1a2db4       0
       *  css/print.css                        hash       89071a78                  0
       *N img/hero.png                         hash              - → ae6c79d1       0
      ▌*S js/app.js                            date       20260711 → 20260822       0
        M js/old.js                            date       20250101 → (gone)         0
       !S vendor/lib.js                        manual           v2 → type one       0
       3 marked   5 outdated                                                      4/6
       B bump all  b bump 2  Space mark  / filter  Enter page  c copy  ? help  q quit
      """)
    session.press("G v k k Esc")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 0 4 Marked 3 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
        S css/app.css                          hash       9f596c35 → de1a2db4       0
       *  css/print.css                        hash       89071a78                  0
       *N img/hero.png                         hash              - → ae6c79d1       0
      ▌*S js/app.js                            date       20260711 → 20260822       0
        M js/old.js                            date       20250101 → (gone)         0
       !S vendor/lib.js                        manual           v2 → type one       0
       3 marked   5 outdated                                                      4/6
       B bump all  b bump 2  Space mark  / filter  Enter page  c copy  ? help  q quit
      """)
  }

  @Test("a range goes on while assets are read")
  func rangeWhileReading() throws {
    let session = try Shop.session(holding: true)
    session.deliver(2)
    session.press("v j")
    session.deliver()
    session.press("j v")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 0 4 Marked 3 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
       *S css/app.css                          hash       9f596c35 → de1a2db4
       *  css/print.css                        hash       89071a78
      ▌*N img/hero.png                         hash              - → ae6c79d1
        S js/app.js                            date       20260711 → 20260822
        M js/old.js                            date       20250101 → (gone)
       !S vendor/lib.js                        manual           v2 → type one
       3 marked   5 outdated   Reading references                                 3/6
       B bump all  b bump 2  Space mark  / filter  Enter page  c copy  ? help  q quit
      """)
  }

  @Test("a marks all that are visible or none of them, * inverts")
  func markAll() throws {
    let session = try Shop.session()
    session.press("j Space *")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 0 4 Marked 5 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
       *S css/app.css                          hash       9f596c35 → de1a2db4       0
          css/print.css                        hash       89071a78                  0
      ▌*N img/hero.png                         hash              - → ae6c79d1       0
       *S js/app.js                            date       20260711 → 20260822       0
       *M js/old.js                            date       20250101 → (gone)         0
       *S vendor/lib.js                        manual           v2 → type one       0
       5 marked   5 outdated                                                      3/6
       B bump all  b bump 4  Space mark  / filter  Enter page  c copy  ? help  q quit
      """)
    session.press("a")
    session.expectLine(
      -2, " 6 marked   5 outdated                                                      3/6")
    session.press("a")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 0 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
        S css/app.css                          hash       9f596c35 → de1a2db4       0
          css/print.css                        hash       89071a78                  0
      ▌ N img/hero.png                         hash              - → ae6c79d1       0
        S js/app.js                            date       20260711 → 20260822       0
        M js/old.js                            date       20250101 → (gone)         0
       !S vendor/lib.js                        manual           v2 → type one       0
       5 outdated                                                                 3/6
       B bump all  b bump  Space mark  / filter  Enter page  c copy    ? help  q quit
      """)
  }

  @Test("marks that a filter hides stay, are bumped, and are named on the write screen")
  func hiddenMarks() throws {
    let session = try Shop.session()
    session.press("Space j Space /")
    session.type("js")
    session.press("Enter")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 0 4 Marked 2 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
      ▌ S js/app.js                            date       20260711 → 20260822       0
        M js/old.js                            date       20250101 → (gone)         0
       !S vendor/lib.js                        manual           v2 → type one       0



       /js   2 marked (2 hidden)   5 outdated                                     1/3
       B bump all  b bump 2  Space mark  / filter  Enter page  c copy  ? help  q quit
      """)
    session.press("b w")
    session.expect(
      """
       write   1 file   2 tokens: 1 changed, 1 added
       left stale: vendor/lib.js needs a token (m)
       left outdated: 2 are not chosen: js/app.js, js/old.js
       not in view: css/app.css, img/hero.png
       asset-versions.json  2 records
         css/app.css   9f596c35 → de1a2db4
         img/hero.png         - → ae6c79d1


       y write 1 file  Esc back  m type token  n N change  z whole diff  W wrap
      """)
  }

  @Test("1 2 3 4 show all, stale, pending, marked assets")
  func views() throws {
    let session = try Shop.session()
    session.press("b j Space 2")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 1 4 Marked 1 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
        S+css/app.css                          hash       9f596c35 → de1a2db4       0
      ▌ N img/hero.png                         hash              - → ae6c79d1       0
        S js/app.js                            date       20260711 → 20260822       0
        M js/old.js                            date       20250101 → (gone)         0
       !S vendor/lib.js                        manual           v2 → type one       0

       1 marked (1 hidden)   1 pending ━━──────── 1/5                             2/5
       w review 1  B bump all  u undo  Space mark  / filter  c copy    ? help  q quit
      """)
    session.press("3")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 1 4 Marked 1 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
      ▌ S+css/app.css                          hash       9f596c35 → de1a2db4       0





       1 marked (1 hidden)   1 pending ━━──────── 1/5                             1/1
       w review 1  u undo  Space mark  / filter  Enter page  c copy    ? help  q quit
      """)
    session.press("u")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 0 4 Marked 1 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
        nothing is pending - 1 shows all





       undo: bump of 1 asset
       / filter                                                        ? help  q quit
      """)
    session.press("4")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 0 4 Marked 1 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
      ▌*  css/print.css                        hash       89071a78                  0





       1 marked   5 outdated                                                      1/1
       Space mark  / filter  Enter page  c copy                        ? help  q quit
      """)
    session.press("Space")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 0 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
        nothing is marked - 1 shows all





       5 outdated                                                                 0/0
       / filter                                                        ? help  q quit
      """)
    session.press("1")
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
  }

  @Test("with nothing stale, view 2 says so")
  func nothingStale() throws {
    let session = try Shop.session()
    session.press("G x d g B w y 2")
    session.expect(
      """
       assetbump  shop       1 All 5 2 Outdated 0 3 Pending 0 4 Marked 0 5 Findings 0
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
        nothing is outdated - 1 shows all





       nothing is outdated                                                        0/0
       u take back  / filter                                           ? help  q quit
      """)
    session.press("B")
    session.expectLine(-2, " nothing in view is outdated")
  }

  @Test("a filter narrows at each key; space is AND, !x excludes, s:S asks for a status")
  func filter() throws {
    let session = try Shop.session()
    session.press("/")
    session.type("js")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 0 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
      ▌ S js/app.js                            date       20260711 → 20260822       0
        M js/old.js                            date       20250101 → (gone)         0
       !S vendor/lib.js                        manual           v2 → type one       0



      /js                                                                      3 of 6
       Enter keep  Esc clear  Up earlier  !x without x  s:S status
      """)
    session.type(" !old")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 0 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
      ▌ S js/app.js                            date       20260711 → 20260822       0
       !S vendor/lib.js                        manual           v2 → type one       0




      /js !old                                                                 2 of 6
       Enter keep  Esc clear  Up earlier  !x without x  s:S status
      """)
    session.press("^U")
    session.type("s:SN !vendor")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 0 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
        S css/app.css                          hash       9f596c35 → de1a2db4       0
        N img/hero.png                         hash              - → ae6c79d1       0
      ▌ S js/app.js                            date       20260711 → 20260822       0



      /s:SN !vendor                                                            3 of 6
       Enter keep  Esc clear  Up earlier  !x without x  s:S status
      """)
    session.press("Enter")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 0 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
        S css/app.css                          hash       9f596c35 → de1a2db4       0
        N img/hero.png                         hash              - → ae6c79d1       0
      ▌ S js/app.js                            date       20260711 → 20260822       0



       /s:SN !vendor   5 outdated                                                 3/3
       B bump all  b bump  Space mark  / filter  Enter page  c copy    ? help  q quit
      """)
    session.press("Esc")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 0 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
        S css/app.css                          hash       9f596c35 → de1a2db4       0
          css/print.css                        hash       89071a78                  0
        N img/hero.png                         hash              - → ae6c79d1       0
      ▌ S js/app.js                            date       20260711 → 20260822       0
        M js/old.js                            date       20250101 → (gone)         0
       !S vendor/lib.js                        manual           v2 → type one       0
       5 outdated                                                                 4/6
       B bump all  b bump  Space mark  / filter  Enter page  c copy    ? help  q quit
      """)
  }

  @Test("the letters of s: are of either case")
  func statusLetters() throws {
    let session = try Shop.session()
    session.press("/")
    session.type("s:nm")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 0 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
      ▌ N img/hero.png                         hash              - → ae6c79d1       0
        M js/old.js                            date       20250101 → (gone)         0




      /s:nm                                                                    2 of 6
       Enter keep  Esc clear  Up earlier  !x without x  s:S status
      """)
  }

  @Test("a filter that matches nothing says how to clear it")
  func noMatch() throws {
    let session = try Shop.session()
    session.press("/")
    session.type("css ap x")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 0 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
        no asset matches "css ap x" - Esc clears





      /css ap x                                                                0 of 6
       Enter keep  Esc clear  Up earlier  !x without x  s:S status
      """)
    session.press("Esc")
    session.expectLine(
      -1, " B bump all  b bump  Space mark  / filter  Enter page  c copy    ? help  q quit")
    #expect(session.lines.count == 10)
  }

  @Test("the cursor stays on its asset while that matches")
  func cursorStays() throws {
    let session = try Shop.session()
    session.press("G /")
    session.type("js")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 0 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
        S js/app.js                            date       20260711 → 20260822       0
        M js/old.js                            date       20250101 → (gone)         0
      ▌!S vendor/lib.js                        manual           v2 → type one       0



      /js                                                                      3 of 6
       Enter keep  Esc clear  Up earlier  !x without x  s:S status
      """)
    session.press("Backspace Backspace")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 0 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
        S css/app.css                          hash       9f596c35 → de1a2db4       0
          css/print.css                        hash       89071a78                  0
        N img/hero.png                         hash              - → ae6c79d1       0
        S js/app.js                            date       20260711 → 20260822       0
        M js/old.js                            date       20250101 → (gone)         0
      ▌!S vendor/lib.js                        manual           v2 → type one       0
      /                                                                        6 of 6
       Enter keep  Esc clear  Up earlier  !x without x  s:S status
      """)
  }

  @Test("Up recalls the filters that were kept, Down goes back to an empty one")
  func recall() throws {
    let session = try Shop.session()
    for text in ["css", "js"] {
      session.press("/ ^U")
      session.type(text)
      session.press("Enter")
    }
    session.press("Esc / Up")
    session.expectLine(
      -2, "/js                                                                      3 of 6")
    session.press("Up")
    session.expectLine(
      -2, "/css                                                                     2 of 6")
    session.press("Up")
    session.expectLine(
      -2, "/css                                                                     2 of 6")
    session.press("Down Down")
    session.expectLine(
      -2, "/                                                                        6 of 6")
    session.expectLine(
      5, "▌ S js/app.js                            date       20260711 → 20260822       0")
  }

  @Test("in the filter every letter is text")
  func lettersAreText() throws {
    let session = try Shop.session()
    session.press("/")
    session.type("qBwybdhm?u")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 0 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
        no asset matches "qBwybdhm?u" - Esc clears





      /qBwybdhm?u                                                              0 of 6
       Enter keep  Esc clear  Up earlier  !x without x  s:S status
      """)
    #expect(session.ending == nil)
    #expect(session.state.pending.count == 0)
  }

  @Test("a long filter shows its end, with wide characters too")
  func longFilter() throws {
    let session = try Shop.session(columns: 24, rows: 5)
    session.press("/")
    session.type("abcdefghijklmnopqrstuvwxyz")
    session.expectLine(-2, "/efghijklmnopqrstuvwxyz")
    session.press("^U")
    session.type("\u{65E5}\u{672C}\u{8A9E}abcdefghijklmnopqrst")
    session.expectLine(-2, "/\u{8A9E}abcdefghijklmnopqrst")
    #expect(session.state.grid().cursor == Position(row: 3, column: 23))
  }

  @Test("Esc takes one layer off at a time, and never quits")
  func peel() throws {
    let session = try Shop.session(holding: true)
    session.deliver(2)
    session.press("/")
    session.type("js")
    session.press("Enter v Tab")
    session.expectLine(
      0, "─ js/app.js ─ URL · HTML · Refs · Why · Diff ───────────────────────────────────")
    session.press("Esc")
    session.expectLine(
      0, " assetbump  shop       1 All 6 2 Outdated 1 3 Pending 0 4 Marked 0 5 Findings 1")
    #expect(session.state.list.rangeStart == 0)
    session.press("Esc")
    #expect(session.state.list.rangeStart == nil)
    #expect(session.state.list.filterText == "js")
    session.press("Esc")
    #expect(session.state.list.filterText == "")
    #expect(session.state.scan == .reading(done: 0, total: 5))
    session.press("Esc")
    session.expectLine(-2, " scan stopped: what is known is kept, R reads everything again")
    session.deliver()
    session.press("Esc Esc Esc")
    #expect(session.ending == nil)
  }

  @Test("moving keys stop at both ends")
  func moving() throws {
    let session = try Shop.session(rows: 7)
    let cases = [
      ("j", "2/6"), ("^D", "4/6"), ("PgDn", "6/6"), ("Down", "6/6"),
      ("^U", "4/6"), ("g", "1/6"), ("k", "1/6"), ("G", "6/6"),
      ("PgUp", "2/6"), ("Home", "1/6"), ("End", "6/6"), ("^P", "5/6"),
    ]
    for (key, place) in cases {
      session.press(key)
      session.expectLine(-2, " 5 outdated" + String(repeating: " ", count: 65) + place)
    }
  }

  @Test("a key without a meaning says where the keys are told")
  func unknownKey() throws {
    let session = try Shop.session()
    session.press("Z")
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
       Z does nothing here (? shows the keys)
       B bump all  b bump  Space mark  / filter  Enter page  c copy    ? help  q quit
      """)
  }
}
