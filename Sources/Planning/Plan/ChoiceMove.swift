import Site
import Values

/// The way from the places of some choices to those over the assets of another scan.
public struct ChoiceMove: Sendable {
  /// The new place of each old one; ``nowhere`` for one that is not used and is gone.
  private var places: [UInt32]
  private let names: AssetNames
  private let unlisted: [AssetID]
  /// Whether every place stays what it is.
  private let isIdentity: Bool

  private static let nowhere = UInt32.max

  /// Finds the new place of each; an asset that is gone gets one behind the others where something is
  /// chosen for it, now or at a step of the way.
  public init(from old: Choices, along steps: [ChoiceStep], to names: AssetNames) {
    self.names = names
    let count = old.names.count + old.unlisted.count
    places = Array(repeating: ChoiceMove.nowhere, count: count)
    var found = places
    old.names.forEachIndex(in: names) { here, there in
      if let there { found[here] = UInt32(there) }
    }
    for place in old.names.count..<count {
      if let there = names.index(of: old.id(at: place)) { found[place] = UInt32(there) }
    }
    var lost = Set(old.usedPlaces.filter { found[$0] == ChoiceMove.nowhere })
    for step in steps {
      lost.formUnion(step.usedPlaces.filter { found[$0] == ChoiceMove.nowhere })
    }
    unlisted = lost.map { old.id(at: $0) }
    let target = Choices(of: names, unlisted: unlisted)
    for place in lost {
      if let there = target.place(of: old.id(at: place)) { found[place] = UInt32(there) }
    }
    places = found
    isIdentity =
      unlisted.isEmpty && old.unlisted.isEmpty && names.count == old.names.count
      && found.indices.allSatisfy { found[$0] == UInt32($0) }
  }

  /// The same choices at their new places.
  public func callAsFunction(_ choices: Choices) -> Choices {
    if isIdentity { return Choices(of: names, codes: choices.codes, typed: choices.typed) }
    var moved = Choices(of: names, unlisted: unlisted)
    for place in choices.usedPlaces { moved.set(choices.state(at: place), at: Int(places[place])) }
    return moved
  }

  /// The same step at its new places.
  public func callAsFunction(_ step: ChoiceStep) -> ChoiceStep {
    isIdentity ? step : step.moved { Int(places[$0]) }
  }
}
