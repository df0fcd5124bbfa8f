import Formats
import TestSupport
import Testing
import Values

/// Globs that are asked for one file after the other say what they say of each by itself.
@Suite struct FolderGlobsTests {
  private static let names = ["a", "b", "ab", "a.b", "x.js", "vendor"]
  private static let parts = ["a", "*", "**", "a*", "*b", "?", "x.js", "*.js", "vendor", "[ab]"]

  @Test func sameAsByThemselves() {
    var random = SeededGenerator(seed: 20_240_601)
    var matches = 0
    for _ in 0..<2_000 {
      let patterns = (0..<Int.random(in: 1...4, using: &random)).map { _ -> String in
        let depth = Int.random(in: 1...3, using: &random)
        let middle = (0..<depth).map { _ in Self.parts.randomElement(using: &random) ?? "a" }
        let start = ["", "", "!", "/"].randomElement(using: &random) ?? ""
        let end = ["", "", "/"].randomElement(using: &random) ?? ""
        return start + middle.joined(separator: "/") + end
      }
      let list = GlobList(patterns)
      var globs = FolderGlobs(list)
      for _ in 0..<40 {
        let depth = Int.random(in: 1...4, using: &random)
        let path = BytePath(
          (0..<depth).map { _ in Self.names.randomElement(using: &random) ?? "a" }
            .joined(separator: "/"))
        let isMatch = list.matches(path)
        #expect(globs.matches(path) == isMatch, "\(patterns) and \(path)")
        if isMatch { matches += 1 }
      }
    }
    #expect(matches > 10_000 && matches < 70_000)
  }
}
