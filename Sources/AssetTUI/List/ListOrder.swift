import AssetCore

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
  func sorted(_ indices: [Int], of entries: [Entry]) -> [Int] {
    switch key {
    case .path: return isReversed ? indices.reversed() : indices
    case .status:
      var groups = [[Int]](repeating: [], count: Status.allCases.count)
      for index in indices { groups[entries[index].status.rank].append(index) }
      return Array((isReversed ? groups.reversed() : groups).joined())
    case .size: return sorted(indices) { entries[$0].size }
    case .changed: return sorted(indices) { entries[$0].modified }
    }
  }

  /// The greatest first, unless reversed; those without a value last.
  private func sorted<Value: Comparable>(_ indices: [Int], by value: (Int) -> Value?) -> [Int] {
    let known = indices.compactMap { index in value(index).map { (value: $0, index: index) } }
    let sorted = known.sorted { first, second in
      if first.value == second.value { return first.index < second.index }
      return (first.value > second.value) != isReversed
    }
    return sorted.map(\.index) + indices.filter { value($0) == nil }
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
