/// Why a text is no token.
public enum TokenError: Error, Equatable, Sendable {
  /// There is no text.
  case empty
  /// The text holds a scalar that a token may not.
  case character(Unicode.Scalar)
  /// The text has this many characters, more than ``Token/longest``.
  case tooLong(Int)
  /// The text is `.` or `..`.
  case dots
}

extension TokenError: CustomStringConvertible {
  /// What is wrong, and what a token may be.
  public var description: String {
    switch self {
    case .empty: "a token has 1 to 64 characters"
    case .character(let scalar):
      "\"\(VisibleText.of(String(scalar)))\" cannot stand in a token, only A-Z a-z 0-9 . _ ~ -"
    case .tooLong(let count): "\(count) characters, a token has 64 at most"
    case .dots: "\".\" and \"..\" are no tokens, they mean folders in a URL"
    }
  }
}
