import AssetCore
import FoundationEssentials
import TestSupport
import Testing

/// The URLs and HTML of the core, held against what real Flask and Jinja print.
@Suite("URLs and HTML against Flask")
struct URLOracleTests {
  /// A question to Flask.
  private struct Question {
    var filename: String
    var token: String?
    var prefix: String?

    var json: JSONOutput {
      .object([
        ("endpoint", .string("static")), ("filename", .string(filename)),
        ("token", .optional(token)), ("prefix", .optional(prefix)),
      ])
    }
  }

  /// Flask's answer.
  private struct Answer: Decodable {
    var url: String
    var html: String
  }

  @Test("1,500 random names and tokens, every byte")
  func random() throws {
    var generator = SeededGenerator(seed: 22)
    let questions = try (0..<1500).map { _ in
      Question(
        filename: Self.name(&generator), token: try Self.token(&generator).text,
        prefix: [nil, "/assets", "/a/b"].randomElement(using: &generator) ?? nil)
    }
    let answers = try ask(questions)
    #expect(answers.count == questions.count)
    for (question, answer) in zip(questions, answers) {
      let root = StaticRoot(url: (question.prefix ?? "/static") + "/")
      let url = root.url(
        of: BytePath(question.filename), token: try question.token.map { try Token($0) })
      #expect(url == answer.url)
      #expect(url.map { HTMLText.escaped($0) } == answer.html)
    }
  }

  private func ask(_ questions: [Question]) throws -> [Answer] {
    let script = VisibleText.of(Tool.repository.appending("Tests/Flask/url_for.py"))
    let input = questions.map { $0.json.text + "\n" }
    let result = try Command.run(try Tool.python(), [script], input: input.joined())
    guard result.status == 0 else { throw DemoFailure(text: result.errors) }
    return try result.output.split(separator: "\n").map { line in
      try JSONDecoder().decode(Answer.self, from: Data(line.utf8))
    }
  }

  /// Names of ASCII of every kind, Latin-1, combining marks, CJK, right-to-left, emoji; no line feed,
  /// which the core refuses, and no slash at the front, which no path below a folder has.
  private static func name(_ generator: inout SeededGenerator) -> String {
    let alphabets: [[ClosedRange<UInt32>]] = [
      [0x20...0x7E], [0x01...0x09, 0x0B...0x7F], [0xA0...0xFF], [0x61...0x63, 0x300...0x36F],
      [0x4E00...0x4E50, 0x3040...0x30FF], [0x5D0...0x5EA, 0x600...0x6FF], [0x1F600...0x1F64F],
      [0x25...0x25, 0x30...0x39, 0x41...0x46],
    ]
    var name = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 1...20, using: &generator) {
      let alphabet = alphabets.randomElement(using: &generator) ?? []
      let range = alphabet.randomElement(using: &generator) ?? 0x61...0x61
      guard let scalar = Unicode.Scalar(UInt32.random(in: range, using: &generator)) else {
        continue
      }
      if name.isEmpty && scalar == "/" { continue }
      name.append(scalar)
    }
    return String(name) + "x.css"
  }

  private static func token(_ generator: inout SeededGenerator) throws -> Token {
    let letters = Array("AZaz09._~-".unicodeScalars)
    var text = String.UnicodeScalarView("t".unicodeScalars)
    for _ in 0..<Int.random(in: 0...12, using: &generator) {
      text.append(letters.randomElement(using: &generator) ?? "a")
    }
    return try Token(String(text))
  }
}
