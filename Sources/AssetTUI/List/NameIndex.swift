import Site
import Values

/// The names of all assets as they are shown, in one row of bytes with capital letters made small,
/// so that a key in the filter is one sweep over bytes.
public struct NameIndex: Equatable, Sendable {
  /// The names, each ended by a line feed, which no shown name holds.
  private var bytes: [UInt8] = []
  /// Where each name ends in ``bytes``.
  private var ends: [UInt32] = []

  /// Makes an index without names.
  public init() {}

  /// Indexes the names that assets have in the list.
  public init(_ inventory: Inventory, of project: Project) {
    let (names, first) = (inventory.names, project.settings.roots.first?.name)
    ends.reserveCapacity(names.count)
    let room = (0..<names.count).reduce(names.count) { $0 + names.withPath($1) { $0.count } }
    bytes.reserveCapacity(room)
    for index in 0..<names.count {
      let isPlain =
        names.root(at: index) == first
        && names.withPath(index) { path in
          guard path.allSatisfy({ (0x20...UInt8(ascii: "~")).contains($0) }) else { return false }
          for byte in path { bytes.append(NameIndex.folded(byte)) }
          return true
        }
      if isPlain {
        endName()
      } else {
        let id = names[index]
        append(id.root == first ? VisibleText.of(id.path) : id.description)
      }
    }
  }

  /// Indexes names.
  init(names: some Sequence<String>) {
    for name in names { append(name) }
  }

  private mutating func append(_ name: String) {
    for byte in name.utf8 { bytes.append(NameIndex.folded(byte)) }
    endName()
  }

  private mutating func endName() {
    ends.append(UInt32(bytes.count))
    bytes.append(UInt8(ascii: "\n"))
  }

  /// The number of names.
  var count: Int { ends.count }

  /// A capital letter of ASCII as the small one, any other byte as it is.
  static func folded(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte + 0x20 : byte
  }

  /// The numbers of the names that hold some bytes, ascending; the bytes have no capital letters.
  func indices(containing needle: [UInt8]) -> [Int] {
    // A letter that most names have costs one step a name: all in one buffer, nothing grows.
    [Int](unsafeUninitializedCapacity: ends.count) { found, count in
      bytes.withUnsafeBufferPointer { bytes in
        ends.withUnsafeBufferPointer { ends in
          needle.withUnsafeBufferPointer { needle in
            var (start, row) = (0, 0)
            while row < ends.count,
              let place = ByteSearch.firstIndex(of: needle, in: bytes, from: start)
            {
              row = NameIndex.row(of: place, from: row, ends)
              found[count] = row
              count += 1
              start = Int(ends[row]) + 1
              row += 1
            }
          }
        }
      }
    }
  }

  /// Whether a name holds some bytes, which have no capital letters.
  func contains(_ index: Int, _ needle: [UInt8]) -> Bool {
    let start = index == 0 ? 0 : Int(ends[index - 1]) + 1
    return ByteSearch.contains(bytes[start..<Int(ends[index])], needle)
  }

  /// The name that a byte belongs to: steps that double, then halving, from a name before it.
  private static func row(
    of place: Int, from first: Int, _ ends: UnsafeBufferPointer<UInt32>
  ) -> Int {
    var (low, high, step) = (first, first, 1)
    while high < ends.count && ends[high] < UInt32(place) {
      low = high + 1
      high += step
      step *= 2
    }
    high = min(high, ends.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if ends[middle] < UInt32(place) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
