import AssetCore

/// The mentions of assets in templates, as far as they were looked for since the last scan.
public struct References: Equatable, Sendable {
  private var known: [AssetID: [Mention]] = [:]
  private var searched: AssetID?
  private var number = 0

  /// Where an asset is mentioned; nil where that is not known.
  subscript(id: AssetID) -> [Mention]? {
    known[id]
  }

  /// Begins to look for an asset's mentions.
  ///
  /// - Returns: the number of the search; nil where it is known already, or being looked for.
  mutating func begin(_ id: AssetID) -> Int? {
    guard known[id] == nil, searched != id else { return nil }
    searched = id
    number += 1
    return number
  }

  /// Takes in what a search found; what an older one found is dropped.
  mutating func take(_ mentions: [Mention], search: Int) {
    guard search == number, let id = searched else { return }
    searched = nil
    if known.count >= References.most { known = [:] }
    known[id] = mentions
  }

  /// Forgets everything: the templates may have changed.
  mutating func forget() {
    known = [:]
    searched = nil
    number += 1
  }

  /// The number of assets whose mentions are kept.
  private static let most = 200
}

/// What is to be done with the first mention of an asset once it is known.
public struct Wish: Equatable, Sendable {
  /// The asset.
  let id: AssetID
  /// What is to be done.
  let kind: Kind

  enum Kind: Sendable {
    case edit, browse
  }
}
