import Values

/// Something that is asked for: a URL, and the variant of it.
public struct ServedRequest: Hashable, Sendable {
  /// The URL.
  public var url: WebURL
  /// The variant.
  public var variant: Variant

  /// Makes a request.
  public init(_ url: WebURL, _ variant: Variant) {
    (self.url, self.variant) = (url, variant)
  }

  /// By what a request differs from another for the same URL.
  public enum Variant: String, Sendable {
    /// With every content encoding that the program can read, as browsers ask.
    case browser
    /// The same once more.
    case again
    /// Without `Accept-Encoding`.
    case identity
    /// With one content encoding.
    case gzip, br, zstd
  }
}
