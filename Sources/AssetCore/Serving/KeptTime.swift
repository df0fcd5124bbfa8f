/// How long browsers may keep an answer without asking again, by its `Cache-Control` or `Expires` (RFC
/// 9111, sections 5.2 and 5.3; RFC 8246).
enum KeptTime: Equatable {
  /// Nothing tells: browsers guess.
  case untold
  /// They must ask again each time.
  case notAtAll
  /// So many seconds.
  case seconds(Int)

  /// Reads the headers of an answer.
  init(_ headers: HTTPHeaders) {
    var seconds: Int?
    for directive in headers.list("cache-control") {
      let parts = directive.split(separator: "=", maxSplits: 1).map { String($0).trimmingSpaces }
      switch parts.first {
      case "no-store", "no-cache":
        self = .notAtAll
        return
      case "immutable": seconds = max(seconds ?? 0, Self.year)
      case "max-age":
        let text = parts.count > 1 ? parts[1].filter { $0 != "\"" } : ""
        if let age = Int(text) { seconds = max(seconds ?? 0, age) }
      default: break
      }
    }
    // A max-age, and what says that the file never changes, come before a time.
    seconds = seconds ?? Self.secondsUntilExpiry(headers)
    self = seconds.map { $0 <= 0 ? .notAtAll : .seconds($0) } ?? .untold
  }

  /// The seconds from `Date` to `Expires`; 0 for a text that is no time, as `0`; nil where one is missing.
  private static func secondsUntilExpiry(_ headers: HTTPHeaders) -> Int? {
    guard let expires = headers["expires"] else { return nil }
    guard let end = HTTPDate.seconds(expires) else { return 0 }
    return headers["date"].flatMap(HTTPDate.seconds).map { end - $0 }
  }

  /// Whether a changed file is not seen for a day or longer.
  var isADay: Bool { isAtLeast(86_400) }

  /// Whether it is kept so long as only what never changes should be: 30 days.
  var isLong: Bool { isAtLeast(30 * 86_400) }

  private func isAtLeast(_ least: Int) -> Bool {
    if case .seconds(let seconds) = self { seconds >= least } else { false }
  }

  private static let year = 31_536_000

  /// `365 days`.
  var words: String {
    switch self {
    case .untold: "as long as they like"
    case .notAtAll: "not at all"
    case .seconds(let seconds):
      seconds >= 172_800
        ? "\(seconds / 86_400) days" : seconds >= 7200 ? "\(seconds / 3600) hours" : "\(seconds) s"
    }
  }
}
