import Disk
import Glibc
import Synchronization
import Values

/// A tree that an earlier run saw, looked at again: which of its folders hold the same names, and which
/// files are in another state.
///
/// No folder is listed for it: each is opened and asked for its state, and each of its files is asked
/// for its own by the folder's descriptor.
struct TreeCheck {
  /// The tree with the present states of the files.
  private(set) var tree: KnownTree
  /// For each folder whether it holds the same names.
  private(set) var isSame: [Bool]
  /// For each folder whether it and all below it hold the same names.
  private(set) var isWhole: [Bool]
  /// The number of files in another state.
  let changes: Int

  /// Looks at every folder and file, on as many threads.
  init(of tree: KnownTree, threads: Int) {
    self.tree = tree
    let run = TreeCheckRun(tree)
    let useful = max(1, tree.folders.count / TreeCheckRun.step)
    Threads.run(min(threads, useful)) { run.work() }
    isSame = run.isSame
    for change in run.changes { self.tree.set(change.stamp, at: change.row) }
    isWhole = isSame
    // From the last to the first, so that what lies below a folder is known before it.
    for index in tree.folders.indices.reversed() where isWhole[index] {
      var below = index + 1
      while below < Int(tree.folders[index].next) {
        if !isWhole[below] {
          isWhole[index] = false
          break
        }
        below = Int(tree.folders[below].next)
      }
    }
    changes = run.changes.count
  }

  /// The index of a folder by its path.
  func folder(at path: BytePath) -> Int? {
    // The folders stand in the order of their paths with a slash behind, not of the paths alone.
    var index = 0
    guard !tree.folders.isEmpty else { return nil }
    if path.bytes.isEmpty { return 0 }
    while true {
      var below = index + 1
      let end = Int(tree.folders[index].next)
      var inside: Int?
      while below < end {
        let name = tree.folderPaths[below]
        if name.count <= path.bytes.count, path.bytes.starts(with: name),
          name.count == path.bytes.count || path.bytes[name.count] == BytePath.slash
        {
          if name.count == path.bytes.count { return below }
          inside = below
          break
        }
        below = Int(tree.folders[below].next)
      }
      guard let inside else { return nil }
      index = inside
    }
  }
}

/// What the threads of a check share.
private final class TreeCheckRun: @unchecked Sendable {
  private let tree: KnownTree
  private let next = Atomic<Int>(0)
  // Each place is written by the one thread that has its folder.
  private let same: UnsafeMutableBufferPointer<Bool>
  private let found = Locked<[Change]>([])

  /// A file in another state.
  struct Change {
    var row: Int
    var stamp: FileStamp
  }

  /// The number of folders that a thread takes at a time.
  static let step = 16

  init(_ tree: KnownTree) {
    self.tree = tree
    same = .allocate(capacity: tree.folders.count)
    same.initialize(repeating: false)
  }

  deinit { same.deallocate() }

  /// To be read when the threads have ended.
  var isSame: [Bool] { Array(same) }
  var changes: [Change] { found.use { $0 } }

  /// Takes folders until there are no more.
  func work() {
    let longest = tree.folderPaths.longest
    withUnsafeTemporaryAllocation(
      of: CChar.self, capacity: tree.top.bytes.count + longest + 300
    ) { room in
      guard let start = room.baseAddress else { return }
      start.update(from: tree.top.bytes.map { CChar(bitPattern: $0) }, count: tree.top.bytes.count)
      start[tree.top.bytes.count] = CChar(bitPattern: BytePath.slash)
      let below = start + tree.top.bytes.count + 1
      var changes: [Change] = []
      while true {
        let first = next.add(TreeCheckRun.step, ordering: .relaxed).oldValue
        guard first < tree.folders.count else { break }
        for folder in first..<min(first + TreeCheckRun.step, tree.folders.count) {
          let length = tree.folderPaths.copy(folder, to: below)
          below[length] = 0
          same[folder] = check(folder, start, below, &changes)
        }
      }
      if !changes.isEmpty { found.use { $0 += changes } }
    }
  }

  /// Whether a folder holds the same names; its files in another state are added to the changes.
  ///
  /// - Parameters:
  ///   - path: the folder's path.
  ///   - room: room for a name, once the folder is open.
  private func check(
    _ index: Int, _ path: UnsafeMutablePointer<CChar>, _ room: UnsafeMutablePointer<CChar>,
    _ changes: inout [Change]
  ) -> Bool {
    let folder = tree.folders[index]
    guard folder.isPlain == 1 else { return false }
    let number = retrying {
      open(path, Descriptor.justPath | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    }
    guard number >= 0 else { return false }
    defer { close(number) }
    var status = stat()
    guard fstat(number, &status) == 0, FileStamp(status) == folder.stamp else { return false }
    let prefix = index == 0 ? 0 : tree.folderPaths.length(of: index) + 1
    var row = Int(folder.first)
    var below = index + 1
    while true {
      let hasBelow = below < Int(folder.next)
      let end = hasBelow ? Int(tree.folders[below].first) : Int(folder.end)
      while row < end {
        let length = tree.paths.copy(row, from: prefix, to: room)
        room[length] = 0
        guard fstatat(number, room, &status, AT_SYMLINK_NOFOLLOW) == 0,
          status.st_mode & S_IFMT == S_IFREG, UInt64(status.st_dev) == tree.device
        else { return false }
        if !isAsKnown(row, status) { changes.append(Change(row: row, stamp: FileStamp(status))) }
        row += 1
      }
      guard hasBelow else { return true }
      row = Int(tree.folders[below].end)
      below = Int(tree.folders[below].next)
    }
  }

  private func isAsKnown(_ row: Int, _ status: stat) -> Bool {
    let stamp = FileStamp(status)
    return stamp.changed == tree.changed[row] && stamp.modified == tree.modified[row]
      && stamp.size == tree.sizes[row] && stamp.inode == tree.inodes[row]
  }
}
