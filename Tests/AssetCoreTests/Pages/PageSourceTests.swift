import AssetCore
import Disk
import Planning
import Site
import TestSupport
import Testing
import Values

@Suite("Pages with the URLs of a project")
struct PageSourceTests {
  private func source(_ page: String, top: String = "") throws -> (
    PageSource, MemoryFileSystem
  ) {
    let disk = MemoryFileSystem([
      "/shop/assetbump.toml": """
      \(top)
      [[root]]
      [[root]]
      name = "docs"
      paths = ["docs"]
      url = "/docs/"
      tokens = "literal"
      """,
      "/shop/asset-versions.json": """
      {"format": 1, "assets": {"static": {
      "gone.css": {"token": "1", "sha256": "\(String(repeating: "0", count: 64))", "bumped": "2024-05-01"},
      "old.css": {"token": "2", "sha256": "\(String(repeating: "0", count: 64))", "bumped": "2024-05-01"}
      }}}
      """,
      // Its SHA-256 begins with 2d711642.
      "/shop/static/old.css": "x", "/shop/static/a b.css": "x", "/shop/docs/d.css": "x",
      "/shop/templates/a.html": page,
    ])
    let project = try Project.open("/shop", in: disk)
    let workspace = try Workspace(of: project, on: disk)
    let day = try #require(CalendarDay(compact: "20240601"))
    let urls = PageURLs(
      project: project, inventory: workspace.inventory, choices: [:],
      rules: workspace.rules(on: day))
    return (PageSource(file: "templates/a.html", urls: urls), disk)
  }

  @Test("URLs are those now, and those that NEXT shows")
  func urls() throws {
    let (source, disk) = try source(
      "{{ url_for('static', filename='old.css') }}\n{{ url_for('static', filename='gone.css') }}\n"
        + "{{ url_for('static', filename='a b.css') }}\n{{ url_for('docs', filename='d.css') }}\n")
    let lines = try source.preview(from: disk).lines
    #expect(
      lines.map { String(decoding: $0.now, as: UTF8.self) } == [
        "/static/old.css?v=2", "/static/gone.css?v=1", "/static/a%20b.css", "/docs/d.css",
      ])
    #expect(
      lines.map { String(decoding: $0.next, as: UTF8.self) } == [
        "/static/old.css?v=2d711642", "/static/gone.css", "/static/a%20b.css?v=2d711642",
        "/docs/d.css",
      ])
  }

  @Test(
    "a page whose tokens stand in it is, byte for byte, what the write leaves",
    arguments: [
      // A stylesheet that is edited has other bytes, and another token.
      ["static/x.css": "a{background:url(i.png?v=1)}"],
      ["static/x.css": "a{background:url(i.png?v=1)} /* stale */"],
      // Two that name each other.
      [
        "static/x.css": "@import 'y.css?v=3'; a{background:url(i.png?v=1)}",
        "static/y.css": "@import 'x.css?v=2';",
      ],
      ["static/x.css": "x"],
    ])
  func edited(_ files: [String: String]) throws {
    let page = """
      <link href="/static/x.css?v=2" integrity="sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=">
      <img src='/static/i.png?1'> <link integrity=none href=/static/x.css?v=2>

      """
    let site = try LiteralSite(
      files.merging(["static/i.png": "new", "templates/p.html": page]) { $1 },
      records: [
        "i.png": ("1", "old"), "x.css": ("2", "a{background:url(i.png?v=1)}"),
        "y.css": ("3", "@import 'x.css?v=2';"),
      ])
    let project = try Project.open("/site", in: site.disk)
    let workspace = try Workspace(of: project, on: site.disk)
    let urls = PageURLs(
      project: project, inventory: workspace.inventory, choices: [:],
      rules: workspace.rules(on: try Make.day("20260822")))
    let preview = try PageSource(file: "templates/p.html", urls: urls).preview(from: site.disk)
    func text(_ line: (PagePreview.Line) -> [UInt8]) -> String {
      preview.lines.map { String(decoding: line($0), as: UTF8.self) + "\n" }.joined()
    }
    #expect(text(\.now) == page)
    try site.bump()
    #expect(text(\.next) == site["templates/p.html"])
    #expect(text(\.next) != page)
  }

  @Test("a local page asks for no integrity")
  func localIntegrity() throws {
    let (source, disk) = try source(
      "<link href='/docs/d.css?v=3' integrity='sha256-x'><link integrity='y' href='https://x/y.css'>"
    )
    #expect(
      String(decoding: try source.localPage(from: disk), as: UTF8.self)
        == "<link href='file:///shop/docs/d.css?v=3' integrity=''>"
        + "<link integrity='y' href='https://x/y.css'>\n")
  }

  @Test("a local page leads to the project's files")
  func local() throws {
    let (source, disk) = try source(
      """
      <a href="{{ url_for('static', filename='a b.css') }}">
      <a href="{{ url_for('static', filename='gone.css') }}">
      <a href="/docs/d.css?v=3#x"><a href='/static/a%20b.css'><a href="/static/no.css">
      <a href="/static/%zz"><a href="/static/
      """)
    #expect(
      String(decoding: try source.localPage(from: disk), as: UTF8.self) == """
        <a href="file:///shop/static/a%20b.css?v=2d711642">
        <a href="/static/gone.css">
        <a href="file:///shop/docs/d.css?v=3#x"><a href='file:///shop/static/a%20b.css'><a href="/static/no.css">
        <a href="/static/%zz"><a href="/static/

        """)
  }

  @Test("a local page is joined with what it extends and includes, found as an application would")
  func joined() throws {
    let (source, disk) = try source(
      "{% extends 'base.html' %}{% block body %}{% include 'parts/x.html' %}{% endblock %}")
    disk.write(
      "<{% block body %}{% endblock %}>{{ url_for('static', filename='a b.css') }}",
      to: "/shop/templates/base.html")
    disk.write("<a href='/docs/d.css'></a>", to: "/shop/templates/parts/x.html")
    disk.write("another", to: "/shop/blog/templates/base.html")
    #expect(
      String(decoding: try source.localPage(from: disk), as: UTF8.self) == """
        <<a href='file:///shop/docs/d.css'></a>
        >file:///shop/static/a%20b.css?v=2d711642

        """)
  }

  @Test("where the application is mounted, its URLs say so, and lead to files with and without it")
  func mounted() throws {
    let (source, disk) = try source(
      """
      {{ url_for('static', filename='a b.css') }}
      <a href="/at/docs/d.css"><a href="/docs/d.css"><a href="/at/no.css">
      """, top: "script-name = \"/at\"")
    let lines = try source.preview(from: disk).lines
    #expect(String(decoding: lines[0].now, as: UTF8.self) == "/at/static/a%20b.css")
    #expect(
      String(decoding: try source.localPage(from: disk), as: UTF8.self) == """
        file:///shop/static/a%20b.css?v=2d711642
        <a href="file:///shop/docs/d.css"><a href="file:///shop/docs/d.css"><a href="/at/no.css">

        """)
  }

  @Test(arguments: [
    ("base.html", "app/templates/base.html"), ("shop/x.html", "app/templates/shop/x.html"),
    ("x.html", "templates/x.html"), ("/x.html", nil), ("", nil), ("ase.html", nil),
    ("only.html", "z/only.html"), ("near.html", "app/near.html"),
  ])
  func names(name: String, file: BytePath?) {
    let files: [BytePath] = [
      "a/near.html", "app/near.html", "app/templates/base.html", "app/templates/shop/x.html",
      "templates/base.html", "templates/x.html", "x.html", "z/only.html",
    ]
    #expect(
      TemplateList.file(
        named: Array(name.utf8), in: files, from: "app/templates/shop/page.html") == file)
  }

  @Test("a template that is gone is named as the project names it")
  func missing() throws {
    let (source, disk) = try source("")
    disk.remove("/shop/templates/a.html")
    let error = #expect(throws: FileError.self) { try source.preview(from: disk) }
    #expect(error?.description == "no such file: templates/a.html")
  }
}
