import References
import Testing
import Values

/// What Python and templates do with a string decides whether its token is one that a browser asks for.
@Suite("Strings that code changes")
struct CodeOperandTests {
  /// `A` stands for `/static/a.png?v=1`.
  private static func kinds(of text: String, in file: BytePath) -> [String] {
    ReferenceScanner().references(
      in: Array(text.replacing("A", with: "/static/a.png?v=1").utf8), of: file
    ).map(\.token.kind.rawValue)
  }

  @Test(
    "a string that is changed has a computed token",
    arguments: [
      "'A'.replace('1', x)", "('A') + x", "(('A')) + x", "('A').replace('1', x)", "'A'[3:]",
      "('A')[3:]", "('A' if y else z) + x", "'A' * 2", "'A' + x", "'A'.strip().replace('1', x)",
      "'/static/' 'a.png?v=1'.replace('1', x)", "('A') % x", "('A'\n  .replace('1', x))",
      "x if ('A') + y else z",
    ])
  func python(_ code: String) {
    for text in ["u = \(code)", "go(\(code))", "return \(code)", "return (\(code))"] {
      #expect(Self.kinds(of: text + "\n", in: "a.py").allSatisfy { $0 == "expr" }, "\(text)")
    }
  }

  @Test(
    "a string that is asked for as it stands has a literal one",
    arguments: [
      "'A'", "('A')", "['A', y]", "('A', y)", "'A'.encode()", "'A'.strip()",
      "'/static/' 'a.png?v=1'",
      "x + 'A'", "f('A') + x", "f('A')[0]", "f('A').y", "('A' if y else z)", "'A x'.split()",
      "('/static/'\n  'a.png?v=1')", "{'a': 'A'}", "'A' if y else z + 'x'",
    ])
  func literalPython(_ code: String) {
    for text in ["u = \(code)\n", "go(\(code))\n", "u = \(code)\n[x].y\n"] {
      let kinds = Self.kinds(of: text, in: "a.py")
      #expect(!kinds.isEmpty && kinds.allSatisfy { $0 == "literal" }, "\(text) \(kinds)")
    }
  }

  @Test(
    "in a template",
    arguments: [
      ("'A'|replace('1', x)", "expr"), ("('A') ~ x", "expr"), ("'A' ~ x", "expr"),
      ("'A'.replace('1', x)", "expr"), ("'A'[2:]", "expr"), ("'A'|e ~ x", "expr"),
      ("'A'|safe", "literal"), ("'A' | e | safe", "literal"), ("('A' if y else z)", "literal"),
      ("'A'", "literal"), ("'A'|trim|upper", "expr"), ("('A' if y else z) ~ x", "expr"),
    ])
  func template(_ code: String, _ kind: String) {
    #expect(Self.kinds(of: "<img src=\"{{ \(code) }}\">", in: "a.html") == [kind])
  }
}
