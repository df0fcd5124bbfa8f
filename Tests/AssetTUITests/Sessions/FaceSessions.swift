import AssetCore
import Planning
import Screen
import TestSupport
import Testing
import Values

@testable import AssetTUI

@Suite("Sessions: at a glance")
struct FaceSessions {
  @Test("a project that nothing loads tokens in says so, with the key that helps")
  func noLoader() throws {
    let session = try Shop.session(rows: 20)
    session.findings = [
      Finding(
        severity: .error, kind: "no-loader", root: "static", file: "assetbump.toml", line: 1,
        message: "nothing in the project adds tokens to its URLs, browsers keep old files",
        next: "in app.py: from assetbump import flask; flask.init_app(app); or others")
    ]
    session.press("R")
    session.expectLine(
      -3, " no loader: nothing in the project adds tokens to its URLs (5 says how)")
    session.expectLine(
      1, "    ASSET                                STRATEGY      TOKEN → NEXT        REFS")
    session.press("5")
    session.expectLine(2, "▌ ▾ no-loader 1 error")
    session.findings = []
    session.press("1 R")
    #expect(!session.lines.contains { $0.contains("no loader") })
    session.resize(40, 10)
    session.findings = [
      Finding(severity: .error, kind: "no-loader", root: "static", message: "nothing adds tokens")
    ]
    session.press("R")
    session.expectLine(-3, " no loader: 5 says how")
  }

  @Test("a project without settings says that it goes by what is usual, with the way to them")
  func conventions() throws {
    let disk = MemoryFileSystem(["static/a.css": "a"], workingFolder: "/shop")
    let session = try Session(disk, rows: 20)
    session.expectLine(-3, " not set up: static/ is what is usual (assetbump init writes settings)")
  }

  @Test("findings say nothing while the project cannot be read")
  func brokenFindings() throws {
    let session = try Shop.session(rows: 20)
    session.disk.write("{", to: "asset-versions.json")
    session.press("R 5")
    #expect(session.lines.contains { $0.contains("asset-versions.json:1:2") })
    #expect(!session.lines.contains { $0.contains("nothing is amiss") })
  }

  @Test("c c copies the command that does what is pending")
  func command() throws {
    let cases: [(String, [String])] = [
      ("b", ["assetbump bump static:css/app.css"]),
      ("B", ["assetbump bump --all"]),
      ("G m v 9 Enter", ["assetbump bump --token v9 static:vendor/lib.js"]),
      ("d", ["assetbump bump --strategy date static:css/app.css"]),
      (
        "b j j b j d", ["assetbump bump static:css/app.css static:img/hero.png static:js/app.js"]
      ),
      (
        "B G m v 9 Enter",
        ["assetbump bump --all", "assetbump bump --token v9 static:vendor/lib.js"]
      ),
    ]
    for (keys, commands) in cases {
      let session = try Shop.session()
      session.press("\(keys) c c")
      #expect(
        session.copied.map { String(decoding: $0, as: UTF8.self) }
          == [commands.map { $0 + "\n" }.joined()], "\(keys)")
    }
    let session = try Shop.session()
    session.press("c c")
    session.expectLine(-2, " nothing is pending: there is no command to copy")
    session.press("j > c c")
    session.expectLine(-2, " no command changes the strategy alone of css/print.css")
    #expect(session.copied == [])
  }

  @Test("the box of the editor has lines where the terminal shows them")
  func box() throws {
    let session = try Shop.session(rows: 20)
    session.press("G m")
    #expect(session.lines.contains { $0.contains("┌─ Manual token for vendor/lib.js ─") })
    #expect(session.lines.contains { $0.contains("└──") })
  }

  @Test("why is a sentence, with what changed")
  func why() throws {
    let session = try Shop.session(rows: 24)
    session.press("] ] ]")
    #expect(session.lines.contains(" stale since 11 Jul, 42 days ago: its bytes changed"))
    session.oldBytes["/shop/static/css/app.css"] = "app css 1\nold\n"
    session.press("R")
    #expect(session.lines.contains(" stale since 11 Jul, 42 days ago: 3 lines changed"))
  }

  @Test("each reference stands with its line, the token picked out")
  func referenceLines() throws {
    let disk = try Shop.disk()
    disk.write("<p>\n  <link href='/static/css/app.css?v=9f596c35'>\n", to: "templates/a.html")
    let session = try Session(disk, rows: 24)
    session.press("] ]")
    let row = try #require(
      session.lines.firstIndex { $0.hasPrefix(" templates/a.html:2 ") })
    session.expectLine(row + 1, "   <link href='/static/css/app.css?v=9f596c35'>")
    let grid = session.state.grid()
    let column = 1 + "  <link href='/static/css/app.css?v=".utf8.count
    #expect(grid[row + 1, column].style.meaning == .match)
    #expect(grid[row + 1, column - 1].style.meaning != .match)
    session.press("Tab")
    session.expectLine(2, "   <link href='/static/css/app.css?v=9f596c35'>")
  }

  @Test("the URL stands with the place that names it")
  func usedBy() throws {
    let disk = try Shop.disk()
    disk.write("<link href='/static/css/app.css?v=9f596c35'>\n", to: "templates/a.html")
    let session = try Session(disk, rows: 24)
    #expect(session.lines.contains(" used by templates/a.html:1"))
  }

  @Test("a heading of findings says what helps against its kind")
  func headings() throws {
    let session = try Shop.session(rows: 24)
    session.findings = (1...3).map { (line: Int) in
      Finding(
        severity: .error, kind: "missing-file", file: "templates/a.html", line: line,
        message: "there is no static/gone-\(line).css", next: "correct the name")
    }
    session.press("R 5")
    let place = session.lines.firstIndex { $0.contains("missing-file 3 errors") }
    session.press(String(repeating: "j ", count: (place ?? 0) - 2))
    #expect(session.lines.contains(" correct the name (e opens the file)"))
    #expect(!session.lines.contains { $0.contains("bumps the 0") })
  }

  @Test("sentences of findings have the room that places leave")
  func sentences() throws {
    let session = try Shop.session(rows: 20)
    session.press("5")
    session.expectLine(
      3, "    css/app.css         bytes changed since 9f596c35 was given on 2026-07-11")
  }

  @Test(
    "the view that is shown stands in the title at every width", arguments: [24, 32, 40, 60, 80])
  func title(columns: Int) throws {
    let session = try Shop.session(columns: columns, rows: 10)
    session.press("5")
    #expect(session.lines[0].contains("Findings 5"))
    session.press("2")
    #expect(session.lines[0].contains("Outdated 5"))
  }

  @Test("what is left says which key does it, before the write and after it, at every width")
  func leftKeys() throws {
    let session = try Shop.session(rows: 14)
    session.press("/")
    session.type("css")
    session.press("Enter B w")
    session.expectLine(
      2, " left outdated: 3 are outside the filter (Esc): img/hero.png, js/app.js, js/ol…")
    session.press("y")
    #expect(session.lines.contains { $0.contains("3 are outside the filter (Esc, then B)") })
    let narrow = try Shop.session(columns: 40, rows: 10)
    narrow.press("B w")
    #expect(narrow.lines[1].hasSuffix("(m)"))
  }

  @Test("only what comes into a line is picked out, where nothing goes")
  func insertion() throws {
    let session = try Shop.session(rows: 24)
    session.oldBytes["/shop/static/css/app.css"] = "a { width: 1; color: red }"
    session.disk.write("a { width: 1; float: left; color: red }", to: "static/css/app.css")
    session.press("R ] ] ] ]")
    let grid = session.state.grid()
    let row = grid.lines.firstIndex { $0.contains("float: left") } ?? 0
    let picked = (0..<80).filter { grid[row, $0].style.meaning == .newPart }
    let text = Array(grid.lines[row].unicodeScalars)
    #expect(String(String.UnicodeScalarView(picked.map { text[$0] })) == "float: left; ")
    #expect(!(0..<80).contains { grid[row - 1, $0].style.meaning == .oldPart })
  }

  @Test("in the whole diff the changed part is picked out, and n brings it into sight")
  func wholeDiff() throws {
    let disk = try Shop.disk(
      settings: "\n[[root]]\nname = \"static\"\npaths = [\"static\"]\ntokens = \"literal\"\n")
    let blanks = String(repeating: "x ", count: 60)
    disk.write("<p>\(blanks)<link href='/static/css/app.css?v=9f596c35'>\n", to: "templates/a.html")
    let session = try Session(disk, rows: 20)
    session.press("b w z n")
    let grid = session.state.grid()
    let rows = grid.lines.indices.filter { row in
      (0..<80).contains { grid[row, $0].style.meaning == .newPart }
    }
    #expect(
      rows.contains { grid.lines[$0].contains("v=de1a2db4") && grid.lines[$0].hasPrefix("▌+") },
      "\(session.lines.joined(separator: "\n"))")
  }

  @Test("what follows another asset's token says why")
  func follows() throws {
    let session = try Session(LiteralSessions.threeFiles(), rows: 20)
    session.press("b w")
    #expect(!session.lines.contains { $0.contains(" because ") && !$0.contains("also") })
  }

  @Test("a folder's words fit beside the list, and offer no bump where all is pending")
  func folder() throws {
    let session = try Shop.tree(rows: 24)
    session.press("b")
    #expect(!session.lines.contains { $0.contains("bumps 1 of them") })
    #expect(session.lines.contains { $0.contains("x drops") })
  }

  @Test("an earlier session's changes are not offered once the same is pending")
  func sameAgain() throws {
    let session = try Shop.session()
    session.send(.recovered([AssetID(root: "static", path: "css/app.css"): Choice(bump: .next)]))
    #expect(session.lines[8].contains("of an earlier session"))
    session.press("b j")
    #expect(!session.lines[8].contains("earlier session"))
    session.press("u j")
    #expect(session.lines[8].contains("of an earlier session"))
  }
}
