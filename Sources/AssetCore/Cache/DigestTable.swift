/// The file of a ``DigestIndex``: fixed rows, sorted by inode and device, that are used as they lie.
///
/// All numbers little-endian. Header, 32 bytes: `ASSETIDX`, version (u32), 0 (u32), number of rows
/// (u64), checksum of the rows (u64). Row, 72 bytes: device, inode, size (u64), modified, changed
/// (i64, nanoseconds since 1970), digest (32 bytes).
struct DigestTable {
  /// The number of rows.
  let count: Int
  private let bytes: [UInt8]

  private static let magic = Array("ASSETIDX".utf8)
  private static let version: UInt32 = 1
  private static let headerSize = 32
  private static let rowSize = 72
  private static let digestPlace = 40

  /// An empty table.
  init() {
    count = 0
    bytes = []
  }

  /// Takes the contents of a file; nil where they are damaged, or of another version.
  init?(_ contents: [UInt8]) {
    guard contents.count >= DigestTable.headerSize, contents.starts(with: DigestTable.magic),
      DigestTable.number(UInt32.self, contents, 8) == DigestTable.version,
      let count = Int(exactly: DigestTable.number(UInt64.self, contents, 16)),
      (contents.count - DigestTable.headerSize).isMultiple(of: DigestTable.rowSize),
      count == (contents.count - DigestTable.headerSize) / DigestTable.rowSize,
      DigestTable.number(UInt64.self, contents, 24) == DigestTable.checksum(of: contents)
    else { return nil }
    self.count = count
    bytes = contents
  }

  /// The row of a file in just this state.
  func row(of stamp: FileStamp) -> Int? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      let (inode, device) = key(at: middle)
      if (inode, device) < (stamp.inode, stamp.device) { low = middle + 1 } else { high = middle }
    }
    return low < count && self.stamp(at: low) == stamp ? low : nil
  }

  /// The digest in a row.
  func digest(at row: Int) -> Digest {
    let place = start(of: row) + DigestTable.digestPlace
    return Digest(filledBy: { target in
      bytes.withUnsafeBufferPointer { bytes in
        for index in 0..<Digest.byteCount { target[index] = bytes[place + index] }
      }
    })
  }

  /// What a row holds.
  func entry(at row: Int) -> (FileStamp, Digest) {
    (stamp(at: row), digest(at: row))
  }

  /// The contents of a table's file; of two entries of one file the later counts.
  static func contents(of entries: [(FileStamp, Digest)]) -> [UInt8] {
    let order = entries.indices.sorted {
      let (left, right) = (entries[$0].0, entries[$1].0)
      return (left.inode, left.device, $0) < (right.inode, right.device, $1)
    }
    var contents = [UInt8](repeating: 0, count: headerSize)
    contents.reserveCapacity(headerSize + entries.count * rowSize)
    for (place, index) in order.enumerated() {
      let (stamp, digest) = entries[index]
      if place + 1 < order.count {
        let next = entries[order[place + 1]].0
        if (next.inode, next.device) == (stamp.inode, stamp.device) { continue }
      }
      for value in [stamp.device, stamp.inode, stamp.size] { append(value, to: &contents) }
      for value in [stamp.modified, stamp.changed] { append(value, to: &contents) }
      contents += digest.bytes
    }
    let rows = UInt64((contents.count - headerSize) / rowSize)
    var header = magic
    append(version, to: &header)
    append(UInt32(0), to: &header)
    append(rows, to: &header)
    contents.replaceSubrange(0..<header.count, with: header)
    var sum: [UInt8] = []
    append(checksum(of: contents), to: &sum)
    contents.replaceSubrange(24..<32, with: sum)
    return contents
  }
}

extension DigestTable {
  private func start(of row: Int) -> Int {
    DigestTable.headerSize + row * DigestTable.rowSize
  }

  private func key(at row: Int) -> (UInt64, UInt64) {
    let start = start(of: row)
    return (
      DigestTable.number(UInt64.self, bytes, start + 8),
      DigestTable.number(UInt64.self, bytes, start)
    )
  }

  private func stamp(at row: Int) -> FileStamp {
    let start = start(of: row)
    return FileStamp(
      device: DigestTable.number(UInt64.self, bytes, start),
      inode: DigestTable.number(UInt64.self, bytes, start + 8),
      size: DigestTable.number(UInt64.self, bytes, start + 16),
      modified: DigestTable.number(Int64.self, bytes, start + 24),
      changed: DigestTable.number(Int64.self, bytes, start + 32))
  }

  private static func number<Number: FixedWidthInteger>(
    _ type: Number.Type, _ bytes: [UInt8], _ place: Int
  ) -> Number {
    bytes.withUnsafeBytes {
      Number(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: Number.self))
    }
  }

  private static func append(_ number: some FixedWidthInteger, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  /// A sum over all eight-byte words behind the header, which a change of any byte changes: each step
  /// can be undone, so two rows of words that differ in one word never have the same sum.
  private static func checksum(of contents: [UInt8]) -> UInt64 {
    contents.withUnsafeBytes { bytes in
      var sum = UInt64(bytes.count)
      for place in stride(from: headerSize, to: bytes.count, by: 8) {
        let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
        sum = ((sum ^ word) &* 0x9E37_79B9_7F4A_7C15)
        sum ^= sum >> 29
      }
      return sum
    }
  }
}
