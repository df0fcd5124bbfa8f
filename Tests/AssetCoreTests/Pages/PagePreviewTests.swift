import AssetCore
import Planning
import Site
import TestSupport
import Testing
import Values

@Suite("Page preview")
struct PagePreviewTests {
  /// A shop with a loader root, a blueprint's, and one whose tokens stand in templates; each asset
  /// is stale: its record has token 1, and its bytes' SHA-256 begins with 2d711642.
  private func lines(_ page: String, name: BytePath = "templates/a.html") throws
    -> [PagePreview.Line]
  {
    let record =
      "{\"token\": \"1\", \"sha256\": \"\(String(repeating: "0", count: 64))\", \"bumped\": \"2024-05-01\"}"
    let disk = MemoryFileSystem([
      "/shop/assetbump.toml": """
      [[root]]
      name = "static"
      [[root]]
      name = "admin.static"
      paths = ["admin/static"]
      url = "/admin/static/"
      [[root]]
      name = "docs"
      paths = ["docs"]
      url = "/docs/"
      tokens = "literal"
      """,
      "/shop/asset-versions.json": """
      {"format": 1, "assets": {
        "admin.static": {"old.js": \(record)},
        "docs": {"d.css": \(record)},
        "static": {"a'&.png": \(record), "css/site.css": \(record)}
      }}
      """,
      "/shop/static/css/site.css": "x", "/shop/static/a'&.png": "x", "/shop/docs/d.css": "x",
      "/shop/docs/none.css": "x", "/shop/admin/static/old.js": "x",
    ])
    disk.write(page, to: BytePath("/shop").appending(name))
    let project = try Project.open("/shop", in: disk)
    let workspace = try Workspace(of: project, on: disk)
    let day = try #require(CalendarDay(compact: "20240601"))
    let urls = PageURLs(
      project: project, inventory: workspace.inventory, choices: [:],
      rules: workspace.rules(on: day))
    return try PageSource(file: name, urls: urls).preview(from: disk).lines
  }

  private static let old = "/static/css/site.css?v=1"
  private static let new = "/static/css/site.css?v=2d711642"

  @Test(
    "what stands in a page becomes what the application prints",
    arguments: [
      // The call, in every spelling.
      ("{{ url_for('static', filename='css/site.css') }}", old, new),
      ("{{url_for(\"static\",filename=\"css/site.css\")}}", old, new),
      ("{{- url_for( 'static' , filename = 'css/site.css' , ) -}}", old, new),
      ("{{ url_for(\n  'static',\n  filename='css/site.css'\n) }}", old, new),
      (
        "<a href=\"{{ url_for('static', filename='css/site.css') }}#x\">", "<a href=\"\(old)#x\">",
        "<a href=\"\(new)#x\">"
      ),
      (
        "<!-- {{ url_for('static', filename='css/site.css') }} -->", "<!-- \(old) -->",
        "<!-- \(new) -->"
      ),
      // A blueprint's root by its name, and from inside the blueprint.
      (
        "{{ url_for('admin.static', filename='old.js') }}", "/admin/static/old.js?v=1",
        "/admin/static/old.js?v=2d711642"
      ),
      // Escaped as Jinja escapes.
      (
        "{{ url_for('static', filename=\"a'&.png\") }}", "/static/a&#39;&amp;.png?v=1",
        "/static/a&#39;&amp;.png?v=2d711642"
      ),
      // The application adds no second token of the same name, but one of another.
      (
        "{{ url_for('static', filename='css/site.css', v='9') }}", "/static/css/site.css?v=9",
        "/static/css/site.css?v=9"
      ),
      (
        "{{ url_for('static', filename='css/site.css', q='9') }}",
        "/static/css/site.css?q=9&amp;v=1",
        "/static/css/site.css?q=9&amp;v=2d711642"
      ),
      // A token behind the call is a second one, and the page will say so.
      (
        "<a href='{{ url_for('static', filename='css/site.css') }}?v=9'>", "<a href='\(old)?v=9'>",
        "<a href='\(new)?v=9'>"
      ),
      // Tokens that stand in templates.
      (
        "<a href='/docs/d.css?v=1'>", "<a href='/docs/d.css?v=1'>",
        "<a href='/docs/d.css?v=2d711642'>"
      ),
      (
        "<a href='/docs/d.css?1#x'>", "<a href='/docs/d.css?1#x'>",
        "<a href='/docs/d.css?2d711642#x'>"
      ),
      ("<a href='/docs/d.css'>", "<a href='/docs/d.css'>", "<a href='/docs/d.css'>"),
      (
        "{{ url_for('docs', filename='d.css', v='1') }}", "/docs/d.css?v=1",
        "/docs/d.css?v=2d711642"
      ),
      (
        "<a href=\"{{ url_for('docs', filename='d.css') }}?v=1\">", "<a href=\"/docs/d.css?v=1\">",
        "<a href=\"/docs/d.css?v=2d711642\">"
      ),
      (
        "{{ url_for('docs', filename='none.css', v='1') }}", "/docs/none.css?v=1",
        "/docs/none.css?v=1"
      ),
    ])
  func rendered(page: String, now: String, next: String) throws {
    let line = try #require(try lines(page + "\n").first)
    #expect(String(decoding: line.now, as: UTF8.self) == now)
    #expect(String(decoding: line.next, as: UTF8.self) == next)
    #expect(line.changes == (now != next))
  }

  @Test(
    "everything else stays as it is",
    arguments: [
      "{{ url_for('static', filename=name) }}", "{{ url_for('static', filename='no/such.css') }}",
      "{{ url_for('home') }}", "{{ url_for('static', filename='css/site.css')|tojson }}",
      "{{ url_for('static', filename='css/site.css', _external=True) }}",
      "{{ url_for('static', filename='css/site.css', v=time()) }}",
      "{{ '{{' }}", "{{", "{% if a %}", "<a href='/static/css/site.css?v=1'>",
      "{# {{ url_for('static', filename='css/site.css') }} #}",
      "<!-- <a href='/docs/d.css?v=1'> -->",
      "{{ url_for('static', filename='css",
    ])
  func others(text: String) throws {
    let line = try #require(try lines(text).first)
    #expect(String(decoding: line.now, as: UTF8.self) == text)
    #expect(line.next == line.now)
  }

  @Test("a text template is not escaped")
  func notEscaped() throws {
    let line = try #require(
      try lines("{{ url_for('static', filename=\"a'&.png\") }}", name: "templates/a.txt").first)
    #expect(String(decoding: line.now, as: UTF8.self) == "/static/a'&.png?v=1")
  }

  @Test("lines know where they stand in the template, and keep no carriage return")
  func places() throws {
    let call = "{{ url_for('static',\r\n  filename='css/site.css') }}"
    let lines = try lines("a\r\n\(call) \(call)\r\nb")
    #expect(lines.map(\.number) == [1, 2, 5])
    #expect(
      lines.map { String(decoding: $0.next, as: UTF8.self) } == [
        "a", "\(Self.new) \(Self.new)", "b",
      ])
    #expect(lines.map(\.replacements.count) == [0, 2, 0])
    let page = PagePreview(Array("a\nb\nc".utf8), of: "a", replacing: [])
    #expect([0, 1, 2, 3, 9].map(page.index(ofTemplateLine:)) == [0, 0, 1, 2, 2])
  }
}

@Suite("Mentions of assets in templates")
struct MentionTests {
  @Test("templates are those of the globs; installed packages and dotfolders are left out")
  func templates() {
    let disk = MemoryFileSystem([
      "/project/templates/b.html": "", "/project/templates/a/c.html": "",
      "/project/shop/templates/x.html": "", "/project/templates/.git/y.html": "",
      "/project/venv/templates/z.html": "", "/project/static/a.css": "",
    ])
    let project = Project(folder: "/project", settings: Settings(), source: .conventions)
    #expect(
      TemplateList(project: project, fileSystem: disk).files() == [
        "templates/a/c.html", "templates/b.html",
      ])
  }
}
