import Formats
import Site
import Testing
import Values

@Suite struct SettingsReaderTests {
  static func read(_ text: String) throws(SettingsError) -> Settings {
    try SettingsReader.read(Array(text.utf8), name: "assetbump.toml", table: .whole)
  }

  struct Good: CustomTestStringConvertible {
    var text: String
    var settings: Settings
    var testDescription: String { text }
  }

  static let good: [Good] = [
    Good(text: "", settings: Settings()),
    Good(text: "\u{FEFF}# nothing\r\n", settings: Settings()),
    Good(
      text: "versions = './config//v.json'", settings: Settings(versions: "config/v.json")),
    Good(
      text: "templates = []\nignore = []",
      settings: Settings(templates: GlobList([]), ignore: GlobList([]))),
    Good(
      text: "templates = ['a/**', '!a/b']",
      settings: Settings(templates: GlobList(["a/**", "!a/b"]))),
    Good(text: "[[root]]", settings: Settings()),
    Good(
      text: "[[root]]\npaths = ['./a/', 'b/../c']\nurl = '/s'",
      settings: Settings(roots: [StaticRoot(folders: ["a", "c"], url: "/s/")])),
    Good(
      text: """
        [[root]]
        name = "admin.static"
        paths = ["shop/admin/static"]
        url = "https://cdn.example.com/admin"
        tokens = "literal"
        placement = "filename"
        parameter = "v-1._~"
        [[root]]
        placement = "path"
        """,
      settings: Settings(
        templates: GlobList(["templates/**", "shop/admin/templates/**", "shop/templates/**"]),
        roots: [
          StaticRoot(
            name: "admin.static", folders: ["shop/admin/static"],
            url: "https://cdn.example.com/admin/", tokens: .literal, placement: .filename,
            parameter: "v-1._~", namesParameter: true),
          StaticRoot(placement: .path),
        ])),
    Good(
      text: "root = [{url = '//cdn.example.com'}]",
      settings: Settings(roots: [StaticRoot(url: "//cdn.example.com/")])),
    Good(
      text: """
        [strategy]
        default = "date"
        hash-length = 64
        rules = [{ match = "img/**", use = "hash" }, { match = ["*.js", "!a.js"], use = "manual" }]
        """,
      settings: Settings(
        strategies: StrategyRules(
          standard: .date, hashLength: 64,
          rules: [
            StrategyRules.Rule(match: GlobList(["img/**"]), use: .hash),
            StrategyRules.Rule(match: GlobList(["*.js", "!a.js"]), use: .manual),
          ]))),
    Good(
      text: "strategy.hash-length = 4\n[[strategy.rules]]\nmatch = 'a'\nuse = 'date'",
      settings: Settings(
        strategies: StrategyRules(
          hashLength: 4, rules: [StrategyRules.Rule(match: GlobList(["a"]), use: .date)]))),
    Good(
      text: """
        werkzeug = "2.2"
        script-name = "/shop/"
        [[root]]
        [[root]]
        name = "admin.static"
        paths = ["admin"]
        url = "/admin"
        """,
      settings: Settings(roots: [
        StaticRoot(werkzeug: .only22, scriptName: "/shop"),
        StaticRoot(
          name: "admin.static", folders: ["admin"], url: "/admin/", werkzeug: .only22,
          scriptName: "/shop"),
      ])),
    Good(
      text: "werkzeug = '1.0.1'", settings: Settings(roots: [StaticRoot(werkzeug: .until21)])),
    Good(text: "werkzeug = '3.1.8'\nscript-name = '/'", settings: Settings()),
    Good(
      text: "[site]\nurl = 'HTTP://127.0.0.1:5000'",
      settings: Settings(site: WebURL("http://127.0.0.1:5000/"))),
    Good(text: "[site]", settings: Settings()),
    Good(
      text: "[html]\nmodules = ['js/app/**']\nintegrity = true",
      settings: Settings(
        html: HTMLSettings(modules: GlobList(["js/app/**"]), integrity: true))),
    Good(
      text: """
        [[helper]]
        name = "asset_url"
        root-argument = 1
        token-argument = 3
        [[helper]]
        name = "files.url"
        root = "*"
        path-argument = "name"
        token-argument = "rev"
        [[helper]]
        name = "asset_url"
        syntax = "tag"
        root = "static"
        """, settings: Settings(helpers: helpers)),
    Good(
      text: "[sources]\nminified = []\ntest = ['checks/']",
      settings: Settings(
        sources: SourceClasses(
          SourceClasses.standard.map { name, globs in
            switch name {
            case .test: (name, GlobList(["checks/"]))
            case .minified: (name, GlobList([]))
            default: (name, globs)
            }
          }))),
    Good(
      text: "[keys]\nrescan = ['R', 'F5']\n\n\"bump all\" = [] # off\n",
      settings: Settings(keys: [
        KeyBinding(action: "rescan", keys: ["R", "F5"], line: 2),
        KeyBinding(action: "bump all", keys: [], line: 4),
      ])),
  ]

  private static var helpers: [ReferenceHelper] {
    var first = ReferenceHelper(name: "asset_url", syntax: .call, root: nil, pathKeyword: nil)
    first.rootArgument = .place(0)
    first.pathPlace = 1
    first.token = .place(2)
    var second = ReferenceHelper(name: "files.url", syntax: .call, root: "*", pathKeyword: "name")
    second.token = .keyword("rev")
    return [
      first, second,
      ReferenceHelper(name: "asset_url", syntax: .tag, root: "static", pathKeyword: nil),
    ]
  }

  @Test(arguments: good)
  func readsSettings(_ row: Good) throws {
    #expect(try Self.read(row.text) == row.settings)
  }

  /// The example of the documentation is the defaults, but for the rule.
  @Test func readsTheWholeExample() throws {
    let text = """
      # assetbump.toml: every key is optional; these are the defaults for a Flask application
      versions = "asset-versions.json"
      templates = ["templates/**"]          # globs as in .gitignore
      ignore = ["*.map"]                    # assets left out, same globs, below each root
      [[root]]
      name = "static"                       # the Flask endpoint; the key in the versions file
      paths = ["static"]
      url = "/static/"
      tokens = "loader"                     # or "literal"
      placement = "query"                   # or "filename", "path"
      parameter = "v"
      [strategy]
      default = "hash"
      hash-length = 8
      rules = [{ match = "img/**", use = "date" }]   # the last match wins
      [keys]                                # terminal UI: action = ["x", "F5"]
      """
    var expected = Settings()
    expected.strategies.rules = [.init(match: GlobList(["img/**"]), use: .date)]
    expected.roots[0].namesParameter = true
    #expect(try Self.read(text) == expected)
  }

  static let bad: [(String, String)] = [
    // Keys
    (
      "\n[strategy]\nhash-lenght = 8",
      "assetbump.toml:3:1: strategy.hash-lenght: no such key - did you mean strategy.hash-length?"
    ),
    (
      "colour = 1\nx = 2",
      "assetbump.toml:1:1: colour: no such key - known here: "
        + "versions, templates, ignore, werkzeug, script-name, root, helper, sources, strategy, html, "
        + "site, keys"
    ),
    (
      "[[root]]\n[[root]]\n  nmae = 'a'",
      "assetbump.toml:3:3: root[1].nmae: no such key - did you mean root[1].name?"
    ),
    (
      "[strategy]\nignore = []",
      "assetbump.toml:2:1: strategy.ignore: no such key - did you mean ignore above the first table?"
    ),
    ("url = '/'", "assetbump.toml:1:1: url: no such key - did you mean url in [[root]]?"),
    (
      "[[root]]\nhash-length = 8",
      "assetbump.toml:2:1: root[0].hash-length: no such key - "
        + "did you mean hash-length in [strategy]?"
    ),
    (
      "strategy = { rules = [{ matches = 'a', use = 'date' }] }",
      "assetbump.toml:1:25: strategy.rules[0].matches: no such key - "
        + "did you mean strategy.rules[0].match?"
    ),
    (
      "\"\" = 1",
      "assetbump.toml:1:1: \"\": no such key - known here: "
        + "versions, templates, ignore, werkzeug, script-name, root, helper, sources, strategy, html, "
        + "site, keys"
    ),
    (
      "\"a\\u001b[2J\" = 1",
      "assetbump.toml:1:1: \"a\\x1b[2J\": no such key - known here: "
        + "versions, templates, ignore, werkzeug, script-name, root, helper, sources, strategy, html, "
        + "site, keys"
    ),
    (
      "[html]\nintegrty = true",
      "assetbump.toml:2:1: html.integrty: no such key - did you mean html.integrity?"
    ),
    (
      "modules = []", "assetbump.toml:1:1: modules: no such key - did you mean modules in [html]?"
    ),
    (
      "[[root]]\nscript-name = '/a'",
      "assetbump.toml:2:1: root[0].script-name: no such key - "
        + "did you mean script-name above the first table?"
    ),
    // Types
    ("html.integrity = 'yes'", "assetbump.toml:1:6: html.integrity: \"yes\" is not true or false"),
    (
      "html.modules = 'js/**'",
      "assetbump.toml:1:6: html.modules: \"js/**\" is not a list of strings - write [\"js/**\"]"
    ),
    ("werkzeug = 2.3", "assetbump.toml:1:1: werkzeug: 2.3 is not a string"),
    ("versions = 1", "assetbump.toml:1:1: versions: 1 is not a string"),
    (
      "ignore = '*.map'",
      "assetbump.toml:1:1: ignore: \"*.map\" is not a list of strings - write [\"*.map\"]"
    ),
    ("templates = ['a', [ ], 2]", "assetbump.toml:1:19: templates[1]: a list is not a string"),
    ("root = 'static'", "assetbump.toml:1:1: root: \"static\" is not a list of tables"),
    (
      "[root]\nurl = '/'",
      "assetbump.toml:1:2: root: a table is not a list of tables - write double brackets, [[…]]"
    ),
    ("root = [1.5]", "assetbump.toml:1:9: root[0]: 1.5 is not a table"),
    ("strategy = true", "assetbump.toml:1:1: strategy: true is not a table"),
    (
      "keys = 2026-11-22 07:32:00",
      "assetbump.toml:1:1: keys: a date or time is not a table"
    ),
    (
      "strategy.hash-length = 3",
      "assetbump.toml:1:10: strategy.hash-length: 3 is not a whole number from 4 to 64"
    ),
    (
      "strategy.hash-length = 65",
      "assetbump.toml:1:10: strategy.hash-length: 65 is not a whole number from 4 to 64"
    ),
    (
      "strategy.hash-length = '8'",
      "assetbump.toml:1:10: strategy.hash-length: \"8\" is not a whole number from 4 to 64"
    ),
    (
      "[[strategy.rules]]\nmatch = 1\nuse = 'date'",
      "assetbump.toml:2:1: strategy.rules[0].match: 1 is not a string or a list of strings"
    ),
    (
      "[keys]\nrescan = 'R'",
      "assetbump.toml:2:1: keys.rescan: \"R\" is not a list of strings - write [\"R\"]"
    ),
    ("keys.'a.b' = [1]", "assetbump.toml:1:15: keys.\"a.b\"[0]: 1 is not a string"),
    // Words
    (
      "\n\n[[root]]\n  placement = 'querry'",
      "assetbump.toml:4:3: root[0].placement: \"querry\" is none of \"query\", \"filename\", \"path\""
        + " - did you mean \"query\"?"
    ),
    (
      "[[root]]\ntokens = 'html'",
      "assetbump.toml:2:1: root[0].tokens: \"html\" is none of \"loader\", \"literal\""
    ),
    (
      "strategy.default = 'Hash'",
      "assetbump.toml:1:10: strategy.default: \"Hash\" is none of \"date\", \"hash\", \"manual\", \"count\""
        + " - did you mean \"hash\"?"
    ),
    (
      "strategy.rules = [{match='a', use=''}]",
      "assetbump.toml:1:31: strategy.rules[0].use: \"\" is none of \"date\", \"hash\", \"manual\", \"count\""
    ),
    // Paths
    (
      "versions = ''",
      "assetbump.toml:1:1: versions: \"\" is empty - write something, or leave the key out"
    ),
    (
      "versions = '/etc/v.json'",
      "assetbump.toml:1:1: versions: \"/etc/v.json\" is an absolute path - "
        + "write it from the project's folder"
    ),
    (
      "versions = 'a/../../v.json'",
      "assetbump.toml:1:1: versions: \"a/../../v.json\" leads out of the project's folder - "
        + "name a path inside it"
    ),
    ("versions = 'a/'", "assetbump.toml:1:1: versions: \"a/\" names a folder - name a file"),
    (
      "versions = './a/..'", "assetbump.toml:1:1: versions: \"./a/..\" names a folder - name a file"
    ),
    (
      "[[root]]\npaths = ['a', '..']",
      "assetbump.toml:2:15: root[0].paths[1]: \"..\" leads out of the project's folder - "
        + "name a path inside it"
    ),
    (
      "[[root]]\npaths = ['/srv']",
      "assetbump.toml:2:10: root[0].paths[0]: \"/srv\" is an absolute path - "
        + "write it from the project's folder"
    ),
    (
      "[[root]]\npaths = []",
      "assetbump.toml:2:1: root[0].paths: the list is empty - name at least one, or leave the key out"
    ),
    // Roots
    (
      "root = []",
      "assetbump.toml:1:1: root: the list is empty - name at least one, or leave the key out"
    ),
    (
      "[[root]]\nname = ''",
      "assetbump.toml:2:1: root[0].name: \"\" is empty - write something, or leave the key out"
    ),
    (
      "[[root]]\nname = \"a\\tb\"",
      "assetbump.toml:2:1: root[0].name: \"a\\x09b\" holds a control character - take it out"
    ),
    ("[[root]]\n[[root]]", "assetbump.toml:2:3: root[1]: no name - add it"),
    (
      "[[root]]\nname = 'admin.static'\nurl = '/'",
      "assetbump.toml:1:3: root[0]: no paths - add it, \"admin.static\" is not the root that goes without"
    ),
    (
      "[[root]]\nname = 'admin.static'\npaths = ['a']",
      "assetbump.toml:1:3: root[0]: no url - add it, \"admin.static\" is not the root that goes without"
    ),
    (
      "[[root]]\n[[root]]\nname = 'static'\npaths = ['b']",
      "assetbump.toml:3:1: root[1].name: \"static\" stands in root[0] already - name another"
    ),
    (
      "[[root]]\nname = 'a'\npaths = ['x']\nurl = '/'\n[[root]]\nname = 'a'\npaths = ['y']\nurl = '/'",
      "assetbump.toml:6:1: root[1].name: \"a\" stands in root[0].name already - name another"
    ),
    (
      "[[root]]\n[[root]]\nname = 'b'\nurl = '/b'\npaths = ['a', './static/']",
      "assetbump.toml:5:15: root[1].paths[1]: \"static\" stands in root[0] already - name another"
    ),
    (
      "[[root]]\npaths = ['a', 'a/']",
      "assetbump.toml:2:15: root[0].paths[1]: \"a\" stands in root[0].paths[0] already - name another"
    ),
    // URLs
    (
      "[[root]]\nurl = 'static/'",
      "assetbump.toml:2:1: root[0].url: \"static/\" is no URL prefix - "
        + "start it with /, http:// or https://"
    ),
    (
      "[[root]]\nurl = 'ftp://a/'",
      "assetbump.toml:2:1: root[0].url: \"ftp://a/\" is no URL prefix - "
        + "start it with /, http:// or https://"
    ),
    (
      "[[root]]\nurl = 'https:///a'",
      "assetbump.toml:2:1: root[0].url: \"https:///a\" names no host - "
        + "write one after the //, or start with /"
    ),
    (
      "[[root]]\nurl = '/s?a'",
      "assetbump.toml:2:1: root[0].url: \"/s?a\" holds \"?\" - "
        + "a URL prefix has no query, fragment, space or control character"
    ),
    (
      "[[root]]\nurl = \"/s\\u00A0/\"",
      "assetbump.toml:2:1: root[0].url: \"/s\u{A0}/\" holds \"\u{A0}\" - "
        + "a URL prefix has no query, fragment, space or control character"
    ),
    (
      "[[root]]\nurl = \"/s\\u007F/\"",
      "assetbump.toml:2:1: root[0].url: \"/s\\x7f/\" holds \"\\x7f\" - "
        + "a URL prefix has no query, fragment, space or control character"
    ),
    (
      "[[root]]\nurl = ''",
      "assetbump.toml:2:1: root[0].url: \"\" is empty - write something, or leave the key out"
    ),
    (
      "[site]\nurl = 'http://me:secret@shop.example'",
      "assetbump.toml:2:1: site.url: \"http://me:secret@shop.example\" is no address of a site - "
        + "write http:// or https://, a host and a path, without name and password"
    ),
    (
      "script-name = 'shop'",
      "assetbump.toml:1:1: script-name: \"shop\" is no path an application is mounted at - "
        + "start it with one /"
    ),
    (
      "script-name = '//shop'",
      "assetbump.toml:1:1: script-name: \"//shop\" is no path an application is mounted at - "
        + "start it with one /"
    ),
    (
      "script-name = '/a b'",
      "assetbump.toml:1:1: script-name: \"/a b\" holds \" \" - "
        + "a URL prefix has no query, fragment, space or control character"
    ),
    (
      "werkzeug = '3'",
      "assetbump.toml:1:1: werkzeug: \"3\" is no version of Werkzeug - write \"2.3\" (for any "
        + "later one too), \"2.2\", or \"2.1\" (for any earlier one too)"
    ),
    (
      "werkzeug = '2.x'",
      "assetbump.toml:1:1: werkzeug: \"2.x\" is no version of Werkzeug - write \"2.3\" (for any "
        + "later one too), \"2.2\", or \"2.1\" (for any earlier one too)"
    ),
    (
      "[[root]]\nparameter = ''",
      "assetbump.toml:2:1: root[0].parameter: \"\" is empty - write something, or leave the key out"
    ),
    (
      "[[root]]\nparameter = 'v='",
      "assetbump.toml:2:1: root[0].parameter: \"v=\" is no parameter name - use A-Z a-z 0-9 - . _ ~"
    ),
    // Globs and keys
    (
      "ignore = ['a', '']",
      "assetbump.toml:1:16: ignore[1]: \"\" is empty - write something, or leave the key out"
    ),
    (
      "templates = ['[a']",
      "assetbump.toml:1:14: templates[0]: \"[a\" can match nothing - "
        + "close each [, and give each name between slashes a letter"
    ),
    (
      "ignore = ['!']",
      "assetbump.toml:1:11: ignore[0]: \"!\" can match nothing - "
        + "close each [, and give each name between slashes a letter"
    ),
    (
      "[[strategy.rules]]\nuse = 'date'",
      "assetbump.toml:1:12: strategy.rules[0]: no match - add it"
    ),
    ("[[strategy.rules]]\nmatch = 'a'", "assetbump.toml:1:12: strategy.rules[0]: no use - add it"),
    (
      "[[strategy.rules]]\nuse = 'date'\nmatch = []",
      "assetbump.toml:3:1: strategy.rules[0].match: the list is empty - "
        + "name at least one, or leave the key out"
    ),
    (
      "[keys]\nrescan = ['R', '']",
      "assetbump.toml:2:16: keys.rescan[1]: \"\" is empty - write something, or leave the key out"
    ),
    // Helpers and sources
    (
      "[[helper]]\nroot = 'a'",
      "assetbump.toml:1:3: helper[0]: no name - add it"
    ),
    (
      "[[helper]]\nname = 'a'",
      "assetbump.toml:1:3: helper[0]: no root - add it"
    ),
    (
      "[[helper]]\nname = 'a b'\nroot = 'a'",
      "assetbump.toml:2:1: helper[0].name: \"a b\" is no name in code - "
        + "use letters, digits and _, in a helper's name dots too"
    ),
    (
      "[[helper]]\nname = 'a'\nroot = 'a'\nroot-argument = 1",
      "assetbump.toml:4:1: helper[0].root-argument: \"1\" says another thing than root - "
        + "keep one of them"
    ),
    (
      "[[helper]]\nname = 'a'\nroot-argument = 2\npath-argument = 2",
      "assetbump.toml:4:1: helper[0].path-argument: \"2\" says another thing than root-argument - "
        + "keep one of them"
    ),
    (
      "[[helper]]\nname = 'a'\nroot = 'a'\npath-argument = 0",
      "assetbump.toml:4:1: helper[0].path-argument: 0 is not a whole number from 1 to 9"
    ),
    (
      "[[helper]]\nname = 'a'\nroot = 'a'\ntoken-argument = []",
      "assetbump.toml:4:1: helper[0].token-argument: a list is not an argument: "
        + "its place from 1 to 9, or its name"
    ),
    (
      "[[helper]]\nname = 'a'\nsyntax = 'tag'\nroot = 'a'\npath-argument = 1",
      "assetbump.toml:5:1: helper[0].path-argument: \"1\" speaks of a tag, whose first word is "
        + "the path - leave the key out"
    ),
    (
      "[[helper]]\nname = 'a'\nroot = 'a'\n[[helper]]\nname = 'a'\nroot = 'b'",
      "assetbump.toml:5:1: helper[1].name: \"a\" stands in helper[0].name already - name another"
    ),
    (
      "[[helper]]\nname = 'a'\nroots = 'a'",
      "assetbump.toml:3:1: helper[0].roots: no such key - did you mean helper[0].root?"
    ),
    (
      "[sources]\nvendor = []",
      "assetbump.toml:2:1: sources.vendor: no such key - did you mean sources.vendored?"
    ),
    (
      "[sources]\ntest = 'a'",
      "assetbump.toml:2:1: sources.test: \"a\" is not a list of strings - write [\"a\"]"
    ),
    // Text
    ("a = 1\nb = 'x\0y'", "assetbump.toml:2:7: a NUL character - take it out"),
    ("versions = \"a\\u0000b\"", "assetbump.toml:1:14: a NUL character - take it out"),
    ("[keys]\n\"a\\U00000000\" = []", "assetbump.toml:2:3: a NUL character - take it out"),
    (
      "versions = '\(String(repeating: "é", count: 70))/'",
      "assetbump.toml:1:1: versions: \"\(String(repeating: "é", count: 60))…\" names a folder - name a file"
    ),
  ]

  @Test(arguments: bad)
  func saysWhatIsWrong(_ text: String, _ expected: String) {
    let error = #expect(throws: SettingsError.self) { try Self.read(text) }
    #expect(error?.description == expected)
  }

  @Test func saysWhereBytesAreNotUTF8() {
    let text = Array("a = 1\n# é".utf8) + [0xE9, 0x0A]
    let error = #expect(throws: SettingsError.self) {
      try SettingsReader.read(text, name: "x\u{7}.toml", table: .whole)
    }
    #expect(error?.description == "x\\x07.toml:2:4: not UTF-8 - save the file as UTF-8")
  }

  @Test func refusesLargeFiles() throws {
    let allowed = [UInt8](repeating: UInt8(ascii: "#"), count: 1 << 20)
    #expect(try SettingsReader.read(allowed, name: "a.toml", table: .whole) == Settings())
    let error = #expect(throws: SettingsError.self) {
      try SettingsReader.read(allowed + [0x23], name: "a.toml", table: .whole)
    }
    #expect(
      error?.description
        == "a.toml: larger than 1048576 bytes - settings are far smaller; is this the right file?")
  }

  // MARK: - pyproject.toml

  static func readProject(_ text: String) throws(SettingsError) -> Settings? {
    try SettingsReader.readIfPresent(
      Array(text.utf8), name: "pyproject.toml", table: .toolAssetbump)
  }

  @Test(arguments: ["", "[project]\nname = 'a'", "[tool.ruff]", "tool = 1", "[assetbump]\nx = 1"])
  func passesOverOtherTables(_ text: String) throws {
    #expect(try Self.readProject(text) == nil)
    let error = #expect(throws: SettingsError.self) {
      try SettingsReader.read(Array(text.utf8), name: "pyproject.toml", table: .toolAssetbump)
    }
    #expect(
      error?.description == "pyproject.toml: no [tool.assetbump] - add it, or write assetbump.toml")
  }

  @Test func readsToolAssetbump() throws {
    let text = """
      [project]
      name = "a\\u0000b"
      [tool.assetbump]
      versions = "v.json"
      [[tool.assetbump.root]]
      url = "/s/"
      [tool.assetbump.keys]
      quit = ["q"]
      """
    let expected = Settings(
      versions: "v.json", roots: [StaticRoot(url: "/s/")],
      keys: [KeyBinding(action: "quit", keys: ["q"], line: 8)])
    #expect(try Self.readProject(text) == expected)
  }

  @Test(arguments: [
    (
      "[tool.assetbump.strategy]\nhash_length = 8",
      "pyproject.toml:2:1: tool.assetbump.strategy.hash_length: no such key - "
        + "did you mean tool.assetbump.strategy.hash-length?"
    ),
    (
      "[tool.assetbump]\nurl = '/'",
      "pyproject.toml:2:1: tool.assetbump.url: no such key - "
        + "did you mean url in [[tool.assetbump.root]]?"
    ),
    (
      "[tool.assetbump.strategy]\nignore = []",
      "pyproject.toml:2:1: tool.assetbump.strategy.ignore: no such key - "
        + "did you mean ignore in [tool.assetbump]?"
    ),
    ("[tool]\nassetbump = 3", "pyproject.toml:2:1: tool.assetbump: 3 is not a table"),
    (
      "tool.assetbump.versions = \"\\u0000\"",
      "pyproject.toml:1:28: a NUL character - take it out"
    ),
  ])
  func saysWhatIsWrongInTool(_ text: String, _ expected: String) {
    let error = #expect(throws: SettingsError.self) { try Self.readProject(text) }
    #expect(error?.description == expected)
  }
}
