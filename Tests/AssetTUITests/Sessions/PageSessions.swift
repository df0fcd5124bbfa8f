import AssetTUI
import Disk
import Planning
import Screen
import TestSupport
import Testing
import Values

@Suite("Sessions: pages")
struct PageSessions {
  static let base = """
    <!doctype html>
    <html>
    <head>
    <link rel="stylesheet" href="{{ url_for('static', filename='css/app.css') }}">
    <link rel="stylesheet" href="{{ url_for('static', filename='css/print.css') }}">
    <script src="{{ url_for('static', filename='js/app.js') }}"></script>
    </head>
    <body>{% block body %}{% endblock %}</body>
    </html>

    """
  static let home = """
    {% extends "base.html" %}
    {% block body %}
    \t<img src="/static/img/hero.png">
    \t<p>a < b</p>
    <link href="{{ url_for('static', filename='css/app.css') }}">
    {% endblock %}

    """

  static func session(rows: Int = 10, columns: Int = 80) throws -> Session {
    let disk = try Shop.disk()
    disk.write(base, to: "templates/base.html")
    disk.write(home, to: "templates/home.html")
    return try Session(disk, columns: columns, rows: rows)
  }

  @Test("the Refs tab lists the references to the asset, and follows the cursor")
  func references() throws {
    let session = try Self.session(rows: 16)
    session.press("] ]")
    session.expect(
      """
       assetbump  shop       1 All 6 2 Outdated 5 3 Pending 0 4 Marked 0 5 Findings 5
          ASSET                                STRATEGY      TOKEN → NEXT        REFS
      ▌ S css/app.css                          hash       9f596c35 → de1a2db4       2
          css/print.css                        hash       89071a78                  1
        N img/hero.png                         hash              - → ae6c79d1       1
        S js/app.js                            date       20260711 → 20260822       1
        M js/old.js                            date       20250101 → (gone)         0
       !S vendor/lib.js                        manual           v2 → type one       0
      ─ css/app.css ─ URL · HTML · Refs · Why · Diff ─────────────────────────────────
       templates/base.html:4  call        added when served
         … rel="stylesheet" href="{{ url_for('static', filename='css/app.css') }}">
       templates/home.html:5  call        added when served
         <link href="{{ url_for('static', filename='css/app.css') }}">

       5 outdated                                                                 1/6
       B bump all  b bump  Space mark  / filter  Enter page  c copy    ? help  q quit
      """)
    session.press("j j")
    session.expectLine(10, "   <img src=\"/static/img/hero.png\">")
    session.press("G")
    session.expectLine(10, "")
  }

  @Test("references are read behind the assets, at once where the tab is shown, and once more then")
  func reading() throws {
    let session = try Session(Self.session().disk, rows: 16, holding: true)
    // The roots, then an asset each: five of them, and the end.
    session.deliver(3)
    #expect(session.waitingCount == 5)
    session.press("] ]")
    #expect(session.waitingCount == 6)
    session.expectLine(10, "")
    session.expectLine(
      -2, " 2 outdated   Hashing ━━──────── 1/5                                        1/6")
    session.deliver()
    session.expectLine(
      2, "▌ S css/app.css                          hash       9f596c35 → de1a2db4       2")
    session.expectLine(10, " templates/home.html:5  call        added when served")
    session.expectLine(
      -2, " 5 outdated   Reading references                                            1/6")
    session.deliver()
    session.expectLine(
      -2, " 5 outdated                                                                 1/6")
    // The lines that the two stand in.
    for _ in 0..<2 { session.deliver() }
    #expect(session.waitingCount == 0)
  }

  @Test("Esc stops the reading of references; R reads them again")
  func stop() throws {
    let session = try Session(Self.session().disk, rows: 16, holding: true)
    session.deliver()
    session.press("] ]")
    session.expectLine(10, "")
    session.press("Esc")
    session.expectLine(10, "")
    session.expectLine(-2, " references are not read: R reads everything again")
    // What is left is the change of the asset, out of git.
    #expect(session.waitingCount == 1)
    session.press("R")
    session.deliver()
    session.deliver()
    session.expectLine(10, " templates/home.html:5  call        added when served")
  }

  @Test("what is known of references stays while they are read again")
  func stays() throws {
    let session = try Self.session(rows: 16)
    session.press("] ]")
    session.hold()
    session.disk.write("<p>", to: "templates/home.html")
    session.press("R")
    session.expectLine(11, "")
    session.deliver()
    session.expectLine(11, " templates/home.html:5  call        added when served")
    session.deliver()
    session.expectLine(11, "")
    session.expectLine(
      2, "▌ S css/app.css                          hash       9f596c35 → de1a2db4       1")
  }

  @Test("the whole screen of references has a cursor: Enter, e and o go where it stands")
  func list() throws {
    let session = try Self.session()
    session.disk.write(
      "a { background: url(../img/hero.png) }\n", to: "static/css/print.css")
    session.disk.write(
      "@app.route('/')\ndef x():\n  return url_for('static', filename='img/hero.png', v='1')\n",
      to: "app.py")
    session.press("R j j Tab ] ]")
    session.expect(
      """
      ─ img/hero.png ─ URL · HTML · Refs · Why · Diff ────────────────────────────────
      ▌app.py:3                call-py     v=1             literal
         return url_for('static', filename='img/hero.png', v='1')
       static/css/print.css:1  css-url     no token
         a { background: url(../img/hero.png) }
       templates/home.html:3   attr        no token
         <img src="/static/img/hero.png">

       6 outdated                                                                 3/6
       Enter page  e edit  o browser  j k line  ] tab  Tab back
      """)
    #expect(session.state.grid().cursor == Position(row: 1, column: 0))
    session.press("o")
    session.expectLine(-2, " app.py is no page that a browser shows")
    session.press("k j j j o e")
    session.expectLine(5, "▌templates/home.html:3   attr        no token")
    session.press("k Enter")
    session.expectLine(0, " page   static/css/print.css  2 of 3")
    session.expectLine(1, "▌  a { background: url(../img/hero.png) }")
    session.press("o")
    session.expectLine(-2, " static/css/print.css is no page that a browser shows")
    session.press("Esc")
    session.expectLine(3, "▌static/css/print.css:1  css-url     no token")
    session.press("G Enter Esc g e Tab")
    session.expectLine(
      4, "▌ N img/hero.png                         hash              - → ae6c79d1       3")
    #expect(
      session.terminalEffects.map { effect -> String in
        switch effect {
        case .edit(let file, let line): "edit \(VisibleText.of(file)):\(line ?? 0)"
        case .browse(let source): "browse \(VisibleText.of(source.file))"
        default: "?"
        }
      } == [
        "browse templates/home.html", "edit /shop/templates/home.html:3", "edit /shop/app.py:3",
      ])
  }

  @Test("what is to be said about a reference stands beside it, in full under it")
  func findings() throws {
    let session = try Self.session(rows: 16)
    let file: BytePath = "templates/base.html"
    session.findings = [
      Finding(
        severity: .error, kind: "two-tokens", id: AssetID(root: "static", path: "css/app.css"),
        file: file, line: 4, column: 61, message: "it carries 1 here and 2 in templates/home.html",
        next: "assetbump bump static:css/app.css"),
      Finding(
        severity: .warning, kind: "unversioned",
        id: AssetID(root: "static", path: "css/app.css"), message: "half of its pages have no token"
      ),
    ]
    session.press("R ] ]")
    session.expectLine(
      10, "   … rel=\"stylesheet\" href=\"{{ url_for('static', filename='css/app.css') }}\">")
    session.press("Tab")
    session.expect(
      """
      ─ css/app.css ─ URL · HTML · Refs · Why · Diff ─────────────────────────────────
      ▌templates/base.html:4  call        added when served
         … rel="stylesheet" href="{{ url_for('static', filename='css/app.css') }}">
           error: two-tokens: it carries 1 here and 2 in templates/home.html -
           assetbump bump static:css/app.css
       templates/home.html:5  call        added when served
         <link href="{{ url_for('static', filename='css/app.css') }}">







       5 outdated                                                                 1/6
       Enter page  e edit  o browser  j k line  ] tab  Tab back
      """)
    session.press("]")
    session.expectLine(8, " served   below /static/ as static")
    session.expectLine(9, " refs     2 in 2 files: 2 that the application versions")
  }

  @Test("of more lines than there is room for the rest is counted")
  func manyMentions() throws {
    let disk = try Shop.disk()
    disk.write(
      String(repeating: "<img src='/static/img/hero.png'>\n", count: 6), to: "templates/a.html")
    let session = try Session(disk, rows: 16)
    session.press("j j ] ]")
    session.expectLine(12, "   <img src='/static/img/hero.png'>")
    session.expectLine(13, " and 4 more places (Tab)")
  }

  @Test("a rescan searches again")
  func rescan() throws {
    let session = try Self.session(rows: 16)
    session.press("] ] j j")
    session.disk.write("<p>", to: "templates/home.html")
    session.press("R")
    session.expectLine(10, "")
  }

  @Test("Enter opens a page that mentions the asset, with the URLs that it will have")
  func page() throws {
    let session = try Self.session()
    session.press("Enter")
    session.expect(
      """
       page   templates/base.html  1 of 2
         <html>
         <head>
      ▌~ <link rel="stylesheet" href="/static/css/app.css?v=de1a2db4">
         <link rel="stylesheet" href="/static/css/print.css?v=89071a78">
       ~ <script src="/static/js/app.js?v=20260822"></script>
         </head>
         <body>{% block body %}{% endblock %}</body>
       /static/css/app.css?v=9f596c35 → /static/css/app.css?v=de1a2db4
       Esc back  n N change  } { file  / search  W wrap  e edit  o browser
      """)
    #expect(session.state.grid().cursor == Position(row: 3, column: 0))
    session.press("]")
    session.expectLine(5, #"▌~ <script src="/static/js/app.js?v=20260822"></script>"#)
    session.expectLine(-2, " /static/js/app.js?v=20260711 → /static/js/app.js?v=20260822")
    session.press("]")
    session.expectLine(-2, " no change below")
    session.press("[ [")
    session.expectLine(-2, " no change above")
    session.press("j")
    session.expectLine(-2, " line 5 of 9   2 lines change")
    session.press("}")
    session.expect(
      """
       page   templates/home.html  2 of 2
         {% extends "base.html" %}
         {% block body %}
             <img src="/static/img/hero.png">
             <p>a < b</p>
      ▌~ <link href="/static/css/app.css?v=de1a2db4">
         {% endblock %}

       /static/css/app.css?v=9f596c35 → /static/css/app.css?v=de1a2db4
       Esc back  n N change  } { file  / search  W wrap  e edit  o browser
      """)
    session.press("}")
    session.expectLine(-2, " this is the last page")
    session.press("{ {")
    session.expectLine(0, " page   templates/base.html  1 of 2")
    session.expectLine(-2, " this is the first page")
    session.press("Esc")
    session.expectLine(
      2, "▌ S css/app.css                          hash       9f596c35 → de1a2db4       2")
  }

  @Test("what is chosen shows in the page", arguments: [("#", "de1a2db4"), ("d", "20260822")])
  func chosen(key: String, token: String) throws {
    let session = try Self.session()
    session.press("\(key) Enter")
    session.expectLine(3, "▌~ <link rel=\"stylesheet\" href=\"/static/css/app.css?v=\(token)\">")
  }

  @Test("without a page there is a notice that says so")
  func noPage() throws {
    let session = try Session(Self.session().disk, holding: true)
    session.deliver()
    session.press("G Enter")
    session.expectLine(0, " page")
    session.expectLine(1, " reading references")
    session.deliver()
    session.expectLine(
      -2, " no file of the project names vendor/lib.js: there is no page to show")
    #expect(session.state.mode == .list)
  }

  @Test("a page that cannot be read says why, and the other one can be")
  func unreadable() throws {
    let session = try Self.session()
    session.press("Enter Esc")
    session.disk.fail(.read, "templates/base.html", .permissionDenied)
    session.press("Enter")
    session.expect(
      """
       page   templates/base.html  1 of 2
       permission denied: templates/base.html







       Esc back  n N change  } { file  / search  W wrap  e edit  o browser
      """)
    session.press("] G k /")
    session.type("x")
    session.press("Enter }")
    session.expectLine(5, #"▌~ <link href="/static/css/app.css?v=de1a2db4">"#)
  }

  @Test("/ searches, from the top again after the last match, in any case")
  func search() throws {
    let session = try Self.session()
    session.press("Enter /")
    session.type("HEA")
    session.expectLine(-2, "/HEA")
    session.expectLine(-1, " Enter next match  Esc no search")
    #expect(session.state.grid().cursor == Position(row: 8, column: 4))
    session.press("Enter")
    session.expectLine(-2, " no \"HEA\" in this page")
    session.press("/")
    session.type("hea")
    session.press("Enter")
    session.expectLine(6, "▌  </head>")
    session.press("/ Enter")
    session.expectLine(-2, " from the top again")
    session.expectLine(2, "▌  <head>")
    session.press("/ x Esc")
    session.expectLine(-2, " line 3 of 9   2 lines change")
    #expect(
      session.state.grid().styleLines[2]
        == "L::GFFFGG" + String(repeating: ":", count: 71))
  }

  @Test("keys move, W wraps, Right goes sideways")
  func moving() throws {
    let session = try Self.session(columns: 40)
    session.press("Enter")
    session.expectLine(0, " page   templates/base.html  1 of 2")
    session.expectLine(3, #"▌~ <link rel="stylesheet" href="/static…"#)
    session.expectLine(-2, " a….css?v=9f596c35 → a….css?v=de1a2db4")
    session.press("Right")
    session.expectLine(3, #"▌~ "stylesheet" href="/static/css/app.c…"#)
    session.press("Left W")
    session.expectLine(3, #"▌~ <link rel="stylesheet" href="/static/"#)
    session.expectLine(4, "   css/app.css?v=de1a2db4\">")
    session.press("Right")
    session.expectLine(-2, " Right does nothing here")
    session.press("G")
    session.expectLine(6, "▌  </html>")
    session.expectLine(-2, " line 9 of 9   2 lines change")
    session.press("g")
    session.expectLine(1, "▌  <!doctype html>")
    session.press("PgDn")
    session.expectLine(-2, " line 8 of 9   2 lines change")
    session.press("PgUp PgUp Down ^N Up k")
    session.expectLine(-2, " line 1 of 9   2 lines change")
    session.press("x")
    session.expectLine(-2, " x does nothing here")
    session.press("q")
    #expect(session.state.mode == .list)
    #expect(session.ending == nil)
  }

  @Test("a rescan renders the page anew, and stays in its line")
  func rescanPage() throws {
    let session = try Self.session()
    session.press("Enter j")
    session.disk.write("app css 1", to: "static/css/app.css")
    session.press("R")
    session.expectLine(
      3, "   <link rel=\"stylesheet\" href=\"/static/css/app.css?v=9f596c35\">")
    session.expectLine(4, #"▌  <link rel="stylesheet" href="/static/css/print.css?v=89071a78">"#)
    session.disk.write("", to: "templates/base.html")
    session.press("R")
    session.expectLine(0, " page   templates/home.html  1 of 1")
  }

  @Test("e opens the editor at the first mention, in a page at its line, else the settings")
  func edit() throws {
    let session = try Self.session()
    session.press("e Enter j e Esc G e")
    #expect(
      session.terminalEffects == [
        .edit("/shop/templates/base.html", line: 4), .edit("/shop/templates/base.html", line: 5),
        .edit("/shop/assetbump.toml", line: nil),
      ])
    session.editorFailure = "vi ended with exit code 1"
    session.press("g e")
    session.expectLine(-2, " vi ended with exit code 1")
  }

  @Test("e waits for the references, and another key calls it off")
  func editWaits() throws {
    let session = try Session(Self.session().disk, holding: true)
    session.deliver(3)
    session.press("e")
    session.expectLine(-2, " reading references")
    session.press("j")
    session.deliver()
    #expect(session.terminalEffects == [])
    session.press("e")
    #expect(session.terminalEffects == [.edit("/shop/templates/base.html", line: 5)])
  }

  @Test("without a mention and settings there is nothing to edit, and no page to open")
  func nothingToEdit() throws {
    let session = try Session(
      MemoryFileSystem(
        ["static/a.css": "a", "server.go": "asset-versions.json"], workingFolder: "/shop"),
      columns: 120)
    session.press("e")
    session.expectLine(
      -2,
      " no file of the project names a.css, and there are no settings to open (assetbump init writes them)"
    )
    session.press("o")
    session.expectLine(-2, " no file of the project names a.css: there is no page to show")
    #expect(session.terminalEffects == [])
  }

  @Test("o opens the first page, in a page the one that is shown")
  func browse() throws {
    let session = try Self.session()
    session.press("o Enter } o")
    let files = session.terminalEffects.map { effect -> BytePath? in
      if case .browse(let source) = effect { source.file } else { nil }
    }
    #expect(files == ["templates/base.html", "templates/home.html"])
  }
}

@Suite("Sessions: copying")
struct CopySessions {
  @Test("c and a letter copy what the asset under the cursor has")
  func letters() throws {
    let cases: [(String, String, String)] = [
      ("", "u", "/static/css/app.css?v=9f596c35"), ("", "p", "static/css/app.css"),
      ("", "t", "9f596c35"),
      ("", "h", "<link rel=\"stylesheet\" href=\"/static/css/app.css?v=9f596c35\">"),
      ("b ", "u", "/static/css/app.css?v=de1a2db4"), ("b ", "t", "de1a2db4"),
      ("b ", "h", "<link rel=\"stylesheet\" href=\"/static/css/app.css?v=de1a2db4\">"),
      ("j j ", "u", "/static/img/hero.png"), ("G k ", "p", "js/old.js"),
    ]
    for (before, key, text) in cases {
      let session = try Shop.session()
      session.press("\(before)c")
      session.expectLine(-2, " copy")
      session.expectLine(-1, " u URL  p path  t token  h HTML tag  d diff  c command  Esc no copy")
      session.press(key)
      #expect(session.copied == [Array(text.utf8)])
      session.expectLine(-2, " copied: \(text)")
    }
  }

  @Test("over the preview the menu leaves the preview where it is")
  func overPreview() throws {
    let session = try Shop.session()
    session.press("Tab c")
    session.expectLine(1, " now  /static/css/app.css?v=9f596c35")
    session.expectLine(-2, " copy")
    session.press("t")
    session.expectLine(1, " now  /static/css/app.css?v=9f596c35")
    session.expectLine(-2, " copied: 9f596c35")
  }

  @Test("what there is not is said")
  func nothing() throws {
    let cases = [
      ("G k c u", "there is no URL to copy"), ("j j c t", "there is no token to copy"),
      ("G k c h", "there is no HTML to copy"), ("c z", "z copies nothing"),
      ("c d", "nothing is pending: there is no diff to copy"),
    ]
    for (keys, notice) in cases {
      let session = try Shop.session()
      session.press(keys)
      session.expectLine(-2, " \(notice)")
      #expect(session.copied == [])
    }
    let session = try Shop.session()
    session.press("c Esc")
    session.expectLine(
      -2, " 5 outdated                                                                 1/6")
  }

  @Test("the diff is that of the write screen")
  func diff() throws {
    let session = try Shop.session()
    session.press("b c d")
    session.expectLine(-2, " copied: the diff, 11 lines")
    let lines = String(decoding: session.copied.joined(), as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines.count == 12)
    #expect(lines.first == "--- a/asset-versions.json")
    #expect(lines.last == "")
  }

  @Test("no byte of a file's name reaches the screen as it is")
  func hostile() throws {
    let session = try Session(
      MemoryFileSystem(["static/\u{1B}[31m.css": "a"], workingFolder: "/shop"))
    session.press("c p")
    #expect(session.copied == [Array("static/\u{1B}[31m.css".utf8)])
    session.expectLine(-2, " copied: static/\\x1b[31m.css")
  }
}
