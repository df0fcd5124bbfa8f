import TestSupport
import Testing
import Values

/// 200 generated releases of 50 assets: `changes` finds every planted poisoned and wasted token, none
/// besides, and each URL as the versions file in git has it.
@Suite struct GeneratedReleaseTests {
  private static let releases = 200
  private static let assets = 50

  /// What an asset's record says.
  private struct Line: Equatable {
    var token: String
    var digest: String
  }

  @Test func planted() throws {
    let site = try GitSite()
    try site.folder.write("[[root]]\nloader = \"elsewhere\"\n", to: "assetbump.toml")
    try site.folder.makeFolder("static")
    var random = SeededGenerator(seed: 18)
    var state: [Int: Line] = [:]
    var stream = ""
    var expected: [[String]] = []
    for number in 0...Self.releases {
      expected.append(Self.release(number, &state, &random))
      stream += Self.commit(Self.text(of: state), number)
    }
    try site.folder.write(stream, to: ".git/stream")
    try site.shell("git fast-import --quiet <.git/stream")
    var seen = 0
    for number in 1...Self.releases {
      let result = try site.run("changes", "r\(number - 1)..r\(number)", "--json")
      let found = result.output.lines.filter { $0.hasPrefix("  {") }.map { line in
        ["change", "path", "oldURL", "newURL"].map { Self.member($0, of: line) }
          .joined(separator: " ")
      }
      #expect(found.sorted() == expected[number].sorted(), "release \(number)")
      let ranks = found.map { $0.hasPrefix("poisoned") ? 0 : $0.hasPrefix("wasted") ? 1 : 2 }
      #expect(ranks == ranks.sorted())
      seen += found.count
    }
    #expect(seen > Self.releases * Self.assets / 4)
  }

  /// Changes some assets; says what `changes` is to say of them.
  private static func release(
    _ number: Int, _ state: inout [Int: Line], _ random: inout SeededGenerator
  ) -> [String] {
    func digest() -> String {
      (0..<4).map { _ in
        let digits = String(random.next(), radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
      }.joined()
    }
    var lines: [String] = []
    for asset in 0..<assets {
      let old = state[asset]
      var new: Line?
      let kind: String
      switch (old, Int.random(in: 0..<12, using: &random)) {
      case (nil, 0..<6):
        let bytes = digest()
        (kind, new) = ("added", Line(token: String(bytes.prefix(8)), digest: bytes))
      case (nil, _): continue
      case (let line?, 0): (kind, new) = ("poisoned", Line(token: line.token, digest: digest()))
      case (let line?, 1): (kind, new) = ("wasted", Line(token: "w\(number)", digest: line.digest))
      case (_?, 2): (kind, new) = ("removed", nil)
      case (_?, 3..<6):
        let bytes = digest()
        (kind, new) = ("changed", Line(token: String(bytes.prefix(8)), digest: bytes))
      default: continue
      }
      state[asset] = new
      func url(_ line: Line?) -> String {
        line.map { "/static/\(asset).css?v=\($0.token)" } ?? "null"
      }
      lines.append("\(kind) \(asset).css \(url(old)) \(url(new))")
    }
    return lines
  }

  private static func text(of state: [Int: Line]) -> String {
    let records = state.map { asset, line in
      "\"\(asset).css\": {\"token\": \"\(line.token)\", \"sha256\": \"\(line.digest)\","
        + " \"bumped\": \"2024-05-01\"}"
    }
    return
      "{\"format\": 1, \"assets\": {\"static\": {\(records.sorted().joined(separator: ",\n"))}}}\n"
  }

  /// A commit, and a tag of it, as git-fast-import(1) reads them.
  private static func commit(_ versions: String, _ number: Int) -> String {
    """
    commit refs/heads/main
    committer A <a@example.com> \(1_700_000_000 + number) +0000
    data 1
    r
    M 100644 inline asset-versions.json
    data \(versions.utf8.count)
    \(versions)
    reset refs/tags/r\(number)
    from refs/heads/main


    """
  }

  /// The text of a member in a line of JSON; `null` as such.
  private static func member(_ name: String, of line: String) -> String {
    guard let place = line.firstRange(of: "\"\(name)\": ")?.upperBound else { return "?" }
    let rest = line[place...]
    return String(
      rest.first == "\"" ? rest.dropFirst().prefix { $0 != "\"" } : rest.prefix { $0 != "," })
  }
}
