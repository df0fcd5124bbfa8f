import TestSupport
import Testing
import Values

/// What is said to a slip, and what a folder in place of a command or a file means.
@Suite struct SuggestionTests {
  private static let usage = """
    Usage: assetbump [--project <dir>] [--color <color>] [--no-cache] [--mouse] [--flat] \
    [--theme <theme>] [--outside <dir> ...] <subcommand>
      See 'assetbump --help' for more information.

    """

  @Test(arguments: [
    (["chekc"], "There is no command 'chekc'. Did you mean 'check'?"),
    (["--color", "never", "lits", "--json"], "There is no command 'lits'. Did you mean 'list'?"),
    (["frobnicate"], "There is no command 'frobnicate'."),
    (["shop/"], "There is no folder 'shop/'."),
  ])
  func commands(arguments: [String], message: String) throws {
    expect(
      try Assetbump.run(arguments, in: Shop().folder), "", "Error: \(message)\n" + Self.usage, 64)
  }

  @Test func topics() throws {
    expect(
      try Assetbump.run(["help", "deploi"], in: TemporaryFolder()), "",
      "Error: There is no topic 'deploi'. Did you mean 'deploy'? assetbump help lists them.\n", 64)
    expect(
      try Assetbump.run(["help", "zzzzzzzz"], in: TemporaryFolder()), "",
      "Error: There is no topic 'zzzzzzzz'. assetbump help lists them.\n", 64)
  }

  @Test(arguments: [
    ("site.css", "css/site.css"), ("css/sit.css", "css/site.css"), ("stie.css", "css/site.css"),
    ("static:css/site.cs", "css/site.css"),
  ])
  func assets(given: String, meant: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("a", to: "static/css/site.css")
    try folder.write("a", to: "static/js/app.js")
    expect(
      try Assetbump.run(["bump", given], in: folder), "",
      "assetbump: no asset \"\(given)\": did you mean static:\(meant)? - assetbump list shows them all\n",
      2)
  }

  @Test(arguments: ["home.html", "templates/hme.html", "hoem.html"])
  func templates(given: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("a", to: "static/site.css")
    try folder.write("a", to: "templates/home.html")
    expect(
      try Assetbump.run(["preview", "--page", given], in: folder), "",
      "assetbump: no template `\(given)` - did you mean templates/home.html?\n", 2)
  }

  /// A folder alone is the project of the terminal UI, which asks for a terminal.
  @Test func folderAlone() throws {
    let folder = try TemporaryFolder()
    try folder.write("a", to: "shop/static/site.css")
    let needsTerminal =
      "assetbump: standard input is not a terminal; the terminal UI needs one for its input and its"
      + " output - assetbump list and assetbump bump do the same without one\n"
    for arguments in [
      ["shop"], ["."], ["--no-cache", "shop"], ["--theme", "dark", "shop"], ["--flat", "shop"],
      ["--theme=light", "--flat", "shop"], ["shop", "--flat", "--theme", "dark"],
    ] {
      expect(try Assetbump.run(arguments, in: folder), "", needsTerminal, 2)
    }
  }

  @Test func bumpOfAFolder() throws {
    let folder = try TemporaryFolder()
    for name in ["css/a.css", "css/deep/b.css", "js/app.js", "cssx/c.css"] {
      try folder.write("a", to: BytePath("static/" + name))
    }
    func bump(_ arguments: String..., at name: BytePath = ".") throws -> [String] {
      let result = try Assetbump.run(["bump", "--dry-run"] + arguments, in: folder, at: name)
      return result.output.lines.filter { $0.hasPrefix("+      \"") }
        .compactMap { $0.split(separator: "\"").dropFirst().first.map(String.init) }
    }
    #expect(try bump("static/css") == ["css/a.css", "css/deep/b.css"])
    #expect(try bump(".", at: "static/css") == ["css/a.css", "css/deep/b.css"])
    #expect(try bump("static/js/", "static/cssx") == ["cssx/c.css", "js/app.js"])
    #expect(try bump("static").count == 4)
    try folder.write("a", to: "other/x.txt")
    expect(
      try Assetbump.run(["bump", "other"], in: folder), "",
      "assetbump: no asset \"other\": name a file below a static root as seen from here,"
        + " or ROOT:PATH - assetbump list shows them\n", 2)
  }

  @Test(arguments: [
    ["bump", "--all", "--date", "x"], ["bump", "--all", "--date", "20260231"],
    ["bump", "--all", "--strategy", "x"], ["bump", "a", "--token", "a b"],
    ["check", "--format", "xml"], ["check", "--json", "--format", "sarif"],
    ["list", "--color", "x"], ["loader", "x"], ["--theme", "x"],
    ["check", "--color", "x"], ["verify", "http://x", "--depth", "x"],
    ["verify", "http://x", "--pages", "0x"], ["verify", "http://x", "--format", "x"],
    ["verify", "ftp://x"], ["changes", "--urls", "--json"],
    ["changes", "--base", "www.example.com"], ["stamp", "a", "--base", "docs"],
    ["stamp", "a", "--check", "--dry-run"], ["undo", "a", "--project", "b"],
  ])
  func wrongValue(arguments: [String]) throws {
    let result = try Assetbump.run(arguments, in: Shop().folder)
    #expect(result.status == 64)
    #expect(result.output == "")
    #expect(result.errors.hasPrefix("Error: "))
  }

  @Test func helpOfEachCommandHasTwoExamples() throws {
    let folder = try TemporaryFolder()
    let commands = [
      "list", "check", "bump", "preview", "references", "changes", "verify", "stamp", "init",
      "undo", "loader", "merge", "help",
    ]
    for command in commands {
      let text = try Assetbump.run([command, "--help"], in: folder).output
      let examples = text.lines.drop { $0 != "Examples:" }.dropFirst()
        .prefix { $0.hasPrefix("  assetbump") }
      #expect(examples.count == 2, "\(command)")
      if !["references", "changes", "verify", "stamp"].contains(command) {
        #expect(try Assetbump.run(["help", command], in: folder).output == text)
      }
    }
  }

  @Test func draftOfInit() throws {
    let folder = try TemporaryFolder()
    try folder.write("a", to: "static/a.css")
    let lines = [
      "would write assetbump.toml", "  static: static/ served under /static/, by the folder's name",
    ]
    let drafted = try Assetbump.run(["init", "--dry-run"], in: folder)
    #expect(Array(drafted.output.lines.prefix(2)) == lines)
    #expect(
      drafted.output.lines.dropLast().last == "would write asset-versions.json: 1 asset recorded")
    #expect(drafted.status == 0)
    #expect(folder.names() == ["static"])
    let object = try Assetbump.run(["init", "--dry-run", "--json"], in: folder).output
    #expect(
      object.lines.prefix(2) == [
        #"{"format": 1, "written": false, "lines": ["#, #"  "would write assetbump.toml","#,
      ])
    let written = try Assetbump.run(["init", "--json"], in: folder).output
    #expect(written.lines.first == #"{"format": 1, "written": true, "lines": ["#)
    #expect(folder.names() == ["asset-versions.json", "assetbump.toml", "static"])
  }

  @Test func objectOfBumpAndPreview() throws {
    let folder = try TemporaryFolder()
    try folder.write("a", to: "static/a.css")
    let object = """
      {"format": 1, "written": WRITTEN, "files": [
        "asset-versions.json"
      ], "changes": [
        {"root": "static", "path": "a.css", "change": "added", "token": null, "next": "ca978112", \
      "url": null, "nextURL": "/static/a.css?v=ca978112"}
      ], "left": []}

      """
    func written(_ word: String) -> String {
      object.split(separator: "WRITTEN", omittingEmptySubsequences: false).joined(separator: word)
    }
    #expect(
      try Assetbump.run(["bump", "--all", "--dry-run", "--json"], in: folder).output
        == written("false"))
    #expect(try Assetbump.run(["bump", "--all", "--json"], in: folder).output == written("true"))
    #expect(
      try Assetbump.run(["preview", "--json"], in: folder).output == """
        {"format": 1, "assets": [
          {"root": "static", "path": "a.css", "now": "/static/a.css", "next": "/static/a.css", \
        "template": null, "warnings": ["nothing adds the token: the page has the URL without it"]}
        ]}

        """)
  }

  @Test func objectOfAPage() throws {
    let folder = try TemporaryFolder()
    try folder.write("a", to: "static/a.css")
    try folder.write("[[root]]\nloader = \"elsewhere\"\n", to: "assetbump.toml")
    try folder.write(
      "<p>\n<link href=\"{{ url_for('static', filename='a.css') }}\">\n", to: "templates/p.html")
    let urls = """
      {"format": 1, "page": "templates/p.html", "urls": [
        {"line": 2, "root": "static", "path": "a.css", "now": "/static/a.css", \
      "next": "/static/a.css?v=ca978112"}
      ]
      """
    let words = ["preview", "--page", "templates/p.html", "--json"]
    #expect(try Assetbump.run(words, in: folder).output == urls + "}\n")
    #expect(
      try Assetbump.run(words + ["--html"], in: folder).output
        == urls
        + ", \"html\": \"<p>\\n<link href=\\\"/static/a.css?v=ca978112\\\">\\n\"}\n")
  }

  @Test func count() throws {
    let folder = try TemporaryFolder()
    try folder.write("[strategy]\ndefault = \"count\"\n[[root]]\n", to: "assetbump.toml")
    func token(of contents: String) throws -> String? {
      try folder.write(contents, to: "static/a.css")
      _ = try Assetbump.run(["bump", "--all"], in: folder)
      return try Assetbump.run(["list"], in: folder).output.lines.dropFirst().first?
        .split(separator: " ").dropFirst(3).first.map(String.init)
    }
    #expect(try token(of: "a") == "1")
    #expect(try token(of: "b") == "2")
    #expect(try token(of: "a") == "1")
    #expect(try token(of: "c") == "3")
  }
}
