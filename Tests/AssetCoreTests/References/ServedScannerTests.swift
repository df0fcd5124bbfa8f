import Testing

@testable import References

/// The URLs in what a server sent, as a browser reads them.
@Suite struct ServedScannerTests {
  private static func urls(_ text: String, as kind: ServedScanner.Kind) -> [String] {
    ServedScanner(prefixes: ["/static/"]).read(Array(text.utf8), as: kind).references.map {
      String(decoding: $0.url, as: UTF8.self) + ($0.isCertain ? "" : "?")
        + ($0.isBare ? " bare" : "")
        + ($0.isWorker ? " worker" : "") + ($0.isLink ? " link" : "")
    }
  }

  @Test(arguments: [
    ("<link rel=stylesheet href=/static/a.css?v=1&amp;x=2#f>", ["/static/a.css?v=1&x=2"]),
    (
      "<img src=\"https://cdn.example/a.png\" srcset=\"/b.png 1x, //c/d.png 2x\">",
      ["https://cdn.example/a.png", "/b.png", "//c/d.png"]
    ),
    ("<a href=/about>x</a><a href=mailto:x>y</a><a href=#z>z</a>", ["/about? link"]),
    (
      "<meta name=description content='Fine things'><iframe src=/frame></iframe><i data-x='/a.png'>",
      ["Fine things?", "/frame? link", "/a.png?"]
    ),
    ("<!-- <img src=/static/old.png> --><img src=/static/new.png>", ["/static/new.png"]),
    ("<img src='/static/a.svg?v={{ x }}'>", ["/static/a.svg?v={{ x }}"]),
    ("<style>@import '/a.css'; b { background: url(b.png) }</style>", ["/a.css", "b.png"]),
    (
      "<script>navigator.serviceWorker.register('/static/sw.js')</script>",
      ["/static/sw.js? worker"]
    ),
    (
      "<script type=module>import x from 'lib'; import './y.js'; import('https://c/z.js')</script>",
      ["lib bare", "./y.js", "https://c/z.js"]
    ),
    (
      "<script type=importmap>{\"imports\": {\"lib\": \"/static/lib.js?v=1\"}}</script>",
      ["/static/lib.js?v=1"]
    ),
  ])
  func page(text: String, expected: [String]) {
    #expect(Self.urls(text, as: .page) == expected)
  }

  @Test func others() {
    #expect(Self.urls("a { src: url(\"x.woff2?v=1#iefix\") }", as: .style) == ["x.woff2?v=1"])
    #expect(Self.urls("export * from './a.js'", as: .script) == ["./a.js"])
    #expect(
      Self.urls("{\"icons\": [{\"src\": \"/i.png\"}], \"name\": \"/static/x.png\"}", as: .manifest)
        .first == "/i.png")
  }

  @Test func comments() {
    let text = Array("<!-- <img src=/static/old.png> --><img src=/static/new.png>".utf8)
    let references = ServedScanner(prefixes: []).read(text, as: .page, keepsComments: true)
      .references
    #expect(
      references.map { String(decoding: text[$0.range], as: UTF8.self) }
        == ["/static/old.png", "/static/new.png"])
    #expect(references.map(\.context) == [.comment, .live])
  }

  @Test func names() {
    let (references, names) = ServedScanner(prefixes: []).read(
      Array(
        "<base href=/b/><script type=importmap>{\"imports\": {\"lib/\": \"/l/\"}}</script>\n<script src=x.js integrity=sha384-y></script>"
          .utf8), as: .page)
    #expect(names.base.map { String(decoding: $0, as: UTF8.self) } == "/b/")
    #expect(names.modules == [Array("lib/".utf8)])
    #expect(references.last?.integrity == Array("sha384-y".utf8))
    #expect(references.last?.position.line == 2)
  }
}
