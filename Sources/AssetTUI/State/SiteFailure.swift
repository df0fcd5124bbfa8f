import AssetCore
import Planning
import References
import Site
import Values

/// Why a site could not be read, in words.
public struct SiteFailure: Error, Equatable, Sendable {
  /// The reason.
  public var words: String

  /// Makes a failure.
  public init(_ words: String) {
    self.words = words
  }
}
