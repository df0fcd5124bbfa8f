import Disk
import Planning
import TestSupport
import Testing
import Values

/// The project that most golden screens show.
enum MockUp {
  /// A project with an asset of each status, two marked, three pending, one still
  /// being read.
  static func session(columns: Int, rows: Int, isUnicode: Bool = true) throws -> Session {
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
        "server.go": "load(\"asset-versions.json\")\n",
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
    for (path, time) in times { disk.setModified(path, time) }
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

  /// What is said about the references.
  static let findings = [
    Finding(
      severity: .error, kind: "two-tokens", id: AssetID(root: "static", path: "css/app.css"),
      file: "templates/home.html", line: 1, column: 10,
      message: "a hard-coded URL without the token that templates/base.html:6 gives it",
      next: "write {{ url_for('static', filename='css/app.css') }}"),
    Finding(
      severity: .note, kind: "guess", file: "templates/base.html", line: 11,
      message: "a name that shows \\x1b[31m as text"),
  ]

  /// Times by `date -u -d "2026-08-21 17:02" +%s`, and so on; the vendor's file has none.
  private static let times: [(BytePath, Int64)] = [
    ("static/css/app.css", 1_787_331_720),  // 2026-08-21 17:02
    ("static/css/print.css", 1_752_192_000),  // 2025-07-11 00:00
    ("static/img/new-hero.avif", 1_787_385_599),  // 2026-08-22 07:59
    ("static/js/checkout.js", 1_767_225_660),  // 2026-01-01 00:01
    ("static/js/zoom.js", 0),  // 1970-01-01 00:00
    ("admin/static/admin.css", 1_783_771_140),  // 2026-07-11 11:59
  ]
}
