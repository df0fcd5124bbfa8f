import Formats
import Site
import Testing

/// Texts made to make a parser crash, hang or lie.
@Suite(.timeLimit(.minutes(1))) struct HostileSettingsTests {
  static func error(_ text: String) -> String? {
    do throws(SettingsError) {
      _ = try SettingsReaderTests.read(text)
      return nil
    } catch {
      return error.description
    }
  }

  static func many(_ text: String, _ count: Int) -> String {
    String(repeating: text, count: count)
  }

  @Test(arguments: [
    ("a = " + many("[", 10_000), "assetbump.toml:1:69: nested more than 64 deep"),
    (
      "a = " + many("[", 10_000) + many("]", 10_000),
      "assetbump.toml:1:69: nested more than 64 deep"
    ),
    (
      "a = " + many("{b=", 10_000) + "1" + many("}", 10_000),
      "assetbump.toml:1:197: nested more than 64 deep"
    ),
    ("a = \n" + many("[\n", 10_000), "assetbump.toml:1:5: not TOML: a value is needed here"),
    ("a = " + many("[\n", 100), "assetbump.toml:65:1: nested more than 64 deep"),
    (many("a.", 500_000) + "a = 1\nx = ", "assetbump.toml:1:129: nested more than 64 deep"),
    ("[" + many("a.", 10_000) + "a]", "assetbump.toml:1:130: nested more than 64 deep"),
    ("a = {" + many("b.", 10_000) + "b = 1}", "assetbump.toml:1:134: nested more than 64 deep"),
  ])
  func refusesDeepNesting(_ text: String, _ expected: String) {
    let advice = expected.hasSuffix("deep") ? " - settings need no such depth" : ""
    #expect(Self.error(text) == expected + advice)
  }

  @Test(arguments: [
    ("a = [}", "1:6: not TOML: a value is needed here"),
    ("a = [1979-05-27 7]", "1:6: not TOML: no such value; write text between quotes"),
    ("a = [1, }", "1:9: not TOML: a value is needed here"),
    ("a = [#\n}", "2:1: not TOML: a value is needed here"),
    ("a = [\u{A0}]", "1:6: not TOML: no such value; write text between quotes"),
    ("a = ", "1:5: not TOML: a value is needed here"),
    ("a = {b = }", "1:10: not TOML: a value is needed here"),
    ("a = [1,,]", "1:8: not TOML: a value is needed here"),
    ("a = [1 2]", "1:8: not TOML: a comma or ] is needed here"),
    ("a = {b = 1 c = 2}", "1:12: not TOML: a comma or } is needed here"),
    ("a = hash", "1:5: not TOML: no such value; write text between quotes"),
    ("a = {]", "1:6: not TOML: a key is needed here"),
    ("= 1", "1:1: not TOML: a key is needed here"),
    ("é = 1", "1:1: not TOML: a key is needed here"),
    ("[a\nb = 1", "1:3: not TOML: ] is needed here"),
    ("[[root]\n", "1:8: not TOML: ]] is needed here"),
    ("versions 'a'", "1:10: not TOML: = is needed here"),
    ("versions = 'a' 'b'", "1:16: not TOML: the line has to end here"),
    ("versions = 'a\n", "1:12: not TOML: this string is never closed"),
    ("versions = \"\"\"a\"\"", "1:12: not TOML: this string is never closed"),
    (
      "versions = \"a\\d\"",
      "1:14: not TOML: no such escape in a string; write a backslash as \\\\"
    ),
    (
      "versions = \"\\uD800\"",
      "1:13: not TOML: no such escape in a string; write a backslash as \\\\"
    ),
  ])
  func saysWhatIsNoTOML(_ text: String, _ expected: String) {
    #expect(Self.error(text) == "assetbump.toml:\(expected)")
  }

  /// What is said twice, or added to what is said whole (TOML 1.0, Table and Inline Table).
  @Test(arguments: [
    ("a = 'a'\na = 'b'", "2:1: not TOML: \"a\" is there already, on line 1"),
    ("'a'.b = 1\n[a]", "2:2: not TOML: \"a\" is there already, on line 1"),
    ("[a]\n[b]\n[a]", "3:2: not TOML: \"a\" is there already, on line 1"),
    ("[a.b]\n[a]\nb.c = 1", "3:1: not TOML: \"b\" is there already, on line 1"),
    ("a = [1]\n[[a]]", "2:3: not TOML: \"a\" is there already, on line 1"),
    ("a = {}\na.b = 1", "2:1: not TOML: \"a\" is there already, on line 1"),
    ("a = {b = 1, b = 2}", "1:13: not TOML: \"b\" is there already, on line 1"),
    ("[[a]]\n[a]", "2:2: not TOML: \"a\" is there already, on line 1"),
  ])
  func refusesRepetition(_ text: String, _ expected: String) {
    #expect(Self.error(text) == "assetbump.toml:\(expected)")
  }

  @Test(arguments: [
    ("a = 9223372036854775808", "1:5: not TOML: this number is beyond 64 bits"),
    ("a = 0x8000000000000000", "1:5: not TOML: this number is beyond 64 bits"),
    (
      "a = 'b\u{7}'",
      "1:7: not TOML: a string cannot hold this control character; write it as \\u00XX"
    ),
    ("a = 1 # \u{1B}[0m", "1:9: not TOML: a comment cannot hold this control character"),
    ("a = 1\rb = 2", "1:6: not TOML: the line has to end here"),
    ("a = {b = 1,}", "1:12: not TOML: a key is needed here"),
    ("a = {b = 1,\nc = 2}", "1:12: not TOML: a key is needed here"),
    ("a = 2023-02-29", "1:5: not TOML: no such value; write text between quotes"),
    ("\"\"\"a\"\"\" = 1", "1:3: not TOML: = is needed here"),
  ])
  func refusesWhatTheStandardForbids(_ text: String, _ expected: String) {
    #expect(Self.error(text) == "assetbump.toml:\(expected)")
  }

  @Test func takesDeepNestingWithinTheLimit() throws {
    let text = "[tool.x]\na = " + Self.many("[", 64) + Self.many("]", 64)
    let none = try SettingsReader.readIfPresent(
      Array(text.utf8), name: "pyproject.toml", table: .toolAssetbump)
    #expect(none == nil)
  }

  @Test func takesNoQuadraticTime() throws {
    let keys = (0..<60_000).map { "k\($0)=[]" }
    let lines = try SettingsReaderTests.read("[keys]\n" + keys.joined(separator: "\n"))
    #expect(lines.keys.count == 60_000)
    #expect(lines.keys.last == KeyBinding(action: "k59999", keys: [], line: 60_001))
    let globs = try SettingsReaderTests.read("ignore = [" + Self.many("'a',", 200_000) + "]")
    #expect(globs.ignore.patterns.count == 200_000)
    #expect(
      Self.error("ignore = [" + Self.many("'a',", 200_000) + "1]")
        == "assetbump.toml:1:800011: ignore[200000]: 1 is not a string")
  }

  /// A text cut short anywhere is an error or settings, never a crash; so is one with a byte changed.
  @Test func survivesDamage() {
    let text = Array(
      """
      versions = "v\\u00e9.json" # note
      templates = ['a/**', \"\"\"b
      c\"\"\", '''d''']
      [[root]]
      "name" = "static"
      url = "/s/"
      [strategy]
      rules = [{ match = ["x"], use = "date" }, {match='y',use='hash'}]
      [keys]
      'a b'.c = 1979-05-27 07:32:00Z
      """.utf8)
    var outcomes = 0
    for cut in text.indices {
      var changed = text
      for byte in Array("\"'[]{}=.\\\n#,\u{0}\u{7F}".utf8) + [0xFF] {
        changed[cut] = byte
        outcomes += Self.outcome(changed)
      }
      outcomes += Self.outcome(Array(text[..<cut]))
    }
    #expect(outcomes == text.count * 16)
  }

  private static func outcome(_ text: [UInt8]) -> Int {
    do throws(SettingsError) {
      _ = try SettingsReader.read(text, name: "a.toml", table: .whole)
      return 1
    } catch {
      return error.description.isEmpty ? 0 : 1
    }
  }
}
