import AssetTUI
import Screen
import Site
import TestSupport
import Testing
import Values

@Suite("Sessions: pastes, mouse, sizes, keys")
struct InputSessions {
  @Test("pasted text is no command")
  func pasteIsNoCommand() throws {
    let session = try Shop.session()
    session.paste("BwyqBwy")
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
       pasted text is not taken as keys
       B bump all  b bump  Space mark  / filter  Enter page  c copy    ? help  q quit
      """)
    session.press("b w")
    session.paste("y\ny\n")
    session.expect(
      """
       write   1 file   1 token changed
       left stale: vendor/lib.js needs a token (m)
       left outdated: 3 are not chosen: img/hero.png, js/app.js, js/old.js
       asset-versions.json  1 record
         css/app.css  9f596c35 → de1a2db4



       pasted text is not taken as keys
       y write 1 file  Esc back  m type token  n N change  z whole diff  W wrap
      """)
    session.press("Esc q")
    session.paste("d")
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
       1 pending change is not written
       w review  d discard and quit  Esc stay
      """)
    #expect(session.ending == nil)
    #expect(session.disk.text(of: "asset-versions.json") == (try Shop.versions()))
  }

  @Test("a paste into filter, editor and help is text, its first line, without controls")
  func pasteIsText() throws {
    let session = try Shop.session()
    session.press("/")
    session.paste("j\u{1B}s\nqqq")
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
    session.press("Esc g m")
    session.paste("rc\t1\r\nrc2")
    session.expectLine(
      4, "     │ token  rc1                                                         │")
    session.press("Esc ? Down Down")
    session.paste("undo")
    session.expect(
      """
       help
       search: undo
      ▌ u                 undo; right after a write: take the write back




       S stale  N new  M missing  E unreadable  ? unread  . untracked  + pending
       * marked  ! needs you
       Enter do it  Esc back  Up Down move  a-z search
      """)
    session.press("Enter")
    session.expectLine(-2, " nothing to undo")
  }

  @Test("each mode is drawn in any size, and comes back as it was")
  func resize() throws {
    for keys in ["1", "b", "/ j", "m r", "b w", "?", "Tab", "b q", "v j"] {
      let session = try Shop.session()
      session.press(keys)
      let before = session.state.grid()
      for (columns, rows) in [(0, 0), (1, 1), (24, 5), (40, 10), (100, 14), (200, 60), (3, 90)] {
        session.resize(columns, rows)
        let grid = session.state.grid()
        #expect(grid.size == Size(columns: columns, rows: rows))
        #expect(grid.lines.allSatisfy { ColumnWidth.of($0) == columns })
      }
      session.resize(80, 10)
      #expect(session.state.grid() == before)
    }
  }

  @Test("a screen that is too small says which size is needed, and q still leaves")
  func tooSmall() throws {
    let session = try Shop.session()
    session.resize(23, 5)
    session.expect("24x5 needed\n\n\n\n")
    session.resize(6, 1)
    session.expect("24x5 n")
    session.press("j")
    session.resize(80, 10)
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
    session.resize(1, 1)
    session.press("q")
    #expect(session.ending == .done)
  }

  @Test("a click moves, a click on the second column marks, the wheel scrolls")
  func mouse() throws {
    let session = try Shop.session()
    session.mouse(.press, row: 4, column: 20)
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
    session.mouse(.press, row: 5, column: 1)
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 0 4 Marked 1 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
        S css/app.css                          hash       9f596c35 → de1a2db4       0
          css/print.css                        hash       89071a78                  0
        N img/hero.png                         hash              - → ae6c79d1       0
      ▌*S js/app.js                            date       20260711 → 20260822       0
        M js/old.js                            date       20250101 → (gone)         0
       !S vendor/lib.js                        manual           v2 → type one       0
       1 marked   5 outdated                                                      4/6
       B bump all  b bump  Space mark  / filter  Enter page  c copy    ? help  q quit
      """)
    session.mouse(.press, row: 5, column: 1)
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
    session.mouse(.wheelUp, row: 0, column: 0)
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
    session.mouse(.wheelDown, row: 9, column: 79)
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
    for row in [0, 1, 8, 99, -1] { session.mouse(.press, row: row, column: 1) }
    // The hint of Space.
    session.mouse(.press, row: 9, column: 22)
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 0 4 Marked 1 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
        S css/app.css                          hash       9f596c35 → de1a2db4       0
          css/print.css                        hash       89071a78                  0
        N img/hero.png                         hash              - → ae6c79d1       0
       *S js/app.js                            date       20260711 → 20260822       0
      ▌ M js/old.js                            date       20250101 → (gone)         0
       !S vendor/lib.js                        manual           v2 → type one       0
       1 marked   5 outdated                                                      5/6
       B bump all  b bump  Space mark  / filter  Enter page  c copy    ? help  q quit
      """)
    session.press("w m")
    session.mouse(.press, row: 3, column: 1)
    session.expectLine(
      1, "     ┌─ Manual token for js/app.js ───────────────────────────────────────┐")
  }

  @Test("the help is searched, and Enter does what its line says")
  func help() throws {
    let session = try Shop.session()
    session.press("?")
    session.expect(
      """
       help
       search:
       version
      ▌ b                 bump the marked assets, else the one under the cursor
        B                 bump all that is stale or new in view, drop missing ones
        d                 version by date, and bump what is stale
        #                 version by hash, and bump what is stale
       S stale  N new  M missing  E unreadable  ? unread  . untracked  + pending
       * marked  ! needs you
       Enter do it  Esc back  Up Down move  a-z search
      """)
    session.type("stale bump")
    session.expect(
      """
       help
       search: stale bump
      ▌ B                 bump all that is stale or new in view, drop missing ones
        d                 version by date, and bump what is stale
        #                 version by hash, and bump what is stale


       S stale  N new  M missing  E unreadable  ? unread  . untracked  + pending
       * marked  ! needs you
       Enter do it  Esc back  Up Down move  a-z search
      """)
    session.press("Down Enter")
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
    session.press("F1")
    session.type("xyz")
    session.expect(
      """
       help
       search: xyz
       no key does that




       S stale  N new  M missing  E unreadable  ? unread  . untracked  + pending
       * marked  ! needs you
       Enter do it  Esc back  Up Down move  a-z search
      """)
    session.press("Enter")
    session.expectLine(
      -1, " w review 1  B bump all  x drop  u undo  Space mark  / filter    ? help  q quit")
    session.press("? Esc")
    session.expectLine(
      -1, " w review 1  B bump all  x drop  u undo  Space mark  / filter    ? help  q quit")
  }

  @Test("keys of the settings take effect, in hints and help too")
  func rebinding() throws {
    let session = try Shop.session(
      settings: "[keys]\nbump = [\"F5\", \"y\"]\nrescan = [\"^T\"]\nundo = []\nmanual = [\"M\"]\n")
    session.expectLine(
      -1, " B bump all  F5 bump  Space mark  / filter  Enter page  c copy   ? help  q quit")
    session.press("y")
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
       1 pending
       w review 1  B bump all  x drop  Space mark  / filter  c copy    ? help  q quit
      """)
    session.press("b")
    session.expectLine(-2, " b does nothing here (? shows the keys)")
    session.press("B")
    session.expectLine(-2, " 4 pending, 1 manual asset needs its token: vendor/lib.js (M)")
    session.press("?")
    session.type("bump the")
    session.expectLine(
      2, "▌ F5 y              bump the marked assets, else the one under the cursor")
    session.press("^U")
    session.type("undo")
    session.expectLine(2, " no key does that")
  }

  @Test("a binding that cannot be is told with its place")
  func badBindings() throws {
    let actions =
      "down, up, page-down, page-up, half-page-down, half-page-up, first, last, mark, range,"
      + " mark-all, mark-invert, mark-none, bump, bump-all, add-tokens, date, hash, manual,"
      + " strategy-next, strategy-previous, drop, undo, redo, write, filter, view-all, view-stale, view-pending,"
      + " view-marked, view-findings, preview, preview-tab, preview-tab-back, preview-hide, integrity, page, copy,"
      + " edit, browse, verify, rescan, redraw, suspend, mouse, help, quit, peel, sort,"
      + " open, fold, tree, next, previous, run, messages"
    let cases: [(String, String)] = [
      ("bumb = [\"b\"]", "assetbump.toml:2: keys.bumb: no such action - one of \(actions)"),
      (
        "bump = [\"F99\"]",
        "assetbump.toml:2: keys.bump: no key is called \"F99\""
          + " - write x, Space, ^N, Alt-x, F5, Up, PgDn, Enter, Tab or Esc"
      ),
      (
        "bump = [\"w\"]",
        "assetbump.toml:2: keys: w is bound to bump and write"
          + " - give one of them another key, or none: []"
      ),
      (
        "redraw = [\"^I\"]",
        "assetbump.toml:2: keys: Tab is bound to preview and redraw"
          + " - give one of them another key, or none: []"
      ),
    ]
    for (line, message) in cases {
      let disk = MemoryFileSystem(
        ["assetbump.toml": "[keys]\n\(line)\n", "static/x.css": "x"], workingFolder: "/shop")
      let project = try Project.find(from: "/shop", in: disk)
      do {
        _ = try KeyTable(bindings: project.settings.keys, file: project.settingsName)
        Issue.record("\(line) is taken")
      } catch {
        #expect("\(error)" == message)
      }
    }
  }

  @Test("a second root shows its name before the path")
  func twoRoots() throws {
    let disk = MemoryFileSystem(
      [
        "assetbump.toml": Self.twoRootSettings,
        "static/x.css": "x",
        "blog/static/x.css": "y",
      ], workingFolder: "/shop")
    let session = try Session(disk)
    session.press("B")
    session.expect(
      """
       assetbump  shop       1 All 2 2 Outdated 2 3 Pending 2 4 Marked 0 5 Findings 2
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
      ▌ N+x.css                                hash              - → 2d711642       0
        N+blog.static:x.css                    hash              - → a1fce436       0




       2 pending
       w review 2  x drop  u undo  Space mark  / filter  Enter page    ? help  q quit
      """)
    session.press("/")
    session.type("blog")
    session.press("Enter ] ] ] Tab")
    session.expectLine(
      0, "─ blog.static:x.css ─ URL · HTML · Refs · Why · Diff ───────────────────────────")
  }

  private static let twoRootSettings = """
    [[root]]
    name = "static"
    paths = ["static"]

    [[root]]
    name = "blog.static"
    paths = ["blog/static"]
    url = "/blog/static/"

    """

  /// Kinds of names from `facts/terminal.md`, all as bytes.
  static let hostileNames: [[UInt8]] =
    [
      "esc-\u{1B}[31mred", "osc-\u{1B}]0;title\u{7}", "osc52-\u{1B}]52;c;YQ==\u{7}", "cr-a\rXX",
      "lf-a\nb", "tab-a\tb", "bs-abc\u{8}\u{8}", "bel-\u{7}", "del-\u{7F}", "c1-\u{9B}31m",
      "cjk-\u{65E5}\u{672C}\u{8A9E}", "zwj-\u{1F468}\u{200D}\u{1F469}", "flag-\u{1F1E9}\u{1F1EA}",
      "vs16-\u{2764}\u{FE0F}", "skin-\u{1F44D}\u{1F3FD}", "combining-e\u{301}",
      "zalgo-a\u{300}\u{301}\u{302}\u{303}\u{304}\u{305}\u{306}", "rtl-\u{5D0}\u{5D1}",
      "rlo-\u{202E}ssc.txt", "zwsp-a\u{200B}b", "bom-\u{FEFF}a",
      "long-" + String(repeating: "x", count: 240), "-leading", " space",
      "line-\u{2028}separator",
    ].map { Array($0.utf8) + Array(".css".utf8) } + [
      Array("bad-".utf8) + [0xFF, 0xC3], Array("latin1-caf".utf8) + [0xE9],
    ]

  @Test(
    "hostile names keep every row its width, and no control character reaches the screen",
    arguments: ["1", "Tab", "Tab ]", "Tab ] ]", "m", "a m", "a b w", "/"])
  func hostile(keys: String) throws {
    let disk = MemoryFileSystem(workingFolder: "/shop")
    for name in Self.hostileNames {
      disk.write("x", to: BytePath("static").appending(BytePath(bytes: name)))
    }
    for (columns, rows) in [(80, 24), (24, 5), (41, 11), (120, 40)] {
      let session = try Session(disk, columns: columns, rows: rows)
      #expect(session.state.inventory.entries.count == 27)
      for place in 0..<27 {
        session.press(keys)
        let lines = session.state.grid().lines
        #expect(lines.count == rows)
        for line in lines {
          #expect(ColumnWidth.of(line) == columns)
          #expect(!line.unicodeScalars.contains { VisibleText.isHidden($0) || $0 == "\u{FFFD}" })
        }
        session.press("Esc Esc g")
        for _ in 0...place { session.press("j") }
      }
    }
  }
}
