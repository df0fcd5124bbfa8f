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
  }

  /// The line of the menu.
  static let menu = "sort by: p path  s status  z size   again: reverse   Esc"

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
      var groups = [[Int]](repeating: [], count: Status.allCases.count)
      for index in indices { groups[inventory.statuses[index].rank].append(index) }
      return Array((isReversed ? groups.reversed() : groups).joined())
    case .size:
      let sized = indices.filter { inventory.size(at: $0) != nil }
      let sorted = SizeOrder.sorted(sized, isReversed: isReversed) {
        inventory.size(at: $0) ?? 0
      }
      return sized.count == indices.count
        ? sorted : sorted + indices.filter { inventory.size(at: $0) == nil }
    }
  }
}

/// A sort by size without comparisons: a pass over the rows for each eleven bits of the greatest size.
enum SizeOrder {
  /// Indices by the sizes of what they stand for, the largest first, or the smallest where reversed;
  /// equal ones stay as they are given.
  static func sorted(
    _ indices: [Int], isReversed: Bool, size: (Int) -> UInt64
  ) -> [Int] {
    var rows = indices.map { (size: size($0), index: $0) }
    let greatest = rows.reduce(0) { max($0, $1.size) }
    if !isReversed {
      // The largest first is the smallest complement first.
      for row in rows.indices { rows[row].size = greatest - rows[row].size }
    }
    var other = rows
    var shift: UInt64 = 0
    while shift < 64, greatest >> shift > 0 {
      var starts = [Int](repeating: 0, count: radix + 1)
      for row in rows { starts[digit(row.size, shift) + 1] += 1 }
      for digit in 1...radix { starts[digit] += starts[digit - 1] }
      for row in rows {
        let digit = digit(row.size, shift)
        other[starts[digit]] = row
        starts[digit] += 1
      }
      swap(&rows, &other)
      shift += bits
    }
    return rows.map(\.index)
  }

  private static let bits: UInt64 = 11
  private static let radix = 1 << 11

  private static func digit(_ size: UInt64, _ shift: UInt64) -> Int {
    Int(truncatingIfNeeded: size >> shift) & (radix - 1)
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
