import Disk

/// What is yet to be read of some trees, for the threads that read it: the largest of the large files
/// first, then one folder after the other.
final class DigestQueue: Sendable {
  /// The number of turns that there are at least.
  let count: Int
  private let parts: [TreeDigestRun.Part]
  private let rest: Locked<Rest>

  /// The greatest number of files that are read at a turn.
  private static let step = 64

  /// A large file.
  struct LargeFile {
    let part: Int
    let row: Int
    /// The size in bytes.
    let size: UInt64
  }

  private struct Rest {
    /// The largest is the last.
    var large: [LargeFile] = []
    /// For each part the files that are not large.
    var isSmall: [[Bool]]
    /// The folder whose files are handed out, and those that are left of it.
    var part = 0
    var folder = -1
    var rows: ArraySlice<Int> = []
  }

  init(_ parts: [TreeDigestRun.Part]) {
    self.parts = parts
    var rest = Rest(isSmall: parts.map(\.isUnread))
    for (place, part) in parts.enumerated() {
      for (row, size) in part.large {
        rest.large.append(LargeFile(part: place, row: row, size: size))
        rest.isSmall[place][row] = false
      }
    }
    rest.large.sort { $0.size < $1.size }
    count = rest.large.count + parts.reduce(0) { $0 + $1.isUnread.count { $0 } }
    self.rest = Locked(rest)
  }

  /// Puts a file in that turned out to be large.
  func add(_ file: LargeFile) {
    rest.use { rest in
      let place = rest.large.firstIndex { $0.size > file.size } ?? rest.large.count
      rest.large.insert(file, at: place)
    }
  }

  /// The next files to be read, and the part that they belong to; nil where there are none left.
  func next() -> (part: Int, files: FolderFiles)? {
    rest.use { rest in
      if let file = rest.large.popLast() {
        let tree = parts[file.part].tree
        return (file.part, tree.files(in: 0, rows: [file.row], putsOffLarge: false))
      }
      while rest.rows.isEmpty {
        guard goOn(&rest) else { return nil }
      }
      let rows = Array(rest.rows.prefix(DigestQueue.step))
      rest.rows = rest.rows.dropFirst(DigestQueue.step)
      let tree = parts[rest.part].tree
      return (
        rest.part, tree.files(in: rest.folder, rows: rows, putsOffLarge: true)
      )
    }
  }

  /// Goes on to the next folder; false where there is none.
  private func goOn(_ rest: inout Rest) -> Bool {
    while rest.part < parts.count {
      let tree = parts[rest.part].tree
      rest.folder += 1
      guard rest.folder < tree.folders.count else {
        (rest.part, rest.folder) = (rest.part + 1, -1)
        continue
      }
      var rows: [Int] = []
      tree.forEachFile(in: rest.folder) { row in
        if rest.isSmall[rest.part][row] { rows.append(row) }
      }
      rest.rows = rows[...]
      return true
    }
    return false
  }
}
