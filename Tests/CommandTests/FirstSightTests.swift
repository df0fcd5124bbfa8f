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
          static: static/ served under /, by layouts/p.html:1: /css/a.css
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
