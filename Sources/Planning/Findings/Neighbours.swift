import References

/// How many places of each file, by what they are to the page, have a token and how many have none.
struct Neighbours: Sendable {
  /// How many places have a token, and how many have none.
  struct Counts: Sendable {
    var with = 0
    var without = 0
  }

  private var counts: [Key: Counts] = [:]

  private struct Key: Hashable {
    let file: UInt32
    let role: AssetFacts.Role
  }

  /// Counts nothing.
  init() {}

  /// Counts the live places that must be the URL of an asset.
  ///
  /// - Parameter roles: what the asset is that the reference of an index names.
  init(_ all: FoundReferences, roles: (Int) -> AssetFacts.Role) {
    for (index, row) in all.rows.enumerated() where row.isLive && row.isURL && row.hasAsset {
      let key = Key(file: row.file, role: roles(index))
      if all.hasToken(row) {
        counts[key, default: Counts()].with += 1
      } else {
        counts[key, default: Counts()].without += 1
      }
    }
  }

  /// The places of a file.
  func counts(in file: UInt32, _ role: AssetFacts.Role) -> Counts {
    counts[Key(file: file, role: role)] ?? Counts()
  }
}
