import Values

/// How a version of Werkzeug, the library in Flask that makes URLs, writes them.
///
/// Measured on Werkzeug 3.1.8, 2.2.3 and 1.0.1. Letters, digits and `- . _ ~` stand in each of them
/// as they are, so a token reads the same everywhere; names and prefixes may not.
public enum WerkzeugProfile: String, CaseIterable, Sendable {
  /// Werkzeug 2.3 and every later version.
  case since23 = "2.3"
  /// Werkzeug 2.2.
  case only22 = "2.2"
  /// Werkzeug 2.1 and every earlier version.
  case until21 = "2.1"

  /// The profile of a version as `pip` prints it, `2.2.3`; two or more numbers between dots.
  ///
  /// - Returns: nil for a text that is no such version.
  public init?(version: String) {
    let parts = version.utf8.split(separator: BytePath.dot, omittingEmptySubsequences: false)
    let numbers = parts.compactMap { part in
      part.allSatisfy { $0.isDigit }
        ? Int(String(decoding: part, as: UTF8.self)) : nil
    }
    guard numbers.count == parts.count, numbers.count >= 2 else { return nil }
    switch (numbers[0], numbers[1]) {
    case (3..., _), (2, 3...): self = .since23
    case (2, 2): self = .only22
    default: self = .until21
    }
  }

  /// The versions in words, for a sentence about Werkzeug.
  public var words: String {
    switch self {
    case .since23: "2.3 and later"
    case .only22: "2.2"
    case .until21: "2.1 and earlier"
    }
  }

  /// What a name in a URL's path holds unencoded, besides ASCII letters and digits.
  var path: Set<UInt8> {
    switch self {
    case .since23: Self.path23
    case .only22: Self.path22
    case .until21: Self.path21
    }
  }

  /// What the prefix of a URL's path holds unencoded, besides ASCII letters and digits.
  var prefix: Set<UInt8> {
    switch self {
    case .since23: Self.path23
    case .only22: Self.prefix22
    case .until21: Self.prefix21
    }
  }

  /// What a query's keys and values hold unencoded, besides ASCII letters and digits.
  var query: Set<UInt8> {
    switch self {
    case .since23: Self.query23
    case .only22: Self.query22
    case .until21: Self.query21
    }
  }

  private static let path23 = Set("!$&'()*+,-./:;=@_~".utf8)
  private static let path22 = Set("!$'()*+,-./:;_~".utf8)
  private static let path21 = Set("-./:_~".utf8)
  private static let prefix22 = path22.union("|".utf8)
  private static let prefix21 = path21.union("+|".utf8)
  private static let query23 = Set("!$'()*,-./:;?@_~".utf8)
  private static let query22 = Set("!$'()*,-.;_~".utf8)
  private static let query21 = Set("-._~".utf8)
}
