import AssetTUI
import Disk
import Planning
import Screen
import Site
import TestSupport
import Testing
import Values

@Suite("Sessions: tokens that stand in templates")
struct LiteralSessions {
  private static let page =
    "<link href=\"/static/app.css?v=9f596c35\">\n<link href=\"/static/print.css?v=0\">\n"

  /// `app.css` is stale; `print.css` is fresh, and a page carries another token than its record.
  private func disk(app: String = "app css 2") throws -> MemoryFileSystem {
    MemoryFileSystem(
      [
        "assetbump.toml": "[[root]]\ntokens = \"literal\"\n",
        "asset-versions.json": Make.versions([
          "app.css": try Make.record("9f596c35", for: "app css 1"),
          "print.css": try Make.record("89071a78", for: "print css"),
        ]),
        "static/app.css": app, "static/print.css": "print css", "templates/p.html": Self.page,
      ], workingFolder: "/shop")
  }

  @Test("w shows the templates that change with the records, y writes all, u takes all back")
  func write() throws {
    let session = try Session(disk(), rows: 12)
    let versions = session.disk.text(of: "asset-versions.json")
    session.press("b w")
    session.expect(
      """
       write   2 files   1 token changed · 1 reference
       nothing is left outdated
       templates/p.html  1 change
         1 - <link href="/static/app.css?v=9f596c35">
           + <link href="/static/app.css?v=de1a2db4">
       asset-versions.json  1 record
         app.css  9f596c35 → de1a2db4




       y write 2 files  Esc back  n N change  z whole diff  W wrap  / search
      """)
    session.press("y")
    #expect(
      session.state.notice
        == Notice(
          "wrote 2 files: 1 token changed, 1 reference; nothing is left outdated (u takes it back)")
    )
    #expect(
      session.disk.text(of: "templates/p.html")
        == Self.page.replacing("9f596c35", with: "de1a2db4"))
    session.press("u y")
    session.expectLine(-2, " took back: 1 token changed")
    #expect(session.disk.text(of: "templates/p.html") == Self.page)
    #expect(session.disk.text(of: "asset-versions.json") == versions)
  }

  @Test("B mends the tokens that differ from their records too, also where nothing is stale")
  func mendAll() throws {
    let session = try Session(disk(app: "app css 1"))
    session.press("w")
    session.expectLine(
      -2, " nothing is pending: b bumps the asset under the cursor, B all that is stale")
    session.press("B")
    session.expectLine(
      -2, " nothing in view is outdated: w mends the tokens that differ from their records")
    session.press("w")
    session.expectLine(1, " nothing is left outdated")
    session.press("y")
    #expect(
      session.state.notice
        == Notice(
          "wrote 1 file: 1 reference; nothing is left outdated (u takes it back)"))
    #expect(
      session.disk.text(of: "templates/p.html") == Self.page.replacing("v=0", with: "v=89071a78"))
    session.press("B")
    session.expectLine(-2, " nothing in view is outdated")
    session.press("w")
    session.expectLine(1, " nothing is left outdated")
  }

  @Test("+ adds a token wherever the asset is named without one, and nowhere else; x drops it")
  func addTokens() throws {
    let disk = try disk(app: "app css 1")
    let bare = """
      <link rel="stylesheet" href="/static/app.css">
      <link rel="stylesheet" href="/static/print.css">
      <script src="/static/z.js#a"></script>

      """
    disk.write(bare, to: "templates/q.html")
    disk.write("z", to: "static/z.js")
    let session = try Session(disk)
    session.press("+")
    session.expectLine(-2, " w adds the token in 1 place")
    session.press("w")
    session.expectLine(1, " nothing is left outdated")
    session.press("y")
    let added = bare.replacing("app.css", with: "app.css?v=9f596c35")
    #expect(disk.text(of: "templates/q.html") == added)
    #expect(disk.text(of: "templates/p.html") == Self.page)
    session.press("+")
    session.expectLine(-2, " app.css is nowhere named without a token")
    // An asset without a record gets one; of what differs elsewhere B is told, not +.
    session.press("G + w")
    session.expectLine(1, " nothing is left outdated")
    session.press("Esc x")
    session.expectLine(-2, " dropped 1 change")
    session.press("+ w y")
    // SHA-256 of "z", by sha256sum: 594e519a….
    #expect(
      disk.text(of: "templates/q.html") == added.replacing("z.js#a", with: "z.js?v=594e519a#a"))
    #expect(disk.text(of: "templates/p.html") == Self.page)
  }

  @Test("+ says where there is nothing to add")
  func nothingToAdd() throws {
    let session = try Shop.session()
    session.press("+")
    session.expectLine(-2, " there is no token to add here: none of this stands in files")
  }

  @Test("y waits until the templates are read")
  func waiting() throws {
    let session = try Session(disk())
    session.press("b")
    session.hold()
    session.press("w")
    session.expectLine(-2, " reading the tokens that stand in the project's files")
    session.press("y")
    session.expectLine(-2, " the project's files are still being read for their tokens")
    session.deliver()
    session.expectLine(1, " nothing is left outdated")
    session.press("y")
    session.deliver()
    #expect(
      session.disk.text(of: "templates/p.html")
        == Self.page.replacing("9f596c35", with: "de1a2db4"))
  }

  @Test("a stylesheet that was edited is fresh after the write, and no news to the next scan")
  func chain() throws {
    let disk = try disk()
    disk.write("a{background:url(app.css?v=9f596c35)}", to: "static/site.css")
    disk.write(
      Make.versions([
        "app.css": try Make.record("9f596c35", for: "app css 1"),
        "site.css": try Make.record("1", for: "a{background:url(app.css?v=9f596c35)}"),
      ]), to: "asset-versions.json")
    let session = try Session(disk)
    session.press("b w y")
    #expect(session.state.inventory.counts == [.fresh: 2, .untracked: 1])
    session.press("R")
    #expect(session.state.inventory.counts == [.fresh: 2, .untracked: 1])
    #expect(session.state.notice == nil)
  }

  @Test("a template that changed under the plan is not written; r reads it again")
  func changed() throws {
    let session = try Session(disk())
    session.press("b w")
    session.disk.write("x" + Self.page, to: "templates/p.html")
    session.press("y")
    session.expectLine(
      -3, " templates/p.html changed on disk since it was read - r reads it again and")
    session.expectLine(-2, " keeps what is pending")
    session.press("r y")
    #expect(
      session.disk.text(of: "templates/p.html")
        == "x" + Self.page.replacing("9f596c35", with: "de1a2db4"))
  }

  /// A page, a stylesheet and the versions file change; a test and a document carry the old token.
  static func threeFiles() throws -> MemoryFileSystem {
    let site = "a{background:url(app.css?v=9f596c35)}"
    return MemoryFileSystem(
      [
        "assetbump.toml": "[[root]]\ntokens = \"literal\"\n",
        "asset-versions.json": Make.versions([
          "app.css": try Make.record("9f596c35", for: "app css 1"),
          "site.css": try Make.record("1", for: site),
        ]),
        "static/app.css": "app css 2", "static/site.css": site,
        "templates/p.html": "<link href=\"/static/app.css?v=9f596c35\">\n",
        "docs/release.md": "app.css is served as 9f596c35\n",
        "tests/test_page.py": "assert '/static/app.css?v=9f596c35' in page\n",
      ], workingFolder: "/shop")
  }

  @Test("every file stands there with its diff; what keeps the old token is named, not changed")
  func files() throws {
    let session = try Session(Self.threeFiles(), rows: 16)
    session.press("b w")
    session.expect(
      """
       write   3 files   2 tokens changed · 2 references
       nothing is left outdated
       also new: site.css because app.css gets a new token
       not changed: docs/release.md:1 names static:app.css with 9f596c35
       not changed: tests/test_page.py:1 names static:app.css with 9f596c35
       static/site.css  1 change
         1 - a{background:url(app.css?v=9f596c35)}
           + a{background:url(app.css?v=de1a2db4)}
       templates/p.html  1 change
         1 - <link href="/static/app.css?v=9f596c35">
           + <link href="/static/app.css?v=de1a2db4">
       asset-versions.json  2 records
         app.css   9f596c35 → de1a2db4
         site.css         1 → a453d7b6

       y write 3 files  Esc back  n N change  z whole diff  W wrap  / search
      """)
    session.press("]")
    session.expectLine(3, " not changed: docs/release.md:1 names static:app.css with 9f596c35")
    session.press("]")
    session.expectLine(3, " not changed: docs/release.md:1 names static:app.css with 9f596c35")
    session.press("]")
    session.expectLine(3, " not changed: docs/release.md:1 names static:app.css with 9f596c35")
    session.press("] y")
    #expect(
      session.disk.text(of: "docs/release.md") == "app.css is served as 9f596c35\n")
    #expect(
      session.disk.text(of: "tests/test_page.py")
        == "assert '/static/app.css?v=9f596c35' in page\n")
  }

  @Test("NEXT and the preview show the token that an asset gets because it is edited")
  func edited() throws {
    let session = try Session(Self.threeFiles(), rows: 20)
    /// The row of the stylesheet, with a token of 8 characters or none in NEXT.
    func row(_ next: String? = nil) -> String {
      "▌   site.css                             hash              1"
        + (next.map { " → \($0)       0" } ?? "                  0")
    }
    session.press("j")
    session.expectLine(3, row())
    session.press("k b j")
    session.expectLine(3, row("a453d7b6"))
    session.expectLine(
      -7, "─ site.css ─ URL · HTML · Refs · Why · Diff ────────────────────────────────────")
    session.expectLine(-6, " now  /static/site.css?v=1")
    session.expectLine(-5, " next /static/site.css?v=a453d7b6")
    session.press("k d j")
    let dated = String(Digest.of(Array("a{background:url(app.css?v=20260822)}".utf8)).hex.prefix(8))
    session.expectLine(3, row(dated))
    session.press("u u")
    session.expectLine(3, row())
    session.press("^R ^R")
    session.expectLine(3, row(dated))
  }

  @Test("c d copies the diff of every file")
  func copy() throws {
    let session = try Session(Self.threeFiles())
    session.press("b c d")
    let lines = String(decoding: session.copied.joined(), as: UTF8.self).split(separator: "\n")
    #expect(
      lines.filter { $0.hasPrefix("+++") } == [
        "+++ b/static/site.css", "+++ b/templates/p.html", "+++ b/asset-versions.json",
      ])
  }

  @Test("b on a fresh asset has an integrity mended that browsers refuse")
  func freshWithIntegrity() throws {
    let disk = try disk(app: "app css 1")
    // By sha256sum and base64: of nothing, and of "app css 1".
    let page = "<link href=\"/static/app.css?v=9f596c35\" integrity=\"sha256-I=\">\n"
    let (empty, real) = (
      "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU", "n1lsNXEIh9AbJaB5Zz/7u99EC/96lFDRSEtPW3l0YBA"
    )
    disk.write(page.replacing("I", with: empty), to: "templates/p.html")
    let session = try Session(disk)
    session.findings = [
      Finding(
        severity: .error, kind: "wrong-integrity", id: AssetID(root: "static", path: "app.css"),
        file: "templates/p.html", line: 1, column: 13,
        message: "integrity is not of these bytes: browsers refuse the file")
    ]
    session.press("R b")
    session.expectLine(-2, " app.css is fresh: w mends the integrity beside its token")
    session.press("w")
    session.expectLine(1, " nothing is left outdated")
    session.press("y")
    #expect(session.disk.text(of: "templates/p.html") == page.replacing("I", with: real))
  }

  @Test("b on a fresh asset has tokens mended that differ from its record, or says that none do")
  func fresh() throws {
    let session = try Session(disk(app: "app css 1"))
    session.press("b")
    session.expectLine(-2, " app.css is fresh, it keeps its token")
    session.press("j b")
    session.expectLine(-2, " print.css is fresh: w mends 1 token that differs from its record")
    session.press("x")
    session.expectLine(-2, " 1 asset is not mended")
    session.press("b w")
    session.expectLine(1, " nothing is left outdated")
    session.press("y")
    #expect(
      session.disk.text(of: "templates/p.html") == Self.page.replacing("v=0", with: "v=89071a78"))
    session.press("b")
    session.expectLine(-2, " print.css is fresh, it keeps its token")
  }
}
