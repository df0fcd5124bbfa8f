import Formats
import Testing
import Values

@testable import Site

let hexA = String(repeating: "a", count: 64)
let hexB = String(repeating: "b", count: 64)

/// A versions file whose fifth line, from column 16, is the record of `static:a.css`.
private func file(_ record: String) -> String {
  """
  {
    "format": 1,
    "assets": {
      "static": {
        "a.css": \(record)
      }
    }
  }

  """
}

/// A record that begins in column 16 with its members as they should be, but for those given.
private func record(
  token: String = "\"t1\"", sha256: String = "\"\(hexA)\"", bumped: String = "\"2026-11-22\"",
  more: String = ""
) -> String {
  "{\"token\": \(token), \"sha256\": \(sha256), \"bumped\": \(bumped)\(more)}"
}

private func problem(_ text: String) -> String? {
  do throws(VersionsError) {
    _ = try VersionsFile(parsing: Array(text.utf8), name: "asset-versions.json")
    return nil
  } catch {
    return error.description
  }
}

/// What every problem ends with that does not say what to do by itself.
private let mend = " - mend it there, or take the file from version control again"

private func advised(_ words: String) -> String {
  words.contains(" - ") ? words : words + mend
}

private let lacking = " is missing - add it, or take the file from version control again"
private let newer =
  " is newer than format 1, which this assetbump reads - install a newer assetbump"
private let alphabet = "cannot stand in a token, only A-Z a-z 0-9 . _ ~ -"
private let twoDigests =
  "stands for two different digests - keep the one whose bytes were served under it"
private let segment = " expected a path below the root without such"

@Suite struct VersionsFileReadingTests {
  @Test func readsEveryMember() throws {
    let text = """
      {
        "format": 1,
        "assets": {
          "admin.static": {},
          "static": {
            "css/site.css": {"token": "3f2a91c0", "sha256": "\(hexA)", "bumped": "2026-11-22"},
            "js/app.js": {"token": "20261122", "strategy": "date", "sha256": "\(hexB)", \
      "bumped": "2026-11-22", "previous": [{"token": "20240601", "sha256": "\(hexA)", "by": "me"}], \
      "note": { "a" : [ 1, 2 ] }}
          }
        },
        "generator": "x  y"
      }
      """
    let file = try VersionsFile(parsing: Array(text.utf8), name: "asset-versions.json")
    let digestA = try #require(Digest(hex: hexA.utf8))
    let digestB = try #require(Digest(hex: hexB.utf8))
    let day = try #require(CalendarDay(iso: "2026-11-22"))
    #expect(
      file
        == VersionsFile(
          roots: [
            "admin.static": [:],
            "static": [
              "css/site.css": Record(token: try Token("3f2a91c0"), digest: digestA, bumped: day),
              "js/app.js": Record(
                token: try Token("20261122"), strategy: .date, digest: digestB, bumped: day,
                previous: [
                  PreviousToken(
                    token: try Token("20240601"), digest: digestA,
                    unknown: [UnknownMember(key: Array("by".utf8), value: Array("\"me\"".utf8))])
                ],
                unknown: [
                  UnknownMember(key: Array("note".utf8), value: Array("{\"a\":[1,2]}".utf8))
                ]),
            ],
          ],
          unknown: [UnknownMember(key: Array("generator".utf8), value: Array("\"x  y\"".utf8))]))
  }

  @Test func readsTheFormatWhereverItStands() throws {
    let first = try VersionsFile(parsing: Array(file(record()).utf8), name: "v")
    let last = """
      {"assets": {"static": {"a.css": \(record())}}, "format": 1}
      """
    #expect(try VersionsFile(parsing: Array(last.utf8), name: "v") == first)
    #expect(first.roots["static"]?.count == 1)
  }

  @Test func tellsSpellingsOfAPathApart() throws {
    let text = """
      {"format": 1, "assets": {"s": {"e\u{301}": \(record()), "\u{E9}": \(record())}}}
      """
    let file = try VersionsFile(parsing: Array(text.utf8), name: "v")
    #expect(file.roots["s"]?.keys.sorted() == ["e\u{301}", "\u{E9}"])
  }

  @Test func takesATokenAgainForTheSameBytes() throws {
    let history = """
      , "previous": [{"token": "t0", "sha256": "\(hexB)"}, {"token": "t1", "sha256": "\(hexA)"}]
      """
    let file = try VersionsFile(parsing: Array(file(record(more: history)).utf8), name: "v")
    #expect(file.roots["static"]?["a.css"]?.previous.map(\.token.text) == ["t0", "t1"])
  }

  private static let outside: [(String, String)] = [
    ("", "1:1: the file is empty"),
    ("[]", "1:1: the file is an array, expected an object"),
    (" 7", "1:2: the file is a number, expected an object"),
    ("[1,]", "1:4: expected a value but found ']'"),
    ("{\"format\": 1, \"assets\": {}} x", "1:29: expected the end of the file but found 'x'"),
    (
      "{}",
      "1:1: \"format\"\(lacking)"
    ),
    (
      "{\"format\": 1}",
      "1:1: \"assets\"\(lacking)"
    ),
    ("{\"format\": \"1\"}", "1:12: \"format\" is a string, expected a whole number"),
    ("{\"format\": 1.0}", "1:12: \"format\" is a number, expected a whole number"),
    ("{\"format\": 1e0}", "1:12: \"format\" is a number, expected a whole number"),
    ("{\"format\": 0}", "1:12: there is no format 0, expected 1"),
    ("{\"format\": -1}", "1:12: there is no format -1, expected 1"),
    (
      "{\n  \"format\": 2,\n  \"assets\": []\n}",
      "2:13: format 2\(newer)"
    ),
    (
      "{\"assets\": {\"static\": 5}, \"format\": 99999999999999999999}",
      "1:37: format 99999999999999999999\(newer)"
    ),
    ("{\"format\": 1, \"assets\": []}", "1:25: \"assets\" is an array, expected an object"),
    (
      "{\"format\": 1, \"assets\": {\"\": {}}}",
      "1:26: a root has an empty name, expected the name of a Flask endpoint"
    ),
    (
      "{\"format\": 1, \"assets\": {\"a\\n\": null}}",
      "1:33: root \"a\\x0a\" is null, expected an object"
    ),
    (
      "{\"format\": 1, \"assets\": {\"\u{E9}\": {}, \"e\u{301}\": {}}}",
      "1:35: the root \"e\u{301}\" stands here twice, in two Unicode spellings - keep one"
    ),
  ]

  // Columns of a record: "token" 17, its value 26; "sha256" 32, its value 42; "bumped" 110, its
  // value 120; what follows 132.
  private static let inside: [(String, String)] = [
    ("true", "5:16: static:a.css is true or false, expected an object"),
    (
      "{\"sha256\": \"\(hexA)\", \"bumped\": \"2026-11-22\"}",
      "5:16: static:a.css: \"token\"\(lacking)"
    ),
    (
      "{\"token\": \"t1\", \"bumped\": \"2026-11-22\"}",
      "5:16: static:a.css: \"sha256\"\(lacking)"
    ),
    (
      "{\"token\": \"t1\", \"sha256\": \"\(hexA)\"}",
      "5:16: static:a.css: \"bumped\"\(lacking)"
    ),
    (record(token: "7"), "5:26: static:a.css: \"token\" is a number, expected a string"),
    (record(token: "tru"), "5:26: expected a value but found 't'"),
    (
      record(token: "\"\""),
      "5:26: static:a.css: \"token\": a token has 1 to 64 characters"
    ),
    (
      record(token: "\"a b\""),
      "5:26: static:a.css: \"token\": \" \" \(alphabet)"
    ),
    (
      record(token: "\"..\""),
      "5:26: static:a.css: \"token\": \".\" and \"..\" are no tokens, they mean folders in a URL"
    ),
    (
      record(sha256: "\"abc\""),
      "5:42: static:a.css: \"sha256\" is \"abc\", expected 64 lower-case hex digits"
    ),
    (
      record(sha256: "\"\(hexA.uppercased())\""),
      "5:42: static:a.css: \"sha256\" is \"\(hexA.uppercased())\", expected 64 lower-case hex digits"
    ),
    (
      record(bumped: "\"2026-02-29\""),
      "5:120: static:a.css: \"bumped\" is \"2026-02-29\", expected a day as YYYY-MM-DD"
    ),
    (
      record(bumped: "20261122"),
      "5:120: static:a.css: \"bumped\" is a number, expected a string"
    ),
    (
      record(more: ", \"strategy\": \"hsah\""),
      "5:146: static:a.css: \"strategy\" is \"hsah\", expected \"date\", \"hash\" or \"manual\""
    ),
    (
      record(more: ", \"strategy\": null"),
      "5:146: static:a.css: \"strategy\" is null, expected a string"
    ),
    (
      record(more: ", \"previous\": {}"),
      "5:146: static:a.css: \"previous\" is an object, expected an array"
    ),
    (
      record(more: ", \"previous\": [5]"),
      "5:147: static:a.css: previous token 1 is a number, expected an object"
    ),
    (
      record(more: ", \"previous\": [{\"token\": \"t0\"}]"),
      "5:147: static:a.css: previous token 1: \"sha256\"\(lacking)"
    ),
    (
      record(more: ", \"previous\": [{\"sha256\": \"\(hexA)\"}]"),
      "5:147: static:a.css: previous token 1: \"token\"\(lacking)"
    ),
    (
      record(more: ", \"previous\": [{\"token\": \"\\u001b\"}]"),
      "5:157: static:a.css: previous token 1: \"token\": \"\\x1b\" \(alphabet)"
    ),
    (
      record(more: ", \"previous\": [{\"token\": \"t1\", \"sha256\": \"\(hexB)\"}]"),
      "5:16: static:a.css: the token \"t1\" \(twoDigests)"
    ),
    (
      record(more: ", \"token\": \"t2\""),
      "5:134: the key \"token\" stands here twice - keep one"
    ),
    (record() + "\n      \"b.css\": 1", "6:7: expected ',' or '}' but found '\"'"),
  ]

  @Test(arguments: outside)
  func refuses(text: String, problem expected: String) {
    #expect(problem(text) == "asset-versions.json:\(advised(expected))")
  }

  @Test(arguments: inside)
  func refusesInARecord(record: String, problem expected: String) {
    #expect(problem(file(record)) == "asset-versions.json:\(advised(expected))")
  }

  @Test(arguments: [
    ("", "static:: a path is empty, expected a path below the root"),
    ("/a", "static:/a: the path starts with \"/\", expected a path below the root"),
    ("a\\u0000b", "static:a\\x00b: the path holds a zero byte, which no file's name has"),
    (
      "a//b",
      "static:a//b: the path has the segment \"\",\(segment)"
    ),
    (
      "a/",
      "static:a/: the path has the segment \"\",\(segment)"
    ),
    (
      "./a",
      "static:./a: the path has the segment \".\",\(segment)"
    ),
    (
      "a/../../b",
      "static:a/../../b: the path has the segment \"..\",\(segment)"
    ),
  ])
  func refusesThePath(path: String, expected: String) {
    let text = "{\"format\": 1, \"assets\": {\"static\": {\"\(path)\": {}}}}"
    #expect(problem(text) == "asset-versions.json:1:37: \(expected)\(mend)")
  }

  @Test func readsOddPathsThatAreNone() throws {
    let text = """
      {"format": 1, "assets": {"s": {"...": \(record()), ".a/b.": \(record()), "-": \(record())}}}
      """
    let file = try VersionsFile(parsing: Array(text.utf8), name: "v")
    #expect(file.roots["s"]?.keys.sorted() == ["-", "...", ".a/b."])
  }

  @Test(arguments: [
    (["{", "<<<<<<< HEAD", "=======", ">>>>>>> topic", "}"], "2", "<<<<<<< HEAD"),
    (["{", "  \"format\": 1,", "=======", "}"], "3", "======="),
    (["{", "||||||| 1a2b3c4", "}"], "2", "||||||| 1a2b3c4"),
    (["{\r", ">>>>>>> topic\u{1B}\r", "}\r"], "2", ">>>>>>> topic\\x1b"),
    // What is wrong before the conflict comes second.
    (["{\"format\": 7,", "<<<<<<<", "}"], "2", "<<<<<<<"),
  ])
  func namesAMergeConflict(lines: [String], line: String, marker: String) {
    #expect(
      problem(lines.joined(separator: "\n"))
        == "asset-versions.json:\(line): an unresolved merge conflict, \"\(marker)\""
        + " - each asset is one line: keep those of both sides, of an asset with two the right one, and"
        + " a comma behind each but the last of its root, then run assetbump check; assetbump init"
        + " --git spares you the next one")
  }

  @Test(arguments: ["========", "<<<<<<<x", " <<<<<<< HEAD", "<<<<<<"])
  func takesNoOtherLineForAConflict(line: String) {
    let found = line.drop { $0 == " " }.prefix(1)
    let column = line.hasPrefix(" ") ? 2 : 1
    #expect(
      problem("{\n\(line)\n}")
        == "asset-versions.json:2:\(column): expected '\"' or '}' but found '\(found)'\(mend)")
  }

  @Test func makesTheNameOfTheFileVisible() {
    #expect(
      VersionsError(file: "a\u{1B}.json", line: 1, column: 1, problem: .syntax(.empty)).description
        == "a\\x1b.json:1:1: the file is empty\(mend)")
  }
}
