import Formats
import Testing
import Values

@testable import Site

@Suite struct TOMLTreeTests {
  static let text = [
    "# a comment with [brackets] = 'x'",  // 1
    "top = \"\"\"two",  // 2
    "[not.a.table]\"\"\"\"\"",  // 3
    "'é' = 1",  // 4
    "list = [ # why",  // 5
    "  'a', [1, 2],",  // 6
    "  { x = 1, y.z = [ {} ] },",  // 7
    "]",  // 8
    "[table.sub]",  // 9
    "'quoted key'.\"a\\u002Eb\" = 'é'",  // 10
    "[ table ]",  // 11
    "day = 1979-05-27 07:32:00 # then",  // 12
    "[[root]]",  // 13
    "name = '''",  // 14
    "]]'''",  // 15
    "[[ root ]]",  // 16
    "  name = \"\\\"#\"",  // 17
    "[root.inner]",  // 18
    "deep = { a . b = [[0], [1]] }",  // 19
    "[[root.items]]",  // 20
    "[[root.items]]",  // 21
    "\tlast=1",  // 22
  ]

  @Test(
    arguments: [
      (["top"], 2, 1), (["é"], 4, 1), (["list"], 5, 1), (["list", 0], 6, 3), (["list", 1], 6, 8),
      (["list", 1, 1], 6, 12), (["list", 2], 7, 3), (["list", 2, "x"], 7, 5),
      (["list", 2, "y"], 7, 12), (["list", 2, "y", "z"], 7, 14), (["list", 2, "y", "z", 0], 7, 20),
      (["table"], 11, 3), (["table", "sub"], 9, 8), (["table", "sub", "quoted key"], 10, 1),
      (["table", "sub", "quoted key", "a.b"], 10, 14), (["table", "day"], 12, 1),
      (["root"], 13, 3), (["root", 0], 13, 3), (["root", 0, "name"], 14, 1), (["root", 1], 16, 4),
      (["root", 1, "name"], 17, 3), (["root", 1, "inner", "deep", "a", "b", 1, 0], 19, 25),
      (["root", 1, "items", 0], 20, 8), (["root", 1, "items", 1, "last"], 22, 2),
      ([], 1, 1), (["none"], 1, 1), (["root", 1, "none", 3], 16, 4), (["list", 9], 5, 1),
    ] as [([any Sendable], Int, Int)], ["\n", "\r\n"])
  func findsKeys(_ row: ([any Sendable], Int, Int), _ lineBreak: String) throws {
    let steps: [TOMLPath.Step] = row.0.compactMap { step in
      if let index = step as? Int { return .index(index) }
      return (step as? String).map { .key($0) }
    }
    let tree = try TOMLTree(Array(Self.text.joined(separator: lineBreak).utf8))
    #expect(
      tree.position(of: TOMLPath(steps)) == TextPosition(line: row.1, column: row.2))
  }

  @Test func writesPaths() {
    let path = TOMLPath([.key("root"), .index(0), .key("a b"), .key("c-1"), .key("\u{7}")])
    #expect(path.description == "root[0].\"a b\".c-1.\"\\x07\"")
  }
}

@Suite struct SpellingTests {
  @Test(arguments: [
    ("querry", "query"), ("qeury", "query"), ("file-name", "filename"), ("Path", "path"),
    ("pat", "path"), ("x", nil), ("", nil), ("html", nil), ("filnm", nil),
  ])
  func findsTheNearest(_ written: String, _ expected: String?) {
    #expect(Spelling.nearest(to: written, of: ["query", "filename", "path"]) == expected)
  }

  @Test(arguments: [
    ("", "", 0), ("abc", "abc", 0), ("abc", "acb", 1), ("abc", "ab", 1), ("ab", "abc", 1),
    ("abc", "axc", 1), ("abc", "", 3), ("kitten", "sitting", 3), ("ca", "abc", 3),
  ])
  func countsSlips(_ left: String, _ right: String, _ expected: Int) {
    #expect(Spelling.slips(Array(left.utf8), Array(right.utf8)) == expected)
  }
}
