/// Where a site is reached, for URLs that are to be absolute.
public struct BaseURL: Equatable, Sendable {
  private let scheme: Substring
  /// Scheme, host and what stands before the URLs, without a slash at its end.
  private let text: String

  /// Takes `https://host`, with a port and a path where need be; nil for what is none.
  public init?(_ text: String) {
    guard let scheme = ["https:", "http:"].first(where: { text.hasPrefix($0 + "//") }),
      text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && !"\"<>\\^`{|}?#".utf8.contains($0) })
    else { return nil }
    let rest = text.dropFirst(scheme.count + 2)
    guard let first = rest.first, first != "/", !rest.prefix(while: { $0 != "/" }).contains("@")
    else { return nil }
    self.scheme = text.prefix(scheme.count)
    let slashes = text.reversed().prefix { $0 == "/" }.count
    self.text = String(text.dropLast(slashes))
  }

  /// The absolute URL of one of the site; one with a host of its own keeps that.
  public func absolute(_ url: String) -> String {
    if url.hasPrefix("//") { return scheme + url }
    if url.hasPrefix("https://") || url.hasPrefix("http://") { return url }
    return text + (url.hasPrefix("/") ? "" : "/") + url
  }
}
