import Formats
import TestSupport
import Testing
import Values

@Suite("Unified diff")
struct UnifiedDiffTests {
  private func diff(_ before: String?, _ after: String) -> String {
    UnifiedDiff(
      FileEdit(
        path: "/p/f", name: "f", before: before.map { Array($0.utf8) }, after: Array(after.utf8))
    ).text
  }

  @Test("equal contents have no diff")
  func equal() {
    #expect(diff("a\n", "a\n") == "")
    #expect(diff("", "") == "")
  }

  @Test("a changed line, with three lines of context")
  func one() {
    #expect(
      diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n") == """
        --- a/f
        +++ b/f
        @@ -2,7 +2,7 @@
         2
         3
         4
        -5
        +five
         6
         7
         8

        """)
  }

  @Test("a new file is compared with /dev/null")
  func new() {
    #expect(diff(nil, "a\nb\n") == "--- /dev/null\n+++ b/f\n@@ -0,0 +1,2 @@\n+a\n+b\n")
  }

  @Test("changes far apart are two hunks, near ones one")
  func hunks() {
    let lines = (1...20).map { "\($0)\n" }
    var far = lines
    far[0] = "one\n"
    far[19] = "twenty\n"
    #expect(
      diff(lines.joined(), far.joined()) == """
        --- a/f
        +++ b/f
        @@ -1,4 +1,4 @@
        -1
        +one
         2
         3
         4
        @@ -17,4 +17,4 @@
         17
         18
         19
        -20
        +twenty

        """)
  }

  @Test("a missing line end is told")
  func missingEnd() {
    #expect(
      diff("a\nb", "a\nb\n")
        == "--- a/f\n+++ b/f\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n")
    #expect(
      diff("a\nb", "c\nb")
        == "--- a/f\n+++ b/f\n@@ -1,2 +1,2 @@\n-a\n+c\n b\n\\ No newline at end of file\n")
  }

  @Test("an object's old member stands right before its new one")
  func members() {
    let before = "{\n  \"a\": 1,\n  \"b\": 1,\n  \"d\": 1\n}\n"
    let after = "{\n  \"a\": 2,\n  \"b\": 2,\n  \"c\": 2\n}\n"
    #expect(
      diff(before, after) == """
        --- a/f
        +++ b/f
        @@ -1,5 +1,5 @@
         {
        -  "a": 1,
        +  "a": 2,
        -  "b": 1,
        +  "b": 2,
        +  "c": 2
        -  "d": 1
         }

        """)
  }

  @Test("control characters in lines are made visible")
  func visible() {
    #expect(
      diff("a\u{1B}[2Jb\n", "c\n") == "--- a/f\n+++ b/f\n@@ -1 +1 @@\n-a\\x1b[2Jb\n+c\n")
  }

  @Test("patch turns the old contents into the new ones, for 200 random pairs")
  func patches() throws {
    let folder = try TemporaryFolder()
    var random = SeededGenerator(seed: 7)
    for _ in 0..<200 {
      let before = Self.text(&random)
      let after = Self.changed(before, &random)
      try folder.write(before, to: "f")
      try folder.write(diff(before, after), to: "change.patch")
      let result = try Command.run(
        "patch", ["-s", "-p1", "-i", "change.patch"], in: folder.path)
      #expect(result.output == "" && result.status == 0)
      #expect(folder.contents(of: "f") == Array(after.utf8))
    }
  }

  private static func text(_ random: inout SeededGenerator) -> String {
    let count = Int.random(in: 1...40, using: &random)
    let lines = (0..<count).map { _ in "  \"k\(Int.random(in: 0..<20, using: &random))\": 1" }
    return lines.joined(separator: "\n") + (Bool.random(using: &random) ? "\n" : "")
  }

  private static func changed(_ text: String, _ random: inout SeededGenerator) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for _ in 0..<Int.random(in: 1...6, using: &random) {
      let index = Int.random(in: 0..<lines.count, using: &random)
      switch Int.random(in: 0..<3, using: &random) {
      case 0: lines[index] = "changed \(Int.random(in: 0..<1000, using: &random))"
      case 1: lines.insert("new \(Int.random(in: 0..<1000, using: &random))", at: index)
      default: if lines.count > 1 { lines.remove(at: index) }
      }
    }
    return lines.joined(separator: "\n")
  }
}
