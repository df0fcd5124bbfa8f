import Values

/// The tokens that stand in a project's files, taken over as records.
public struct Adoption: Equatable, Sendable {
  /// The record of each asset that has a token: with the newest of its tokens, and the digest that its
  /// file had when that was set.
  public var records: [AssetID: Record] = [:]
  /// The assets whose bytes are others by now.
  public var stale: Set<AssetID> = []
  /// The assets whose bytes of today are taken for those of their token, by the reason.
  public var baselines: [Baseline: Set<AssetID>] = [:]
  /// The assets that carry several tokens, the newest of which is adopted.
  public var several: Set<AssetID> = []
  /// Those that carry several whose order is not known: the one in most files is adopted.
  public var unordered: Set<AssetID> = []
  /// Assets whose token is no token here, with what is wrong with it.
  public var refused: [AssetID: TokenError] = [:]

  /// Why today's bytes are taken for those of a token.
  public enum Baseline: Hashable, Sendable, CaseIterable {
    /// There is no history at all.
    case noHistory
    /// The token is not committed.
    case uncommitted
    /// The history begins after the token was set.
    case shallow
    /// The asset was not in git when the token was set.
    case noFile
    /// The repository has not got the object with the asset's bytes.
    case noObject
    /// Git changes the asset's bytes by a filter, which is not run.
    case filtered
  }

  /// Adopts nothing.
  public init() {}
}

extension Adoption.Baseline: CustomStringConvertible {
  /// The reason in words.
  public var description: String {
    switch self {
    case .noHistory: "no history"
    case .uncommitted: "the token is not committed"
    case .shallow: "the token is older than the history of this shallow clone"
    case .noFile: "the file was not in git when the token was set"
    case .noObject: "git has not got the bytes here"
    case .filtered: "git changes the bytes by a filter, which is not run"
    }
  }
}
