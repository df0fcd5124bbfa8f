import Disk
import Site
import TestSupport
import Values

/// Short ways to make the core's values in tests.
enum Make {
  static func digest(_ text: String) -> Digest {
    Digest.of(Array(text.utf8))
  }

  static func day(_ compact: String) throws -> CalendarDay {
    guard let day = CalendarDay(compact: compact) else { throw FixtureError.badDay(compact) }
    return day
  }

  /// A record of a token for the bytes of a text; previous ones as `(token, text)`, newest first.
  static func record(
    _ token: String, for text: String, strategy: Strategy? = nil, bumped: String = "20260711",
    previous: [(String, String)] = []
  ) throws -> Record {
    Record(
      token: try Token(token), strategy: strategy, digest: digest(text), bumped: try day(bumped),
      previous: try previous.map { PreviousToken(token: try Token($0), digest: digest($1)) })
  }

  /// The text of a versions file of one root.
  static func versions(_ records: [BytePath: Record], root: String = "static") -> String {
    String(decoding: VersionsFile(roots: [root: records]).canonicalBytes, as: UTF8.self)
  }
}

enum FixtureError: Error {
  case badDay(String)
}
