import AssetCore
import TestSupport
import Testing

@Suite("Page preview, plain form")
struct PagePreviewTests {
  private func preview(_ text: String) -> [PagePreview.Line] {
    PagePreview(Array(text.utf8), of: "templates/a.html") { id in
      switch id.description {
      case "static:css/site.css": ("/static/css/site.css?v=1", "/static/css/site.css?v=2")
      case "static:a'&.png": ("/static/a'&.png?v=1", "/static/a'&.png?v=1")
      case "admin.static:old.js": ("/admin/static/old.js?v=1", nil)
      default: nil
      }
    }.lines
  }

  @Test("a call with literal arguments becomes the URL, in every spelling")
  func calls() {
    for call in [
      "{{ url_for('static', filename='css/site.css') }}",
      "{{url_for(\"static\",filename=\"css/site.css\")}}",
      "{{- url_for( 'static' , filename = 'css/site.css' , ) -}}",
    ] {
      let line = preview("<link href=\"\(call)\">")[0]
      #expect(
        String(decoding: line.now, as: UTF8.self) == "<link href=\"/static/css/site.css?v=1\">")
      #expect(
        String(decoding: line.next, as: UTF8.self) == "<link href=\"/static/css/site.css?v=2\">")
      #expect(line.changes)
    }
  }

  @Test("everything else stays as it is")
  func others() {
    for text in [
      "{{ url_for('static', filename=name) }}", "{{ url_for('static', filename='no/such.css') }}",
      "{{ url_for('home') }}", "{{ url_for('static', filename='css/site.css', v='3') }}",
      "{{ url_for('static', filename='css/site.css')|tojson }}", "{{ '{{' }}", "{{", "{% if a %}",
      "url_for('static', filename='css/site.css')", "{{ url_for('static', filename='css",
    ] {
      let line = preview(text)[0]
      #expect(line.now == Array(text.utf8))
      #expect(line.next == Array(text.utf8))
      #expect(!line.changes)
    }
  }

  @Test("URLs are escaped for HTML; an asset without a next URL keeps its call")
  func escaping() {
    let lines = preview(
      "{{ url_for('static', filename=\"a'&.png\") }}\r\n"
        + "{{ url_for('admin.static', filename='old.js') }}\n")
    #expect(lines.count == 2)
    #expect(String(decoding: lines[0].next, as: UTF8.self) == "/static/a&#39;&amp;.png?v=1")
    #expect(
      String(decoding: lines[1].next, as: UTF8.self)
        == "{{ url_for('admin.static', filename='old.js') }}")
    #expect(lines.map(\.assets.count) == [1, 1])
  }

  @Test("two calls on a line are both replaced")
  func twice() {
    let call = "{{ url_for('static', filename='css/site.css') }}"
    #expect(
      String(decoding: preview("\(call) \(call)")[0].next, as: UTF8.self)
        == "/static/css/site.css?v=2 /static/css/site.css?v=2")
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

  @Test("a path between quotes is a mention, with its line")
  func mentions() {
    let disk = MemoryFileSystem([
      "/project/templates/a.html": """
      <link href="{{ url_for('static', filename='css/site.css') }}">
      <p>css/site.css</p>
        <link href="/static/css/site.css?v=1">\r
      <link href='my/css/site.css'>
      """,
      "/project/templates/b.html": "nothing",
    ])
    let project = Project(folder: "/project", settings: Settings(), source: .conventions)
    let mentions = TemplateList(project: project, fileSystem: disk).mentions(
      of: AssetID(root: "static", path: "css/site.css"))
    #expect(
      mentions.map {
        "\($0.file.text ?? ""):\($0.line): \(String(decoding: $0.text, as: UTF8.self))"
      }
        == [
          "templates/a.html:1: <link href=\"{{ url_for('static', filename='css/site.css') }}\">",
          "templates/a.html:3: <link href=\"/static/css/site.css?v=1\">",
        ])
  }
}
