import TestSupport
import Testing
import Values

@Suite("assetbump references")
struct ReferencesTests {
  /// A project with one stale token; SHA-256 of "a" by `sha256sum`: ca978112….
  private func site() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("[[root]]\ntokens = \"literal\"\n", to: "assetbump.toml")
    try folder.write("a", to: "static/x.css")
    try folder.write("i", to: "static/i.png")
    try folder.write(
      "<link rel=\"icon\" href=\"/static/i.png\">\n<a href=\"/static/x.css?v=1\">",
      to: "templates/p.html")
    try folder.write("p { background: url(/static/i.png) }", to: "static/vendor/y.css")
    try folder.write(
      """
      {"format": 1, "assets": {"static": {"x.css": {"token": "1", "sha256": "\(Shop.freshNow)", \
      "bumped": "2024-05-01"}}}}
      """, to: "asset-versions.json")
    return folder
  }

  private let stale =
    "templates/p.html:2:10: warning: static:x.css: stale-token: 1 was given on 2024-05-01, and the bytes"
    + " changed since - assetbump bump static:x.css\n"

  @Test("a line a reference, then the findings; counts of what is not the project's own apart")
  func text() throws {
    let folder = try site()
    try expect(
      Assetbump.run(["references"], in: folder),
      """
      PLACE                  FORM  TOKEN  ASSET         STATUS
      templates/p.html:1:24  attr  -      static:i.png  ok
      templates/p.html:2:10  attr  v=1    static:x.css  stale-token


      """ + stale, "2 references in 1 file; not shown: 1 vendored (--all)\n", 1)
    try expect(
      Assetbump.run(["references", "--all", "static/vendor"], in: folder),
      """
      PLACE                     FORM     TOKEN  ASSET         STATUS
      static/vendor/y.css:1:21  css-url  -      static:i.png  ok

      """, "1 reference in 1 file\n", 0)
    try expect(
      Assetbump.run(["references", "static:i.png"], in: folder),
      """
      PLACE                  FORM  TOKEN  ASSET         STATUS
      templates/p.html:1:24  attr  -      static:i.png  ok

      """, "1 reference in 1 file; not shown: 1 vendored (--all)\n", 0)
    try expect(
      Assetbump.run(["references", "--findings", "templates"], in: folder), stale,
      "2 references in 1 file; not shown: 1 vendored (--all)\n", 1)
  }

  @Test("one object")
  func json() throws {
    try expect(
      Assetbump.run(["references", "--json"], in: site()),
      """
      {"format": 1, "references": [
        {"file": "templates/p.html", "line": 1, "column": 24, "source": "own", "form": "attr", "context": "live", "status": "ok", "tokenKind": "none", "parameter": null, "token": null, "target": "/static/i.png", "asset": {"root": "static", "path": "i.png"}, "findings": []},
        {"file": "templates/p.html", "line": 2, "column": 10, "source": "own", "form": "attr", "context": "live", "status": "ok", "tokenKind": "literal", "parameter": "v", "token": "1", "target": "/static/x.css", "asset": {"root": "static", "path": "x.css"}, "findings": ["stale-token"]}
      ], "findings": [
        {"severity": "warning", "kind": "stale-token", "root": "static", "path": "x.css", "file": "templates/p.html", "line": 2, "column": 10, "message": "1 was given on 2024-05-01, and the bytes changed since", "next": "assetbump bump static:x.css"}
      ]}

      """, "", 1)
  }

  @Test("check says it too")
  func check() throws {
    let folder = try site()
    try expect(
      Assetbump.run(["check"], in: folder),
      "error: static:x.css: stale: bytes changed since 1 was given on 2024-05-01 - assetbump bump"
        + " static:x.css\n" + stale, "3 assets: 1 stale, 2 untracked\n", 1)
  }
}
