import Testing

@testable import assetbump

/// What is carried out without the argument parser is what the parser would make of it.
@Suite struct DirectCommandTests {
  private static let words: [String] = [
    "check", "--json", "--no-cache", "--project", "--project=x", "x", "-x", "", "--color", "never",
    "always", "auto", "blue", "--version", "--help", "-h", "--", "--no-color",
  ]

  /// Every command line of up to four of these words, and what follows `check`.
  private static var lines: [[String]] {
    var lines: [[String]] = [[]]
    var longest = lines
    for _ in 0..<3 {
      longest = longest.flatMap { line in words.map { line + [$0] } }
      lines += longest
    }
    return lines + longest.map { ["check"] + $0 }
  }

  @Test func agreesWithTheParser() throws {
    var direct = 0
    for line in Self.lines {
      guard let command = DirectCommand(line) else { continue }
      direct += 1
      switch command {
      case .version:
        #expect(line == ["--version"])
      case .check(let options, let json):
        let parsed = try #require(try assetbump.Assetbump.parseAsRoot(line) as? Check, "\(line)")
        #expect(parsed.json == json, "\(line)")
        #expect(
          DirectOptions(
            project: parsed.common.project, color: parsed.common.color,
            noCache: parsed.common.noCache) == options, "\(line)")
      }
    }
    #expect(direct > 60)
  }

  @Test func theRestIsTheParsers() {
    for line in [
      [], ["list"], ["check", "--project"], ["check", "--project", "--json"], ["check", "x"],
      ["check", "--color", "blue"], ["check", "--help"], ["--version", "check"],
      ["--project", "x"],
    ] {
      #expect(DirectCommand(line) == nil, "\(line)")
    }
  }
}
