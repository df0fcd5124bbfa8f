import Formats
import Planning
import TestSupport
import Testing
import Values

@testable import Site

@Suite("Tokens that stand in the project's files")
struct MendingTests {
  /// `a` stale, its token by hash now ca978112 (SHA-256 of "a").
  private func bumped(_ file: String, _ text: String) throws -> String? {
    let site = try LiteralSite(
      [file: text, "static/x.css": "a"], records: ["x.css": ("1", "old")])
    try site.bump()
    return site[file]
  }

  @Test(
    "the token alone is rewritten, in the house style",
    arguments: [
      ("<link href=\"{{ url_for('static', filename='x.css') }}?v=T\">", "1"),
      ("<link href=\"{{ url_for('static', filename='x.css', v='T') }}\">", "1"),
      ("{{ url_for(\"static\",\r\n  filename=\"x.css\",\r\n  ver=\"T\") }}\r\n", "2.29.4"),
      ("<link href='/static/x.css?T#top'>", "20260822-weather-key-button"),
      ("<!--[if IE]><link href=\"/static/x.css?v=T\"><![endif]-->", "9"),
      ("\u{FEFF}<link href=/static/x.css?v=T>\u{0}", "1"),
      ("<link href=\"/static/x.css?v=T\"><link rel=preload href=\"/static/x.css?v=T\">", "1"),
    ])
  func pages(_ text: String, _ old: String) throws {
    #expect(
      try bumped("templates/p.html", text.replacing("T", with: old))
        == text.replacing("T", with: "ca978112"))
  }

  @Test("a long line stays long, and the file without a final newline")
  func longLine() throws {
    let filler = String(repeating: "x ", count: 700)
    #expect(
      try bumped("templates/p.html", filler + "<link href=\"/static/x.css?v=1\">" + filler)
        == filler + "<link href=\"/static/x.css?v=ca978112\">" + filler)
  }

  @Test("a number without quotes gets them where the new token is none")
  func unquoted() throws {
    #expect(
      try bumped("templates/p.html", "{{ url_for(\"static\", filename=\"x.css\", v=1) }}")
        == "{{ url_for(\"static\", filename=\"x.css\", v=\"ca978112\") }}")
    #expect(
      try bumped("app.py", "u = url_for('static', filename='x.css', v=1)\n")
        == "u = url_for('static', filename='x.css', v='ca978112')\n")
    let site = try LiteralSite(
      ["app.py": "url_for('static', filename='x.css', v=1)", "static/x.css": "a"],
      records: ["x.css": ("1", "old")])
    try site.bump(["x.css"], BumpRequest(strategy: .date))
    #expect(site["app.py"] == "url_for('static', filename='x.css', v=20260822)")
  }

  @Test(
    "what is no token of a live reference stays",
    arguments: [
      ("templates/p.html", "<!-- <link href=\"/static/x.css?v=1\"> -->"),
      ("templates/p.html", "{# {{ url_for('static', filename='x.css') }}?v=1 #}"),
      ("templates/p.html", "<link href=\"https://cdn.example.com/static/x.css?v=1\">"),
      ("templates/p.html", "<link href=\"/static/x.css\">"),
      ("templates/p.html", "<link href=\"/static/x.css?v={{ version }}\">"),
      ("templates/p.html", "<link href=\"/static/x.css?iefix\">"),
      ("templates/p_old.html", "<link href=\"/static/x.css?v=1\">"),
      ("tests/test_p.py", "assert '/static/x.css?v=1' in page"),
      ("static/vendor/v.css", "@import '/static/x.css?v=1';"),
    ])
  func stays(_ file: String, _ text: String) throws {
    #expect(try bumped(file, text) == text)
  }

  @Test("a test or comment that holds the old token is named")
  func named() throws {
    let site = try LiteralSite(
      [
        "static/x.css": "a", "tests/test_p.py": "\nclient.get('/static/x.css?v=1')",
        "templates/p.html": "<!-- <link href=\"/static/x.css?v=1\"> -->",
      ], records: ["x.css": ("1", "old")])
    #expect(
      try site.plan().mended.leftLines() == [
        "not changed: templates/p.html:1:18: static:x.css keeps 1: it stands in a comment",
        "not changed: tests/test_p.py:2:13: static:x.css keeps 1: its file is a test",
      ])
  }

  @Test("a loader root's references stay, and nothing is read for them")
  func loader() throws {
    let site = try LiteralSite(
      ["static/x.css": "a", "templates/p.html": "<link href=\"/static/x.css?v=1\">"],
      records: ["x.css": ("1", "old")])
    site.disk.write("", to: "/site/assetbump.toml")
    site.disk.clearLog()
    let plan = try site.bump()
    #expect(plan.summary == "1 token changes, 0 added, 0 removed")
    #expect(site["templates/p.html"] == "<link href=\"/static/x.css?v=1\">")
    #expect(!site.disk.log.contains { $0.path == "/site/templates/p.html" })
  }

  @Test("a token that differs from the record is mended, where the asset is asked for")
  func differing() throws {
    let files = [
      "static/x.css": "a", "static/y.css": "b",
      "templates/p.html": "<link href=\"/static/x.css?v=0\"><link href=\"/static/y.css?v=0\">",
    ]
    let records = ["x.css": ("1", "a"), "y.css": ("2", "b")]
    let one = try LiteralSite(files, records: records)
    let before = one["asset-versions.json"]
    let plan = try one.bump(["x.css"])
    #expect(
      one["templates/p.html"]
        == "<link href=\"/static/x.css?v=1\"><link href=\"/static/y.css?v=0\">")
    #expect(plan.summary == "0 tokens change, 0 added, 0 removed; 1 reference in 1 template")
    #expect(plan.fileEdits.map(\.name) == ["templates/p.html"])
    #expect(one["asset-versions.json"] == before)
    let all = try LiteralSite(files, records: records)
    try all.bump()
    #expect(
      all["templates/p.html"]
        == "<link href=\"/static/x.css?v=1\"><link href=\"/static/y.css?v=2\">")
    #expect(try all.plan().isEmpty)
  }

  private static let ofOld =
    "sha384-fBumr4n5sA4/QWNPS7KNu2jg9CBOR0IYwQ/0At9wfOm4i7Q4PV5XMqwIcsX/sSsj"
  private static let ofA =
    "sha384-VKWbnyKwuAiA2EJ+VIt8I6vYc0huHwNdzpzWl+hRdQM8qojm1XvDXvrgta/TFF8x"

  @Test(
    "the integrity beside a token is of the new bytes",
    arguments: [
      ("<link rel=stylesheet href='/static/x.css?v=T' integrity=\"I\">"),
      ("<link integrity='I' crossorigin href=\"{{ url_for('static', filename='x.css', v='T') }}\">"),
      ("<script integrity=I src=\"{{ url_for('static', filename='x.css') }}?v=T\"></script>"),
    ])
  func integrity(_ text: String) throws {
    #expect(
      try bumped(
        "templates/p.html", text.replacing("T", with: "1").replacing("I", with: Self.ofOld))
        == text.replacing("T", with: "ca978112").replacing("I", with: Self.ofA))
  }

  @Test("an integrity that is none, or of a file elsewhere, stays")
  func otherIntegrity() throws {
    let text =
      "<link href='/static/x.css?v=T' integrity='{{ i }}'><script src='https://cdn.example.com/x.js'"
      + " integrity='\(Self.ofOld)'></script>"
    #expect(
      try bumped("templates/p.html", text.replacing("T", with: "1"))
        == text.replacing("T", with: "ca978112"))
  }

  @Test("an integrity of an edited asset is of its edited bytes; a wrong one alone is mended too")
  func integrityOfEdited() throws {
    let sheet = "a{background:url(i.png?v=1)}"
    let page = "<link href='/static/x.css?v=2' integrity='I'>"
    let site = try LiteralSite(
      [
        "static/i.png": "a", "static/x.css": sheet,
        "templates/p.html": page.replacing("I", with: Self.ofOld),
      ], records: ["i.png": ("1", "old"), "x.css": ("2", sheet)])
    try site.bump(["i.png"])
    let edited = sheet.replacing("1", with: "ca978112")
    #expect(site["static/x.css"] == edited)
    let token = Digest.token(edited)
    let integrity = Integrity(of: Array(edited.utf8), by: .sha384).description
    let after = page.replacing("2", with: token).replacing("I", with: integrity)
    #expect(site["templates/p.html"] == after)
    #expect(try site.plan().isEmpty)
    site.disk.write(after.replacing(integrity, with: Self.ofOld), to: "/site/templates/p.html")
    let plan = try site.bump(["x.css"])
    #expect(plan.summary == "0 tokens change, 0 added, 0 removed; 1 reference in 1 template")
    #expect(site["templates/p.html"] == after)
  }
}
