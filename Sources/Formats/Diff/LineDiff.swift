/// The lines that differ between two texts, found in linear space and near-linear time.
///
/// Common lines at both ends are set aside; between them, lines that occur once on each side and in
/// the same order are anchors (Bram Cohen's patience diff), and what lies between two anchors is
/// treated alike. Lines without an anchor are taken as replaced, so a text of 100,000 lines that all
/// changed costs one sweep and not a square.
struct LineDiff {
  /// A stretch of old lines and the new lines in its place; either may be empty.
  struct Block: Equatable {
    var old: Range<Int>
    var new: Range<Int>
  }

  /// The stretches that differ, in order; between them the lines are equal.
  private(set) var blocks: [Block] = []

  init(old: [ArraySlice<UInt8>], new: [ArraySlice<UInt8>]) {
    var pending = [(old: 0..<old.count, new: 0..<new.count)]
    while let (oldRange, newRange) = pending.popLast() {
      let (left, right) = LineDiff.trimmed(old, oldRange, new, newRange)
      if left.isEmpty && right.isEmpty { continue }
      let anchors = LineDiff.anchors(old, left, new, right)
      if anchors.isEmpty {
        blocks.append(Block(old: left, new: right))
        continue
      }
      var start = (old: left.lowerBound, new: right.lowerBound)
      for anchor in anchors {
        pending.append((start.old..<anchor.old, start.new..<anchor.new))
        start = (anchor.old + 1, anchor.new + 1)
      }
      pending.append((start.old..<left.upperBound, start.new..<right.upperBound))
    }
    blocks.sort { ($0.old.lowerBound, $0.new.lowerBound) < ($1.old.lowerBound, $1.new.lowerBound) }
  }

  private static func trimmed(
    _ old: [ArraySlice<UInt8>], _ oldRange: Range<Int>, _ new: [ArraySlice<UInt8>],
    _ newRange: Range<Int>
  ) -> (Range<Int>, Range<Int>) {
    var (first, firstNew) = (oldRange.lowerBound, newRange.lowerBound)
    var (last, lastNew) = (oldRange.upperBound, newRange.upperBound)
    while first < last, firstNew < lastNew, old[first] == new[firstNew] {
      first += 1
      firstNew += 1
    }
    while first < last, firstNew < lastNew, old[last - 1] == new[lastNew - 1] {
      last -= 1
      lastNew -= 1
    }
    return (first..<last, firstNew..<lastNew)
  }

  /// Lines that occur once on each side, the longest run of them that is in order on both.
  private static func anchors(
    _ old: [ArraySlice<UInt8>], _ oldRange: Range<Int>, _ new: [ArraySlice<UInt8>],
    _ newRange: Range<Int>
  ) -> [(old: Int, new: Int)] {
    var places: [ArraySlice<UInt8>: Occurrence] = [:]
    for index in oldRange {
      places[old[index], default: Occurrence()].addOld(index)
    }
    for index in newRange {
      places[new[index]]?.addNew(index)
    }
    let common = oldRange.compactMap { index in
      places[old[index]].flatMap { $0.isUnique ? $0.pair : nil }
    }
    return longestIncreasing(common)
  }

  /// The longest run of pairs whose new indices increase (patience sorting, n log n).
  private static func longestIncreasing(_ pairs: [(old: Int, new: Int)]) -> [(old: Int, new: Int)] {
    var tops: [Int] = []
    var before = [Int?](repeating: nil, count: pairs.count)
    for (index, pair) in pairs.enumerated() {
      var (low, high) = (0, tops.count)
      while low < high {
        let middle = (low + high) / 2
        if pairs[tops[middle]].new < pair.new { low = middle + 1 } else { high = middle }
      }
      before[index] = low > 0 ? tops[low - 1] : nil
      if low == tops.count { tops.append(index) } else { tops[low] = index }
    }
    var run: [(old: Int, new: Int)] = []
    var current = tops.last
    while let index = current {
      run.append(pairs[index])
      current = before[index]
    }
    return run.reversed()
  }

  /// Where a line stands on each side.
  private struct Occurrence {
    var pair: (old: Int, new: Int)? {
      guard let old, let new else { return nil }
      return (old, new)
    }
    private var old: Int?
    private var new: Int?
    private(set) var isUnique = true

    mutating func addOld(_ index: Int) {
      if old != nil { isUnique = false }
      old = index
    }

    mutating func addNew(_ index: Int) {
      if new != nil { isUnique = false }
      new = index
    }
  }
}
