import AssetTUI
import Screen
import TestSupport
import Testing

@Suite("Sessions: strategies and tokens")
struct StrategySessions {
  @Test("Left and Right step the strategy of a stale asset in place, NEXT follows")
  func stale() throws {
    let session = try Shop.session()
    session.press(">")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 1 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
      ▌!S+css/app.css                          manual     9f596c35 → type one       0
          css/print.css                        hash       89071a78                  0
        N img/hero.png                         hash              - → ae6c79d1       0
        S js/app.js                            date       20260711 → 20260822       0
        M js/old.js                            date       20250101 → (gone)         0
       !S vendor/lib.js                        manual           v2 → type one       0
       css/app.css: now by manual, it needs a token (m)
       w review 1  m type token  B bump all  x drop  u undo  / filter  ? help  q quit
      """)
    session.press(">")
    session.expectLine(
      2, "▌ S+css/app.css                          count      9f596c35 → 1              0")
    session.press(">")
    session.expectLine(
      2, "▌ S+css/app.css                          date       9f596c35 → 20260822       0")
    session.press(">")
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
       css/app.css: now by hash
       B bump all  b bump  u undo  Space mark  / filter  Enter page    ? help  q quit
      """)
    session.press("<")
    session.expectLine(
      2, "▌ S+css/app.css                          date       9f596c35 → 20260822       0")
    session.press("<")
    session.expectLine(
      2, "▌ S+css/app.css                          count      9f596c35 → 1              0")
    session.press("<")
    session.expectLine(
      2, "▌!S+css/app.css                          manual     9f596c35 → type one       0")
  }

  @Test("on a fresh asset the strategy alone changes, the token stays")
  func fresh() throws {
    let session = try Shop.session()
    session.press("j <")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 1 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
        S css/app.css                          hash       9f596c35 → de1a2db4       0
      ▌  +css/print.css                        date       89071a78                  0
        N img/hero.png                         hash              - → ae6c79d1       0
        S js/app.js                            date       20260711 → 20260822       0
        M js/old.js                            date       20250101 → (gone)         0
       !S vendor/lib.js                        manual           v2 → type one       0
       css/print.css: now by date, it keeps its token
       w review 1  B bump all  x drop  u undo  Space mark  / filter    ? help  q quit
      """)
    session.press("x d")
    session.expectLine(-2, " css/print.css: now by date, it keeps its token")
    session.press("w")
    session.expect(
      """
       write   1 file   1 strategy
       left stale: vendor/lib.js needs a token (m)
       left outdated: 4 are not chosen: css/app.css, img/hero.png, js/app.js, js/old…
       asset-versions.json  1 record
         css/print.css  89071a78 → (same)  now by date




       y write 1 file  Esc back  m type token  n N change  z whole diff  W wrap
      """)
  }

  @Test("on a new asset the strategy steps too")
  func new() throws {
    let session = try Shop.session()
    session.press("j j <")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 1 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
        S css/app.css                          hash       9f596c35 → de1a2db4       0
          css/print.css                        hash       89071a78                  0
      ▌ N+img/hero.png                         date              - → 20260822       0
        S js/app.js                            date       20260711 → 20260822       0
        M js/old.js                            date       20250101 → (gone)         0
       !S vendor/lib.js                        manual           v2 → type one       0
       img/hero.png: now by date
       w review 1  B bump all  b bump  u undo  Space mark  / filter    ? help  q quit
      """)
    session.press("<")
    session.expectLine(
      4, "▌ N+img/hero.png                         count             - → 1              0")
    session.press("<")
    session.expectLine(
      4, "▌!N+img/hero.png                         manual            - → type one       0")
  }

  @Test("a missing or unreadable asset has no strategy to choose, d says so")
  func noFile() throws {
    let session = try Shop.session()
    session.press("j j j j d")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 0 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
        S css/app.css                          hash       9f596c35 → de1a2db4       0
          css/print.css                        hash       89071a78                  0
        N img/hero.png                         hash              - → ae6c79d1       0
        S js/app.js                            date       20260711 → 20260822       0
      ▌ M js/old.js                            date       20250101 → (gone)         0
       !S vendor/lib.js                        manual           v2 → type one       0
       there is no file here to version
       B bump all  b bump  Space mark  / filter  Enter page  c copy    ? help  q quit
      """)
    session.press(">")
    session.expectLine(-2, " there is no file here to version")
    session.press("m")
    session.expectLine(-2, " there is no file here to give a token to")
  }

  @Test("d and h choose a strategy and bump with it")
  func dateAndHash() throws {
    let session = try Shop.session()
    session.press("d")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 1 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
      ▌ S+css/app.css                          date       9f596c35 → 20260822       0
          css/print.css                        hash       89071a78                  0
        N img/hero.png                         hash              - → ae6c79d1       0
        S js/app.js                            date       20260711 → 20260822       0
        M js/old.js                            date       20250101 → (gone)         0
       !S vendor/lib.js                        manual           v2 → type one       0
       css/app.css: now by date, 20260822
       w review 1  B bump all  x drop  u undo  Space mark  / filter    ? help  q quit
      """)
    session.press("#")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 1 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
      ▌ S+css/app.css                          hash       9f596c35 → de1a2db4       0
          css/print.css                        hash       89071a78                  0
        N img/hero.png                         hash              - → ae6c79d1       0
        S js/app.js                            date       20260711 → 20260822       0
        M js/old.js                            date       20250101 → (gone)         0
       !S vendor/lib.js                        manual           v2 → type one       0
       css/app.css: now by hash, de1a2db4
       w review 1  B bump all  x drop  u undo  Space mark  / filter    ? help  q quit
      """)
    session.press("u")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 1 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
      ▌ S+css/app.css                          date       9f596c35 → 20260822       0
          css/print.css                        hash       89071a78                  0
        N img/hero.png                         hash              - → ae6c79d1       0
        S js/app.js                            date       20260711 → 20260822       0
        M js/old.js                            date       20250101 → (gone)         0
       !S vendor/lib.js                        manual           v2 → type one       0
       undo: hash bump of 1 asset
       w review 1  B bump all  x drop  u undo  Space mark  / filter    ? help  q quit
      """)
    session.press("G d")
    session.expectLine(
      7, "▌ S+vendor/lib.js                        date             v2 → 20260822       0")
  }

  @Test("m takes a token typed by hand")
  func manual() throws {
    let session = try Shop.session()
    session.press("m")
    session.type("2026.08-rc1")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 0 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
      ▌ S css/app.css                          hash       9f596c35 → de1a2db4       0
           ┌─ Manual token for css/app.css ─────────────────────────────────────┐
           │ token  2026.08-rc1                                                 │
           │        A-Z a-z 0-9 . _ ~ -     1 to 64 characters                  │
           │ /static/css/app.css?v=2026.08-rc1                                  │
           └────────────────────────────────────────────────────────────────────┘
       5 outdated                                                                 1/6
       Enter apply  Esc close, keep text  Up likely ones  ^U empty
      """)
    session.press("Enter")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 1 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
      ▌ S+css/app.css                          manual     9f596c35 → 2026.08-r…     0
          css/print.css                        hash       89071a78                  0
        N img/hero.png                         hash              - → ae6c79d1       0
        S js/app.js                            date       20260711 → 20260822       0
        M js/old.js                            date       20250101 → (gone)         0
       !S vendor/lib.js                        manual           v2 → type one       0
       css/app.css: now by hand, 2026.08-rc1
       w review 1  B bump all  x drop  u undo  Space mark  / filter    ? help  q quit
      """)
    session.press(">")
    session.expectLine(
      2, "▌ S+css/app.css                          count      9f596c35 → 1              0")
  }

  @Test("a token for two marked assets is given to both")
  func twoMarked() throws {
    let session = try Shop.session()
    session.press("Space G Space m")
    session.type("rc1")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 0 4 Marked 2 5 Findings 5
           ┌─ Manual token for 2 marked assets ─────────────────────────────────┐
           │ token  rc1                                                         │
           │        A-Z a-z 0-9 . _ ~ -     1 to 64 characters                  │
           │ /static/css/app.css?v=rc1                                          │
           │ /static/vendor/lib.js?v=rc1                                        │
           └────────────────────────────────────────────────────────────────────┘
      ▌*S vendor/lib.js                        manual           v2 → type one       0
       2 marked   5 outdated                                                      6/6
       Enter apply  Esc close, keep text  Up likely ones  ^U empty
      """)
    session.press("Enter")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 2 4 Marked 2 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
       *S+css/app.css                          manual     9f596c35 → rc1            0
          css/print.css                        hash       89071a78                  0
        N img/hero.png                         hash              - → ae6c79d1       0
        S js/app.js                            date       20260711 → 20260822       0
        M js/old.js                            date       20250101 → (gone)         0
      ▌*S+vendor/lib.js                        manual           v2 → rc1            0
       2 assets: now by hand, rc1
       w review 2  B bump all  x drop  u undo  Space mark  / filter    ? help  q quit
      """)
  }

  @Test(
    "a text that can be no token is refused, and the editor says why",
    arguments: [
      ("a/b", "\"/\" cannot stand in a token, only A-Z a-z 0-9 . _ ~ -"),
      ("\u{E9}", "\"\u{E9}\" cannot stand in a token, only A-Z a-z 0-9 . _ ~ -"),
      (".", "\".\" and \"..\" are no tokens, they mean folders in a URL"),
      ("..", "\".\" and \"..\" are no tokens, they mean folders in a URL"),
    ])
  func refused(text: String, reason: String) throws {
    let session = try Shop.session()
    session.press("m")
    session.type(text)
    session.press("Enter")
    session.expectLine(5, "     │        " + Fit.pad(reason, columns: 59) + " │")
    #expect(session.state.pending.count == 0)
    session.press("Esc")
    session.expectLine(
      -1, " B bump all  b bump  Space mark  / filter  Enter page  c copy    ? help  q quit")
  }

  @Test("the token that an asset carries with other bytes is refused")
  func carriedNow() throws {
    let session = try Shop.session()
    session.press("m Up Enter")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 1 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
      ▌ S+css/app.css                          manual     9f596c35 → v3             0
          css/print.css                        hash       89071a78                  0
        N img/hero.png                         hash              - → ae6c79d1       0
        S js/app.js                            date       20260711 → 20260822       0
        M js/old.js                            date       20250101 → (gone)         0
       !S vendor/lib.js                        manual           v2 → type one       0
       css/app.css: now by hand, v3
       w review 1  B bump all  x drop  u undo  Space mark  / filter    ? help  q quit
      """)
  }

  @Test("a token of 65 characters is refused, one of 64 is taken and seen while it is typed")
  func longest() throws {
    let session = try Shop.session()
    session.press("m")
    session.type(String(repeating: "0123456789", count: 6) + "abcd")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 0 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
      ▌ S css/app.css                          hash       9f596c35 → de1a2db4       0
           ┌─ Manual token for css/app.css ─────────────────────────────────────┐
           │ token  678901234567890123456789012345678901234567890123456789abcd  │
           │        A-Z a-z 0-9 . _ ~ -     1 to 64 characters                  │
           │ /static/css/app.css?v=0123456789012345678901234567890123456789012… │
           └────────────────────────────────────────────────────────────────────┘
       5 outdated                                                                 1/6
       Enter apply  Esc close, keep text  Up likely ones  ^U empty
      """)
    session.type("e")
    session.expectLine(
      5, "     │        " + Fit.pad("65 characters, a token has 64 at most", columns: 59) + " │")
    session.press("Enter Backspace Enter")
    session.expectLine(-2, " 012345678901234567890123456789012345678901234567890123456789abcd")
  }

  @Test("a token that an asset carried before is refused, for one of several too")
  func carriedBefore() throws {
    let session = try Shop.session()
    session.press("Space G Space m")
    session.type("v1")
    session.expect(
      """
           ┌─ Manual token for 2 marked assets ─────────────────────────────────┐
           │ token  v1                                                          │
           │        v1 stood for other bytes of vendor/lib.js: browsers may     │
           │        hold them                                                   │
           │ /static/css/app.css?v=9f596c35                                     │
           │ /static/vendor/lib.js?v=v2                                         │
           └────────────────────────────────────────────────────────────────────┘
      ▌*S vendor/lib.js                        manual           v2 → type one       0
       2 marked   5 outdated                                                      6/6
       Enter apply  Esc close, keep text  Up likely ones  ^U empty
      """)
    session.press("Enter Backspace 3 Enter")
    session.expectLine(-2, " 2 assets: now by hand, v3")
  }

  @Test("a token for an asset that is still being read is refused until it is read")
  func stillRead() throws {
    let session = try Shop.session(holding: true)
    session.deliver(2)
    session.press("m")
    session.type("rc1")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 1 3 Pending 0 4 Marked 0 5 Findings 1
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
      ▌ ? css/app.css                          hash       9f596c35
           ┌─ Manual token for css/app.css ─────────────────────────────────────┐
           │ token  rc1                                                         │
           │        css/app.css is still being read                             │
           │ /static/css/app.css?v=9f596c35                                     │
           └────────────────────────────────────────────────────────────────────┘
       1 outdated   Hashing ────────── 0/5                                        1/6
       Enter apply  Esc close, keep text  Up likely ones  ^U empty
      """)
    session.deliver(1)
    session.press("Enter")
    session.expectLine(-2, " css/app.css: now by hand, rc1")
  }

  @Test("Esc closes the editor and keeps what was typed")
  func draft() throws {
    let session = try Shop.session()
    session.press("m")
    session.type("2026.08")
    session.press("Esc")
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
    session.press("G m")
    session.expectLine(
      3, "     │ token  2026.08                                                     │")
    session.press("^U Up")
    session.expectLine(
      2, "     ┌─ Manual token for vendor/lib.js ───────────────────────────────────┐")
    session.press("Up")
    session.expectLine(
      2, "     ┌─ Manual token for vendor/lib.js ───────────────────────────────────┐")
    session.press("Up Down Down")
    session.expectLine(
      3, "     │ token                                                              │")
  }

  @Test("in the editor every letter is text")
  func lettersAreText() throws {
    let session = try Shop.session()
    session.press("m")
    session.type("qwydhmB?")
    session.press("Backspace")
    session.type("u x/2")
    session.press("^W")
    session.expectLine(
      4, "     │ token  qwydhmBu                                                    │")
    #expect(session.ending == nil)
    #expect(session.state.pending.count == 0)
  }

  @Test("x drops what is pending for the marked assets, else for the one under the cursor")
  func drop() throws {
    let session = try Shop.session()
    session.press("B g x")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 3 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
      ▌ S css/app.css                          hash       9f596c35 → de1a2db4       0
          css/print.css                        hash       89071a78                  0
        N+img/hero.png                         hash              - → ae6c79d1       0
        S+js/app.js                            date       20260711 → 20260822       0
        M+js/old.js                            date       20250101 → (gone)         0
       !S vendor/lib.js                        manual           v2 → type one       0
       dropped 1 change
       w review 3  m type token  B bump all  b bump  u undo  / filter  ? help  q quit
      """)
    session.press("x")
    session.expectLine(-2, " nothing is pending here")
    session.press("a x")
    session.expectLine(-2, " dropped 3 changes")
    #expect(session.state.pending.count == 0)
  }

  @Test("u takes back one thing after the other, ^R does it again")
  func undo() throws {
    let session = try Shop.session()
    session.press("b j > k < x B m")
    session.type("rc1")
    session.press("Enter")
    let names = [
      "token of 1 asset", "bump of 4 assets", "drop of 1 change", "strategy of 1 asset",
      "strategy of 1 asset", "bump of 1 asset",
    ]
    for name in names {
      session.press("u")
      session.expectLine(-2, " undo: \(name)")
    }
    #expect(session.state.pending.count == 0)
    session.press("u")
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
       nothing to undo
       B bump all  b bump  Space mark  / filter  Enter page  c copy    ? help  q quit
      """)
    for name in names.reversed() {
      session.press("^R")
      session.expectLine(-2, " redo: \(name)")
    }
    session.press("^R")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 6 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
      ▌ S+css/app.css                          hash       9f596c35 → de1a2db4       0
         +css/print.css                        manual     89071a78                  0
        N+img/hero.png                         hash              - → ae6c79d1       0
        S+js/app.js                            date       20260711 → 20260822       0
        M+js/old.js                            date       20250101 → (gone)         0
        S+vendor/lib.js                        manual           v2 → rc1            0
       nothing to redo
       w review 6  x drop  u undo  Space mark  / filter  Enter page    ? help  q quit
      """)
  }

  @Test("a new change after u forgets what could be done again")
  func undoThenChange() throws {
    let session = try Shop.session()
    session.press("b u d ^R")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 1 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
      ▌ S+css/app.css                          date       9f596c35 → 20260822       0
          css/print.css                        hash       89071a78                  0
        N img/hero.png                         hash              - → ae6c79d1       0
        S js/app.js                            date       20260711 → 20260822       0
        M js/old.js                            date       20250101 → (gone)         0
       !S vendor/lib.js                        manual           v2 → type one       0
       nothing to redo
       w review 1  B bump all  x drop  u undo  Space mark  / filter    ? help  q quit
      """)
  }
}
