import Values

/// What stands for text in templates of languages whose expressions are not read: `{$base}` of Smarty, RainTPL
/// and Latte, `{base}` of Svelte, `%s` of `sprintf`.
enum Placeholder {
  /// What stands behind one at the start of a URL, a slash as well; nil where none stands there.
  static func rest(of url: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    guard let end = end(in: url), end < url.endIndex else { return nil }
    return url[end...]
  }

  private static func end(in url: ArraySlice<UInt8>) -> Int? {
    switch url.first {
    case UInt8(ascii: "{"):
      let close = url.prefix(limit).firstIndex(of: UInt8(ascii: "}"))
      guard let close, close > url.startIndex + 1,
        url[(url.startIndex + 1)..<close].allSatisfy({ $0 != BytePath.slash && !$0.isSpace })
      else { return nil }
      return close + 1
    case UInt8(ascii: "%"):
      // `%s`, `%1$s`; two digits of base 16 are a byte.
      var place = url.startIndex + 1
      let digits = url[place...].prefix { $0.isDigit }.count
      if digits > 0, place + digits < url.endIndex, url[place + digits] == UInt8(ascii: "$") {
        place += digits + 1
      }
      guard place < url.endIndex, url[place] == UInt8(ascii: "s") else { return nil }
      return place + 1
    default: return nil
    }
  }

  private static let limit = 64
}
