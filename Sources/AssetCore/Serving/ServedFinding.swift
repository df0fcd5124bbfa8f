import Formats
import Planning
import Values

/// Something that `verify` has to say: a finding, with the URL and the page that it is about.
public struct ServedFinding: Equatable, Sendable {
  /// The finding.
  public var finding: Finding
  /// The URL.
  public var url: String?
  /// The page that names it.
  public var page: String?

  /// The object that `verify --json` prints for it: that of a finding, with `url` and `page` behind.
  public var json: JSONOutput {
    guard case .object(let members) = finding.json else { return finding.json }
    return .object(members + [("url", .optional(url)), ("page", .optional(page))])
  }
}
