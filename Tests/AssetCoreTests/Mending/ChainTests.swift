import AssetCore
import Formats
import Planning
import Site
import TestSupport
import Testing
import Values

@Suite("Tokens that follow tokens")
struct ChainTests {
  @Test("an asset whose bytes change by an edit gets a new token, to the end of the chain")
  func chain() throws {
    let site = try LiteralSite(
      [
        "static/logo.png": "new", "static/site.css": "a{background:url(logo.png?v=1)}",
        "static/app.js": "load('/static/site.css?v=2')",
        "templates/p.html": "<script src=\"/static/app.js?v=3\"></script>",
      ],
      records: [
        "logo.png": ("1", "old"), "site.css": ("2", "a{background:url(logo.png?v=1)}"),
        "app.js": ("3", "load('/static/site.css?v=2')"),
      ])
    let plan = try site.bump(["logo.png"])
    let logo = Digest.token("new")
    let css = "a{background:url(logo.png?v=\(logo))}"
    let script = "load('/static/site.css?v=\(Digest.token(css))')"
    #expect(site["static/site.css"] == css)
    #expect(site["static/app.js"] == script)
    #expect(
      site["templates/p.html"]
        == "<script src=\"/static/app.js?v=\(Digest.token(script))\"></script>"
    )
    #expect(plan.summary == "3 tokens change, 0 added, 0 removed; 3 references in 3 files")
    #expect(
      plan.mended.reasonLines() == [
        "static:app.js because static:site.css", "static:site.css because static:logo.png",
      ])
    #expect(
      plan.edits.map(\.name) == [
        "static/app.js", "static/site.css", "templates/p.html", "asset-versions.json",
      ])
    #expect(try site.token("app.js") == Digest.token(script), "the digest of the new bytes")
    #expect(try site.plan().isEmpty)
  }

  @Test("assets that name each other get tokens of their bytes without the circle's tokens")
  func cycle() throws {
    let files = [
      "static/a.js": "import '/static/b.js?v=1' // new", "static/b.js": "import '/static/a.js?v=2'",
      "static/c.js": "x='/static/c.js?v=3'",
      "templates/p.html": "<script type=module src=\"/static/a.js?v=2\"></script>",
    ]
    let records = [
      "a.js": ("2", "old"), "b.js": ("1", "import '/static/a.js?v=2'"), "c.js": ("3", "old"),
    ]
    let site = try LiteralSite(files, records: records)
    let plan = try site.bump()
    let first = Digest.token("import '/static/b.js?v=' // new")
    let second = Digest.token("import '/static/a.js?v='")
    #expect(site["static/a.js"] == "import '/static/b.js?v=\(second)' // new")
    #expect(site["static/b.js"] == "import '/static/a.js?v=\(first)'")
    #expect(site["static/c.js"] == "x='/static/c.js?v=\(Digest.token("x='/static/c.js?v='"))'")
    #expect(
      site["templates/p.html"] == "<script type=module src=\"/static/a.js?v=\(first)\"></script>")
    #expect(
      plan.mended.reasonLines() == [
        "static:a.js in a circle with static:b.js: its token is made of its bytes without the"
          + " circle's tokens",
        "static:b.js in a circle with static:a.js: its token is made of its bytes without the"
          + " circle's tokens",
        "static:c.js names itself: its token is made of its bytes without that token",
      ])
    let inventory = try Workspace(of: Project.open("/site", in: site.disk), on: site.disk).inventory
    #expect(inventory.statuses == [.fresh, .fresh, .fresh], "the files' own digests are recorded")
    #expect(try site.plan().isEmpty)
  }

  @Test("an ES module's importers change together, or none does")
  func importers() throws {
    let records = ["m.js": ("1", "old")]
    let both = try LiteralSite(
      [
        "static/m.js": "a", "static/p.js": "import '/static/m.js?v=1'",
        "static/q.js": "import '/static/m.js?v=0'",
      ], records: records)
    try both.bump()
    #expect(both["static/p.js"] == "import '/static/m.js?v=ca978112'")
    #expect(both["static/q.js"] == "import '/static/m.js?v=ca978112'")
    let one = try LiteralSite(
      [
        "static/m.js": "a", "static/p.js": "import '/static/m.js?v=1'",
        "static/q.js": "import '/static/m.js'",
      ], records: records)
    // It has two URLs, and keeps two.
    try one.bump()
    #expect(one["static/p.js"] == "import '/static/m.js?v=ca978112'")
    #expect(one["static/q.js"] == "import '/static/m.js'")
  }

  @Test("a manual asset whose bytes change is left, and says what it needs")
  func manual() throws {
    let site = try LiteralSite(
      ["static/i.png": "new", "static/m.css": "a{background:url(i.png?v=1)}"],
      records: ["i.png": ("1", "old"), "m.css": ("v1", "a{background:url(i.png?v=1)}")],
      settings: "[strategy]\nrules = [{ match = \"m.css\", use = \"manual\" }]\n")
    let plan = try site.plan(["i.png"])
    #expect(plan.left.map(\.id.path) == ["m.css"])
    #expect(plan.left.map(\.reason) == [.needsToken])
  }

  @Test("a write is taken back to the last byte")
  func takeBack() throws {
    let site = try LiteralSite(
      ["static/x.css": "a", "templates/p.html": "<link href=\"/static/x.css?v=1\">\r\n"],
      records: ["x.css": ("1", "old")])
    let files = ["asset-versions.json", "templates/p.html", "static/x.css"]
    let before = files.map { site[$0] }
    let document = try VersionsDocument.read(
      of: Project.open("/site", in: site.disk), from: site.disk)
    let plan = try site.bump()
    #expect(site["templates/p.html"] == "<link href=\"/static/x.css?v=ca978112\">\r\n")
    try #require(plan.reversed(to: document)).write(
      to: site.disk, remembering: WriteMemory(project: "/site", state: "/state"))
    #expect(files.map { site[$0] } == before)
  }

  @Test("a file that changed since it was read is not written, and nothing else is")
  func changed() throws {
    let site = try LiteralSite(
      ["static/x.css": "a", "templates/p.html": "<link href=\"/static/x.css?v=1\">"],
      records: ["x.css": ("1", "old")])
    let plan = try site.plan()
    site.disk.write("other", to: "/site/templates/p.html")
    let before = site["asset-versions.json"]
    #expect(throws: WriteError.changed("templates/p.html")) {
      try plan.write(
        to: site.disk, remembering: WriteMemory(project: "/site", state: "/state"))
    }
    #expect(site["asset-versions.json"] == before)
  }
}
