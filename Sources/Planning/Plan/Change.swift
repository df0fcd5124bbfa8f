import Site
import Values

/// One asset's record before and after a write.
public struct Change: Equatable, Sendable {
  /// The asset's name.
  public let id: AssetID
  /// The record now; nil where the asset has none.
  public let before: Record?
  /// The record after; nil where it is dropped.
  public let after: Record?

  /// Makes a change of a record.
  public init(id: AssetID, before: Record?, after: Record?) {
    self.id = id
    self.before = before
    self.after = after
  }

  /// What the change comes to.
  public enum Kind: Sendable {
    /// The asset is recorded for the first time.
    case added
    /// The record is dropped.
    case removed
    /// The asset gets another token.
    case token
    /// The asset keeps its token; its strategy, or the bytes it is recorded for, change.
    case strategy
  }

  /// What the change comes to.
  public var kind: Kind {
    guard let before else { return .added }
    guard let after else { return .removed }
    return before.token == after.token ? .strategy : .token
  }
}
