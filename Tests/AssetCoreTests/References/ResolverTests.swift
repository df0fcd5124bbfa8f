import References
import Testing
import Values

/// What references name, in a project of two roots, an own endpoint and a folder served merged.
struct ResolverTests {
  private static let layout = ReferenceLayout(
    roots: [
      ReferenceLayout.Root(
        name: "static", urls: ["/static/"], folders: ["shop/static", "extra/static"],
        assets: AssetIndex([
          [
            "css/a.css", "css/skin.css", "img/A.png", "img/i.svg", "js/a.js", "js/b.js", "js/en.js",
          ],
          ["css/a.css", "img/e.png", "a b.png"],
        ])),
      ReferenceLayout.Root(
        name: "blog.static", urls: ["/blog/static/"], folders: ["shop/blog/static"],
        assets: AssetIndex([["css/blog.css", "css/i.png"]]), addsToken: true),
      ReferenceLayout.Root(
        name: "static", urls: ["/static/"], folders: ["examples/one/static"],
        assets: AssetIndex([["one.css"]]), scope: "examples/one"),
    ],
    rules: ReferenceRules(
      endpoints: [OwnEndpoint(name: "files", root: "static", arguments: ["group", "name"])]))

  struct Case: CustomTestStringConvertible, Sendable {
    var text: String
    var file: BytePath
    var found: [String]

    init(_ text: String, in file: BytePath = "shop/templates/a.html", _ found: String...) {
      self.text = text
      self.file = file
      self.found = found
    }

    var testDescription: String { text }
  }

  private func lines(_ sample: Case, _ layout: ReferenceLayout = layout) -> [String] {
    let resolver = Resolver(layout, sheets: ["shop/static/css/a.css", "shop/static/css/skin.css"])
    return ReferenceScanner(rules: layout.rules)
      .references(in: Array(sample.text.utf8), of: sample.file)
      .compactMap { resolver.resolve($0) }
      .map { found in
        var words = [found.status.rawValue, found.tokenKind.rawValue]
        if let asset = found.asset { words.append(asset.description) }
        if let file = found.file { words.append(String(decoding: file.bytes, as: UTF8.self)) }
        if found.matches > 0 { words.append("\(found.matches) files") }
        return words.joined(separator: " ")
      }
  }

  @Test(arguments: [
    Case(
      "{{ url_for('static', filename='css/a.css') }}",
      "ok none static:css/a.css shop/static/css/a.css"),
    Case("<img src='{$base}/static/img/i.svg'>", "ok none static:img/i.svg shop/static/img/i.svg"),
    Case("<img src='%1$s/static/img/i.svg'>", "ok none static:img/i.svg shop/static/img/i.svg"),
    Case("<img src='%s/static/none.svg'><img src='{root}none.svg'>"),
    Case(
      "{{ url_for('static', filename='img/e.png') }}",
      "ok none static:img/e.png extra/static/img/e.png"),
    Case(
      "{{ url_for('static', filename='img/a.png') }}",
      "case none static:img/A.png shop/static/img/A.png"),
    Case(
      "{{ url_for('static', filename='css/none.css') }}",
      "missing none shop/static/css/none.css"),
    Case(
      "{{ url_for('static', filename='css/') }}{{ url_for('static', filename='img') }}",
      "dir none shop/static/css/", "dir none shop/static/img"),
    Case("{{ url_for('static', filename='dist/x.js') }}", "generated none"),
    Case("{% static 'admin/css/base.css' %}", "package none"),
    Case("{{ url_for('bootstrap.static', filename='x.css') }}", "package none"),
    Case("{{ url_for('media', filename='x.css') }}"),
    Case(
      "{{ url_for('blog.static', filename='css/blog.css') }}",
      "ok auto blog.static:css/blog.css shop/blog/static/css/blog.css"),
    Case(
      "{{ url_for('blog.static', filename='css/blog.css', v='1') }}",
      "ok literal blog.static:css/blog.css shop/blog/static/css/blog.css"),
    Case(
      "{{ url_for('.static', filename='css/blog.css') }}", in: "shop/blog/templates/b.html",
      "ok auto blog.static:css/blog.css shop/blog/static/css/blog.css"),
    Case("{{ url_for('static', filename='js/' + l + '.js') }}", "dynamic none 3 files"),
    Case(
      "{{ url_for('files', group='js', name='a.js') }}",
      "ok none static:js/a.js shop/static/js/a.js"),
    Case("{{ url_for('files', group='js', name='x.js') }}", "missing none shop/static/js/x.js"),
    Case("{{ url_for('files', group='shots', name=id) }}", "upload none"),
    Case("{{ url_for('static', filename='photos/' + name) }}", "upload none"),
    Case("{{ url_for('static', filename='one.css') }}", "missing none shop/static/one.css"),
    Case(
      "{{ url_for('static', filename='one.css') }}", in: "examples/one/templates/a.html",
      "ok none static:one.css examples/one/static/one.css"),
  ])
  func helper(_ sample: Case) {
    #expect(lines(sample) == sample.found)
  }

  @Test(arguments: [
    Case("<img src='/static/a%20b.png?v=1'>", "ok literal static:a b.png extra/static/a b.png"),
    Case(
      "<img src='/static/x/../img/./i.svg#s'>", "ok none static:img/i.svg shop/static/img/i.svg"),
    Case(
      "<img src='/static/none.png'><a href='/static/none.pdf'>",
      "missing none shop/static/none.png", "missing none shop/static/none.pdf"),
    Case("<img src='/media/x.png'>", "outside none"),
    Case("<a href='/about'><a href='about.html'><form action='/static/'>"),
    Case(
      "<link rel=stylesheet href='{{ p }}/static/css/a.css?v=2'>",
      "ok literal static:css/a.css shop/static/css/a.css"),
    Case(
      "<link rel=stylesheet href='{{ p }}css/a.css'>",
      "ok none static:css/a.css shop/static/css/a.css"),
    Case("<img src='{{ p }}/none.png'>"),
    Case(
      "a{b:url(../img/i.svg)}", in: "shop/static/css/a.css",
      "ok none static:img/i.svg shop/static/img/i.svg"),
    Case(
      "a{b:url(../img/e.png)}", in: "shop/static/css/a.css",
      "ok none static:img/e.png extra/static/img/e.png"),
    Case(
      "a{b:url(none.png)}", in: "shop/static/css/a.css", "missing none shop/static/css/none.png"),
    Case(
      "a{--b:url(../img/i.svg)}", in: "shop/blog/static/css/blog.css",
      "ok none static:img/i.svg shop/static/img/i.svg"),
    Case(
      "import './b.js'; import './none.js'; import 'vue'", in: "shop/static/js/a.js",
      "ok none static:js/b.js shop/static/js/b.js", "missing none shop/static/js/none.js"),
    Case(
      "import './b'; import './none'; import '../js/../js/a'", in: "shop/static/js/a.js",
      "ok none static:js/b.js shop/static/js/b.js", "package none",
      "ok none static:js/a.js shop/static/js/a.js"),
    Case("import './b.js'", in: "shop/src/a.js"),
    Case(
      "a{b:url(none.png) url(img/i.svg)}", in: "shop/src/a.scss",
      "ok none static:img/i.svg shop/static/img/i.svg"),
    Case(
      "x = ['/static/js/b.js', '/static/none.js?v=1', 'b.js', '/none.js', '/static/' + n]",
      in: "shop/static/js/a.js", "ok none static:js/b.js shop/static/js/b.js",
      "missing literal shop/static/none.js", "dynamic none 9 files"),
    Case("x = f'/static/js/{n}.js'", in: "shop/app.py", "dynamic none 3 files"),
    Case(
      "{\"icons\": [{\"src\": \"img/i.svg\"}]}", in: "shop/static/js/site.webmanifest",
      "missing none shop/static/js/img/i.svg"),
  ])
  func url(_ sample: Case) {
    #expect(lines(sample) == sample.found)
  }

  @Test func pagesServedWhereTheyLie() {
    let layout = ReferenceLayout(
      roots: [
        ReferenceLayout.Root(
          name: "css", urls: ["/css/"], folders: ["css"], assets: AssetIndex([["a.css"]]))
      ], servesPages: true)
    let text = "<link rel=stylesheet href='./css/a.css?v=5'><link rel=icon href='css/x.ico'>"
    #expect(
      lines(Case(text, in: "index.html"), layout) == [
        "ok literal css:a.css css/a.css", "missing none css/x.ico",
      ])
    #expect(lines(Case(text, in: "sub/a.html"), layout) == ["outside literal", "outside none"])
    var based = layout
    based.pageBase = "/"
    #expect(
      lines(Case(text, in: "sub/a.html"), based) == [
        "ok literal css:a.css css/a.css", "missing none css/x.ico",
      ])
  }
}
