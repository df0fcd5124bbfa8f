import AssetCore
import Site
import TestSupport
import Testing
import Values

@testable import Planning
@testable import References

@Suite("Proof before the write")
struct EditProofTests {
  private static let file: BytePath = "templates/p.html"

  /// The line at which an edit is no longer provable; nil where it is proved.
  ///
  /// - Parameters:
  ///   - text: the file, with `<>` around what is replaced.
  ///   - new: what takes its place.
  private func failure(_ text: String, _ new: String, token: String = "7") throws -> Int? {
    let before = Array(text.replacing("«", with: "").replacing("»", with: "").utf8)
    let start = try #require(text.utf8.firstRange(of: "«".utf8)).lowerBound
    let head = text.utf8[..<start].count
    let middle = text.split(separator: "«")[1].split(separator: "»")[0]
    let range = head..<(head + middle.utf8.count)
    let scanner = ReferenceScanner()
    let found = try #require(scanner.references(in: before, of: Self.file).first)
    let splice = TokenSplice(replacing: range, by: Array(new.utf8))
    let candidate = MendingRun.Candidate(
      found: FoundReference(
        reference: found, resolution: Resolution(status: .ok), source: .own),
      splice: splice, differs: true, token: try Token(token))
    let proof = EditProof(of: Self.file, by: scanner, splices: [splice], for: [candidate])
    return proof.failure(from: before, to: TokenSplice.apply([splice], to: before))
  }

  @Test(
    "the new token where the old one stood, and nothing else",
    arguments: [
      ("<img src=\"/static/a.png?v=«1»\"><img src=\"/static/b.png?v=1\">", "7", nil),
      ("\n<img src=\"/static/a.png?v=«1»\">", "8", 1),
      ("\n<img src=\"/static/a.png?v=«1»\"><img src=\"/static/b.png\">", "7 ", 1),
      ("<img src=\"/static/a.png?v=«1»\">", "7\" x=\"", 1),
      ("<img src=\"/static/a.png?v=«1»\"><img src='/static/b.png'>", "7\" x=\"'", 1),
      ("<img src=\"/static/a.png?v=«1\"><img src=\"/static/b.png?v=2»\">", "7", 1),
      ("<img src=\"/static/a.png?v=«1» 2\">", "7", 1),
    ] as [(String, String, Int?)])
  func proof(_ text: String, _ new: String, _ line: Int?) throws {
    #expect(try failure(text, new) == line)
  }

  @Test("an asset is left where a file that names it is another by now, and the rest is written")
  func changedFile() throws {
    let site = try LiteralSite(
      [
        "static/x.css": "a", "static/y.css": "b",
        "templates/p.html": "<link href=\"/static/x.css?v=1\">",
        "templates/q.html": "<link href=\"/static/x.css?v=1\"><link href=\"/static/y.css?v=1\">",
        "templates/r.html": "<link href=\"/static/y.css?v=1\">",
      ], records: ["x.css": ("1", "old"), "y.css": ("1", "old")])
    let plan = try site.plan { contents in
      contents["templates/p.html"] = Array("<link href=\"/static/x.css?v=2\">".utf8)
    }
    #expect(
      plan.left.map { "\($0.id.description): \($0.reason)" } == [
        "static:x.css: templates/p.html changed while it was read - run it again"
      ])
    try plan.write(
      to: site.disk, remembering: WriteMemory(project: "/site", state: "/state"))
    #expect(site["templates/p.html"] == "<link href=\"/static/x.css?v=1\">")
    #expect(
      site["templates/q.html"]
        == "<link href=\"/static/x.css?v=1\"><link href=\"/static/y.css?v=\(Digest.token("b"))\">")
    #expect(site["templates/r.html"] == "<link href=\"/static/y.css?v=\(Digest.token("b"))\">")
  }

  @Test("what names a file that is left stays with it, all of a circle too")
  func chain() throws {
    let sheet = "a { background: url(i.png?v=1) }"
    let site = try LiteralSite(
      [
        "static/i.png": "a", "static/x.css": sheet,
        "templates/p.html": "<link href=\"/static/x.css?v=1\">",
      ], records: ["i.png": ("1", "old"), "x.css": ("1", sheet)])
    let plan = try site.plan { contents in contents["templates/p.html"] = [] }
    #expect(
      plan.left.map { "\($0.id.description): \($0.reason)" } == [
        "static:i.png: templates/p.html changed while it was read - run it again",
        "static:x.css: templates/p.html changed while it was read - run it again",
      ])
    #expect(plan.isEmpty)
  }

  @Test("a module keeps as many URLs as it has, or gets fewer")
  func modules() throws {
    let records = ["m.js": ("1", "old")]
    let page = "<script type=module src=\"/static/m.js?v=1\"></script>"
    let files = ["static/m.js": "a", "static/a.js": "import './m.js?v=1'"]
    let all = try LiteralSite(
      files.merging(["templates/p.html": page]) { $1 }, records: records)
    try all.bump()
    #expect(all["templates/p.html"] == page.replacing("1\"", with: "ca978112\""))
    #expect(all["static/a.js"] == "import './m.js?v=ca978112'")
    // Of two URLs two are made.
    let two = try LiteralSite(
      files.merging(["templates/p.html": page, "static/b.js": "import './m.js'"]) { $1 },
      records: records)
    try two.bump()
    #expect(two["templates/p.html"] == page.replacing("1\"", with: "ca978112\""))
    // A third one would come with what cannot be changed.
    let held = try LiteralSite(
      files.merging(["templates/p.html": page, "static/vendor/v.js": "import '../m.js?v=1'"]) {
        $1
      },
      records: records)
    let plan = try held.bump()
    #expect(held["templates/p.html"] == page)
    #expect(held["static/a.js"] == "import './m.js?v=1'")
    #expect(
      plan.left.map { "\($0.id.description): \($0.reason)" } == [
        "static:m.js: static/vendor/v.js:1 would keep the URL of this module, and it would run twice"
          + " - change the token there by hand, and run it again"
      ])
    #expect(plan.isEmpty)
  }
}

extension LiteralSite {
  /// What a bump of all plans where the files are others than those whose references were read.
  fileprivate func plan(_ change: (inout [BytePath: [UInt8]]) -> Void) throws -> Plan {
    let project = try Project.open("/site", in: disk)
    let workspace = try Workspace(of: project, on: disk)
    let map = ReferenceReader(of: project, on: disk).read(workspace.inventory)
    let mending = try #require(
      try Mending.read(of: project, workspace.inventory, scope: .all, from: disk))
    var contents = mending.contents
    change(&contents)
    let changed = Mending(
      LiteralReferences(map, of: project), of: project, contents: contents, guarded: [:],
      additions: Mending.Additions(), scope: .all, scanner: ReferenceScanner(rules: map.rules))
    let request = BumpRequest()
    return workspace.plan(
      request.choices(
        for: request.entries(of: workspace.inventory), of: workspace.inventory.names),
      on: try Make.day("20260822"), mending: changed)
  }
}
