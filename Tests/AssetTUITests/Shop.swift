import TestSupport
import Values

/// The project that most sessions run over: an asset of each common status.
///
/// | asset | status | strategy |
/// | --- | --- | --- |
/// | `css/app.css` | stale | hash |
/// | `css/print.css` | fresh | hash |
/// | `img/hero.png` | new | hash |
/// | `js/app.js` | stale | date |
/// | `js/old.js` | missing | date |
/// | `vendor/lib.js` | stale | manual |
///
/// The first hex digits of the SHA-256 of each file's text, by `sha256sum`: `app css 1` 9f596c35,
/// `app css 2` de1a2db4, `print css` 89071a78, `hero` ae6c79d1, `app js 2` 11d0906c,
/// `lib js 2` e85755ef.
enum Shop {
  static let settings = """
    [strategy]
    rules = [
      { match = "js/**", use = "date" },
      { match = "vendor/**", use = "manual" },
    ]

    """

  static func versions() throws -> String {
    Make.versions([
      "css/app.css": try Make.record("9f596c35", for: "app css 1"),
      "css/print.css": try Make.record("89071a78", for: "print css"),
      "js/app.js": try Make.record("20260711", for: "app js 1"),
      "js/old.js": try Make.record("20250101", for: "old js", bumped: "20250101"),
      "vendor/lib.js": try Make.record(
        "v2", for: "lib js 1", previous: [("v1", "lib js 0")]),
    ])
  }

  /// The project on a disk in memory, with more settings behind its own.
  static func disk(settings more: String = "") throws -> MemoryFileSystem {
    MemoryFileSystem(
      [
        "assetbump.toml": settings + more,
        "server.go": "load(\"asset-versions.json\")\n",
        "asset-versions.json": try versions(),
        "static/css/app.css": "app css 2",
        "static/css/print.css": "print css",
        "static/img/hero.png": "hero",
        "static/js/app.js": "app js 2",
        "static/vendor/lib.js": "lib js 2",
      ], workingFolder: "/shop")
  }

  /// A session over the project.
  static func session(
    columns: Int = 80, rows: Int = 10, holding: Bool = false, settings more: String = ""
  ) throws -> Session {
    try Session(disk(settings: more), columns: columns, rows: rows, holding: holding)
  }
}
