/// The text that versions an asset's URL: 1 to 64 of `A-Z a-z 0-9 . _ ~ -`, but not `.` or `..`.
///
/// The alphabet is RFC 3986's unreserved characters: such a token stands in a query, a file name or
/// a path segment without being encoded. `.` and `..` would be path segments with a meaning.
public struct Token: Hashable, Sendable {
  /// The token's characters, ASCII only.
  public let text: String

  /// Makes a token of a text.
  ///
  /// - Throws: ``TokenError`` naming what is wrong with the text.
  public init(_ text: String) throws(TokenError) {
    if text.isEmpty { throw .empty }
    if let odd = text.unicodeScalars.first(where: { !Token.allows($0) }) {
      throw .character(odd)
    }
    if text.utf8.count > Token.longest { throw .tooLong(text.utf8.count) }
    if text == "." || text == ".." { throw .dots }
    self.text = text
  }

  /// Makes a token of a text known to be one, as digits and hex digits are.
  package init(trusted text: String) {
    self.text = text
  }

  /// The greatest number of characters in a token.
  public static let longest = 64

  /// Whether a scalar may stand in a token.
  public static func allows(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "A"..."Z", "a"..."z", "0"..."9", ".", "_", "~", "-": true
    default: false
    }
  }
}
