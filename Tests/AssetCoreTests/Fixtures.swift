import Disk
import Planning
import Site
import Values

/// Short ways to make the core's values in tests.
enum Make {
  /// The digest of a text's bytes.
  static func digest(_ text: String) -> Digest {
    Digest.of(Array(text.utf8))
  }

  static func token(_ text: String) throws -> Token {
    try Token(text)
  }

  static func day(_ compact: String) throws -> CalendarDay {
    guard let day = CalendarDay(compact: compact) else { throw FixtureError.badDay(compact) }
    return day
  }

  /// A record of a token for the bytes of a text; previous ones as `(token, text)`, newest first.
  static func record(
    _ token: String, for text: String, strategy: Strategy? = nil, bumped: String = "20240601",
    previous: [(String, String)] = []
  ) throws -> Record {
    Record(
      token: try Token(token), strategy: strategy, digest: digest(text), bumped: try day(bumped),
      previous: try previous.map { PreviousToken(token: try Token($0), digest: digest($1)) })
  }

  /// An entry of the asset `css/app.css` whose file holds a text.
  static func entry(
    _ text: String?, _ record: Record? = nil, configured: Strategy = .hash,
    problem: Problem.Reason? = nil, tokens: TokenSource = .loader
  ) -> Entry {
    Entry(
      id: AssetID(root: "static", path: "css/app.css"),
      file: text == nil ? nil : "/project/static/css/app.css",
      size: text.map { UInt64($0.utf8.count) }, digest: text.map(digest), record: record,
      problem: problem, configured: configured, tokens: tokens)
  }

  static func rules(_ day: String = "20260822", hashLength: Int = 8) throws -> TokenRules {
    TokenRules(day: try self.day(day), hashLength: hashLength)
  }
}

enum FixtureError: Error {
  case badDay(String)
}
