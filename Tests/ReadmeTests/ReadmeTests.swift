import AssetTUI
import Screen
import Site
import TestSupport
import Testing
import Values

/// The README is true: its files are used, its commands are run, its tables are those of the program.
@Suite("README", .serialized)
struct ReadmeTests {
  @Test("the five minutes from nothing to a first release print what they say")
  func tour() throws {
    try Self.follow(try Readme())
  }

  @Test(
    "the examples of each topic of the manual print what they say", arguments: try Readme.topics())
  func topic(name: String) throws {
    try Self.follow(try Readme.topic(name))
  }

  /// Writes the files and runs the commands of a text in one folder, one after the other.
  private static func follow(_ text: Readme) throws {
    let folder = try TemporaryFolder()
    let shell = try ReadmeShell(folder: folder)
    defer { shell.end() }
    for block in text.blocks where block.language != "text" {
      if let file = block.file {
        try folder.write(block.contents, to: BytePath(file))
      } else if block.language == "console" {
        for example in block.examples {
          try shell.expect(example)
        }
      }
    }
  }

  @Test("its list of topics is the program's, and has each of the manual's")
  func topics() throws {
    let readme = try String(decoding: Readme.read("README.md"), as: UTF8.self)
    let folder = try TemporaryFolder()
    let shown = try Command.run(Tool.path(), ["help"], in: folder.path, environment: [:]).output
    for topic in try Readme.topics() {
      #expect(readme.contains("[\(topic)](Sources/Manual/\(topic).md)"))
      #expect(shown.contains("\n  \(topic) "))
      let text = try String(decoding: Readme.read("Sources/Manual/\(topic).md"), as: UTF8.self)
      let printed = try Command.run(
        Tool.path(), ["help", topic], in: folder.path, environment: [:])
      #expect(printed.output == text)
      #expect(printed.status == 0)
    }
  }

  @Test("it has at most 250 lines")
  func length() throws {
    #expect(try Readme.read("README.md").count { $0 == 0x0A } <= 250)
  }

  @Test("its hook refuses a commit while something is stale, and lets the next one pass")
  func hook() throws {
    let block = try #require(
      try Readme.topic("ci").blocks.first { $0.file == ".git/hooks/pre-commit" })
    let folder = try TemporaryFolder.withLoader()
    try folder.write("a", to: "static/site.css")
    let shell = try ReadmeShell(folder: folder)
    try shell.expect(.init(command: "git init --quiet && assetbump init >/dev/null"))
    try folder.write(block.contents, to: BytePath(".git/hooks/pre-commit"))
    let commit = "git -c user.name=a -c user.email=a@b commit --quiet --message m"
    try shell.expect(
      .init(
        command: "chmod +x .git/hooks/pre-commit && git add . && \(commit)",
        output: ["1 asset: 1 fresh"]))
    try folder.write("b", to: "static/site.css")
    // printf a | sha256sum begins with ca978112.
    try shell.expect(
      .init(
        command: "git add . && \(commit)",
        output: [
          "error: static:site.css: stale: bytes changed since ca978112 was given on 2026-08-22"
            + " - assetbump bump static:site.css",
          "1 asset: 1 stale",
        ], status: 1))
    try shell.expect(.init(command: "assetbump bump --all >/dev/null 2>/dev/null"))
    try shell.expect(.init(command: "git add . && \(commit)", output: ["1 asset: 1 fresh"]))
  }

  @Test("its picture is a whole screen of the terminal UI, as the tests expect it")
  func picture() throws {
    let block = try #require(try Readme().blocks.first { $0.language == "text" })
    let golden = try Readme.read("Tests/AssetTUITests/Golden/main-counted-80x24.golden")
    let screen = String(decoding: golden, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false).prefix { !$0.hasPrefix("---- ") }
    #expect(block.lines == screen.map(String.init))
  }

  @Test("the demo's loader is the one that the program prints")
  func loader() throws {
    let demo = try Readme.read("assets-demo/shop/asset_versions.py")
    #expect(try Readme.read("Sources/Loaders/printed/flask.py") == demo)
  }

  @Test("its settings are the defaults")
  func settings() throws {
    let block = try #require(
      try Readme.topic("settings").blocks.first { $0.file == "assetbump.toml" })
    let settings = try SettingsReader.read(
      Array(block.contents.utf8), name: "assetbump.toml", table: .whole)
    #expect(settings == Settings())
  }

  @Test("its pieces of settings are read")
  func pieces() throws {
    let pieces = try Readme.topic("settings").blocks.filter {
      $0.language == "toml" && $0.file == nil
    }
    #expect(pieces.count == 2)
    for piece in pieces {
      _ = try SettingsReader.read(
        Array(piece.contents.utf8), name: "assetbump.toml", table: .whole)
    }
  }

  @Test("its table of keys is the program's")
  func keys() throws {
    let rows = KeyTable.standard.rows.map { row in
      "| \(row.keys.map { "`\($0.name)`" }.joined(separator: " ")) | \(row.action.rawValue) | \(row.help) |"
    }
    let text = try String(decoding: Readme.read("Sources/Manual/keys.md"), as: UTF8.self)
    let table = text.split(separator: "\n").map(String.init)
      .drop { $0 != "| keys | action | what it does |" }.dropFirst(2).prefix { $0.hasPrefix("|") }
    #expect(Array(table) == rows)
  }

  @Test("its picture of a versions file is one, but for the digests cut short")
  func versionsFile() throws {
    let block = try #require(
      try Readme.topic("versions-file").blocks.first { $0.language == "json" })
    let whole = block.contents.replacing("3f2a91c0…", Make.hex("3f2a91c0"))
      .replacing("77aa01de…", Make.hex("77aa01de")).replacing("9b1d0c11…", Make.hex("9b1d0c11"))
    let versions = try VersionsFile(parsing: Array(whole.utf8), name: "asset-versions.json")
    #expect(versions.canonicalBytes == Array(whole.utf8))
  }
}

private enum Make {
  static func hex(_ start: String) -> String {
    start + String(repeating: "0", count: 64 - start.utf8.count)
  }
}

extension String {
  /// The text with each occurrence of another replaced.
  fileprivate func replacing(_ part: String, _ other: String) -> String {
    var rest = self[...]
    var text = ""
    while let found = rest.firstRange(of: part) {
      text += rest[..<found.lowerBound] + other
      rest = rest[found.upperBound...]
    }
    return text + rest
  }
}
