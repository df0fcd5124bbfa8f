import Screen
import Site
import TestSupport
import Testing
import Values

@testable import AssetTUI

@Suite("Sessions: folders")
struct TreeSessions {
  @Test("folders with something outdated are open and show just that; the others are one row")
  func tree() throws {
    let session = try Shop.tree(rows: 24)
    session.expect(
      """
       assetbump  shop      1 All 16 2 Outdated 5 3 Pending 0 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
      ▌ ▾ css/ 1 of 3 stale
        S   app.css                            hash             t1 → d67e2e94       0
            print.css                          hash             t1                  0
            site.css                           hash             t1                  0
        ▸ fonts/ 1 fresh
        ▾ img/ 1 new, 1 missing, 1 stale of 9
        M   gone.webp                          hash             t1 → (gone)         0
        N   hero.avif                          hash              - → 11507a0e       0
        S   lamps/heron.svg                    hash             t1 → d67e2e94       0
              … 6 fresh (Right opens)
        ▸ vendor/boot/dist/ 2 fresh
        ▾ journal.static 1 new
        N   css/journal.css                    hash              - → 81dd6b77       0


      ─ css/ ─ URL · HTML · Refs · Why · Diff ────────────────────────────────────────
       1 of 3 stale   3 assets, 32 B
       b bumps 1 of them


       5 outdated                                                                1/16
       B bump all  b bump 1  Space mark  Right open  / filter          ? help  q quit
      """)
  }

  @Test(
    "Right opens what is fresh, goes into an open folder; Left goes to the folder, and folds it")
  func openAndFold() throws {
    let session = try Shop.tree(rows: 24)
    session.press("G Right")
    session.expect(
      """
       assetbump  shop      1 All 16 2 Outdated 5 3 Pending 0 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
        ▾ css/ 1 of 3 stale
        S   app.css                            hash             t1 → d67e2e94       0
            print.css                          hash             t1                  0
            site.css                           hash             t1                  0
        ▸ fonts/ 1 fresh
        ▾ img/ 1 new, 1 missing, 1 stale of 9
        M   gone.webp                          hash             t1 → (gone)         0
        N   hero.avif                          hash              - → 11507a0e       0
        S   lamps/heron.svg                    hash             t1 → d67e2e94       0
              … 6 fresh (Right opens)
        ▸ vendor/boot/dist/ 2 fresh
        ▾ journal.static 1 new
      ▌ N   css/journal.css                    hash              - → 81dd6b77       0


      ─ journal.static:css/journal.css ─ URL · HTML · Refs · Why · Diff ──────────────
       now  /journal/static/css/journal.css
       next /journal/static/css/journal.css
       warn     nothing adds the token: the page has the URL without it
       not recorded yet: it is served without a token; named nowhere
       Right opens folders: Enter shows the page of an asset
       B bump all  b bump  Space mark  / filter  Enter page  c copy    ? help  q quit
      """)
    session.press("Right Left Left")
    session.expect(
      """
       assetbump  shop      1 All 16 2 Outdated 5 3 Pending 0 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
        ▾ css/ 1 of 3 stale
        S   app.css                            hash             t1 → d67e2e94       0
            print.css                          hash             t1                  0
            site.css                           hash             t1                  0
        ▸ fonts/ 1 fresh
        ▾ img/ 1 new, 1 missing, 1 stale of 9
        M   gone.webp                          hash             t1 → (gone)         0
        N   hero.avif                          hash              - → 11507a0e       0
        S   lamps/heron.svg                    hash             t1 → d67e2e94       0
              … 6 fresh (Right opens)
        ▸ vendor/boot/dist/ 2 fresh
      ▌ ▸ journal.static 1 new



      ─ journal.static ─ URL · HTML · Refs · Why · Diff ──────────────────────────────
       1 new   1 asset, 7 B
       b bumps 1 of them


       5 outdated                                                               16/16
       B bump all  b bump  Space mark  Right open  / filter            ? help  q quit
      """)
    session.press("Left Left")
    session.expect(
      """
       assetbump  shop      1 All 16 2 Outdated 5 3 Pending 0 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
        ▾ css/ 1 of 3 stale
        S   app.css                            hash             t1 → d67e2e94       0
            print.css                          hash             t1                  0
            site.css                           hash             t1                  0
        ▸ fonts/ 1 fresh
        ▾ img/ 1 new, 1 missing, 1 stale of 9
        M   gone.webp                          hash             t1 → (gone)         0
        N   hero.avif                          hash              - → 11507a0e       0
        S   lamps/heron.svg                    hash             t1 → d67e2e94       0
              … 6 fresh (Right opens)
        ▸ vendor/boot/dist/ 2 fresh
      ▌ ▸ journal.static 1 new



      ─ journal.static ─ URL · HTML · Refs · Why · Diff ──────────────────────────────
       1 new   1 asset, 7 B
       b bumps 1 of them


       this is the top
       B bump all  b bump  Space mark  Right open  / filter            ? help  q quit
      """)
    session.press("k Right")
    session.expectLine(
      -2, " 5 outdated                                                               14/16")
  }

  @Test("Space, b and strategies on a folder act on all below it, and say how many")
  func folderKeys() throws {
    let session = try Shop.tree(rows: 24)
    session.press("Space")
    session.expectLine(-2, " 3 assets marked")
    session.press("Space U")
    session.press("g d")
    session.expectLine(-2, " 3 assets: by date, 1 gets a new token, 2 keep theirs")
    session.press("u b")
    session.expectLine(-2, " 1 pending")
    session.press("Left")
    session.expect(
      """
       assetbump  shop      1 All 16 2 Outdated 5 3 Pending 1 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
      ▌ ▸ css/ 1 of 3 stale, 1 pending
        ▸ fonts/ 1 fresh
        ▾ img/ 1 new, 1 missing, 1 stale of 9
        M   gone.webp                          hash             t1 → (gone)         0
        N   hero.avif                          hash              - → 11507a0e       0
        S   lamps/heron.svg                    hash             t1 → d67e2e94       0
              … 6 fresh (Right opens)
        ▸ vendor/boot/dist/ 2 fresh
        ▾ journal.static 1 new
        N   css/journal.css                    hash              - → 81dd6b77       0





      ─ css/ ─ URL · HTML · Refs · Why · Diff ────────────────────────────────────────
       1 of 3 stale   3 assets, 32 B
       1 pending
       x drops that

       1 pending ━━──────── 1/5                                                  1/16
       w review 1  B bump all  x drop  u undo  Space mark  Right open  ? help  q quit
      """)
    session.press("B")
    session.expectLine(-2, " 5 pending, 1 of them in folded folders")
  }

  @Test("a filter opens folders, and what was open is so again behind it")
  func filter() throws {
    let session = try Shop.tree(rows: 24)
    session.press("/")
    session.type("icon")
    session.expect(
      """
       assetbump  shop      1 All 16 2 Outdated 5 3 Pending 0 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
      ▌ ▾ img/icons/
            1.svg                              hash             t1                  0
            2.svg                              hash             t1                  0












      ─ img/icons/ ─ URL · HTML · Refs · Why · Diff ──────────────────────────────────
       2 fresh   2 assets, 30 B



      /icon                                                                   2 of 16
       Enter keep  Esc clear  Up earlier  !x without x  s:S status
      """)
    session.press("Esc")
    session.expectLine(2, "  ▾ css/ 1 of 3 stale")
  }

  @Test("n and N go from one outdated asset to the next, into folders that were closed")
  func next() throws {
    let session = try Shop.tree(rows: 24)
    session.press("Left")
    session.press("n")
    session.expectLine(
      -2, " 5 outdated                                                                1/16")
    let places = (0..<6).map { _ -> String in
      session.press("n")
      return session.state.current.map { session.state.name(of: $0.id) } ?? "-"
    }
    #expect(
      places == [
        "img/gone.webp", "img/hero.avif", "img/lamps/heron.svg", "journal.static:css/journal.css",
        "journal.static:css/journal.css", "journal.static:css/journal.css",
      ])
    session.press("N")
    #expect(session.state.current.map { session.state.name(of: $0.id) } == "img/lamps/heron.svg")
  }

  @Test("t turns folders into a flat list and back; the cursor stays on its asset")
  func flat() throws {
    let session = try Shop.tree(rows: 24)
    session.press("n n t")
    session.expect(
      """
       assetbump  shop      1 All 16 2 Outdated 5 3 Pending 0 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
        S css/app.css                          hash             t1 → d67e2e94       0
          css/print.css                        hash             t1                  0
          css/site.css                         hash             t1                  0
          fonts/evenfall.woff2                 hash             t1                  0
          img/a.png                            hash             t1                  0
          img/b.png                            hash             t1                  0
          img/c.png                            hash             t1                  0
          img/d.png                            hash             t1                  0
      ▌ M img/gone.webp                        hash             t1 → (gone)         0
        N img/hero.avif                        hash              - → 11507a0e       0
          img/icons/1.svg                      hash             t1                  0
          img/icons/2.svg                      hash             t1                  0
        S img/lamps/heron.svg                  hash             t1 → d67e2e94       0
          vendor/boot/dist/a.js                hash             t1                  0
          vendor/boot/dist/b.js                hash             t1                  0
      ─ img/gone.webp ─ URL · HTML · Refs · Why · Diff ───────────────────────────────
       now  -
       next no URL: the record is dropped
       recorded on 2026-07-11, but the file is gone; named nowhere

       one under the other
       B bump all  b bump  Space mark  / filter  Enter page  c copy    ? help  q quit
      """)
    session.press("t")
    session.expectLine(-2, " in folders")
  }

  @Test("folders stay as they are through a rescan, the cursor on its row")
  func rescan() throws {
    let session = try Shop.tree(rows: 24)
    session.press("Left j j Right")
    let before = session.lines
    session.disk.write("another", to: "static/img/icons/zz.png")
    session.press("R")
    // css/ stays folded, img/ is opened whole.
    #expect(session.lines[1...3] == before[1...3])
    session.expectLine(
      -2, " 6 outdated                                                                9/17")
  }
}

extension Shop {
  /// A project with folders: three roots, some fresh, some outdated, one deep.
  static func tree(rows: Int, columns: Int = 80) throws -> Session {
    var files: [BytePath: String] = [
      "assetbump.toml": """
      [[root]]
      name = "static"
      paths = ["static"]

      [[root]]
      name = "journal.static"
      paths = ["journal/static"]
      url = "/journal/static/"

      """
    ]
    var records: [BytePath: Record] = [:]
    let names = [
      "css/app.css", "css/print.css", "css/site.css", "fonts/evenfall.woff2",
      "img/a.png", "img/b.png", "img/c.png", "img/d.png", "img/icons/1.svg", "img/icons/2.svg",
      "img/lamps/heron.svg", "vendor/boot/dist/a.js", "vendor/boot/dist/b.js",
    ]
    for name in names {
      files[BytePath("static/" + name)] = name
      records[BytePath(name)] = try Make.record("t1", for: name)
    }
    files["static/css/app.css"] = "changed"
    files["static/img/lamps/heron.svg"] = "changed"
    files["static/img/hero.avif"] = "new"
    records["img/gone.webp"] = try Make.record("t1", for: "gone")
    files["asset-versions.json"] = Make.versions(records)
    files["journal/static/css/journal.css"] = "journal"
    return try Session(
      MemoryFileSystem(files, workingFolder: "/shop"), columns: columns, rows: rows, isTree: true)
  }
}
