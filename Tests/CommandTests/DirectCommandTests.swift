import Testing

@testable import assetbump

/// What is carried out without the argument parser is what the parser would make of it.
@Suite struct DirectCommandTests {
  private static let words: [String] = [
    "check", "references", "--json", "--findings", "--all", "--no-cache", "--project",
    "--project=x", "x", "-x", "", "--color", "never",
    "always", "auto", "blue", "--version", "--help", "-h", "--", "--no-color",
  ]

  /// Every command line of up to three of these words, and those behind the commands.
  private static var lines: [[String]] {
    var lines: [[String]] = [[]]
    var longest = lines
    for _ in 0..<3 {
      longest = longest.flatMap { line in words.map { line + [$0] } }
      lines += longest
    }
    return lines + ["check", "references"].flatMap { name in longest.map { [name] + $0 } }
  }

  @Test func agreesWithTheParser() throws {
    var direct = 0
    for line in Self.lines {
      guard let command = DirectCommand(line) else { continue }
      direct += 1
      switch command {
      case .version:
        #expect(line == ["--version"])
      case .check(let options, let format):
        let parsed = try #require(try assetbump.Assetbump.parseAsRoot(line) as? Check, "\(line)")
        #expect((parsed.json ? .json : parsed.format) == format, "\(line)")
        #expect(!parsed.staged, "\(line)")
        #expect(Self.options(parsed.common) == options, "\(line)")
      case .references(let options, let choice):
        let parsed = try #require(
          try assetbump.Assetbump.parseAsRoot(line) as? References, "\(line)")
        #expect(
          ReferencesRun.Choice(
            json: parsed.json, findings: parsed.findings, all: parsed.all) == choice, "\(line)")
        #expect(parsed.paths.isEmpty, "\(line)")
        #expect(Self.options(parsed.common) == options, "\(line)")
      }
    }
    #expect(direct > 200)
  }

  private static func options(_ common: CommonOptions) -> DirectOptions {
    DirectOptions(project: common.project, color: common.color, noCache: common.noCache)
  }

  @Test func theRestIsTheParsers() {
    for line in [
      [], ["list"], ["check", "--project"], ["check", "--project", "--json"], ["check", "x"],
      ["check", "--color", "blue"], ["check", "--help"], ["--version", "check"],
      ["references", "templates"], ["check", "--all"], ["check", "--staged"],
      ["check", "--format"], ["check", "--format", "xml"], ["references", "--format", "json"],
      ["check", "--json", "--format", "github"],
      ["--project", "x"],
    ] {
      #expect(DirectCommand(line) == nil, "\(line)")
    }
  }
}
