import AssetCore

/// The names of all assets as they are shown, in one row of bytes with capital letters made small,
/// so that a key in the filter is one sweep over bytes.
public struct NameIndex: Equatable, Sendable {
  /// The names, each ended by a line feed, which no shown name holds.
  private var bytes: [UInt8] = []
  /// Where each name ends in ``bytes``.
  private var ends: [Int] = []

  /// Makes an index without names.
  public init() {}

  /// Indexes the names that assets have in the list.
  public init(_ inventory: Inventory, of project: Project) {
    ends.reserveCapacity(inventory.entries.count)
    let first = project.settings.roots.first?.name
    for entry in inventory.entries {
      append(entry.id.root == first ? VisibleText.of(entry.id.path) : entry.id.description)
    }
  }

  /// Indexes names.
  init(names: some Sequence<String>) {
    for name in names { append(name) }
  }

  private mutating func append(_ name: String) {
    for byte in name.utf8 { bytes.append(NameIndex.folded(byte)) }
    ends.append(bytes.count)
    bytes.append(0x0A)
  }

  /// The number of names.
  var count: Int { ends.count }

  /// A capital letter of ASCII as the small one, any other byte as it is.
  static func folded(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
  }

  /// The numbers of the names that hold some bytes, ascending; the bytes have no capital letters.
  func indices(containing needle: [UInt8]) -> [Int] {
    var found: [Int] = []
    var start = 0
    var row = 0
    while let place = ByteSearch.firstIndex(of: needle, in: bytes[start...]) {
      row = self.row(of: place, from: row)
      found.append(row)
      start = ends[row] + 1
      row += 1
      if row == ends.count { break }
    }
    return found
  }

  /// Whether a name holds some bytes, which have no capital letters.
  func contains(_ index: Int, _ needle: [UInt8]) -> Bool {
    let start = index == 0 ? 0 : ends[index - 1] + 1
    return ByteSearch.contains(bytes[start..<ends[index]], needle)
  }

  /// The name that a byte belongs to: steps that double, then halving, from a name before it.
  private func row(of place: Int, from first: Int) -> Int {
    var (low, high, step) = (first, first, 1)
    while high < ends.count && ends[high] < place {
      low = high + 1
      high += step
      step *= 2
    }
    high = min(high, ends.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if ends[middle] < place { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
