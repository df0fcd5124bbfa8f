import Disk
import Site

/// The order of the assets in the list.
public struct ListOrder: Equatable, Sendable {
  /// What the assets are sorted by.
  public internal(set) var key: Key = .path
  /// Whether the order is turned round.
  public internal(set) var isReversed = false

  /// Makes the order that the list has at first: by path.
  public init() {}

  /// What assets can be sorted by; the raw value is the word for it.
  public enum Key: String, CaseIterable, Sendable {
    /// Roots in the order of the settings, then the bytes of the paths.
    case path
    /// What needs work first: stale, new, missing, unreadable, not read, untracked, fresh.
    case status
    /// The largest first; what has no file last, either way.
    case size
    /// The one changed last first; what has no file last, either way.
    case changed
  }

  /// Sorts by a key, the other way round where that is the one already.
  mutating func choose(_ key: Key) {
    isReversed = key == self.key ? !isReversed : false
    self.key = key
  }

  /// What the status line says; nil for the order at first.
  var words: String? {
    if self == ListOrder() { return nil }
    return "by \(key.rawValue)" + (isReversed ? ", reversed" : "")
  }

  /// Indices of entries, given in their own order, in this one; equal ones stay as they are given.
  func sorted(_ indices: [Int], of inventory: Inventory) -> [Int] {
    switch key {
    case .path: return isReversed ? indices.reversed() : indices
    case .status:
      let statuses = inventory.statuses
      var groups = [[Int]](repeating: [], count: Status.allCases.count)
      for index in indices { groups[statuses[index].rank].append(index) }
      return Array((isReversed ? groups.reversed() : groups).joined())
    case .size:
      let sizes = inventory.sizes
      let sized = indices.filter { sizes[$0] != Inventory.noFile }
      let sorted = SizeOrder.sorted(sized, by: sizes, isReversed: isReversed)
      return sized.count == indices.count
        ? sorted : sorted + indices.filter { sizes[$0] == Inventory.noFile }
    case .changed:
      let times = inventory.times
      let known = indices.filter { times[$0] != FileStamp.unknownTime }
      // Counted from the earliest, as sizes are from zero: the distance of any two fits in 64 bits.
      let first = known.reduce(Int64.max) { min($0, times[$1]) }
      let ages = times.map { $0 < first ? 0 : UInt64(bitPattern: $0 &- first) }
      return SizeOrder.sorted(known, by: ages, isReversed: isReversed)
        + indices.filter { times[$0] == FileStamp.unknownTime }
    }
  }
}

extension Status {
  /// The place among the statuses, those first that ask for work.
  fileprivate var rank: Int {
    switch self {
    case .stale: 0
    case .new: 1
    case .missing: 2
    case .unreadable: 3
    case .unhashed: 4
    case .untracked: 5
    case .fresh: 6
    }
  }
}
