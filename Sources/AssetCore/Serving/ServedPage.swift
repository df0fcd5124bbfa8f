import Disk
import Planning
import References
import Site
import Values

/// A page as a running site gave it.
public struct ServedPage: Equatable, Sendable {
  /// Where it was read.
  public let url: WebURL
  /// Its bytes.
  public let body: [UInt8]
  /// The assets that it names, and the line where each stands first, from 1.
  public let lines: [AssetID: Int]

  /// Makes a page.
  public init(url: WebURL, body: [UInt8], lines: [AssetID: Int]) {
    (self.url, self.body, self.lines) = (url, body, lines)
  }
}
