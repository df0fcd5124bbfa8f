/// The indices of marked assets, a bit each: marking all of a long list is one sweep.
public struct MarkSet: Equatable, Sendable {
  private var words: [UInt64] = []
  /// The number of marks.
  public private(set) var count = 0

  /// Makes a set without marks.
  public init() {}

  /// Makes a set of some indices.
  public init(_ indices: some Sequence<Int>) {
    for index in indices { insert(index) }
  }

  /// Whether there is no mark.
  public var isEmpty: Bool { count == 0 }

  /// Whether an asset is marked.
  public func contains(_ index: Int) -> Bool {
    index / 64 < words.count && words[index / 64] & MarkSet.bit(index) != 0
  }

  /// The marked indices, from the least.
  public func sorted() -> [Int] {
    words.indices.flatMap { word -> [Int] in
      words[word] == 0 ? [] : (word * 64..<word * 64 + 64).filter(contains)
    }
  }

  /// Marks an asset.
  mutating func insert(_ index: Int) {
    if !contains(index) { toggle(index) }
  }

  /// Takes an asset's mark off.
  mutating func remove(_ index: Int) {
    if contains(index) { toggle(index) }
  }

  /// Marks some assets.
  mutating func insert(_ indices: [Int]) {
    for index in indices { insert(index) }
  }

  /// Takes the marks of some assets off.
  mutating func remove(_ indices: [Int]) {
    for index in indices { remove(index) }
  }

  /// The number of some assets, each named once, that are marked.
  func count(among indices: [Int]) -> Int {
    words.withUnsafeBufferPointer { words in
      var found = 0
      for index in indices where index / 64 < words.count {
        found += Int(words[index / 64] >> UInt64(index % 64) & 1)
      }
      return found
    }
  }

  /// Marks an asset, or takes its mark off.
  mutating func toggle(_ index: Int) {
    if index / 64 >= words.count {
      words += repeatElement(0, count: index / 64 + 1 - words.count)
    }
    words[index / 64] ^= MarkSet.bit(index)
    count += words[index / 64] & MarkSet.bit(index) == 0 ? -1 : 1
  }

  /// Compares the marks.
  public static func == (left: MarkSet, right: MarkSet) -> Bool {
    left.sorted() == right.sorted()
  }

  private static func bit(_ index: Int) -> UInt64 {
    1 << UInt64(index % 64)
  }
}
