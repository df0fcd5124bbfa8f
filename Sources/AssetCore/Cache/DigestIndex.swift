import Glibc
import Synchronization

/// The digests of files that were read before, by what the system tells of each file: what git's
/// index does for `git status`.
///
/// Files are told apart by device and inode, so a renamed file, or one under two names, is known as
/// well. Many threads may look up and note at once.
public final class DigestIndex: Sendable {
  private let table: DigestTable
  /// For each row of the table whether it was of use.
  private let seen: SeenRows
  private let noted = Locked<[(FileStamp, Digest)]>([])

  /// Makes an index out of the contents of its file; of damaged ones, or of another version's, an
  /// empty one.
  public init(_ contents: [UInt8] = []) {
    table = DigestTable(contents) ?? DigestTable()
    seen = SeenRows(count: table.count)
  }

  /// The digest of the file of a stamp; nil where the file is not known in this state.
  func digest(of stamp: FileStamp) -> Digest? {
    guard let row = table.row(of: stamp) else { return nil }
    seen.mark(row)
    return table.digest(at: row)
  }

  /// Takes in the digest of a file, unless a write that just happened could still be missed.
  ///
  /// - Parameter start: the time at which the reading of it began, by ``FileStamp/now``.
  func note(_ digest: Digest, of stamp: FileStamp, since start: Int64) {
    guard stamp.isAtRest(at: start) else { return }
    noted.use { $0.append((stamp, digest)) }
  }

  /// The contents of the index's file after a run over all files of a project; nil where the file
  /// holds just that already.
  ///
  /// What was neither looked up nor noted is left out: its file is gone, or another.
  public func updatedContents() -> [UInt8]? {
    noted.use { noted -> [UInt8]? in
      let kept = seen.rows
      guard !noted.isEmpty || kept.count < table.count else { return nil }
      return DigestTable.contents(of: kept.map(table.entry) + noted)
    }
  }
}

/// Marks for rows, set by many threads.
private final class SeenRows: @unchecked Sendable {
  private let marks: UnsafeMutablePointer<Atomic<Bool>>
  private let count: Int

  init(count: Int) {
    self.count = count
    marks = .allocate(capacity: max(1, count))
    for row in 0..<count { (marks + row).initialize(to: Atomic(false)) }
  }

  deinit {
    marks.deinitialize(count: count)
    marks.deallocate()
  }

  func mark(_ row: Int) {
    marks[row].store(true, ordering: .relaxed)
  }

  var rows: [Int] {
    (0..<count).filter { marks[$0].load(ordering: .relaxed) }
  }
}
