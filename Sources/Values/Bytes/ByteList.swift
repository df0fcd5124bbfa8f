import Glibc

/// Rows of bytes, one behind the other in a single array: a name costs its bytes and four more.
///
/// The rows together hold less than 4 GiB, which is more than 60 million paths.
package struct ByteList: Equatable, Sendable {
  // Read by the parts that are inlined in other modules; changed here alone.
  @usableFromInline var bytes: [UInt8] = []
  @usableFromInline var ends: [UInt32] = []

  /// The number of rows.
  @inlinable package var count: Int { ends.count }

  /// Whether there is no row.
  package var isEmpty: Bool { ends.isEmpty }

  /// The bytes of a row.
  @inlinable package subscript(row: Int) -> ArraySlice<UInt8> {
    bytes[range(of: row)]
  }

  /// A row as a path.
  package func path(at row: Int) -> BytePath {
    BytePath(bytes: Array(self[row]))
  }

  /// Sets aside room for rows that hold so many bytes together.
  package mutating func reserve(bytes count: Int, rows: Int) {
    bytes.reserveCapacity(count)
    ends.reserveCapacity(rows)
  }

  /// Adds a row behind the others.
  package mutating func append(_ row: some Collection<UInt8>) {
    bytes.append(contentsOf: row)
    ends.append(UInt32(bytes.count))
  }

  /// Adds a row of bytes that lie elsewhere.
  package mutating func append(_ row: UnsafeBufferPointer<UInt8>) {
    bytes.append(contentsOf: row)
    ends.append(UInt32(bytes.count))
  }

  /// Adds rows of another list behind the others.
  package mutating func append(rows: Range<Int>, of other: ByteList) {
    guard !rows.isEmpty else { return }
    let start = other.range(of: rows.lowerBound).lowerBound
    let shift = UInt32(bytes.count) &- UInt32(start)
    bytes += other.bytes[start..<other.range(of: rows.upperBound - 1).upperBound]
    ends += other.ends[rows].lazy.map { $0 &+ shift }
  }

  /// The number of bytes of all rows.
  package var byteCount: Int { bytes.count }

  /// The number of bytes of a row.
  package func length(of row: Int) -> Int { range(of: row).count }

  /// The number of bytes of the longest row.
  package var longest: Int { (0..<count).reduce(0) { max($0, length(of: $1)) } }

  /// Writes the bytes of a row behind the first so many to a place, and gives their number.
  package func copy(_ row: Int, from start: Int = 0, to place: UnsafeMutablePointer<CChar>) -> Int {
    let range = range(of: row).dropFirst(start)
    guard !range.isEmpty else { return 0 }
    bytes.withUnsafeBytes { bytes in
      UnsafeMutableRawPointer(place).copyMemory(
        from: UnsafeRawPointer(bytes.baseAddress.unsafelyUnwrapped) + range.lowerBound,
        byteCount: range.count)
    }
    return range.count
  }

  /// Gives back the room that was set aside for more rows.
  package mutating func trim() {
    bytes = bytes.trimmed()
    ends = ends.trimmed()
  }

  /// Less than 0, 0 or more, as a row stands to another one's, by bytes.
  package func compare(_ row: Int, to other: ByteList, _ otherRow: Int) -> Int {
    other.withRow(otherRow) { compare(row, to: $0) }
  }

  /// Less than 0, 0 or more, as a row stands to bytes.
  package func compare(_ row: Int, to other: UnsafeBufferPointer<UInt8>) -> Int {
    withRow(row) { bytes in
      guard let left = bytes.baseAddress, let right = other.baseAddress else {
        return bytes.count - other.count
      }
      let order = Int(memcmp(left, right, min(bytes.count, other.count)))
      return order == 0 ? bytes.count - other.count : order
    }
  }

  /// The row that holds just these bytes, found by halving; the rows are sorted.
  package func row(of wanted: [UInt8]) -> Int? {
    wanted.withUnsafeBufferPointer { row(of: $0) }
  }

  /// The row that holds just these bytes; the rows are sorted.
  package func row(of wanted: UnsafeBufferPointer<UInt8>) -> Int? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if compare(middle, to: wanted) < 0 { low = middle + 1 } else { high = middle }
    }
    return low < count && compare(low, to: wanted) == 0 ? low : nil
  }

  /// The arrays that it is made of: all bytes, and where each row ends.
  package var parts: (bytes: [UInt8], ends: [UInt32]) { (bytes, ends) }

  /// Makes a list of such arrays; nil where they belong to no list.
  package init?(bytes: [UInt8], ends: [UInt32]) {
    var last: UInt32 = 0
    for end in ends {
      guard end >= last else { return nil }
      last = end
    }
    guard Int(last) == bytes.count else { return nil }
    self.bytes = bytes
    self.ends = ends
  }

  /// Makes an empty list.
  package init() {}

  /// Lends a row's bytes without a copy.
  @inlinable package func withRow<Result>(
    _ row: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) -> Result {
    let range = range(of: row)
    return bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  @inlinable func range(of row: Int) -> Range<Int> {
    (row == 0 ? 0 : Int(ends[row - 1]))..<Int(ends[row])
  }
}

extension Array {
  /// The same without room for more, where there is much of it.
  package func trimmed() -> [Element] {
    guard capacity > count + count / 8 + 16 else { return self }
    return [Element](unsafeUninitializedCapacity: count) { buffer, filled in
      _ = buffer.initialize(from: self)
      filled = count
    }
  }
}
