import Disk
import Formats
import Site
import Testing
import Values

@Suite struct SettingsTextTests {
  static func layout(_ disk: StubFileSystem) throws -> DetectedLayout {
    try DetectedLayout.detect(in: "/x", disk)
  }

  static func read(_ text: String) throws(SettingsError) -> Settings {
    try SettingsReader.read(Array(text.utf8), name: "assetbump.toml", table: .whole)
  }

  /// The text with the settings switched on that are switched off.
  static func switchedOn(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.hasPrefix("#") && !$0.hasPrefix("# ") ? $0.dropFirst() : $0 }
      .joined(separator: "\n")
  }

  @Test(
    arguments: [
      ([], DetectedLayout()),
      (["static/", "templates/"], DetectedLayout(main: "static", templates: ["templates"])),
      (
        ["app/static/", "app/templates/", "templates/"],
        DetectedLayout(main: "app/static", templates: ["app/templates", "templates"])
      ),
      (
        ["static/", "app/static/", "shop/admin/static/", "shop/admin/templates/"],
        DetectedLayout(
          main: "static", others: ["app/static", "shop/admin/static"],
          templates: ["shop/admin/templates"])
      ),
      (["b/static/", "a/static/"], DetectedLayout(main: "a/static", others: ["b/static"])),
      (["a/b/static/"], DetectedLayout(others: ["a/b/static"])),
      (["a/b/c/static/", "a/b/c/d/static/"], DetectedLayout(others: ["a/b/c/static"])),
      (
        [
          "node_modules/a/static/", ".git/static/", "venv/static/", ".venv/static/", "dist/static/",
          "__pycache__/static/", "lib/site-packages/a/static/", ".x/static/",
        ], DetectedLayout()
      ),
      (
        ["static/static/", "static/templates/", "templates/static/"],
        DetectedLayout(main: "static", templates: ["templates"])
      ),
    ] as [([String], DetectedLayout)])
  func detectsLayouts(_ folders: [String], _ expected: DetectedLayout) throws {
    let files = Dictionary(uniqueKeysWithValues: (folders + ["./"]).map { ("/x/\($0)", "") })
    #expect(try Self.layout(StubFileSystem(files)) == expected)
  }

  @Test func followsNoLinksAndPassesOverClosedFolders() throws {
    let disk = StubFileSystem(
      ["/x/static/": "", "/x/link/static/": "", "/x/app/templates/": "", "/x/closed/static/": ""],
      links: ["/x/link", "/x/static", "/x/app/templates"], closed: ["/x/closed"])
    #expect(
      try Self.layout(disk) == DetectedLayout(main: "static", templates: ["app/templates"]))
    let closed = StubFileSystem(["/x/static/": ""], closed: ["/x"])
    #expect(throws: FileError("/x", .permissionDenied)) { try Self.layout(closed) }
  }

  @Test func writesTheUsual() throws {
    let text = SettingsText.commented(for: DetectedLayout(main: "static", templates: ["templates"]))
    #expect(
      text == """
        # Settings of assetbump, which only ever reads this file. A line that starts with # and no
        # space is a setting switched off; it shows the default, or an example where it says so.

        # The file that assetbump writes and the application loads.
        #versions = "asset-versions.json"

        # The templates: globs as in .gitignore, from this folder. The last match wins, ! excludes.
        #templates = ["templates/**"]

        # Assets left out: the same globs, below each root.
        #ignore = ["*.map"]

        # The version of Werkzeug that makes the URLs: "2.3" (and later), "2.2", "2.1" (and earlier).
        #werkzeug = "2.3"
        # The path the application is mounted at (SCRIPT_NAME), where it is not the top. An example:
        #script-name = "/shop"

        # A static root: files that are served under one URL prefix.
        [[root]]
        # The Flask endpoint; the key in the versions file.
        name = "static"
        # The folders, from this one; where two hold the same file, the first wins.
        paths = ["static"]
        # The URL prefix: a path, or absolute, as https://cdn.example.com/static/.
        url = "/static/"
        # Where tokens stand: "loader" (the application adds them from the versions file) or
        # "literal" (in templates and code, where assetbump rewrites them).
        #tokens = "loader"
        # Where the code is that adds them: "project", or "elsewhere", in a language or repository that
        # is not read here.
        #loader = "project"
        # Where in a URL: "query" (site.css?v=T), "filename" (site.T.css) or "path" (T/site.css).
        #placement = "query"
        # The name of the query parameter.
        #parameter = "v"

        # How the token of a changed asset is made.
        [strategy]
        # "hash" (of the contents), "date" (20240601), "count" (13 after 12) or "manual" (typed by hand).
        #default = "hash"
        # The number of hex digits in a hash token, 4 to 64.
        #hash-length = 8
        # Other strategies for some assets, globs below each root; the last match wins. An example:
        #rules = [{ match = "img/**", use = "date" }]

        # Functions and {% tags %} of your own that make URLs of static files, besides url_for and
        # static: which root they serve (or which argument names it), which argument is the path and
        # which the token, by its place from 1 or by its name. An example:
        #[[helper]]
        #name = "asset_url"
        #root = "static"
        #path-argument = 1
        #token-argument = "v"

        # Files that are not your own, by globs: references in them are told apart and never changed.
        # The keys are test, backup, vendored, minified and documentation; a list takes the place of the
        # one built in. An example:
        [sources]
        #vendored = ["vendor/", "node_modules/", "static/js/lib/"]

        # The HTML that the previews show.
        [html]
        # Scripts that are modules besides *.mjs: globs below each root. An example:
        #modules = ["js/app/**"]
        # Whether stylesheets and scripts get integrity="sha384-…".
        #integrity = false

        # Keys of the terminal UI: action = keys; an empty list switches an action off. An example:
        [keys]
        #rescan = ["R", "F5"]

        """)
    #expect(try Self.read(text) == Settings())
    var all = Settings(roots: [StaticRoot(scriptName: "/shop", namesParameter: true)])
    all.html.modules = GlobList(["js/app/**"])
    all.strategies.rules = [.init(match: GlobList(["img/**"]), use: .date)]
    all.keys = [KeyBinding(action: "rescan", keys: ["R", "F5"], line: 70)]
    var helper = ReferenceHelper(
      name: "asset_url", syntax: .call, root: "static", pathKeyword: nil)
    helper.token = .keyword("v")
    all.helpers = [helper]
    all.sources.globs[2].1 = GlobList(["vendor/", "node_modules/", "static/js/lib/"])
    #expect(try Self.read(Self.switchedOn(text)) == all)
  }

  /// What stands between the assets left out and the strategies, without the explanations of keys.
  static func roots(_ text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let start = lines.firstIndex { $0.hasPrefix("# A static root") } ?? 0
    let end = lines.firstIndex { $0.hasPrefix("# How the token") } ?? 0
    let guesses = lines.firstIndex { $0.hasPrefix("# More folders") } ?? end
    let main = lines[start..<guesses].filter { !$0.hasPrefix("# ") }
    return (main + lines[guesses..<end]).joined(separator: "\n")
  }

  @Test func writesGuessesSwitchedOff() throws {
    let text = SettingsText.commented(
      for: DetectedLayout(
        main: "my \"app\"/static",
        others: [
          "a/admin/static", "b/admin/static", "caf\u{E9} 1/static", "static/static",
          BytePath(bytes: Array("bad".utf8) + [0xFF] + Array("/static".utf8)),
        ],
        templates: ["templates", "!a/[b]/templates"], tokens: .literal))
    #expect(
      Self.roots(text) == #"""
        [[root]]
        name = "static"
        paths = ["my \"app\"/static"]
        url = "/static/"
        tokens = "literal"
        #loader = "project"
        #placement = "query"
        #parameter = "v"

        # More folders named static. Are they served, by a blueprint perhaps? Then take the # away,
        # and see that name (the endpoint) and url are right: both are guesses.
        #[[root]]
        #name = "admin.static"
        #paths = ["a/admin/static"]
        #url = "/admin/static/"

        #[[root]]
        #name = "b.admin.static"
        #paths = ["b/admin/static"]
        #url = "/b/admin/static/"

        #[[root]]
        #name = "café 1.static"
        #paths = ["café 1/static"]
        #url = "/caf%C3%A9%201/static/"

        #[[root]]
        #name = "static.static"
        #paths = ["static/static"]
        #url = "/static/static/"

        # Not written down, for the name cannot stand in settings:
        # bad\xff/static

        """#)
    var main = StaticRoot(folders: ["my \"app\"/static"], tokens: .literal)
    let settings = try Self.read(text)
    #expect(settings.roots == [main])
    #expect(settings.templates == GlobList(["templates/**", "\\!a/\\[b]/templates/**"]))
    main.scriptName = "/shop"
    main.namesParameter = true
    #expect(
      try Self.read(Self.switchedOn(text)).roots == [
        main,
        StaticRoot(
          name: "admin.static", folders: ["a/admin/static"], url: "/admin/static/",
          scriptName: "/shop"),
        StaticRoot(
          name: "b.admin.static", folders: ["b/admin/static"], url: "/b/admin/static/",
          scriptName: "/shop"),
        StaticRoot(
          name: "caf\u{E9} 1.static", folders: ["caf\u{E9} 1/static"],
          url: "/caf%C3%A9%201/static/", scriptName: "/shop"),
        StaticRoot(
          name: "static.static", folders: ["static/static"], url: "/static/static/",
          scriptName: "/shop"),
      ])
  }

  @Test func switchesTheRootOffWhereThereIsNone() throws {
    let text = SettingsText.commented(for: DetectedLayout(others: ["a/b/static"]))
    #expect(
      Self.roots(text) == """
        #[[root]]
        #name = "static"
        #paths = ["static"]
        #url = "/static/"
        #tokens = "loader"
        #loader = "project"
        #placement = "query"
        #parameter = "v"

        # More folders named static. Are they served, by a blueprint perhaps? Then take the # away,
        # and see that name (the endpoint) and url are right: both are guesses.
        #[[root]]
        #name = "b.static"
        #paths = ["a/b/static"]
        #url = "/b/static/"

        """)
    #expect(try Self.read(text) == Settings())
    #expect(
      try Self.read(Self.switchedOn(text)).roots == [
        StaticRoot(scriptName: "/shop", namesParameter: true),
        StaticRoot(
          name: "b.static", folders: ["a/b/static"], url: "/b/static/", scriptName: "/shop"),
      ])
  }

  /// Two blueprints whose names differ only where the endpoints do not.
  @Test func givesEachGuessANameOfItsOwn() throws {
    let text = SettingsText.commented(
      for: DetectedLayout(
        main: "static", others: ["a.b/static", "a/b/static", "b/static", "x/a.b/static"]))
    #expect(
      try Self.read(Self.switchedOn(text)).roots.map(\.name) == [
        "static", "a.b.static", "b.static", "b.static-2", "x.a.b.static",
      ])
  }
}
