import TestSupport
import Testing
import Values

@Suite("assetbump bump: tokens that stand in templates")
struct LiteralBumpTests {
  /// SHA-256 of "a" by `sha256sum`: ca978112….
  private func site(token: String, digest: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("[[root]]\ntokens = \"literal\"\n", to: "assetbump.toml")
    try folder.write("a", to: "static/x.css")
    try folder.write("<link href=\"/static/x.css?v=1\">\r\n", to: "templates/p.html")
    try folder.write(
      """
      {
        "format": 1,
        "assets": {
          "static": {
      \(Shop.record("x.css", token, digest, isLast: true))
          }
        }
      }

      """, to: "asset-versions.json")
    return folder
  }

  private static let now = "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"

  @Test("a file in the middle of a merge is left, and named")
  func conflict() throws {
    let line = "<link href=\"/static/x.css?v=1\">\n"
    for (text, isLeft) in [
      ("a\n<<<<<<< HEAD\n\(line)=======\n\(line)>>>>>>> b\n", true),
      ("<<<<<<< HEAD\r\n\(line)||||||| c\r\n=======\r\n>>>>>>> b\r\n", true),
      ("Title\n=======\n\(line)", false), ("<<<<<<< a\n>>>>>>> b\n=======\n\(line)", false),
    ] {
      let folder = try site(token: "1", digest: Shop.freshNow)
      try folder.write(text, to: "templates/p.html")
      let result = try Assetbump.run(["bump", "--all"], in: folder)
      #expect(result.status == (isLeft ? 1 : 0), "\(text): \(result)")
      let now = folder.contents(of: "templates/p.html").map { String(decoding: $0, as: UTF8.self) }
      #expect((now == text) == isLeft)
      let words =
        ":\(text.hasPrefix("a") ? 2 : 1) is an unresolved merge conflict - resolve it, and run it again"
      #expect(result.errors.contains("templates/p.html" + words) == isLeft, "\(result.errors)")
    }
  }

  @Test("the diff of every file is printed, all are written, undo takes all back")
  func bump() throws {
    let folder = try site(token: "1", digest: Shop.freshNow)
    let before = folder.contents(of: "asset-versions.json")
    let state = ["XDG_STATE_HOME": Optional(VisibleText.of(folder.path.appending("state")))]
    try expect(
      Assetbump.run(["bump", "--all"], in: folder, environment: state),
      """
      --- a/templates/p.html
      +++ b/templates/p.html
      @@ -1 +1 @@
      -<link href="/static/x.css?v=1">\\x0d
      +<link href="/static/x.css?v=ca978112">\\x0d
      --- a/asset-versions.json
      +++ b/asset-versions.json
      @@ -2,7 +2,7 @@
         "format": 1,
         "assets": {
           "static": {
      -      "x.css": {"token": "1", "sha256": "\(Shop.freshNow)", "bumped": "2024-05-01"}
      +      "x.css": {"token": "ca978112", "sha256": "\(Self.now)", "bumped": "2024-06-01", \
      "previous": [{"token": "1", "sha256": "\(Shop.freshNow)"}]}
           }
         }
       }

      """,
      "wrote asset-versions.json and 1 other file: 1 token changes, 0 added, 0 removed; 1 reference"
        + " in 1 template\n", 0)
    try expect(
      Assetbump.run(["bump", "--all"], in: folder, environment: state), "", "nothing to write\n", 0)
    #expect(try Assetbump.run(["undo"], in: folder, environment: state).status == 0)
    #expect(
      folder.contents(of: "templates/p.html") == Array("<link href=\"/static/x.css?v=1\">\r\n".utf8)
    )
    #expect(folder.contents(of: "asset-versions.json") == before)
  }

  @Test("lines of tests, documents and CI files that hold name and old token are named")
  func mentions() throws {
    let folder = try site(token: "1", digest: Shop.freshNow)
    try folder.write("\nassert 'x.css?v=1' in page\n# x.css?v=10\n", to: "tests/test_p.py")
    try folder.write("y.css is 1\n", to: "README.md")
    try folder.write("- run: curl -f $URL/static/x.css?v=1\n", to: ".github/workflows/ci.yml")
    let result = try Assetbump.run(["bump", "--all", "--dry-run"], in: folder)
    #expect(
      result.errors == """
        not changed: .github/workflows/ci.yml:1 names static:x.css with 1
        not changed: tests/test_p.py:2 names static:x.css with 1
        nothing written (--dry-run): 1 token changes, 0 added, 0 removed; 1 reference in 1 template

        """)
  }

  @Test("a reference without a token gets one on request only")
  func add() throws {
    let folder = try site(token: "2", digest: Self.now)
    try folder.write("<img src=\"/static/x.css\">\n", to: "templates/p.html")
    try expect(Assetbump.run(["bump", "--all"], in: folder), "", "nothing to write\n", 0)
    let before = folder.contents(of: "asset-versions.json")
    try expect(
      Assetbump.run(["bump", "--all", "--add-tokens"], in: folder),
      """
      --- a/templates/p.html
      +++ b/templates/p.html
      @@ -1 +1 @@
      -<img src="/static/x.css">
      +<img src="/static/x.css?v=2">

      """,
      "wrote templates/p.html: 0 tokens change, 0 added, 0 removed; 1 reference in 1 template\n", 0)
    #expect(folder.contents(of: "asset-versions.json") == before)
    try expect(
      Assetbump.run(["bump", "--all", "--add-tokens"], in: folder), "", "nothing to write\n", 0)
    try folder.write("", to: "assetbump.toml")
    try expect(
      Assetbump.run(["bump", "--all", "--add-tokens"], in: folder), "",
      "assetbump: --add-tokens: no static root has its tokens in files - write tokens ="
        + " \"literal\" for one in the settings\n", 2)
  }

  @Test("a plain site begins with --add-tokens, which takes assets without a record too")
  func plainSite() throws {
    let folder = try TemporaryFolder()
    try folder.write("a", to: "css/a.css")
    try folder.write("a", to: "css/unnamed.css")
    try folder.write("<link rel=stylesheet href=css/a.css>\n", to: "index.html")
    try expect(
      Assetbump.run(["init"], in: folder),
      """
      wrote assetbump.toml
        css: css/ served under /css/, by index.html:1: css/a.css
          tokens = "literal": no application adds tokens to pages that are served as they lie
        nothing carries a token yet: assetbump bump --all --add-tokens writes the first ones
      wrote no asset-versions.json: there is no asset to record

      """, "", 0)
    let bumped = try Assetbump.run(["bump", "--all", "--add-tokens"], in: folder)
    #expect(
      bumped.errors
        == "wrote asset-versions.json and 1 other file: 0 tokens change, 1 added, 0 removed;"
        + " 1 reference in 1 template\n")
    #expect(
      folder.contents(of: "index.html")
        == Array("<link rel=stylesheet href=css/a.css?v=ca978112>\n".utf8))
    expect(
      try Assetbump.run(["check"], in: folder), "", "2 assets: 1 fresh, 1 untracked\n", 0)
    try expect(
      Assetbump.run(["bump", "--all", "--add-tokens"], in: folder), "", "nothing to write\n", 0)
  }

  @Test("where only a template changes, the versions file stays, and undo works all the same")
  func mend() throws {
    let folder = try site(token: "2", digest: Self.now)
    let before = folder.contents(of: "asset-versions.json")
    let state = ["XDG_STATE_HOME": Optional(VisibleText.of(folder.path.appending("state")))]
    let diff = """
      --- a/templates/p.html
      +++ b/templates/p.html
      @@ -1 +1 @@
      -<link href="/static/x.css?v=1">\\x0d
      +<link href="/static/x.css?v=2">\\x0d

      """
    try expect(
      Assetbump.run(["bump", "static/x.css"], in: folder, environment: state), diff,
      "static:x.css is fresh, it keeps its token (--force bumps it all the same)\n"
        + "wrote templates/p.html: 0 tokens change, 0 added, 0 removed; 1 reference in 1 template\n",
      0)
    #expect(folder.contents(of: "asset-versions.json") == before)
    try expect(
      Assetbump.run(["undo"], in: folder, environment: state),
      """
      --- a/templates/p.html
      +++ b/templates/p.html
      @@ -1 +1 @@
      -<link href="/static/x.css?v=2">\\x0d
      +<link href="/static/x.css?v=1">\\x0d

      """, "took back templates/p.html\n", 0)
  }
}
