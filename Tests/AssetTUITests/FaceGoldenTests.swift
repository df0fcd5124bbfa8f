import AssetCore
import Disk
import Planning
import Screen
import Site
import TestSupport
import Testing
import Values

@testable import AssetTUI
@testable import CursesTerminal

/// The states that the person sees on the way to a release, over a project with folders.
enum Picture: String, CaseIterable {
  case list = "face-list"
  case bumped = "face-bumped"
  case diff = "face-diff"
  case write = "face-write"
  case whole = "face-whole-diff"
  case result = "face-result"
  case findings = "face-findings"
  case filter = "face-filter"
  case editor = "face-editor"
  case help = "face-help"
  case loader = "face-no-loader"
  case broken = "face-broken"

  /// A session that shows it.
  func session(columns: Int, rows: Int, isUnicode: Bool = true) throws -> Session {
    let session = try Self.project(columns: columns, rows: rows, isUnicode: isUnicode)
    session.press("n")
    switch self {
    case .list: break
    case .bumped: session.press("B n")
    case .diff: session.press("] ] ] ]")
    case .write: session.press("B w")
    case .whole: session.press("B w z n")
    case .result: session.press("B w y")
    case .findings: session.press("5 n")
    case .filter:
      session.press("/")
      session.type("css")
    case .editor:
      session.press("G m")
      session.type("v4")
    case .help: session.press("?")
    case .loader:
      session.findings = [
        Finding(
          severity: .error, kind: "no-loader", root: "static", file: "assetbump.toml", line: 1,
          message: "nothing in the project adds tokens to its URLs, browsers keep old files",
          next: "read asset-versions.json in the application")
      ]
      session.press("R")
    case .broken:
      session.disk.write("{\n  \"format\": 1,\n  \"assets\": 3\n}\n", to: "asset-versions.json")
      session.press("R")
    }
    return session
  }

  /// A project with folders, two roots, a manual asset, and tokens that stand in files.
  private static func project(columns: Int, rows: Int, isUnicode: Bool) throws -> Session {
    var records: [BytePath: Record] = [:]
    for name in ["css/print.css", "img/a.png", "img/b.png", "img/c.png", "img/d.png"] {
      records[BytePath(name)] = try Make.record("20261003", for: name)
    }
    records["css/lamp.css"] = try Make.record("82acf3b6", for: oldLamp)
    records["img/hero-noon.webp"] = try Make.record("20260701", for: "noon")
    records["js/reading-time.js"] = try Make.record("v3", for: "old", strategy: .manual)
    let session = try Session(
      MemoryFileSystem(
        [
          "assetbump.toml": """
          [[root]]
          name = "static"
          paths = ["static"]
          tokens = "literal"

          [strategy]
          rules = [{ match = "img/**", use = "date" }]

          """,
          "asset-versions.json": Make.versions(records),
          "static/css/lamp.css": ".lamp { cursor: pointer; color: tan }\n.new { color: red }\n",
          "static/css/print.css": "css/print.css",
          "static/img/a.png": "img/a.png", "static/img/b.png": "img/b.png",
          "static/img/c.png": "img/c.png", "static/img/d.png": "img/d.png",
          "static/img/hero-dusk.avif": "dusk",
          "static/js/reading-time.js": "new",
          "templates/lamp.html": """
          <!doctype html>
          <link rel="stylesheet" href="/static/css/lamp.css?v=82acf3b6">
          <script src="/static/js/reading-time.js?v=v3" defer></script>

          """,
        ], workingFolder: "/evenfall"), columns: columns, rows: rows, isUnicode: isUnicode,
      isTree: true)
    session.oldBytes["/evenfall/static/css/lamp.css"] = oldLamp
    session.press("R")
    return session
  }

  private static let oldLamp = ".lamp { color: tan }\n"
}

@Suite("Golden screens: the pictures of the face")
struct FaceGoldenTests {
  @Test(
    "each picture at each size", arguments: Picture.allCases,
    [(80, 24), (120, 40), (40, 10), (24, 5)])
  func sizes(_ picture: Picture, size: (columns: Int, rows: Int)) throws {
    let session = try picture.session(columns: size.columns, rows: size.rows)
    Golden.expect(session.state.grid(), "\(picture.rawValue)-\(size.columns)x\(size.rows)")
    session.resize(23, 4)
    #expect(session.lines == ["24x5 needed", "", "", ""])
  }

  @Test(
    "the larger sizes", arguments: [Picture.list, .bumped, .write, .findings, .loader],
    [(200, 60), (100, 30)])
  func large(_ picture: Picture, size: (columns: Int, rows: Int)) throws {
    let session = try picture.session(columns: size.columns, rows: size.rows)
    Golden.expect(session.state.grid(), "\(picture.rawValue)-\(size.columns)x\(size.rows)")
  }

  @Test("each picture in ASCII", arguments: Picture.allCases)
  func ascii(_ picture: Picture) throws {
    let session = try picture.session(columns: 80, rows: 24, isUnicode: false)
    let grid = session.state.grid()
    for line in grid.lines {
      #expect(line.utf8.allSatisfy { (0x20..<0x7F).contains($0) }, "\(line)")
    }
    Golden.expect(grid, "\(picture.rawValue)-ascii-80x24")
  }

  @Test(
    "each picture in the colours of each terminal", arguments: Picture.allCases,
    ["dark", "light", "eight", "none"])
  func colors(_ picture: Picture, palette: String) throws {
    let palettes: [String: Palette] = [
      "dark": .many(.dark), "light": .many(.light), "eight": .eight, "none": .none,
    ]
    let session = try picture.session(columns: 80, rows: 24)
    let looks = try #require(palettes[palette])
    Golden.expectLooks(session.state.grid(), looks, "\(picture.rawValue)-\(palette)-80x24")
  }

  @Test("a start without a project", arguments: [(80, 24), (120, 40), (40, 10), (24, 5)])
  func starts(columns: Int, rows: Int) throws {
    let missing = StartState(
      .missing(
        words: "no project here: looked for assetbump.toml and static/ in /tmp/x and above",
        draft: ["would write assetbump.toml", "  root \"static\": static/ at /static/"]),
      size: Size(columns: columns, rows: rows), isUnicode: true)
    Golden.expect(missing.grid(), "face-start-missing-\(columns)x\(rows)")
    let disk = MemoryFileSystem(
      ["assetbump.toml": "[strategy]\ndefault = \"hsah\"\n"], workingFolder: "/shop")
    do {
      _ = try Project.open("/shop", in: disk)
      Issue.record("the settings are right")
    } catch {
      let broken = StartState(
        .broken(ProjectFailure(error, in: "/shop", on: disk)),
        size: Size(columns: columns, rows: rows), isUnicode: true)
      Golden.expect(broken.grid(), "face-start-broken-\(columns)x\(rows)")
    }
  }
}
