import Formats
import Values

/// Which strategy makes an asset's new token, as far as the settings say.
public struct StrategyRules: Equatable, Sendable {
  /// The strategy where no rule matches.
  public var standard: Strategy
  /// The number of hex digits in a hash token, 4 to 64.
  public var hashLength: Int
  /// The rules in the order of the settings; the last that matches wins.
  public var rules: [Rule]

  /// A glob below each root and the strategy of what it matches.
  public struct Rule: Equatable, Sendable {
    /// The glob, as in `.gitignore`.
    public var match: GlobList
    /// The strategy of the assets that match.
    public var use: Strategy

    /// Makes a rule.
    public init(match: GlobList, use: Strategy) {
      self.match = match
      self.use = use
    }
  }

  /// Makes rules; without any, every asset is versioned by hash.
  public init(standard: Strategy = .hash, hashLength: Int = 8, rules: [Rule] = []) {
    self.standard = standard
    self.hashLength = hashLength
    self.rules = rules
  }

  /// The strategy that the settings give the asset at a path below its root.
  public func strategy(for path: BytePath) -> Strategy {
    rules.last { $0.match.matches(path) }?.use ?? standard
  }
}
