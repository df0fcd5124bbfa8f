import Disk
import Values

// The arrays of a table in the cache.
extension RecordTable {
  /// Whether every record is kept as packed arrays; members that this version does not know are not.
  var isPackable: Bool { odd.isEmpty }

  /// Adds the arrays to a cache file.
  ///
  /// - Parameter trees: what stands before in the file; paths and digests that are those of one of them
  ///   are not written again.
  func write(to writer: CacheWriter, beside trees: [KnownTree]) throws(FileError) {
    let tree = trees.firstIndex { $0.paths == paths }
    let sharesDigests = tree.map { trees[$0].digests == digests } ?? false
    try writer.write([UInt64(tree.map { $0 + 1 } ?? 0), sharesDigests ? 1 : 0])
    if tree == nil { try writer.write(paths) }
    if !sharesDigests { try writer.write(digests) }
    try writer.write(forms)
    try writer.write(days)
    try writer.write(strategies)
    try writer.write(histories)
    try writer.write(historyRows)
    var texts = ByteList()
    let rows = spelled.keys.sorted()
    for row in rows { texts.append((spelled[row]?.text ?? "").utf8) }
    try writer.write(rows)
    try writer.write(texts)
  }

  /// What a table may share with a tree that stands before it in a file.
  struct Shared {
    let paths: ByteList
    let digests: [Digest]

    init(of tree: KnownTree) {
      (paths, digests) = (tree.paths, tree.digests)
    }
  }

  /// Reads the arrays of a cache file.
  ///
  /// - Parameter shared: what the trees before it hold, as they stand in the file.
  init?(from reader: CacheReader, beside shared: [Shared]) {
    guard let shares = reader.array(of: UInt64.self), shares.count == 2, shares[0] <= shared.count
    else { return nil }
    let tree = shares[0] == 0 ? nil : shared[Int(shares[0]) - 1]
    guard let paths = tree?.paths ?? reader.list(),
      let digests = shares[1] == 1 ? tree?.digests : reader.array(of: Digest.self),
      let forms = reader.array(of: UInt8.self), let days = reader.array(of: UInt32.self),
      let strategies = reader.array(of: UInt8.self), let histories = reader.list(),
      let historyRows = reader.array(of: UInt32.self), let rows = reader.array(of: UInt32.self),
      let texts = reader.list(), rows.count == texts.count, histories.count == historyRows.count,
      [digests.count, forms.count, days.count, strategies.count].allSatisfy({ $0 == paths.count })
    else { return nil }
    self.init(paths: paths, digests: digests, forms: forms, days: days, strategies: strategies)
    (self.histories, self.historyRows) = (histories, historyRows)
    for (index, row) in rows.enumerated() {
      spelled[row] = Token(trusted: String(decoding: texts[index], as: UTF8.self))
    }
  }
}
