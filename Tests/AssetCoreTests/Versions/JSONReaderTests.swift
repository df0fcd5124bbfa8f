import Formats
import Testing
import Values

/// What the reader makes of a text: its canonical form, or `line:column: problem`.
private func outcome(_ bytes: [UInt8]) -> String {
  do throws(JSONTestFailure) {
    var reader = try JSONReader<JSONTestFailure>(bytes)
    let text = try reader.rawValue()
    try reader.end()
    return String(decoding: text, as: UTF8.self)
  } catch {
    let position = TextPosition(of: error.offset, in: bytes)
    return "\(position.line):\(position.column): \(error.problem)"
  }
}

private struct JSONTestFailure: JSONFailure {
  var problem: JSONProblem
  var offset: Int

  init(_ problem: JSONProblem, at offset: Int) {
    self.problem = problem
    self.offset = offset
  }
}

@Suite struct JSONReaderTests {
  @Test(arguments: [
    ("null", "null"), (" true ", "true"), ("false\n", "false"),
    ("0", "0"), ("-0", "-0"), ("123", "123"), ("-1.5", "-1.5"), ("1e5", "1e5"), ("1E+2", "1E+2"),
    ("0.1e-7", "0.1e-7"), ("[1e999]", "[1e999]"),
    ("1.0000000000000000000000000001", "1.0000000000000000000000000001"),
    (#""""#, #""""#), (#""a""#, #""a""#), (#""  a  b ""#, #""  a  b ""#),
    (#""\u00e9""#, #""\u00e9""#), (#""\"\\\/\b\f\n\r\t""#, #""\"\\\/\b\f\n\r\t""#),
    (#""\ud834\udd1e""#, #""\ud834\udd1e""#), (#""\uD834\uDD1E""#, #""\uD834\uDD1E""#),
    (#""\u0000\uFFFF""#, #""\u0000\uFFFF""#), ("\"\u{7F}\"", "\"\u{7F}\""),
    ("\"é\u{2028}\u{FEFF}\u{FFFF}𝄞\"", "\"é\u{2028}\u{FEFF}\u{FFFF}𝄞\""),
    ("[]", "[]"), ("[ ]", "[]"), ("[1,2]", "[1,2]"), ("[\t1\r\n]", "[1]"),
    ("[ 1 , [ ] , { } , \"[ \" ]", "[1,[],{},\"[ \"]"), ("[[[]]]", "[[[]]]"),
    ("{}", "{}"), ("{ \"a\" : 1 }", "{\"a\":1}"), ("{\"\":0}", "{\"\":0}"),
    ("{\"a\":1,\"A\":2}", "{\"a\":1,\"A\":2}"), ("{\"b\":1,\"a\":2}", "{\"b\":1,\"a\":2}"),
    ("{\"a\":{\"a\":{ }}}", "{\"a\":{\"a\":{}}}"),
    ("{\"a\\u0000\":1,\"a\":2}", "{\"a\\u0000\":1,\"a\":2}"),
    ("{\"a\":null,\"b\":true,\"c\":[false]}", "{\"a\":null,\"b\":true,\"c\":[false]}"),
    // NFC and NFD are two keys.
    ("{\"\u{E9}\":1,\"e\u{301}\":2}", "{\"\u{E9}\":1,\"e\u{301}\":2}"),
  ])
  func accepts(text: String, canonical: String) {
    #expect(Array(outcome(Array(text.utf8)).utf8) == Array(canonical.utf8))
  }

  @Test(arguments: [
    ("", "1:1: the file is empty"),
    (" \n\t", "1:1: the file is empty"),
    ("\u{FEFF}{}", "1:1: starts with a byte order mark - save it as UTF-8 without one"),
    // After the value.
    ("[1] x", "1:5: expected the end of the file but found 'x'"),
    ("{}}", "1:3: expected the end of the file but found '}'"),
    ("\"a\" \"b\"", "1:5: expected the end of the file but found '\"'"),
    ("nullx", "1:5: expected the end of the file but found 'x'"),
    ("truefalse", "1:5: expected the end of the file but found 'f'"),
    ("[1] // x", "1:5: expected the end of the file but found '/'"),
    ("1\u{0}", "1:2: expected the end of the file but found '\\x00'"),
    // Arrays.
    ("[", "1:2: expected a value but found the end of the file"),
    ("[1", "1:3: expected ',' or ']' but found the end of the file"),
    ("[1,", "1:4: expected a value but found the end of the file"),
    ("[1,]", "1:4: expected a value but found ']'"),
    ("[,1]", "1:2: expected a value but found ','"),
    ("[1,,2]", "1:4: expected a value but found ','"),
    ("[1 2]", "1:4: expected ',' or ']' but found '2'"),
    ("[1}", "1:3: expected ',' or ']' but found '}'"),
    ("]", "1:1: expected a value but found ']'"),
    ("[}", "1:2: expected a value but found '}'"),
    // Objects.
    ("{", "1:2: expected '\"' or '}' but found the end of the file"),
    ("{]", "1:2: expected '\"' or '}' but found ']'"),
    ("{,}", "1:2: expected '\"' or '}' but found ','"),
    ("{a:1}", "1:2: expected '\"' or '}' but found 'a'"),
    ("{'a':1}", "1:2: expected '\"' or '}' but found '''"),
    ("{1:1}", "1:2: expected '\"' or '}' but found '1'"),
    ("{\"a\"", "1:5: expected ':' but found the end of the file"),
    ("{\"a\" 1}", "1:6: expected ':' but found '1'"),
    ("{\"a\",1}", "1:5: expected ':' but found ','"),
    ("{\"a\":}", "1:6: expected a value but found '}'"),
    ("{\"a\"::1}", "1:6: expected a value but found ':'"),
    ("{\"a\":1", "1:7: expected ',' or '}' but found the end of the file"),
    ("{\"a\":1,}", "1:8: expected '\"' but found '}'"),
    ("{\"a\":1,,\"b\":2}", "1:8: expected '\"' but found ','"),
    ("{\"a\":1 \"b\":2}", "1:8: expected ',' or '}' but found '\"'"),
    ("{\"a\":1]", "1:7: expected ',' or '}' but found ']'"),
    ("{\"a\":1,\"a\":2}", "1:8: the key \"a\" stands here twice - keep one"),
    ("{\"a\":1,\"\\u0061\":2}", "1:8: the key \"a\" stands here twice - keep one"),
    ("{\"b\":1,\"a\":2,\"b\":3}", "1:14: the key \"b\" stands here twice - keep one"),
    ("{\"x\":{\"a\":1,\"a\":1}}", "1:13: the key \"a\" stands here twice - keep one"),
    // Numbers.
    ("01", "1:2: expected the end of the file but found '1'"),
    ("-01", "1:3: expected the end of the file but found '1'"),
    ("0x10", "1:2: expected the end of the file but found 'x'"),
    ("1_000", "1:2: expected the end of the file but found '_'"),
    ("-", "1:2: expected a digit but found the end of the file"),
    ("-a", "1:2: expected a digit but found 'a'"),
    ("--1", "1:2: expected a digit but found '-'"),
    ("-Infinity", "1:2: expected a digit but found 'I'"),
    ("1.", "1:3: expected a digit but found the end of the file"),
    ("1.e5", "1:3: expected a digit but found 'e'"),
    ("1e", "1:3: expected a digit but found the end of the file"),
    ("1e+", "1:4: expected a digit but found the end of the file"),
    ("1\u{FF11}", "1:2: expected the end of the file but found '１'"),
    ("+1", "1:1: expected a value but found '+'"),
    (".5", "1:1: expected a value but found '.'"),
    ("NaN", "1:1: expected a value but found 'N'"),
    ("Infinity", "1:1: expected a value but found 'I'"),
    // Words.
    ("nul", "1:1: expected a value but found 'n'"),
    ("True", "1:1: expected a value but found 'T'"),
    ("[tru]", "1:2: expected a value but found 't'"),
    ("/* */1", "1:1: expected a value but found '/'"),
    ("\u{0C}1", "1:1: expected a value but found '\\x0c'"),
    // Strings.
    ("\"", "1:2: expected '\"' but found the end of the file"),
    ("\"a", "1:3: expected '\"' but found the end of the file"),
    ("\"\\", "1:3: expected '\"' but found the end of the file"),
    ("\"\\\"", "1:4: expected '\"' but found the end of the file"),
    ("\"\\n", "1:4: expected '\"' but found the end of the file"),
    ("\"a\nb\"", "1:3: expected '\"' but found the end of the line"),
    ("\"\\t\rb\"", "1:4: expected '\"' but found the end of the line"),
    ("\"a\tb\"", "1:3: the control character \\x09 must be escaped in a string"),
    ("\"\u{0}\"", "1:2: the control character \\x00 must be escaped in a string"),
    ("\"\\n\u{1F}\"", "1:4: the control character \\x1f must be escaped in a string"),
    ("\"\\x41\"", "1:2: no escape is written '\\x'"),
    ("\"a\\'\"", "1:3: no escape is written '\\''"),
    ("\"\\é\"", "1:2: no escape is written '\\é'"),
    ("\"\\U0041\"", "1:2: no escape is written '\\U'"),
    ("\"\\u12\"", "1:6: expected a hex digit but found '\"'"),
    ("\"\\u12G4\"", "1:6: expected a hex digit but found 'G'"),
    ("\"\\u", "1:4: expected a hex digit but found the end of the file"),
    (
      "\"\\ud800\"",
      "1:2: '\\ud800' is half of a surrogate pair, the other half is not there"
    ),
    (
      "\"\\uDC00\"",
      "1:2: '\\udc00' is half of a surrogate pair, the other half is not there"
    ),
    (
      "\"x\\ud800\\ud800\"",
      "1:3: '\\ud800' is half of a surrogate pair, the other half is not there"
    ),
    (
      "\"\\ud800\\n\"",
      "1:2: '\\ud800' is half of a surrogate pair, the other half is not there"
    ),
    (
      "\"\\udbff\\u0041\"",
      "1:2: '\\udbff' is half of a surrogate pair, the other half is not there"
    ),
    // Places: columns count scalars, lines end in a line feed.
    ("{\n  \"a\": 1,\n  b\n}", "3:3: expected '\"' but found 'b'"),
    ("[\"é𝄞\", x]", "1:8: expected a value but found 'x'"),
    ("[\r\n1\r\n2]", "3:1: expected ',' or ']' but found '2'"),
  ])
  func refuses(text: String, problem: String) {
    #expect(outcome(Array(text.utf8)) == problem)
  }

  @Test(
    arguments: [
      ([0xFF], "1:1: the byte \\xff is not UTF-8"),
      ([0x22, 0x61, 0xC3, 0x22], "1:3: the byte \\xc3 is not UTF-8"),
      ([0x22, 0xC0, 0x80, 0x22], "1:2: the byte \\xc0 is not UTF-8"),  // overlong
      ([0x22, 0xED, 0xA0, 0x80, 0x22], "1:2: the byte \\xed is not UTF-8"),  // a surrogate
      ([0x22, 0xF4, 0x90, 0x80, 0x80, 0x22], "1:2: the byte \\xf4 is not UTF-8"),  // too great
      ([0x5B, 0x0A, 0x22, 0x80, 0x22, 0x5D], "2:2: the byte \\x80 is not UTF-8"),
      ([0xFF, 0xFE, 0x7B, 0x00], "1:1: the byte \\xff is not UTF-8"),  // UTF-16
    ] as [([UInt8], String)])
  func refusesWhatIsNotUTF8(bytes: [UInt8], problem: String) {
    #expect(outcome(bytes) == problem)
  }

  @Test(arguments: [
    (#""a\"\\\/\b\f\n\r\tz""#, "a\"\\/\u{08}\u{0C}\n\r\tz"),
    (#""\u0041\u00e9\u20AC\uD834\udd1e""#, "A\u{E9}\u{20AC}\u{1D11E}"),
    (#""é\u0000€""#, "é\u{0}€"),
  ])
  func unescapes(text: String, string: String) throws {
    var reader = try JSONReader<JSONTestFailure>(Array(text.utf8))
    #expect(Array(try reader.string()) == Array(string.utf8))
  }

  @Test func readsAsDeepAsItSays() {
    let arrays = String(repeating: "[", count: 128) + String(repeating: "]", count: 128)
    #expect(outcome(Array(arrays.utf8)) == arrays)
    for depth in [129, 100_000] {
      #expect(
        outcome(Array(repeating: UInt8(ascii: "["), count: depth))
          == "1:129: nested more than 128 deep")
    }
    let objects = String(repeating: "{\"a\":", count: 129)
    #expect(outcome(Array(objects.utf8)) == "1:641: nested more than 128 deep")
    // Side by side is not within each other.
    let row = "[" + repeatElement("[]", count: 1000).joined(separator: ",") + "]"
    #expect(outcome(Array(row.utf8)) == row)
  }

  @Test func findsAKeyAgainAmongMany() {
    // Out of order from the first on, and more than are compared one by one: 39, 38, …, 10.
    let members = (10..<40).reversed().map { "\"\($0)\":0" }
    let object = "{" + members.joined(separator: ",") + "}"
    #expect(outcome(Array(object.utf8)) == object)
    // Each member has 6 characters and a comma; the 31st starts in column 212.
    let twice = "{" + (members + ["\"39\":0"]).joined(separator: ",") + "}"
    #expect(
      outcome(Array(twice.utf8)) == "1:212: the key \"39\" stands here twice - keep one")
    let recent = "{" + (members + ["\"77\":0", "\"77\":0"]).joined(separator: ",") + "}"
    #expect(
      outcome(Array(recent.utf8)) == "1:219: the key \"77\" stands here twice - keep one")
  }
}
