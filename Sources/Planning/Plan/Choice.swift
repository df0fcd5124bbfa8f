import Values

/// What a person wants done with an asset.
public struct Choice: Hashable, Sendable {
  /// The strategy chosen for the asset; nil leaves the one in force.
  public var strategy: Strategy?
  /// Whether and how the asset gets a new token.
  public var bump: Bump

  /// Makes a choice.
  public init(strategy: Strategy? = nil, bump: Bump = .keep) {
    self.strategy = strategy
    self.bump = bump
  }

  /// Whether and how an asset gets a new token.
  public enum Bump: Hashable, Sendable {
    /// It keeps its token; only the strategy changes.
    case keep
    /// It gets the token that its strategy makes; the record of a missing one is dropped.
    case next
    /// It gets a token that a person typed.
    case typed(Token)
  }
}
