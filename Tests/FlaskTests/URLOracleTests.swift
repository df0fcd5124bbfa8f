import Formats
import FoundationEssentials
import Site
import TestSupport
import Testing
import Values

/// The URLs and HTML of the core, held against what real Flask and Jinja print, in three versions.
@Suite("URLs and HTML against Flask")
struct URLOracleTests {
  @Test("5,000 random names, tokens and prefixes, every byte", arguments: FlaskOracle.all)
  func random(_ flask: FlaskOracle) throws {
    var names = RandomNames(seed: 22)
    let places: [(prefix: String?, scriptName: String, base: String?)] = [
      (nil, "", nil), (nil, "", nil), ("/assets", "", nil), ("/a/b", "", nil), ("/", "", nil),
      ("/\u{FC} \u{65E5}", "", nil), ("/!$&'()*+,-.:;=@_~|\"^`{}[]", "", nil),
      (nil, "/shop", nil), ("/", "/sh\u{F6}p %2F", nil), (nil, "", "https://cdn.example.com"),
      ("/s\u{E9}", "", "http://cdn.example.com:8080"), ("/", "", "https://cdn.example.com"),
    ]
    let questions = try (0..<5000).map { _ in
      let place = names.one(of: places)
      return FlaskOracle.Question(
        filename: names.next(),
        token: names.one(of: [true, true, false]) ? try names.token() : nil,
        prefix: place.prefix, scriptName: place.scriptName, base: place.base)
    }
    let answers = try flask.ask(questions)
    #expect(answers.count == questions.count)
    for (question, answer) in zip(questions, answers) {
      let url = question.root(flask.profile).url(
        of: BytePath(question.filename), token: question.token)
      #expect(url != nil && url == answer.url)
      // Without _external, which the template does not ask for.
      if question.base == nil { #expect(url.map { HTMLText.escaped($0) } == answer.html) }
    }
  }

  /// The tag as a template with our template text in it comes out of Jinja, which escapes what
  /// stands between the braces.
  @Test("tags of 1,000 random names, every byte", arguments: FlaskOracle.all)
  func tags(_ flask: FlaskOracle) throws {
    var names = RandomNames(seed: 23)
    let questions = try (0..<1000).map { _ in
      let name = names.next()
      return FlaskOracle.Question(
        filename: name, token: try names.token(),
        template: Self.tag(name, Self.placeholder)?.replacing(
          Self.placeholder,
          with: FlaskExpression.urlFor(AssetID(root: "static", path: BytePath(name)))))
    }
    let answers = try flask.ask(questions)
    #expect(answers.count == questions.count)
    for (question, answer) in zip(questions, answers) {
      let url = question.root(flask.profile).url(
        of: BytePath(question.filename), token: question.token)
      #expect(url.flatMap { Self.tag(question.filename, $0) } == answer.page)
    }
  }

  /// A blueprint is a root of its own: `/admin/static/` is Flask's prefix for one at `/admin`.
  @Test("blueprints have their endpoint and prefix", arguments: FlaskOracle.all)
  func blueprints(_ flask: FlaskOracle) throws {
    var names = RandomNames(seed: 25)
    for prefix in [nil, "/files/of admin"] as [String?] {
      let root = StaticRoot(
        name: "admin.static", url: prefix.map { $0 + "/" } ?? "/admin/static/",
        werkzeug: flask.profile)
      let questions = try (0..<200).map { _ in
        let name = names.next()
        return FlaskOracle.Question(
          endpoint: root.name, filename: name, token: try names.token(), prefix: prefix,
          template: FlaskExpression.urlFor(AssetID(root: root.name, path: BytePath(name))))
      }
      for (question, answer) in zip(questions, try flask.ask(questions)) {
        let url = root.url(of: BytePath(question.filename), token: question.token)
        #expect(url != nil && url == answer.url)
        #expect(url.map { HTMLText.escaped($0) } == answer.page)
      }
    }
  }

  /// Names that the file system takes are served at the URL that we print.
  @Test("files of random names are served", arguments: FlaskOracle.all)
  func files(_ flask: FlaskOracle) throws {
    let folder = try TemporaryFolder()
    var names = RandomNames(seed: 24)
    var questions: [FlaskOracle.Question] = []
    for _ in 0..<1500 {
      let name = names.next()
      let path = BytePath(name)
      // By bytes: a slash and a combining mark behind it are one Character.
      let start = path.bytes.split(separator: UInt8(ascii: "/")).first.map(Array.init) ?? []
      guard path == path.normalized, !path.isAbsolute, start != [0x2E], start != [0x2E, 0x2E],
        (try? folder.write([0x61], to: path)) != nil
      else { continue }
      questions.append(
        FlaskOracle.Question(
          filename: name, token: try names.token(), prefix: "/static", folder: folder.path))
    }
    #expect(questions.count > 700)
    for (question, answer) in zip(questions, try flask.ask(questions)) {
      let root = question.root(flask.profile)
      #expect(root.url(of: BytePath(question.filename), token: question.token) == answer.url)
      #expect(answer.status == 200, "\(question.filename.debugDescription)")
    }
  }

  @Test("what we refuse, Flask cannot serve", arguments: FlaskOracle.all)
  func refused(_ flask: FlaskOracle) throws {
    #expect(BytePath(bytes: [0x61, 0xFF]).urlProblem == .notUTF8)
    // Python has the byte 0xFF of a file's name as U+DCFF.
    let line = #"{"endpoint": "static", "filename": "a\udcff", "token": null}"#
    #expect(try flask.ask(lines: [line]) == [FlaskOracle.Answer(error: "UnicodeEncodeError")])
    let folder = try TemporaryFolder()
    // 1.1.4 serves a name that only starts with a line feed, and one with a carriage return.
    let isOld = flask.profile == .until21
    let cases: [(String, Problem.Reason, Int)] = [
      ("a\nb.css", .lineFeed, 404), ("\na.css", .lineFeed, isOld ? 200 : 500),
      ("a.css\n", .lineFeed, 404), ("a\n/b.css", .lineFeed, 404),
      ("a\rb.css", .carriageReturn, isOld ? 200 : 500),
    ]
    for (name, problem, _) in cases {
      #expect(BytePath(name).urlProblem == problem)
      try folder.write("a", to: BytePath(name))
    }
    let questions = cases.map {
      FlaskOracle.Question(filename: $0.0, prefix: "/static", folder: folder.path)
    }
    #expect(try flask.ask(questions).map(\.status) == cases.map(\.2))
  }

  private static let placeholder = "PLACEHOLDER"

  private static func tag(_ name: String, _ url: String) -> String? {
    AssetKind(BytePath(name)).tag(
      url: url, details: TagDetails(size: ImageSize(width: 2, height: 1), integrity: "sha384-A+/="))
  }
}
