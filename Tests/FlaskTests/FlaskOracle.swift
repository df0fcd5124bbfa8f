import Formats
import FoundationEssentials
import Site
import TestSupport
import Testing
import Values

/// A real Flask that says which URLs it makes, in the version of a virtual environment.
struct FlaskOracle: CustomTestStringConvertible {
  /// Flask's and Werkzeug's versions.
  let testDescription: String
  /// How this Werkzeug prints URLs, as we hold.
  let profile: WerkzeugProfile
  private let environment: String?

  /// The versions that the tests know.
  static let all = [
    FlaskOracle(
      testDescription: "Flask 3.1.3, Werkzeug 3.1.8", profile: .since23, environment: nil),
    FlaskOracle(
      testDescription: "Flask 2.2.5, Werkzeug 2.2.3", profile: .only22, environment: "2.2"),
    FlaskOracle(
      testDescription: "Flask 1.1.4, Werkzeug 1.0.1", profile: .until21, environment: "1.1"),
  ]

  /// A question to Flask; Tests/Flask/url_for.py says what each part means.
  struct Question {
    var endpoint = "static"
    var filename: String
    var token: Token?
    var prefix: String?
    var scriptName = ""
    var base: String?
    var template: String?
    var folder: BytePath?

    fileprivate var json: JSONOutput {
      .object([
        ("endpoint", .string(endpoint)), ("filename", .string(filename)),
        ("token", .optional(token?.text)), ("prefix", .optional(prefix)),
        ("script_name", .string(scriptName)), ("base", .optional(base)),
        ("template", .optional(template)), ("folder", .optional(folder?.text)),
      ])
    }

    /// The root that has such URLs.
    func root(_ profile: WerkzeugProfile) -> StaticRoot {
      let path = prefix ?? "/static"
      return StaticRoot(
        url: (base ?? "") + (path == "/" ? path : path + "/"), werkzeug: profile,
        scriptName: scriptName)
    }
  }

  /// Flask's answer.
  struct Answer: Decodable, Equatable {
    var url: String?
    var html: String?
    var page: String?
    var status: Int?
    var error: String?
  }

  /// The answers, in the order of the questions.
  func ask(_ questions: [Question]) throws -> [Answer] {
    try ask(lines: questions.map(\.json.text))
  }

  /// The answers to questions as they are written.
  func ask(lines: [String]) throws -> [Answer] {
    let script = VisibleText.of(Tool.repository.appending("Tests/Flask/url_for.py"))
    let python = try environment.map { try Tool.python(flask: $0) } ?? Tool.python()
    let result = try Command.run(python, [script], input: lines.map { $0 + "\n" }.joined())
    guard result.status == 0 else { throw DemoFailure(text: result.errors) }
    return try result.output.split(separator: "\n").map { line in
      try JSONDecoder().decode(Answer.self, from: Data(line.utf8))
    }
  }
}
