import Disk
import Values

/// What a run saw below one folder of a root: the folders, and the files with their states and
/// digests, each in the order of the assets' paths.
///
/// A folder stands before all that lies below it, and the files below it are one range of the rows.
package struct KnownTree: Equatable, Sendable {
  /// The folder, links followed.
  package var top: BytePath
  /// What the walk was told to leave out, in words: another list finds other files.
  var rules: [String]
  /// The folders; the first is the top itself.
  package var folders: [Folder] = []
  /// Their paths below the top.
  package var folderPaths = ByteList()
  /// The paths of the files below the top.
  package var paths = ByteList()
  /// Their sizes in bytes.
  var sizes: [UInt64] = []
  /// Their last changes of bytes and of inode, in nanoseconds since 1970.
  var modified: [Int64] = []
  var changed: [Int64] = []
  /// Their inodes, on the device of the top.
  var inodes: [UInt64] = []
  /// Their digests, and for each how far the digest is that of the file in this state: ``unknown``,
  /// ``trusted``, or ``seen``.
  var digests: [Digest] = []
  var known: [UInt8] = []

  /// A folder.
  package struct Folder: BitwiseCopyable, Equatable, Sendable {
    /// The state in which the folder held the names that are known.
    package var stamp: FileStamp
    /// The rows of the files at any depth below the folder.
    var first: UInt32
    var end: UInt32
    /// The index of the first folder behind it that does not lie below it.
    var next: UInt32
    /// 1 where every name in the folder is a regular file, a folder, or left out, so that an unchanged
    /// folder need not be listed; else 0.
    var isPlain: UInt32
  }

  /// Nothing is known of the digest.
  static let unknown: UInt8 = 0
  /// It is that of the file as long as it is in this state.
  static let trusted: UInt8 = 1
  /// It was that of the file when it was read; a later change may not show in the state.
  static let seen: UInt8 = 2

  /// The device of the top; nothing is known of files on another one.
  var device: UInt64 { folders.first?.stamp.device ?? 0 }

  /// The state of a file that lies on a device.
  package func stamp(at row: Int, device: UInt64) -> FileStamp {
    FileStamp(
      device: device, inode: inodes[row], size: sizes[row], modified: modified[row],
      changed: changed[row])
  }

  /// Whether there is a state, known or not, for each file.
  private var hasStates: Bool { sizes.count == paths.count }

  /// Makes room for the states of files, of which nothing is known yet.
  mutating func addUnknownStates() {
    guard !hasStates else { return }
    let (unknown, count) = (FileStamp.unknown, paths.count)
    sizes = Array(repeating: unknown.size, count: count)
    modified = Array(repeating: unknown.modified, count: count)
    changed = Array(repeating: unknown.changed, count: count)
    inodes = Array(repeating: unknown.inode, count: count)
    digests = Array(repeating: KnownTree.noDigest, count: count)
    known = Array(repeating: KnownTree.unknown, count: count)
  }

  /// Sets aside room for files whose paths have so many bytes together, and for a sixteenth more.
  mutating func reserve(files count: Int, bytes: Int) {
    paths.reserve(bytes: bytes + bytes / 16, rows: count + count / 16)
  }

  /// Gives back the room that was set aside for more.
  mutating func trim() {
    paths.trim()
    folderPaths.trim()
    folders = folders.trimmed()
    (sizes, inodes) = (sizes.trimmed(), inodes.trimmed())
    (modified, changed) = (modified.trimmed(), changed.trimmed())
    (digests, known) = (digests.trimmed(), known.trimmed())
  }

  /// The folders and names alone: who holds these holds up no change of the states.
  var withoutStates: KnownTree {
    var tree = self
    (tree.sizes, tree.modified, tree.changed, tree.inodes) = ([], [], [], [])
    (tree.digests, tree.known) = ([], [])
    return tree
  }

  /// Adds a file behind the others, of whose state nothing is said.
  mutating func append(_ path: UnsafeBufferPointer<UInt8>) {
    paths.append(path)
  }

  /// Adds a file behind the others.
  mutating func append(_ path: UnsafeBufferPointer<UInt8>, _ stamp: FileStamp, _ digest: Digest?) {
    paths.append(path)
    sizes.append(stamp.size)
    modified.append(stamp.modified)
    changed.append(stamp.changed)
    inodes.append(stamp.inode)
    digests.append(digest ?? KnownTree.noDigest)
    known.append(digest == nil ? KnownTree.unknown : KnownTree.trusted)
  }

  /// Adds a folder of another tree, with all that lies below it.
  mutating func append(_ folder: Int, of other: KnownTree) {
    let source = other.folders[folder]
    let rows = Int(source.first)..<Int(source.end)
    let shift = UInt32(paths.count) &- source.first
    let folderShift = UInt32(folders.count) &- UInt32(folder)
    for index in folder..<Int(source.next) {
      var copy = other.folders[index]
      copy.first &+= shift
      copy.end &+= shift
      copy.next &+= folderShift
      folders.append(copy)
    }
    folderPaths.append(rows: folder..<Int(source.next), of: other.folderPaths)
    paths.append(rows: rows, of: other.paths)
    guard other.hasStates else { return }
    sizes += other.sizes[rows]
    modified += other.modified[rows]
    changed += other.changed[rows]
    inodes += other.inodes[rows]
    digests += other.digests[rows]
    known += other.known[rows]
  }

  /// Takes in that a file is in another state than the known one.
  mutating func set(_ stamp: FileStamp, at row: Int) {
    sizes[row] = stamp.size
    modified[row] = stamp.modified
    changed[row] = stamp.changed
    inodes[row] = stamp.inode
    known[row] = KnownTree.unknown
  }

  /// Takes in what reading a file gave, and says whether the next run may rest on it.
  package mutating func setDigest(_ read: FileDigest, at row: Int) -> Bool {
    if let stamp = read.stamp { set(stamp, at: row) } else { sizes[row] = read.size }
    digests[row] = read.digest
    let isTrusted = read.isAtRest && read.stamp?.device == device
    known[row] = isTrusted ? KnownTree.trusted : KnownTree.seen
    return isTrusted
  }

  /// The digest of a file in just this state; nil where it is not known.
  func digest(of path: UnsafeBufferPointer<UInt8>, in stamp: FileStamp) -> Digest? {
    guard stamp.device == device, let row = paths.row(of: path), known[row] == KnownTree.trusted,
      self.stamp(at: row, device: device) == stamp
    else { return nil }
    return digests[row]
  }

  /// What stands where no digest is known.
  static let noDigest = Digest(filledBy: { $0.update(repeating: 0, count: Digest.byteCount) })

  /// The times of the last change in seconds since 1970, ``FileStamp/unknownTime`` where unknown.
  var times: [Int64] {
    paths.isEmpty
      ? []
      : (0..<paths.count).map { row in
        stamp(at: row, device: 0).seconds ?? FileStamp.unknownTime
      }
  }
}
