import TestSupport
import Testing
import Values

@Suite struct OptionTests {
  /// The project is named before or after the command; where it is named twice, the last counts.
  @Test(arguments: [
    ["--project", "PROJECT", "check"], ["check", "--project", "PROJECT"],
    ["--project=PROJECT", "check"], ["check", "--project=PROJECT"],
    ["--project", "nowhere", "check", "--project", "PROJECT"],
    ["--no-cache", "--color", "never", "--project", "PROJECT", "check"],
    ["--no-cache", "check", "--color", "never", "--project", "PROJECT", "--no-cache"],
  ])
  func projectBeforeAndAfter(arguments: [String]) throws {
    let shop = try Shop()
    let elsewhere = try TemporaryFolder()
    let project = VisibleText.of(shop.folder.path)
    let result = try Assetbump.run(
      arguments.map { word in
        switch word {
        case "PROJECT": project
        case "--project=PROJECT": "--project=\(project)"
        default: word
        }
      },
      in: elsewhere)
    #expect(
      result.errors
        == "9 assets: 2 fresh, 3 stale, 1 new, 1 untracked, 1 missing, 1 unreadable\n")
    #expect(result.status == 1)
  }

  @Test func projectByARelativePath() throws {
    let shop = try Shop()
    #expect(try shop.run("--project", "../..", "list", in: "static/css").status == 0)
    for arguments in [["--project", "css", "list"], ["list", "--project", "css"]] {
      let result = try Assetbump.run(arguments, in: shop.folder, at: "static")
      expect(
        result, "",
        "assetbump: no project in \(VisibleText.of(shop.folder.appending("static/css"))): looked for"
          + " assetbump.toml, pyproject.toml with [tool.assetbump], asset-versions.json and static/"
          + " - run assetbump init there, or name another folder with --project\n", 2)
    }
  }

  /// PATHs are seen from the working folder, wherever the project is.
  @Test func pathsWithAProjectElsewhere() throws {
    let shop = try Shop()
    let project = VisibleText.of(shop.folder.path)
    let elsewhere = try TemporaryFolder()
    expect(
      try Assetbump.run(
        ["--project", project, "preview", "static:css/site.css"], in: elsewhere),
      """
      static:css/site.css
        now   /static/css/site.css?v=2708d73b
        next  /static/css/site.css?v=74d94aed

      """, "", 0)
    expect(
      try Assetbump.run(
        ["--project", project, "preview", "static/css/site.css"], in: elsewhere), "",
      "assetbump: no asset \"static/css/site.css\": did you mean static:css/site.css?"
        + " - assetbump list shows them all\n", 2)
  }

  static let plain =
    "warning: static:a.css: new: not recorded, it is served without a token"
    + " - assetbump bump static:a.css\n"
  static let coloured =
    "\u{1B}[33mwarning: static:a.css: new: not recorded, it is served without a token"
    + " - assetbump bump static:a.css\u{1B}[0m\n"

  @Test(
    arguments: [
      (["check"], nil, plain), (["check", "--color", "auto"], nil, plain),
      (["check", "--color", "never"], nil, plain), (["check", "--color", "always"], nil, coloured),
      (["--color", "always", "check"], nil, coloured),
      (["--color=always", "check"], nil, coloured),
      (["--color", "never", "check", "--color", "always"], nil, coloured),
      // Who asks for colour on the command line means it, NO_COLOR or not (no-color.org).
      (["check", "--color", "always"], "1", coloured),
    ] as [([String], String?, String)])
  func color(arguments: [String], noColor: String?, output: String) throws {
    let folder = try TemporaryFolder.withLoader()
    try folder.write("a", to: "static/a.css")
    expect(
      try Assetbump.run(arguments, in: folder, environment: ["NO_COLOR": noColor]), output,
      "1 asset: 1 new\n", 1)
  }

  /// On a terminal, which script(1) makes; it writes CR LF, and standard error goes there too.
  @Test(
    arguments: [
      (nil, "check", coloured), ("", "check", coloured), ("1", "check", plain),
      ("0", "check", plain), (nil, "check --color never", plain),
      (nil, "--color never check", plain), ("1", "check --color always", coloured),
    ] as [(String?, String, String)])
  func colorOnATerminal(noColor: String?, arguments: String, output: String) throws {
    let folder = try TemporaryFolder.withLoader()
    try folder.write("a", to: "static/a.css")
    let result = try Assetbump.shell(
      "script -qec \"'\(try Assetbump.path())' \(arguments)\" /dev/null", in: folder,
      environment: ["NO_COLOR": noColor, "TERM": "xterm"])
    let shown = (output + "1 asset: 1 new\n").lines.joined(separator: "\r\n")
    #expect(result.output == shown)
    #expect(result.status == 1)
  }

  @Test func wrongColor() throws {
    for arguments in [["list", "--color", "blue"], ["--color", "blue", "list"]] {
      let result = try Assetbump.run(arguments, in: TemporaryFolder())
      #expect(result.output == "")
      #expect(
        result.errors.lines[0]
          == "Error: The value 'blue' is invalid for '--color <color>'. Please provide one of"
          + " 'never', 'auto' or 'always'.")
      #expect(result.status == 64)
    }
  }

  @Test func help() throws {
    let folder = try TemporaryFolder()
    for arguments in [["--help"], ["-h"], ["help"], ["list", "--help"], ["--version"]] {
      let result = try Assetbump.run(arguments, in: folder)
      #expect(result.errors == "")
      #expect(result.status == 0)
    }
    expect(try Assetbump.run(["--version"], in: folder), "0.1.0\n", "", 0)
    for command in ["list", "check", "bump", "preview", "init"] {
      let help = try Assetbump.run(["help", command], in: folder)
      let same = try Assetbump.run([command, "--help"], in: folder)
      #expect(help == same)
      #expect(help.status == 0)
    }
  }

  @Test func wrongUsage() throws {
    let message = "Unknown option '--bogus'. Did you mean '--mouse'?"
    let (arguments, usage) = (
      ["--bogus"], "[--mouse] [--flat] [--theme <theme>] [--outside <dir> ...] <subcommand>"
    )
    expect(
      try Assetbump.run(arguments, in: Shop().folder), "",
      """
      Error: \(message)
      Usage: assetbump [--project <dir>] [--color <color>] [--no-cache] \(usage)
        See 'assetbump --help' for more information.

      """, 64)
  }

  /// A name that the shell put there in place of a star comes from the disk.
  @Test func hostileNamesInWrongUsage() throws {
    expect(
      try Assetbump.run(["check", "\u{1B}]0;x\u{7}", "b\r"], in: Shop().folder), "",
      """
      Error: 2 unexpected arguments: '\\x1b]0;x\\x07', 'b\\x0d'
      Usage: assetbump check [--project <dir>] [--color <color>] [--no-cache] [--format <format>] [--json] [--staged]
        See 'assetbump check --help' for more information.

      """, 64)
  }
}
