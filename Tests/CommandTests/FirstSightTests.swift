import TestSupport
import Testing
import Values

/// What `init` makes of projects whose roots no Python source tells, and what `check` says of the rest.
@Suite struct FirstSightTests {
  private func site(_ files: [BytePath: String]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (path, text) in files { try folder.write(text, to: path) }
    return folder
  }

  /// What the settings say, without comments.
  private func settings(_ folder: TemporaryFolder) -> [String] {
    String(decoding: folder.contents(of: "assetbump.toml") ?? [], as: UTF8.self).lines
      .filter { !$0.hasPrefix("#") && !$0.isEmpty && !$0.hasPrefix("[s") && $0 != "[html]" }
      .filter { $0 != "[keys]" }
  }

  @Test(
    arguments: [
      // A folder with one page.
      (
        [
          "index.html": "<link href='a.css?v=1'><img src='img/i.png'>", "a.css": "",
          "img/i.png": "",
          "notes.md": "",
        ],
        """
          site: this folder served under /, by index.html:1: a.css
            tokens = "literal": 1 reference carries a token, index.html:1

        """,
        [
          #"templates = ["*.html", "*.htm", "*.php"]"#,
          #"ignore = ["*.map", "/*", "!/*.css", "!/img/"]"#, "[[root]]", #"name = "site""#,
          #"paths = ["."]"#, #"url = "/""#, #"tokens = "literal""#,
        ], ["fresh site:a.css", "untracked site:img/i.png"]
      ),
      // Express, its URL told by pages.
      (
        [
          "app.js": "app.use(prefix, express.static('assets'))", "assets/css/a.css": "",
          "views/p.ejs": "<link href='/s/css/a.css?v=3'>",
        ],
        """
          assets: assets/ served under /s/, by app.js:1: app.use(prefix, express.static('assets'))
            tokens = "literal": 1 reference carries a token, views/p.ejs:1

        """,
        [
          #"templates = ["views/**"]"#, "[[root]]", #"name = "assets""#, #"paths = ["assets"]"#,
          #"url = "/s/""#, #"tokens = "literal""#,
        ], ["fresh assets:css/a.css"]
      ),
      // Hugo: static/ is served at the top.
      (
        [
          "static/css/a.css": "", "layouts/p.html": "<link href='/css/a.css?v=3'>", "hugo.toml": "",
        ],
        """
          static: static/ served under /, by hugo.toml:1: Hugo copies static/ to the top of the site
            tokens = "literal": 1 reference carries a token, layouts/p.html:1

        """,
        [
          #"templates = ["layouts/**"]"#, "[[root]]", #"name = "static""#, #"paths = ["static"]"#,
          #"url = "/""#, #"tokens = "literal""#,
        ], ["fresh static:css/a.css"]
      ),
      // Jekyll.
      (
        [
          "_layouts/p.html": "<link href=\"/assets/a.css?v=2\">",
          "assets/a.css": "", "_config.yml": "",
        ],
        """
          assets: assets/ served under /assets/, by _layouts/p.html:1: /assets/a.css
            tokens = "literal": 1 reference carries a token, _layouts/p.html:1

        """,
        [
          #"templates = ["_layouts/**"]"#, "[[root]]", #"name = "assets""#, #"paths = ["assets"]"#,
          #"url = "/assets/""#, #"tokens = "literal""#,
        ], ["fresh assets:a.css"]
      ),
      // A page that is served at the top of its folder; PHP with a part of a page.
      (
        ["public/index.html": "<script src='/js/b.js?v=4'></script>", "public/js/b.js": ""],
        """
          public: public/ served under /, by public/index.html:1: /js/b.js
            tokens = "literal": 1 reference carries a token, public/index.html:1

        """,
        [
          "[[root]]", #"name = "public""#, #"paths = ["public"]"#, #"url = "/""#,
          #"tokens = "literal""#,
        ],
        ["untracked public:index.html", "fresh public:js/b.js"]
      ),
      (
        [
          "index.php": "<?php include 'inc/h.php'; ?>", "inc/h.php": "<link href='css/a.css?v=2'>",
          "css/a.css": "",
        ],
        """
          css: css/ served under /css/, by inc/h.php:1: css/a.css
            tokens = "literal": 1 reference carries a token, inc/h.php:1

        """,
        [
          #"templates = ["*.html", "*.htm", "*.php"]"#, "[[root]]", #"name = "css""#,
          #"paths = ["css"]"#, #"url = "/css/""#, #"tokens = "literal""#,
        ], ["fresh css:a.css"]
      ),
    ] as [([BytePath: String], String, [String], [String])])
  func findsRoots(
    _ files: [BytePath: String], _ found: String, _ written: [String], _ listed: [String]
  ) throws {
    let folder = try site(files)
    let result = try Assetbump.run(["init"], in: folder)
    #expect(result.errors == "")
    #expect(
      result.output == "wrote assetbump.toml\n" + found
        + """
        wrote asset-versions.json: 1 token adopted
          there is no git repository: today's bytes are the base line of every token

        """)
    #expect(settings(folder) == written)
    let list = try Assetbump.run(["list"], in: folder)
    let rows = list.output.split(separator: "\n").dropFirst()
    #expect(rows.map { $0.split(separator: " ").prefix(2).joined(separator: " ") } == listed)
    #expect(try Assetbump.run(["check"], in: folder).status == 0)
  }

  /// A site in docs/ counts as the project's own, though prose lies there as a rule.
  @Test func siteInDocs() throws {
    let folder = try site([
      "docs/index.html": "<link href='assets/a.css?v=2'>", "docs/assets/a.css": "", "README.md": "",
    ])
    _ = try Assetbump.run(["init"], in: folder)
    let text = String(decoding: folder.contents(of: "assetbump.toml") ?? [], as: UTF8.self)
    #expect(
      text.lines.contains(
        #"documentation = ["doc/", "*.md", "*.rst", "CHANGELOG*", "CHANGES*", "HISTORY*", "README*", "*.log"]"#
      ))
    #expect(
      try Assetbump.run(["references"], in: folder).output
        == """
        PLACE                FORM  TOKEN  ASSET              STATUS
        docs/index.html:1:13  attr  v=2    docs:assets/a.css  ok

        """.replacing("PLACE                FORM", with: "PLACE                 FORM"))
  }

  /// A stylesheet takes fonts from a folder that no page names.
  @Test func foldersOfStylesheets() throws {
    let folder = try site([
      "404.html": "<link href='/css/a.css'>", "css/a.css": "@import 'gone.css'; a{}",
      "css/b.min.css": "b{src:url(../fonts/f.woff?v=4.7.0)}", "fonts/f.woff": "", "img/i.png": "",
    ])
    #expect(
      try Assetbump.run(["init"], in: folder).output
        == """
        wrote assetbump.toml
          css: css/ served under /css/, by 404.html:1: /css/a.css
            tokens = "literal": no application adds tokens to pages that are served as they lie
          fonts: fonts/ served under /fonts/, by css/b.min.css:1: ../fonts/f.woff
            tokens = "literal": no application adds tokens to pages that are served as they lie
          nothing carries a token yet: assetbump bump --all --add-tokens writes the first ones
        wrote no asset-versions.json: there is no asset to record

        """)
  }

  /// A function of templates that nobody here knows takes paths and a token of its own.
  @Test func unknownFunction() throws {
    let folder = try site([
      "public/css/a.css": "", "public/js/view/b.js": "", "public/index.php": "<?php",
      "views/p.blade.php":
        "<link href=\"{{ $U('/css/a.css?v=', true) }}{{ $version }}\">\n"
        + "<script src=\"{{ $U('/js/view', true) }}/b.js?v={{ $version }}\"></script>",
    ])
    #expect(
      try Assetbump.run(["init"], in: folder).output
        == """
        wrote assetbump.toml
          public: public/ served under /, by views/p.blade.php:1: /css/a.css
            tokens = "loader": views/p.blade.php:1 makes a token of its own
        wrote asset-versions.json: 3 assets recorded

        """)
    #expect(
      try Assetbump.run(["references"], in: folder).output
        == """
        PLACE                   FORM  TOKEN   ASSET                STATUS
        views/p.blade.php:1:20  attr  (expr)  public:css/a.css     ok
        views/p.blade.php:2:21  attr  (expr)  public:js/view/b.js  ok

        """)
    expect(try Assetbump.run(["check"], in: folder), "", "3 assets: 3 fresh\n", 0)
  }

  /// What was brought along whole tells nothing of the application, and is left alone.
  @Test func broughtAlong() throws {
    let folder = try site([
      "app.py": "from flask import Flask\napp = Flask(__name__)\n",
      "templates/p.html": "<script src=\"{{ url_for('static', filename='edit/e.js') }}\"></script>",
      "static/edit/e.js": "", "static/edit/LICENSE.md": "", "static/edit/README.md": "",
      "static/edit/s/i.html": "<img src='i.png?v=3'><img src='gone.png'>",
      "static/edit/s/i.png": "", "static/fa-4.7.0/f.css": "a{src:url(f.woff?v=4.7.0)}",
      "static/fa-4.7.0/f.woff": "", "static/own/o.css": "a{src:url(o.woff?v=1)}",
      "static/own/o.woff": "",
    ])
    let output = try Assetbump.run(["init"], in: folder).output
    #expect(
      output == """
        wrote assetbump.toml
          static: static/ served under /static/, by app.py:2: Flask()
            tokens = "loader": nothing adds tokens yet
          no URL of static carries a token until app.py has these two lines:
            from assetbump.flask import init_app
            init_app(app)
          or assetbump init --loader, which writes their code into the project and shows where they belong
          brought along from elsewhere, and left alone: static/edit/ by LICENSE.md and README.md in it, static/fa-4.7.0/ by the version in its name
        wrote asset-versions.json: 9 assets recorded

        """)
    #expect(
      settings(folder).contains {
        $0.hasPrefix("vendored = [\"vendor/\"")
          && $0.hasSuffix("\"venv/\", \"/static/edit/\", \"/static/fa-4.7.0/\"]")
      })
    let check = try Assetbump.run(["check"], in: folder).output.lines
      .filter { !$0.contains("no-loader") && !$0.isEmpty }
    #expect(check.allSatisfy { $0.hasPrefix("static/own/o.css:1:11: ") })
  }

  /// What no browser asks for is no error: a URL in SCSS, PHP among the files of an application in Python.
  @Test func nobodyAsks() throws {
    let folder = try site([
      "app.py": "from flask import Flask\nfrom assetbump.flask import init_app\n"
        + "app = Flask(__name__)\ninit_app(app)\n",
      "static/scss/t/a.scss": "a{b:url('../img/x.gif')}", "static/css/a.css": "",
      "static/p.php": "<link rel=stylesheet href='gone.css'>",
    ])
    _ = try Assetbump.run(["init"], in: folder)
    expect(
      try Assetbump.run(["check"], in: folder),
      """
      static/p.php:1:28: note: maybe-missing: there is no static/gone.css here: app.py:3: Flask() runs no PHP among its static files - nothing where that brings it, else correct the name
      static/scss/t/a.scss:1:10: note: maybe-missing: there is no static/scss/img/x.gif here: its URL counts from the stylesheet that static/scss/t/a.scss is compiled to - nothing where that brings it, else correct the name

      """, "3 assets: 3 fresh\n", 0)
  }

  @Test func nothingServed() throws {
    let flask = try site([
      "app.py": "from flask import Flask\napp = Flask(__name__)\n", "templates/p.html": "<p>",
    ])
    expect(
      try Assetbump.run(["init"], in: flask),
      """
      wrote assetbump.toml
        no static root: no source serves a folder, no page names a file of one, and none is named static
        app.py:2: Flask() serves static/ once that folder is there: create it, put files into it, and run assetbump init again
      wrote no asset-versions.json: there is no asset to record

      """, "", 0)
    // The advice, word by word.
    try flask.write("a", to: "static/a.css")
    expect(
      try Assetbump.run(["init"], in: flask),
      "kept assetbump.toml\nwrote asset-versions.json: 1 asset recorded\n", "", 0)
    let other = try site(["css/a.css": "", "css/b.css": "", "img/i.png": "", "x.txt": ""])
    expect(
      try Assetbump.run(["init"], in: other),
      """
      wrote assetbump.toml
        no static root: no source serves a folder, no page names a file of one, and none is named static
        may be served: css/, by 2 stylesheets
        may be served: img/, by 1 image
        take the # away from their lines in assetbump.toml where they are, and see that url is right
      wrote no asset-versions.json: there is no asset to record

      """, "", 0)
    let lines = String(decoding: other.contents(of: "assetbump.toml") ?? [], as: UTF8.self).lines
    let start = try #require(lines.firstIndex(of: "#name = \"css\""))
    let table = lines[(start - 1)..<(start + 4)].map { $0.dropFirst() }
    #expect(table.first == "[[root]]")
    try other.write(table.joined(separator: "\n"), to: "assetbump.toml")
    #expect(try Assetbump.run(["list"], in: other).output.contains("css:a.css"))
  }

  @Test func secondSite() throws {
    let folder = try site([
      "app.py": "from flask import Flask\napp = Flask(__name__)\n", "static/a.css": "",
      "templates/b.html": "<link href=\"{{ url_for('static', filename='a.css') }}?v=1\">",
      "preview/styles.css": "",
      "preview/index.html": "\n<link rel=stylesheet href='styles.css?v=3'>",
    ])
    expect(
      try Assetbump.run(["init"], in: folder),
      """
      wrote assetbump.toml
        static: static/ served under /static/, by app.py:2: Flask()
          tokens = "literal": 1 reference carries a token, templates/b.html:1
        may be served: preview/, by preview/index.html:2: styles.css
        take the # away from their lines in assetbump.toml where they are, and see that url is right
        1 reference carries a token but leads to no root, preview/index.html:2
      wrote asset-versions.json: 1 token adopted
        there is no git repository: today's bytes are the base line of every token

      """, "", 0)
    expect(
      try Assetbump.run(["check"], in: folder),
      """
      preview/index.html:2:28: note: no-root: 1 reference carries a token but leads to no root, first preview/index.html:2 - add a [[root]] for the folder that their files lie in to assetbump.toml

      """, "1 asset: 1 fresh\n", 0)
  }

  /// Templates are looked for beside a root, and those that are not read are told of.
  @Test func templatesWithoutKey() throws {
    let folder = try site([
      "assetbump.toml":
        "[[root]]\nname = \"static\"\npaths = [\"shop/static\"]\ntokens = \"literal\"\n",
      "shop/static/a.css": "",
      "shop/templates/b.html": "<link href=\"{{ url_for('static', filename='a.css') }}?v=1\">",
      "mails/m.html": "<link rel=stylesheet href='/static/a.css?v=1'>",
    ])
    #expect(
      try Assetbump.run(["references"], in: folder).output.lines.dropFirst().first?.prefix(23)
        == "shop/templates/b.html:1")
    expect(
      try Assetbump.run(["check"], in: folder),
      """
      shop/templates/b.html:1:44: note: static:a.css: unrecorded-token: no record says for which bytes 1 was given - assetbump bump static:a.css
      mails/m.html:1:28: note: unlisted-template: 1 reference leads to assets from 1 file that no glob of templates matches, first mails/m.html:1 - add "mails/**" to templates in assetbump.toml, or leave them as they are

      """, "1 asset: 1 untracked\n", 0)
  }

  /// Before `init` the tokens that stand in templates count, and nothing is written past them.
  @Test func withoutInit() throws {
    let folder = try site([
      "static/a.css": "", "templates/p.html": "<link href='/static/a.css?v=3'>",
    ])
    let words =
      "assetbump: nothing is set up here yet, and 1 reference carries a token, templates/p.html:1:"
      + " assetbump init adopts them\n"
    expect(
      try Assetbump.run(["check"], in: folder),
      """
      templates/p.html:1:13: note: static:a.css: unrecorded-token: no record says for which bytes 3 was given - assetbump bump static:a.css

      """, words + "1 asset: 1 untracked\n", 0)
    expect(try Assetbump.run(["bump", "--all"], in: folder), "", words, 2)
    #expect(folder.names() == ["static", "templates"])
    _ = try Assetbump.run(["init"], in: folder)
    expect(try Assetbump.run(["check"], in: folder), "", "1 asset: 1 fresh\n", 0)
  }

  @Test func insideAnotherProject() throws {
    let folder = try site([
      "assetbump.toml": "[[root]]\nname = \"static\"\n", "static/a.css": "",
      "part/static/b.css": "",
    ])
    let lines = try Assetbump.run(["init", "--project", "part"], in: folder).output.lines
    #expect(
      lines.contains(
        "  this folder lies in a project with settings, \(VisibleText.of(folder.path))/assetbump.toml:"
          + " what is run here goes by those written here"))
  }
}
