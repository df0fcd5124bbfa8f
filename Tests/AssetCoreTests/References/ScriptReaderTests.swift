import References
import Testing

/// Where strings, regular expressions and comments of scripts begin and end, and what that hides.
@Suite("Scripts")
struct ScriptReaderTests {
  typealias Case = TemplateReferenceTests.Case

  private static let found = "js-str literal(v=1) /static/a.png </static/a.png?v=1>"

  @Test(
    "a slash divides, or begins a regular expression",
    arguments: [
      "if (x) /'/.test(y); go('/static/a.png?v=1')", "while (i--) /\"/.x; f('/static/a.png?v=1')",
      "for (;;) /`/.x; f('/static/a.png?v=1')", "function f() {}\n/'/.x; f('/static/a.png?v=1')",
      "async () => { await /'/.x; f('/static/a.png?v=1') }", "f((a) / 2, '/static/a.png?v=1', '/')",
      "a[0] / 2; f('/static/a.png?v=1', '/')", "a++ / 2; f('/static/a.png?v=1', '/')",
      "$ / 2; f('/static/a.png?v=1', '/')", "a.return / 2; f('/static/a.png?v=1', '/')",
      "x = {} / 2; f('/static/a.png?v=1', '/')", "x = function() {} / 2; f('/static/a.png?v=1')",
      "l: { } /'/.x; f('/static/a.png?v=1')",
      "x = class { if() {} } / 2; f('/static/a.png?v=1', '/')",
      "for (const a of /'/) f('/static/a.png?v=1')",
      "case_ = { case: 1 } / 2; f('/static/a.png?v=1', '/')",
      "switch (a) { case 1: /'/.x; f('/static/a.png?v=1') }", "1. / 2; f('/static/a.png?v=1', '/')",
      "<!-- it's\nf('/static/a.png?v=1')", "#!/usr/bin/node '\nf('/static/a.png?v=1')",
      "`${ `'` }`; f('/static/a.png?v=1')", "f(`${ a / 2 }`, '/static/a.png?v=1', '/')",
    ])
  func slash(_ script: String) {
    let references = ReferenceText.of(script, in: "static/a.js")
    #expect(references.map { $0.split(separator: " ", maxSplits: 1)[1] } == [Self.found[...]])
  }

  @Test(
    "markup and styles that are put together",
    arguments: [
      Case(
        "h('<link href=\"/static/' + t + '/s.css?v=1\">' +\n '<img src=\"/static/a.png?v=2\">')",
        "1:16 js-html maybe literal(v=1) /static/' + t + '/s.css </static/' + t + '/s.css?v=1>",
        "2:13 js-html literal(v=2) /static/a.png </static/a.png?v=2>"),
      Case(
        "x = `<p>${a ? `<img src=\"/static/a.png?v=1\" alt='${b}'>` : ''}</p><img src=\"/static/b.png\">`",
        "1:26 js-html literal(v=1) /static/a.png </static/a.png?v=1>",
        "1:77 js-html /static/b.png"),
      Case(
        "x = '\\u003cimg src=\\u0022/static/a.png?v=1\\u0022\\u003e<b href='",
        "1:26 js-html literal(v=1) /static/a.png </static/a.png?v=1>"),
      Case(
        "x = '<p style=\"background:url(\\'/static/a.png?v=1\\')\" src=>'",
        "1:33 css-url literal(v=1) /static/a.png </static/a.png?v=1>"),
      Case(
        "e.style = 'url(\"/static/' + n + '/a.png?v=1\")'",
        "1:17 js-str literal(v=1) /static/' + n + '/a.png </static/' + n + '/a.png?v=1>"),
      Case(
        "x = '<img src=\"/static/a.png?t=' + Date.now() + '\">'",
        "1:16 js-html changing(t=Date.now() ) /static/a.png </static/a.png?t=' + Date.now() >"),
    ])
  func joined(_ sample: Case) {
    #expect(ReferenceText.of(sample.text, in: "static/a.js") == sample.found)
  }

  @Test(
    "the integrity that goes with a URL",
    arguments: [
      "s.src = '/static/a.js?v=1'; s.integrity = 'I'",
      "s.integrity = 'I'; t.src = 'x'; s.src = '/static/a.js?v=1'",
      "s.setAttribute('src', '/static/a.js?v=1'); s.setAttribute('integrity', 'I')",
      "fetch('/static/a.js?v=1', {integrity: 'I'})",
      "load({src: '/static/a.js?v=1', integrity: 'I'}, '/static/b.js')",
      "document.x.src = '/static/a.js?v=1'\ndocument.x.integrity = 'I'",
      "h = '<script src=\"/static/a.js?v=1\" integrity=\"I\"></script>'",
    ])
  func integrity(_ script: String) {
    let value = "sha384-" + String(repeating: "A", count: 64)
    let text = Array(
      script.replacing("I'", with: value + "'").replacing("I\"", with: value + "\"").utf8)
    let found = ReferenceScanner().references(in: text, of: "static/x.js")
    #expect(
      found.filter { $0.target.elementsEqual("/static/a.js".utf8) }.map(\.integrity?.text) == [
        Array(value.utf8)
      ])
    #expect(
      found.filter { !$0.target.elementsEqual("/static/a.js".utf8) }.allSatisfy {
        $0.integrity == nil
      })
  }

  @Test("an import map: its URLs, and the digests of modules")
  func importMap() {
    let map = """
      <script type="importmap">{"imports": {"m": "/static/m.js?v=1", "vue": "vue", "/static/n.js?v=1": \
      "./n.js?v=2"}, "scopes": {"/a/": {"m": "/static/o.js"}}, "integrity": {"/static/m.js?v=1": "sha384-I"}}</script>
      """
    #expect(
      ReferenceText.of(map, in: "a.html") == [
        "1:45 js-import literal(v=1) /static/m.js </static/m.js?v=1>",
        "1:79 js-import literal(v=1) /static/n.js </static/n.js?v=1>",
        "1:99 js-import literal(v=2) ./n.js <./n.js?v=2>",
        "1:138 js-import /static/o.js",
        "1:170 js-import literal(v=1) /static/m.js </static/m.js?v=1>",
      ])
    let found = ReferenceScanner().references(in: Array(map.utf8), of: "a.html")
    #expect(found.last?.integrity?.text == Array("sha384-I".utf8))
  }
}
