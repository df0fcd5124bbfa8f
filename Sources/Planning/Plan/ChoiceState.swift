import Site
import Values

/// What is chosen for one asset.
public struct ChoiceState: Hashable, Sendable {
  /// The choice; nil where there is none.
  public var choice: Choice?
  /// Whether the asset is bumped as soon as it is read.
  public var follows: Bool

  /// Makes a state.
  public init(choice: Choice? = nil, follows: Bool = false) {
    self.choice = choice
    self.follows = follows
  }
}

extension Choices {
  /// What is chosen for the asset of a place.
  public func state(at place: Int) -> ChoiceState {
    ChoiceState(choice: self[at: place], follows: follows(at: place))
  }

  /// Chooses something else for the asset of a place.
  public mutating func set(_ state: ChoiceState, at place: Int) {
    self[at: place] = state.choice
    setFollows(state.follows, at: place)
  }

  /// The places of assets that something is chosen for.
  public var usedPlaces: [Int] {
    codes.indices.filter { codes[$0].bits != 0 }
  }
}
