import TestSupport
import Testing
import Values

/// `assetbump stamp`: hash tokens in a built site, without settings.
///
/// Digests are those of `sha256sum`: of "a" ca978112…, of "b" 3e23e816….
@Suite("assetbump stamp")
struct StampTests {
  private let folder: TemporaryFolder
  private let state: [String: String?]

  init() throws {
    folder = try TemporaryFolder()
    state = ["XDG_STATE_HOME": VisibleText.of(folder.appending("state"))]
    try folder.write("a", to: "site/a.png")
  }

  private func run(_ arguments: String..., in name: BytePath = ".") throws -> Command.Result {
    try Assetbump.run(arguments, in: folder, at: name, environment: state)
  }

  private func text(_ name: BytePath) -> String? {
    folder.contents(of: BytePath("site").appending(name)).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  @Test("writes tokens, is content with them, and undo takes them back")
  func writes() throws {
    let page = "<img src=\"a.png\"><img src='/a.png?v=1&amp;w=2'>\n"
    try folder.write(page, to: "site/index.html")
    let stamped = "<img src=\"a.png?v=ca978112\"><img src='/a.png?v=ca978112&amp;w=2'>\n"
    expect(
      try run("stamp", "site", "--dry-run"),
      "--- a/index.html\n+++ b/index.html\n@@ -1 +1 @@\n-\(page)+\(stamped)",
      "nothing written (--dry-run): 2 references to 1 file, in 1 file\n", 0)
    expect(
      try run("stamp", "site", "--check"), "index.html: 2 references\n",
      "would write 2 references to 1 file, in 1 file\n", 1)
    #expect(text("index.html") == page)
    expect(try run("stamp", "site"), "", "wrote 2 references to 1 file, in 1 file\n", 0)
    #expect(text("index.html") == stamped)
    expect(try run("stamp", "site"), "", "nothing to write\n", 0)
    expect(try run("stamp", "site", "--check"), "", "nothing to write\n", 0)
    #expect(folder.names(in: "site") == ["a.png", "index.html"])
    expect(
      try run("undo", in: "site"),
      "--- a/index.html\n+++ b/index.html\n@@ -1 +1 @@\n-\(stamped)+\(page)",
      "took back index.html\n", 0)
    #expect(text("index.html") == page)
    #expect(try run("undo", "site").status == 2)
  }

  @Test("undo takes back several files by the folder's name, and leaves what changed since")
  func undo() throws {
    for name in ["x.html", "y.html"] {
      try folder.write("<img src=a.png>", to: BytePath("site/\(name)"))
    }
    #expect(try run("stamp", "site").status == 0)
    try folder.write("other", to: "site/y.html")
    expect(
      try run("undo", "site"), "",
      "assetbump: not taken back: y.html changed on disk since it was written (nothing changed) - put it"
        + " back by hand, or from version control\n", 2)
    try folder.write("<img src=a.png?v=ca978112>", to: "site/y.html")
    #expect(try run("undo", "site").status == 0)
    #expect(text("x.html") == "<img src=a.png>")
    #expect(text("y.html") == "<img src=a.png>")
    #expect(folder.names(in: "site") == ["a.png", "x.html", "y.html"])
  }

  @Test(
    "what gets a token",
    arguments: [
      ("<a href=a.png>", "<a href=a.png?v=ca978112>"),
      ("<a href=b.html>", "<a href=b.html>"),
      (
        "<img srcset='a.png 1x, /a.png 2x'>",
        "<img srcset='a.png?v=ca978112 1x, /a.png?v=ca978112 2x'>"
      ),
      ("<img src=a.png?v=1>", "<img src=a.png?v=ca978112>"),
      ("<img src=a.png?x=1#y>", "<img src=a.png?x=1&v=ca978112#y>"),
      ("<img src='a.png?#y'>", "<img src='a.png?v=ca978112#y'>"),
      ("<base href=/up/><img src=../a.png>", "<base href=/up/><img src=../a.png?v=ca978112>"),
      ("<base href=/up/><img src=a.png>", "<base href=/up/><img src=a.png>"),
      ("<base href=//cdn.example/><img src=/a.png>", "<base href=//cdn.example/><img src=/a.png>"),
      (
        "<!--<base href=/up/>--><img src=a.png>",
        "<!--<base href=/up/>--><img src=a.png?v=ca978112>"
      ),
      ("<img src=//cdn.example/a.png?v=1>", "<img src=//cdn.example/a.png?v=1>"),
      ("<!-- <img src=a.png?v=1> -->", "<!-- <img src=a.png?v=1> -->"),
      ("<script>fetch('/a.png')</script>", "<script>fetch('/a.png?v=ca978112')</script>"),
      ("<script>fetch('a.png')</script>", "<script>fetch('a.png?v=ca978112')</script>"),
      ("<p style='background:url(a.png)'>", "<p style='background:url(a.png?v=ca978112)'>"),
      ("<link rel=icon href=a.png>", "<link rel=icon href=a.png?v=ca978112>"),
      ("<link rel=canonical href=a.png>", "<link rel=canonical href=a.png>"),
    ])
  func forms(before: String, after: String) throws {
    try folder.write(before, to: "site/index.html")
    try folder.write("b", to: "site/b.html")
    _ = try run("stamp", "site")
    #expect(text("index.html") == after)
    #expect(try run("stamp", "site", "--check").status == 0)
  }

  @Test(
    "a parameter of the site's own stays, and its URL is named", arguments: ["v=en", "x=1&v=dark"])
  func ownParameter(_ query: String) throws {
    try folder.write("<img src=a.png?\(query)>", to: "site/index.html")
    let result = try run("stamp", "site")
    #expect(text("index.html") == "<img src=a.png?\(query)>")
    #expect(result.status == 0)
    #expect(
      result.errors.hasPrefix(
        "not changed: index.html:1:10: a.png gets no token: there is no plain place for a token\n"),
      "\(result)")
  }

  @Test("URLs above the base are another site's")
  func base() throws {
    try folder.write("<img src=/a.png><img src=/docs/a.png><img src=a.png>", to: "site/index.html")
    #expect(try run("stamp", "site", "--base", "/docs").status == 0)
    #expect(
      text("index.html")
        == "<img src=/a.png><img src=/docs/a.png?v=ca978112><img src=a.png?v=ca978112>")
    #expect(try run("stamp", "site", "--base", "docs").status == 64)
  }

  @Test("a style is hashed with its tokens, and the digest beside it follows")
  func chain() throws {
    try folder.write("@import 'x.css';", to: "site/css/site.css")
    try folder.write("a{background:url(../a.png)}", to: "site/css/x.css")
    try folder.write(
      "<link rel=stylesheet href=css/site.css integrity=\"\(Self.integrity)\">",
      to: "site/index.html")
    #expect(try run("stamp", "site").status == 0)
    #expect(text("css/x.css") == "a{background:url(../a.png?v=ca978112)}")
    let digests = try Command.run(
      "bash",
      [
        "-c",
        """
        sha256sum css/x.css css/site.css | cut -c1-8
        openssl dgst -sha384 -binary css/site.css | base64 -w0
        """,
      ], in: folder.appending("site")
    ).output.lines
    #expect(text("css/site.css") == "@import 'x.css?v=\(digests[0])';")
    #expect(
      text("index.html")
        == "<link rel=stylesheet href=css/site.css?v=\(digests[1]) integrity=\"sha384-\(digests[2])\">"
    )
  }

  /// Of `@import 'x.css';`, by openssl.
  private static let integrity =
    "sha384-SsdDgMzQy4JFyJ/fXNkKB29RvsdEh7Xzjy0usmO5Hangkb9YEI/USWzbwKAbl4OJ"

  @Test("a circle is named, and hashed without its tokens")
  func circle() throws {
    try folder.write("@import 'y.css';", to: "site/x.css")
    try folder.write("@import 'x.css';", to: "site/y.css")
    expect(
      try run("stamp", "site"), "",
      "x.css in a circle with y.css: its token is made of its bytes without the circle's tokens\n"
        + "y.css in a circle with x.css: its token is made of its bytes without the circle's tokens\n"
        + "wrote 2 references to 2 files, in 2 files\n", 0)
    let first = (text("x.css"), text("y.css"))
    #expect(try run("stamp", "site").status == 0)
    #expect(text("x.css") == first.0)
    #expect(text("y.css") == first.1)
  }

  @Test("a module gets its token everywhere, or nowhere")
  func modules() throws {
    try folder.write("b", to: "site/js/all.js")
    try folder.write("b", to: "site/js/none.js")
    try folder.write(
      "import './all.js'; import './none.js'; const n = './none.js'; import(n)",
      to: "site/js/app.js")
    try folder.write(
      "<script type=module src=js/all.js></script><script type=module src=js/none.js></script>",
      to: "site/index.html")
    expect(
      try run("stamp", "site"), "",
      """
      not changed: js/app.js:1:51: js/none.js gets no token: it need not be a URL
      not changed: index.html:1:68 and 1 more: js/none.js gets no token: not all that names the module can \
      follow, it would run twice
      wrote 2 references to 1 file, in 2 files

      """, 0)
    #expect(
      text("js/app.js")
        == "import './all.js?v=3e23e816'; import './none.js'; const n = './none.js'; import(n)")
    #expect(
      text("index.html")
        == "<script type=module src=js/all.js?v=3e23e816></script><script type=module src=js/none.js></script>"
    )
  }

  @Test("a computed import leaves the modules that it may lead to")
  func computedImport() throws {
    try folder.write("b", to: "site/js/parts/one.js")
    try folder.write("import(`./parts/${name}.js`)", to: "site/js/app.js")
    try folder.write("<link rel=modulepreload href=js/parts/one.js>", to: "site/index.html")
    _ = try run("stamp", "site")
    #expect(text("index.html") == "<link rel=modulepreload href=js/parts/one.js>")
  }

  @Test("doubt is left, and said once for each file and reason")
  func doubt() throws {
    try folder.write(
      "navigator.serviceWorker.register('/sw.js'); fetch('a.png')",
      to: "site/app.js")
    try folder.write("b", to: "site/sw.js")
    try folder.write(
      "<p data-x='a.png'><p data-x='a.png'><img src='a.png?v={{ v }}'>", to: "site/index.html")
    try folder.write("x", to: "site/sub/index.html")
    expect(
      try run("stamp", "site"), "",
      """
      not changed: app.js:1:52: a.png gets no token: it is not known which page the URL counts from
      not changed: index.html:1:12 and 1 more: a.png gets no token: it need not be a URL
      not changed: index.html:1:47: a.png keeps {{ v }}: it is computed when the page runs
      not changed: app.js:1:35: sw.js gets no token: a browser keeps a service worker by its URL
      nothing to write

      """, 0)
  }

  /// The digests are those that `openssl dgst -sha256` gives.
  @Test("a digest among the options of fetch follows the file")
  func digestOfFetch() throws {
    try folder.write("a{background:url(a.png)}", to: "site/x.css")
    let before = "sha256-4XsdHGGmPJNxGcoOqulpig+ZTQsvmHpH8Yf3856E+4o="
    let after = "sha256-jOOEnQ3pHV8XkaF3eKpRZFDvjJVBH067DtvMjjtxgTs="
    try folder.write(
      "<script>fetch('/x.css', {integrity: '\(before)'})</script>", to: "site/index.html")
    #expect(try run("stamp", "site").status == 0)
    #expect(text("x.css") == "a{background:url(a.png?v=ca978112)}")
    #expect(
      text("index.html")
        == "<script>fetch('/x.css?v=8ce3849d', {integrity: '\(after)'})</script>")
  }

  /// `printf 'a{background:url(a.png)}' | openssl dgst -sha256 -binary | base64`, and -sha384.
  @Test(
    "a file whose digest stands where no URL is known keeps its bytes",
    arguments: [
      ("index.html", "<script>load(base + '/x.css', {integrity: 'DIGEST'})</script>"),
      ("index.html", "<script>const known = {[name]: 'DIGEST'}</script>"),
      ("app.js", "fetch(base + name, {integrity: `DIGEST`})"),
      ("parts.json", "{\"x.css\": \"DIGEST\"}"),
    ])
  func standingDigest(name: String, page: String) throws {
    for digest in [
      "sha256-4XsdHGGmPJNxGcoOqulpig+ZTQsvmHpH8Yf3856E+4o="
    ] {
      try folder.write("a{background:url(a.png)}", to: "site/x.css")
      try folder.write(
        page.replacing("DIGEST", with: digest), to: BytePath("site/\(name)"))
      try folder.write("<link rel=stylesheet href=/x.css>", to: "site/page.html")
      let result = try run("stamp", "site")
      #expect(text("x.css") == "a{background:url(a.png)}")
      #expect(text("page.html") == "<link rel=stylesheet href=/x.css>")
      #expect(result.errors.contains("\(name):1"))
      #expect(result.status == 1)
    }
  }

  @Test("what is no folder of a built site is refused")
  func refused() throws {
    expect(
      try run("stamp", "nowhere"), "",
      "assetbump: no such folder: \(VisibleText.of(folder.path))/nowhere - name the folder of a built site\n",
      2)
    try folder.write("[[root]]\n", to: "site/assetbump.toml")
    expect(
      try run("stamp", "site"), "",
      "assetbump: \(VisibleText.of(folder.path))/site is set up by assetbump.toml, whose tokens would no longer hold -"
        + " assetbump bump --all --add-tokens there, or name the folder of a built site\n", 2)
  }

  @Test("without a state folder nothing is written")
  func noState() throws {
    try folder.write("<img src=a.png>", to: "site/index.html")
    let result = try Assetbump.run(
      ["stamp", "site"], in: folder, environment: ["XDG_STATE_HOME": nil, "HOME": nil])
    expect(
      result, "",
      "assetbump: not written: a write of several files needs a state folder to be safe in a crash: neither"
        + " XDG_STATE_HOME nor HOME names a folder for it (nothing changed) - set XDG_STATE_HOME to a"
        + " folder of your own, outside the project\n", 2)
  }

  @Test("one JSON object names the files and the assets")
  func json() throws {
    for name in ["x.html", "y.html"] {
      try folder.write("<img src=a.png>", to: BytePath("site/\(name)"))
    }
    let result = try run("stamp", "site", "--json")
    #expect(
      result.output == """
        {"format": 1, "written": true, "files": [
          "x.html",
          "y.html"
        ], "assets": [
          {"path": "a.png", "token": "ca978112", "url": "/a.png?v=ca978112"}
        ], "left": []}

        """)
  }
}
