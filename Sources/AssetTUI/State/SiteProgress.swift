import AssetCore
import Planning
import References
import Site
import Values

/// How far the reading of a site is.
public struct SiteProgress: Equatable, Sendable {
  /// The number of pages that were read.
  public var pages: Int
  /// The number of requests that were answered, or not.
  public var answers: Int

  /// Makes a state of progress.
  public init(pages: Int, answers: Int) {
    (self.pages, self.answers) = (pages, answers)
  }
}
