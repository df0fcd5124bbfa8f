import AssetTUI
import Planning
import Screen
import TestSupport
import Testing
import Values

@Suite("Sessions: findings")
struct FindingSessions {
  private func session(rows: Int = 20, columns: Int = 80) throws -> Session {
    let disk = try Shop.disk()
    disk.write(PageSessions.base, to: "templates/base.html")
    disk.write(PageSessions.home, to: "templates/home.html")
    let session = try Session(disk, columns: columns, rows: rows)
    session.findings = [
      Finding(
        severity: .note, kind: "shadow", message: "a note of its own"),
      Finding(
        severity: .error, kind: "two-tokens", id: AssetID(root: "static", path: "img/hero.png"),
        file: "templates/home.html", line: 3, column: 12,
        message: "it carries 1 here and 2 in templates/base.html",
        next: "assetbump bump static:img/hero.png"),
      Finding(
        severity: .warning, kind: "missing-file", file: "templates/home.html", line: 5,
        message: "there is no such file: static/gone.css"),
    ]
    session.press("R")
    return session
  }

  @Test("5 shows findings, worst first, and the one under the cursor in full")
  func list() throws {
    let session = try session()
    session.press("5")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 0 4 Marked 0 5 Findings 8
          FINDING                WHAT
      ▌ ▾ stale 3 errors
          css/app.css            bytes changed since 9f596c35 was given on 2026-07-11
          js/app.js              bytes changed since 20260711 was given on 2026-07-11
          vendor/lib.js          bytes changed since v2 was given on 2026-07-11
        ▾ two-tokens 1 error
          templates/home.html:3  it carries 1 here and 2 in templates/base.html
        ▾ missing 1 warning
          js/old.js              recorded as 20250101, but there is no such file
        ▾ missing-file 1 warning
          templates/home.html:5  there is no such file: static/gone.css
        ▾ new 1 warning
          img/hero.png           not recorded, it is served without a token
      ─ stale ────────────────────────────────────────────────────────────────────────
       b bumps the 2 assets of these
       1 needs a token: m on each

       4 errors  3 warnings  1 note                                              1/14
       B bump all  b bump 2  n next  / filter                          ? help  q quit
      """)
    session.press("j j j")
    session.expectLine(12, "  ▾ new 1 warning")
    session.expectLine(
      13, "    img/hero.png           not recorded, it is served without a token")
    session.expectLine(
      14, "─ stale ────────────────────────────────────────────────────────────────────────")
    session.expectLine(15, " bytes changed since v2 was given on 2026-07-11")
    session.press("G")
    session.expectLine(
      9, "    templates/home.html:5  there is no such file: static/gone.css")
    session.expectLine(
      -2, " 4 errors  3 warnings  1 note                                             14/14")
    session.press("1")
    session.expectLine(
      2, "▌ S css/app.css                          hash       9f596c35 → de1a2db4       2")
  }

  @Test("a view takes the place of the full-screen preview")
  func overPreview() throws {
    for view in ["1", "2", "5"] {
      let (one, other) = (try session(), try session())
      one.press(view)
      other.press("Tab " + view)
      #expect(one.lines == other.lines)
    }
  }

  @Test("Enter, e and o go where the finding stands, and back")
  func places() throws {
    let session = try session()
    session.press("5 j j j j j Enter")
    session.expectLine(0, " page   templates/home.html  1 of 1")
    session.expectLine(3, #"▌      <img src="/static/img/hero.png">"#)
    session.press("Esc")
    session.expectLine(
      5, "    vendor/lib.js          bytes changed since v2 was given on 2026-07-11")
    // Of an asset the reference that stands for it; one finding is about nothing.
    session.press("e G e o")
    session.expectLine(-2, " there is no asset here")
    session.press("Enter")
    session.expectLine(-2, " there is no asset here")
    session.press("g j o e")
    #expect(
      session.terminalEffects.map { effect -> String in
        switch effect {
        case .edit(let file, let line): "edit \(VisibleText.of(file)):\(line ?? 0)"
        case .browse(let source): "browse \(VisibleText.of(source.file))"
        default: "?"
        }
      } == [
        "edit /shop/templates/home.html:3", "browse templates/base.html",
        "edit /shop/templates/base.html:4",
      ])
  }

  @Test("b bumps the asset that the finding is about; 1 leads to it")
  func bump() throws {
    let session = try session()
    session.press("5 j b")
    session.expectLine(
      -2, " 1 pending")
    session.press("1")
    session.expectLine(
      5, "  S js/app.js                            date       20260711 → 20260822       1")
    session.press("5 g 3")
    session.expectLine(
      2, "▌ S+css/app.css                          hash       9f596c35 → de1a2db4       2")
    // B bumps what the view shows, or the filter leaves of it; missing ones lose their records.
    session.press("5 /")
    session.type("css")
    session.press("Enter B")
    session.expectLine(-2, " 1 pending")
    session.press("Esc B")
    session.expectLine(-2, " 4 pending, 1 manual asset needs its token: vendor/lib.js (m)")
    session.press("w")
    session.expectLine(1, " left stale: vendor/lib.js needs a token (m)")
    session.expectLine(2, " asset-versions.json  4 records")
  }

  @Test("/ narrows findings by all that they say, assets by their names; Esc clears")
  func filter() throws {
    let session = try session()
    session.press("5 /")
    session.type("home.html !gone")
    session.press("Enter")
    session.expectLine(2, "▌ ▾ two-tokens 1 error")
    session.expectLine(
      3, "    templates/home.html:3  it carries 1 here and 2 in templates/base.html")
    session.press("/")
    session.type(" zzz")
    session.expectLine(2, "  no finding matches \"home.html !gone zzz\" - Esc clears")
    session.press("Esc /")
    session.type("s:M")
    session.press("Enter")
    session.expectLine(2, "▌ ▾ missing 1 warning")
    session.press("Esc")
    session.expectLine(
      -2, " 4 errors  3 warnings  1 note                                              1/14")
  }

  @Test("a finding goes once its cause is gone; without any the view says so")
  func settled() throws {
    let session = try session()
    session.press("5")
    session.findings = []
    for (path, text) in [
      ("css/app.css", "app css 1"), ("js/app.js", "app js 1"), ("js/old.js", "old js"),
      ("vendor/lib.js", "lib js 1"),
    ] {
      session.disk.write(text, to: BytePath("static/\(path)"))
    }
    session.press("R x 1 5")
    session.expectLine(2, "▌ ▾ new 1 warning")
    session.press("b w y")
    session.expectLine(2, "")
  }

  @Test("on a small screen the finding under the cursor stands in the last rows")
  func small() throws {
    let session = try session(rows: 12, columns: 40)
    session.press("5 j j j")
    session.expect(
      """
       assetbump    5 Findings 8 2 Outdated 5
          FINDING
        ▾ stale 3 errors
          css/app.css
          js/app.js
      ▌   vendor/lib.js
        ▾ two-tokens 1 error
      ─ stale ────────────────────────────────
       bytes changed since v2 was given on
       2026-07-11
       4 errors  3 warnings  1 note      4/14
       m type token  n next    ? help  q quit
      """)
    let narrow = try self.session(rows: 12, columns: 24)
    narrow.press("5 j j j")
    narrow.expect(
      """
       assetbump   Findings 8
          FINDING
        ▾ stale 3 errors
          css/app.css
          js/app.js
      ▌   vendor/lib.js
        ▾ two-tokens 1 error
      ─ stale ────────────────
       bytes changed since v2
       was given on
       4 errors  3 warn… 4/14
       n next  ? help  q quit
      """)
  }
}
