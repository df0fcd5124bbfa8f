import Values

/// Two versions files of two branches put together, asset by asset.
public struct VersionsMerge: Equatable, Sendable {
  /// What both branches changed, as far as they do not differ; of an asset that they do differ about, what
  /// our own has.
  public private(set) var file: VersionsFile
  /// The assets that both branches gave another token, in order.
  public private(set) var conflicts: [AssetID] = []
  /// Whether both changed members of the file that this version does not know.
  public private(set) var hasUnknownConflict = false

  /// Merges what became of a file on two branches.
  ///
  /// - Parameters:
  ///   - base: the file where the branches part; an empty one where it was not there.
  ///   - ours: the file of the branch that is merged into.
  ///   - theirs: the file of the other.
  public init(base: VersionsFile, ours: VersionsFile, theirs: VersionsFile) {
    file = ours
    let (old, other) = (base.roots, theirs.roots)
    var roots = ours.roots
    for root in Set(old.keys).union(other.keys) {
      let (before, after) = (old[root] ?? [:], other[root] ?? [:])
      for path in Set(before.keys).union(after.keys) where before[path] != after[path] {
        let own = roots[root]?[path]
        if own == before[path] {
          roots[root, default: [:]][path] = after[path]
        } else if let own, let wanted = after[path], own.isServedAs(wanted) {
          roots[root]?[path] = own.remembering(wanted)
        } else if own != after[path] {
          conflicts.append(AssetID(root: root, path: path))
        }
      }
      if roots[root]?.isEmpty ?? false, other[root] == nil { roots[root] = nil }
    }
    conflicts.sort()
    file.roots = roots
    if theirs.unknown != base.unknown, theirs.unknown != ours.unknown {
      if ours.unknown == base.unknown {
        file.unknown = theirs.unknown
      } else {
        hasUnknownConflict = true
      }
    }
  }

  /// Whether nothing is left to a person.
  public var isComplete: Bool { conflicts.isEmpty && !hasUnknownConflict }
}

extension Record {
  /// Whether another record has the same token for the same bytes.
  fileprivate func isServedAs(_ other: Record) -> Bool {
    token == other.token && digest == other.digest && strategy == other.strategy
      && unknown == other.unknown
  }

  /// This record with the earlier tokens of another behind its own.
  fileprivate func remembering(_ other: Record) -> Record {
    var record = self
    let known = Set(previous.map(\.token.text))
    record.previous = Array(
      (previous + other.previous.filter { !known.contains($0.token.text) })
        .prefix(Self.longestHistory))
    return record
  }
}
