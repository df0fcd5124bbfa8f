import Formats
import Testing
import Values

@Suite struct GlobListTests {
  struct Row: CustomTestStringConvertible {
    var patterns: [String]
    var matched: [String]
    var others: [String]
    var testDescription: String { "\(patterns)" }

    init(_ patterns: [String], _ matched: [String], not others: [String]) {
      self.patterns = patterns
      self.matched = matched
      self.others = others
    }
  }

  static let rows: [Row] = [
    Row(["*.map"], ["a.map", "js/app.js.map", ".map"], not: ["a.map.txt", "map"]),
    Row(["/*.map"], ["a.map"], not: ["js/a.map"]),
    Row(["js/*.map"], ["js/a.map"], not: ["x/js/a.map", "js/x/a.map"]),
    Row(["vendor"], ["vendor", "vendor/a.js", "a/vendor/b/c.js"], not: ["vendors/a.js"]),
    Row(["vendor/"], ["vendor/a.js", "a/vendor/b/c.js"], not: ["vendor", "a/vendor"]),
    Row(
      ["templates/**"], ["templates/a.html", "templates/a/b.html"],
      not: ["templates", "a/templates/b"]),
    Row(
      ["**/email/*.html"], ["email/a.html", "a/b/email/c.html"],
      not: ["email/a/b.html", "xemail/a.html"]),
    Row(["a/**/z"], ["a/z", "a/b/z", "a/b/c/z", "a/z/below"], not: ["a", "b/a/z", "az"]),
    Row(["a/**b"], ["a/b", "a/xb", "a/xb/y"], not: ["a/x/b"]),
    Row(["a**b"], ["ab", "axxb", "x/ab"], not: ["a/b"]),
    Row(["**"], ["a", "a/b"], not: []),
    Row(["/**"], ["a", "a/b"], not: []),
    Row(["***/a"], ["a", "x/a", "x/y/a"], not: ["b"]),
    Row(["?.js"], ["a.js", "x/b.js"], not: [".js", "ab.js", "é.js"]),
    Row(["[a-c].js"], ["a.js", "c.js"], not: ["d.js", "-.js"]),
    Row(["[!a-c].js"], ["d.js", "-.js"], not: ["a.js"]),
    Row(["[^a].js"], ["b.js"], not: ["a.js"]),
    Row(["[]a].js"], ["].js", "a.js"], not: ["b.js"]),
    Row(["[!]a].js"], ["b.js"], not: ["].js", "a.js"]),
    Row(["[a-].js"], ["a.js", "-.js"], not: ["b.js"]),
    Row(["[-a].js"], ["a.js", "-.js"], not: ["b.js"]),
    Row(["[\\]].js"], ["].js"], not: ["\\.js"]),
    Row(["[a\\-c].js"], ["a.js", "-.js", "c.js"], not: ["b.js"]),
    Row(["[z-a].js"], ["z.js"], not: ["a.js", "-.js"]),
    Row(["[[:digit:]x].js"], ["7.js", "x.js"], not: ["a.js", ":.js", "d.js"]),
    Row(["[[:nothing:]].js"], [], not: ["n.js", ":.js"]),
    Row(["[[a].js"], ["[.js", "a.js"], not: ["b.js"]),
    Row(["[[:].js"], ["[.js", ":.js"], not: ["b.js"]),
    Row(["a[/]b"], [], not: ["a/b", "ab"]),
    Row(["[ab"], [], not: ["a", "b", "[ab"]),
    Row(["ab\\"], [], not: ["ab", "ab\\"]),
    Row(["\\*.js"], ["*.js"], not: ["a.js", "\\*.js"]),
    Row(["\\!a"], ["!a"], not: ["a"]),
    Row(["a\\/b"], ["a/b"], not: ["x/a/b"]),
    Row(["foo\\/"], [], not: ["foo", "foo/a"]),
    Row(["a//b"], [], not: ["a/b"]),
    Row(["/"], [], not: ["a", "a/b"]),
    Row(["!"], [], not: ["a"]),
    Row(["*.js", "!app.js"], ["a.js"], not: ["app.js", "x/app.js"]),
    Row(["!app.js", "*.js"], ["a.js", "app.js"], not: ["a.css"]),
    Row(["*", "!*.js", "b.js"], ["a", "b.js"], not: ["a.js"]),
    Row(["a/*", "!a/b"], ["a/c"], not: ["a/b", "a/b/c"]),
    Row(["*a*a*a*b"], ["aaab", "xaxaxab"], not: ["aab", "aaaba"]),
    Row(["Icon.PNG"], ["Icon.PNG"], not: ["icon.png"]),
    Row(["caf\u{E9}"], ["caf\u{E9}"], not: ["cafe\u{301}"]),
    Row(["a b"], ["a b"], not: ["a", "ab"]),
  ]

  @Test(arguments: rows)
  func matchesPaths(_ row: Row) {
    let globs = GlobList(row.patterns)
    let found = (row.matched + row.others).filter { globs.matches(BytePath($0)) }
    #expect(found == row.matched)
  }

  /// Real git is the oracle of every row above.
  @Test func agreesWithGit() throws {
    let ours = Self.rows.map { row in
      (row.matched + row.others).filter { GlobList(row.patterns).matches(BytePath($0)) }
    }
    let git = try GitIgnore.matched(Self.rows.map { ($0.patterns, $0.matched + $0.others) })
    #expect(ours == git)
  }

  /// Where we differ from git on purpose: the last match wins, also below an excluded folder, and a
  /// pattern that takes a folder back takes back all below it.
  @Test func differsFromGitBelowFolders() throws {
    let cases: [(patterns: [String], paths: [String])] = [
      (["build/", "!build/keep.css"], ["build/a.css", "build/keep.css"]),
      (["*.log", "!logs/"], ["a.log", "logs/a.log"]),
    ]
    let git = try GitIgnore.matched(cases)
    #expect(git == [["build/a.css", "build/keep.css"], ["a.log", "logs/a.log"]])
    let ours = cases.map { row in
      row.paths.filter { GlobList(row.patterns).matches(BytePath($0)) }
    }
    #expect(ours == [["build/a.css"], ["a.log"]])
  }

  /// Every pattern up to four letters of a nasty alphabet, against every path up to five of another.
  @Test func agreesWithGitOnAllShortPatterns() throws {
    func words(_ letters: [String], upTo length: Int) -> [String] {
      (1..<length).reduce(into: [letters]) { lists, _ in
        lists.append(lists[lists.count - 1].flatMap { word in letters.map { word + $0 } })
      }.flatMap { $0 }
    }
    let patterns = words(["a", "*", "/", "[", "]", "\\"], upTo: 4)
      .filter { $0.contains("a") || $0.contains("*") }
    let paths = words(["a", "]", "/", "b"], upTo: 4).filter {
      !$0.hasPrefix("/") && !$0.hasSuffix("/") && !$0.contains("//")
    }
    let ours = patterns.map { pattern in
      paths.filter { GlobList([pattern]).matches(BytePath($0)) }
    }
    let git = try GitIgnore.matched(patterns.map { ([$0], paths) })
    for (index, pattern) in patterns.enumerated() where ours[index] != git[index] {
      Issue.record("\(pattern): ours \(ours[index]), git \(git[index])")
    }
  }

  @Test func matchesBytesThatAreNotText() {
    #expect(GlobList(["a?c"]).matches(BytePath(bytes: [0x61, 0xFF, 0x63])))
    #expect(GlobList(["[!b]"]).matches(BytePath(bytes: [0xFF])))
  }

  @Test func hashAndTrailingSpaceAreOrdinary() {
    #expect(GlobList(["#a"]).matches("#a"))
    #expect(GlobList(["a "]).matches("a "))
    #expect(!GlobList(["a "]).matches("a"))
  }

  @Test(
    arguments: [
      (["vendor"], "vendor", true), (["vendor"], "vendor/js", true), (["vendor"], "a", false),
      (["vendor/"], "vendor", true), (["vendor/**"], "vendor", true),
      (["vendor/**"], "vendor/a", true),
      (["vendor/*"], "vendor", false), (["vendor/*"], "vendor/a", true), (["**/a/**"], "x/a", true),
      (["**/a/**"], "x", false), (["*.map"], "js", false),
      (["vendor", "!vendor/a.js"], "vendor", false),
      (["!vendor/a.js", "vendor"], "vendor", true), (["vendor", "*.map"], "vendor", true),
      (["vendor", "!other"], "vendor", false), (["vendor/**/"], "vendor", false),
      ([], "a", false), (["*"], "a/b", true),
    ] as [([String], BytePath, Bool)])
  func prunesFolders(_ patterns: [String], _ folder: BytePath, _ expected: Bool) {
    #expect(GlobList(patterns).matchesFolder(folder) == expected)
  }

  @Test func keepsPatternsAsWritten() {
    #expect(GlobList(["*.map", "!a"]).patterns == ["*.map", "!a"])
    #expect(GlobList(["a"]) == GlobList(["a"]))
    #expect(GlobList(["a"]) != GlobList(["b"]))
  }

  /// Against patterns on which backtracking matchers take longer than anybody lives.
  @Test(.timeLimit(.minutes(1)))
  func takesNoExponentialTime() {
    let name = BytePath(String(repeating: "a", count: 5000))
    #expect(!GlobList([String(repeating: "*a", count: 100) + "*b"]).matches(name))
    let deep = BytePath(String(repeating: "a/", count: 500) + "a")
    #expect(!GlobList([String(repeating: "**/a/", count: 30) + "b"]).matches(deep))
  }
}
