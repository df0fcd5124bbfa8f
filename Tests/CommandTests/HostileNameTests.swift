import TestSupport
import Testing
import Values

@Suite struct HostileNameTests {
  /// Names below `static/`, how they are shown, and how a URL has them; nil where none can.
  static let names: [(bytes: [UInt8], shown: String, url: String?)] = [
    (Array("\u{1B}[31mred.css".utf8), "\\x1b[31mred.css", "%1B%5B31mred.css"),
    (Array("a b.css".utf8), "a b.css", "a%20b.css"),
    (Array("bad".utf8) + [0xFF, 0xFE] + Array(".css".utf8), "bad\\xff\\xfe.css", nil),
    (Array("c\u{9B}31m.css".utf8), "c\\u{009B}31m.css", "c%C2%9B31m.css"),
    (Array("caf\u{65}\u{301}.css".utf8), "cafe\u{301}.css", "cafe%CC%81.css"),
    (Array("caf\u{E9}.css".utf8), "caf\u{E9}.css", "caf%C3%A9.css"),
    (Array("cr\r.css".utf8), "cr\\x0d.css", nil),
    (Array("-dash.css".utf8), "-dash.css", "-dash.css"),
    (Array("line\nfeed.css".utf8), "line\\x0afeed.css", nil),
    (Array("quo'te\".css".utf8), "quo'te\".css", "quo'te%22.css"),
    (Array("tag\u{E0041}.css".utf8), "tag\\u{E0041}.css", "tag%F3%A0%81%81.css"),
    (Array("rtl\u{202E}ssc.css".utf8), "rtl\\u{202E}ssc.css", "rtl%E2%80%AEssc.css"),
    (
      Array(repeating: 0x6C, count: 251) + Array(".css".utf8),
      String(repeating: "l", count: 251) + ".css", String(repeating: "l", count: 251) + ".css"
    ),
  ].sorted { $0.0.lexicographicallyPrecedes($1.0) }

  static func project() throws -> TemporaryFolder {
    let folder = try TemporaryFolder.withLoader()
    for name in names {
      try folder.write("a", to: BytePath("static").appending(BytePath(bytes: name.bytes)))
    }
    return folder
  }

  /// Whether a text is safe on a terminal: no control character but line feeds, nothing that was
  /// not UTF-8, nothing that hides or turns round what follows.
  static func isSafe(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { scalar in
      switch scalar.value {
      case 0x0A: true
      case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069, 0xFFFD, 0xE0000...0xE007F: false
      default: true
      }
    }
  }

  @Test func list() throws {
    let result = try Assetbump.run(["list"], in: Self.project())
    #expect(Self.isSafe(result.output))
    let shown = result.output.lines.dropFirst().dropLast().map { line in
      line.split(separator: " static:")[1].split(separator: "  ")[0]
    }
    #expect(shown.map { Array($0.utf8) } == Self.names.map { Array($0.shown.utf8) })
    #expect(result.errors == "")
    #expect(result.status == 0)
  }

  @Test func json() throws {
    let program = """
      import json, sys
      for asset in json.load(sys.stdin)["assets"]:
          name = bytes.fromhex(asset["pathBytes"]) if "pathBytes" in asset else asset["path"].encode()
          print(name.hex(), asset["url"])
      """
    let result = try Assetbump.run(["list", "--json"], in: Self.project())
    #expect(Self.isSafe(result.output))
    let read = try Command.run("python3", ["-c", program], input: result.output)
    let expected = Self.names.map { name in
      let hex = name.bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
      return "\(hex) \(name.url.map { "/static/\($0)" } ?? "None")\n"
    }
    expect(read, expected.joined(), "", 0)
  }

  @Test func everyCommand() throws {
    let folder = try Self.project()
    for (command, status) in [
      ("check", 1), ("preview", 0), ("preview --html", 0), ("bump --all --dry-run", 1),
      ("bump --all", 1), ("check", 1), ("list", 0), ("check --json", 1),
    ] as [(String, Int32)] {
      let result = try Assetbump.shell("assetbump \(command)", in: folder)
      #expect(Self.isSafe(result.output), "\(command)")
      #expect(Self.isSafe(result.errors), "\(command)")
      #expect(result.status == status, "\(command)")
    }
    expect(
      try Assetbump.run(["check"], in: folder),
      """
      error: static:bad\\xff\\xfe.css: unreadable: the name is not UTF-8, Flask cannot make a URL of it - mend it, or add it to ignore in the settings
      error: static:cr\\x0d.css: unreadable: a carriage return in the name, Flask answers its URL with 500 - mend it, or add it to ignore in the settings
      error: static:line\\x0afeed.css: unreadable: a line feed in the name, Flask answers its URL with 404 - mend it, or add it to ignore in the settings

      """, "13 assets: 10 fresh, 3 unreadable\n", 1)
  }

  /// Each name that a URL can carry can be bumped, and the command that `check` advises does it.
  @Test func adviceWorksInAShell() throws {
    let folder = try Self.project()
    let findings = try Assetbump.run(["check"], in: folder).output.lines
    let advice = findings.compactMap { line in
      line.split(separator: " - assetbump ").count == 2
        ? "assetbump " + line.split(separator: " - assetbump ")[1] : nil
    }
    #expect(advice.count == 10)
    for command in advice {
      let result = try Assetbump.shell(command, in: folder)
      #expect(result.errors == "wrote asset-versions.json: 0 tokens change, 1 added, 0 removed\n")
      #expect(result.status == 0)
    }
    #expect(
      try Assetbump.run(["check"], in: folder).errors == "13 assets: 10 fresh, 3 unreadable\n")
  }

  @Test func givenAsTheyAre() throws {
    for name in Self.names where name.url != nil {
      let folder = try Self.project()
      let text = String(decoding: name.bytes, as: UTF8.self)
      for arguments in [["static:\(text)"], ["--", text]] {
        let result = try Assetbump.run(["preview"] + arguments, in: folder, at: "static")
        let url = "/static/\(name.url ?? "")"
        // ca978112 begins the SHA-256 of "a".
        let warning =
          text.contains("'")
          ? "  warn  Werkzeug 2.1 and earlier print another URL; this is the one of 2.3 and later\n"
          : ""
        expect(
          result, "static:\(name.shown)\n  now   \(url)\n  next  \(url)?v=ca978112\n\(warning)",
          "", 0)
      }
    }
  }

  /// The project's own folder and its settings have such names too.
  @Test func foldersOnTheWay() throws {
    let script = """
      mkdir -p $'bad\\xff\\e[1m/n\\n/e' && cd $'bad\\xff\\e[1m/n\\n/e'
      assetbump list; echo $?
      mkdir -p $'sta\\rtic' static; echo asset-versions.json >server.go; echo a >static/a.css
      assetbump bump --all | tail -n1; assetbump --project . check; echo $?
      printf '[[root]]\\npaths = ["sta\\\\rtic", "no\\\\u009bne"]\\n' >assetbump.toml
      assetbump list; echo $?
      assetbump list --project $'\\xff\\e'; echo $?
      """
    let folder = try TemporaryFolder()
    let here = "\(VisibleText.of(folder.path))/bad\\xff\\x1b[1m/n\\x0a/e"
    expect(
      try Assetbump.shell(script, in: folder), "2\n+}\n0\n2\n2\n",
      """
      assetbump: no project here: looked for assetbump.toml, pyproject.toml with [tool.assetbump], \
      asset-versions.json and static/ in \(here) and above - run assetbump init in the project's \
      folder, or name it with --project
      wrote asset-versions.json: 0 tokens change, 1 added, 0 removed
      1 asset: 1 fresh
      assetbump: static root "static": no such folder: no\\u{009B}ne - create it, or correct its \
      paths in assetbump.toml
      assetbump: no such folder: \(here)/\u{FFFD}\\x1b - name the project's folder with --project

      """, 0)
  }

  /// What is shown for two names means neither of them.
  @Test func shownNameOfTwoAssets() throws {
    let folder = try TemporaryFolder()
    try folder.write("a", to: "static/\u{1B}.css")
    try folder.write("b", to: "static/\u{1B}\\x1b.css")
    try folder.write("b", to: "static/\\x1b\u{1B}.css")
    expect(
      try Assetbump.run(["preview", "static:\\x1b\\x1b.css"], in: folder), "",
      "assetbump: \"static:\\x1b\\x1b.css\" is the name of 2 assets: static:\\x1b\\x1b.css,"
        + " static:\\x1b\\x1b.css - name one of them\n", 2)
    // A file of just that name comes first.
    try folder.write("c", to: "static/\\x1b\\x1b.css")
    #expect(try Assetbump.run(["preview", "static:\\x1b\\x1b.css"], in: folder).status == 0)
  }
}
