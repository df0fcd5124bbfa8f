import AssetCore
import AssetTUI
import Screen
import TestSupport
import Testing

@Suite("Golden screens")
struct GoldenScreenTests {
  /// The project of UX.md's mock-up: an asset of each status, two marked, three pending, one still
  /// being read.
  static func mockUp(columns: Int, rows: Int, isUnicode: Bool = true) throws -> Session {
    let disk = MemoryFileSystem(
      [
        "assetbump.toml": """
        [[root]]
        name = "static"
        paths = ["static"]

        [[root]]
        name = "admin.static"
        paths = ["admin/static"]
        url = "/admin/static/"
        tokens = "literal"

        [strategy]
        rules = [
          { match = "css/**", use = "date" },
          { match = "js/vendor/**", use = "manual" },
        ]

        """,
        "asset-versions.json": Make.versions([
          "css/app.css": try Make.record("20260711", for: "app css 1"),
          "css/print.css": try Make.record("60303ae2", for: "print css", strategy: .hash),
          "js/checkout.js": try Make.record("1b6cf0d2", for: "checkout 1"),
          "js/old.js": try Make.record("20250101", for: "old js", strategy: .date),
          "js/vendor/analytics-loader.min.js": try Make.record("v3", for: "loader 1"),
          "js/zoom.js": try Make.record("60303ae2", for: "zoom js"),
        ]),
        "static/css/app.css": "app css 2",
        "static/css/print.css": "print css",
        "static/img/new-hero.avif": "hero",
        "static/js/checkout.js": "checkout 2",
        "static/js/vendor/analytics-loader.min.js": "loader 2",
        "static/js/zoom.js": "zoom js",
        "admin/static/admin.css": "admin css",
        "templates/base.html": """
        <!doctype html>
        <html lang="en">
          <head>
            <meta charset="utf-8">
            <title>{% block title %}Shop{% endblock %}</title>
            <link rel="stylesheet" href="{{ url_for('static', filename='css/app.css') }}">
            <link rel="stylesheet" media="print" href="{{ url_for('static', filename='css/print.css') }}">
            <script src="{{ url_for('static', filename='js/checkout.js') }}" defer></script>
          </head>
          <body>
        \t{% if a < b %}<p>caf\u{E9} \u{65E5}\u{672C}</p>{% endif %}
            {% block body %}{% endblock %}
          </body>
        </html>

        """,
        "templates/home.html": "<a href='/static/css/app.css'>\u{1B}[31m</a>\n",
      ], workingFolder: "/shop")
    disk.make(.fifo, at: "static/fonts/\u{1B}[31mred.woff2")
    let session = try Session(
      disk, columns: columns, rows: rows, isUnicode: isUnicode, holding: true)
    // All but the last two assets are read: zoom.js and admin.css are not yet.
    session.deliver(session.waitingCount - 3)
    session.press("b /")
    session.type("checkout")
    session.press("Enter b Space Esc g Space g")
    return session
  }

  @Test(
    "the main screen at each size",
    arguments: [(80, 24), (40, 10), (100, 30), (200, 60), (24, 5), (23, 4)])
  func main(columns: Int, rows: Int) throws {
    let session = try Self.mockUp(columns: columns, rows: rows)
    Golden.expect(session.state.grid(), "main-\(columns)x\(rows)")
  }

  @Test("the main screen of a terminal that shows ASCII only")
  func ascii() throws {
    let session = try Self.mockUp(columns: 40, rows: 10, isUnicode: false)
    Golden.expect(session.state.grid(), "main-ascii-40x10")
  }

  @Test("the preview's tabs", arguments: [("html", "]"), ("refs", "] ]"), ("why", "] ] ]")])
  func preview(name: String, keys: String) throws {
    let session = try Self.mockUp(columns: 80, rows: 24)
    session.press(keys)
    if name == "refs" { session.deliver() }
    Golden.expect(session.state.grid(), "preview-\(name)")
  }

  @Test("the preview, full screen")
  func fullPreview() throws {
    let session = try Self.mockUp(columns: 40, rows: 10)
    session.press("Tab ]")
    Golden.expect(session.state.grid(), "preview-full-40x10")
  }

  @Test("the token editor for two marked assets")
  func tokenEditor() throws {
    let session = try Self.mockUp(columns: 80, rows: 24)
    session.press("m")
    session.type("2026.08-rc1")
    Golden.expect(session.state.grid(), "token-editor")
  }

  @Test("the token editor refuses a token, on a narrow screen")
  func tokenRefused() throws {
    let session = try Self.mockUp(columns: 40, rows: 10)
    session.press("m")
    session.type("2026/08")
    Golden.expect(session.state.grid(), "token-refused-40x10")
  }

  @Test("the write screen", arguments: [(80, 24), (40, 10)])
  func write(columns: Int, rows: Int) throws {
    let session = try Self.mockUp(columns: columns, rows: rows)
    session.press("B w")
    Golden.expect(session.state.grid(), "write-\(columns)x\(rows)")
  }

  @Test("a filter that matches nothing")
  func noMatch() throws {
    let session = try Self.mockUp(columns: 80, rows: 24)
    session.press("/")
    session.type("css ap")
    session.press("x")
    Golden.expect(session.state.grid(), "filter-no-match")
  }

  @Test("the help", arguments: [(80, 24), (40, 10)])
  func help(columns: Int, rows: Int) throws {
    let session = try Self.mockUp(columns: columns, rows: rows)
    session.press("?")
    Golden.expect(session.state.grid(), "help-\(columns)x\(rows)")
  }

  @Test("the question before leaving", arguments: [(80, 24), (40, 10)])
  func quitGuard(columns: Int, rows: Int) throws {
    let session = try Self.mockUp(columns: columns, rows: rows)
    session.press("q")
    Golden.expect(session.state.grid(), "quit-guard-\(columns)x\(rows)")
  }

  @Test("a page that mentions an asset", arguments: [(80, 24), (40, 10)])
  func page(columns: Int, rows: Int) throws {
    let session = try Self.mockUp(columns: columns, rows: rows)
    session.deliver()
    session.press("Enter")
    // The search, then the page.
    session.deliver()
    session.deliver()
    Golden.expect(session.state.grid(), "page-\(columns)x\(rows)")
  }

  @Test("a page wrapped, with what was searched")
  func wrappedPage() throws {
    let session = try Self.mockUp(columns: 40, rows: 10)
    session.deliver()
    session.press("Enter")
    // The search, then the page.
    session.deliver()
    session.deliver()
    session.press("W /")
    session.type("href")
    session.press("Enter")
    Golden.expect(session.state.grid(), "page-wrapped-40x10")
  }

  @Test("the menu of what can be copied", arguments: [(80, 24), (24, 5)])
  func copyMenu(columns: Int, rows: Int) throws {
    let session = try Self.mockUp(columns: columns, rows: rows)
    session.press("c")
    Golden.expect(session.state.grid(), "copy-\(columns)x\(rows)")
  }

  @Test("a project without assets")
  func empty() throws {
    let disk = MemoryFileSystem(workingFolder: "/shop")
    disk.makeFolder("static")
    Golden.expect(try Session(disk, rows: 24).state.grid(), "empty-project")
  }

  @Test("the roots are being listed")
  func scanning() throws {
    let session = try Shop.session(rows: 24, holding: true)
    Golden.expect(session.state.grid(), "scanning-start")
    session.deliver(1)
    Golden.expect(session.state.grid(), "scanning")
  }

  @Test("the menu of orders, and a list by size", arguments: [(80, 24), (40, 10)])
  func sort(columns: Int, rows: Int) throws {
    let session = try Self.mockUp(columns: columns, rows: rows)
    session.press("s")
    Golden.expect(session.state.grid(), "sort-menu-\(columns)x\(rows)")
    session.press("z")
    Golden.expect(session.state.grid(), "sorted-\(columns)x\(rows)")
  }

  @Test("the offer of what an earlier session left", arguments: [(80, 24), (40, 10)])
  func recovery(columns: Int, rows: Int) throws {
    let session = try Shop.session(columns: columns, rows: rows)
    session.send(
      .recovered([
        AssetID(root: "static", path: "css/app.css"): Choice(bump: .next),
        AssetID(root: "static", path: "js/app.js"): Choice(bump: .next),
      ]))
    Golden.expect(session.state.grid(), "recovery-\(columns)x\(rows)")
  }

  @Test("the way back from a write", arguments: [(80, 24), (40, 10)])
  func takeBack(columns: Int, rows: Int) throws {
    let session = try Shop.session(columns: columns, rows: rows)
    session.press("B w y u")
    Golden.expect(session.state.grid(), "undo-\(columns)x\(rows)")
  }
}
