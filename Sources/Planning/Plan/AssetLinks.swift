import Site
import Values

/// The URLs of an asset: as it is served now, and once its next token is written.
public struct AssetLinks: Equatable, Sendable {
  /// The URL it is served under now, as far as it is served; not escaped.
  public let now: String?
  /// The URL it would be served under; for a fresh asset the one it has.
  public let next: String?
  private let root: StaticRoot?
  private let path: BytePath

  /// Renders the URLs of an entry.
  ///
  /// - Parameter next: the token it would get.
  public init(_ entry: Entry, of project: Project, next: NextToken) {
    let root = project.root(named: entry.id.root)
    self.root = root
    path = entry.id.path
    let isServed = entry.status != .missing && entry.status != .unreadable
    now = isServed ? root?.servedURL(of: entry.id.path, token: entry.record?.token) : nil
    self.next = next.token.flatMap { root?.servedURL(of: entry.id.path, token: $0) }
  }

  /// Warnings where the URLs depend on the version of Werkzeug, and where the application does not add
  /// the recorded tokens.
  public var warnings: [String] {
    now == nil && next == nil
      ? [] : [root?.addedWarning, root?.urlWarning(for: path)].compactMap { $0 }
  }
}
