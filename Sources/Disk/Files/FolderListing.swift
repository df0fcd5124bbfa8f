import Glibc
import Values

/// The names in a folder, packed, and the state it was in.
///
/// In the order in which the file system tells them: a walk sorts them by what they are.
public struct FolderListing: Sendable {
  /// The names, and what each is.
  package private(set) var names = ByteList()
  package private(set) var items: [Item] = []
  /// The state of the folder that these names belong to; nil where that is not known.
  package var stamp: FileStamp?
  /// Whether a later change of the names is sure to show in the state.
  package var isAtRest = false

  /// What a name is.
  package struct Item: Sendable {
    /// What the name is, or leads to where it is a link; nil for a link to nothing.
    package var kind: FileKind?
    package var isLink = false
    /// The state of that; the device, inode, size and time of the last change are filled in as far as
    /// they are known.
    package var stamp = FileStamp.unknown
    /// Whether the state is all that the system tells.
    package var isStamped = false

    /// Says what a name is.
    package init(
      kind: FileKind? = nil, isLink: Bool = false,
      stamp: FileStamp = .unknown, isStamped: Bool = false
    ) {
      self.kind = kind
      self.isLink = isLink
      self.stamp = stamp
      self.isStamped = isStamped
    }

    /// Whether it is a regular file under its own name.
    package var isPlainFile: Bool { kind == .file && !isLink }
  }

  /// Makes a listing of no names.
  package init() {}

  /// Makes a listing of names alone.
  public init(_ entries: [FolderEntry]) {
    for entry in entries {
      var item = Item(kind: entry.kind, isLink: entry.isLink)
      item.stamp.device = entry.identity.device
      item.stamp.inode = entry.identity.inode
      item.stamp.size = entry.size
      item.stamp.modified = entry.modified.map { $0 &* FileStamp.second } ?? .min
      names.append(entry.name)
      items.append(item)
    }
  }

  /// Adds a name.
  package mutating func append(_ name: UnsafeBufferPointer<UInt8>, _ item: Item) {
    names.append(name)
    items.append(item)
  }

  /// The same with some of its names alone.
  package func keeping(_ isKept: (Int) -> Bool) -> FolderListing {
    var kept = FolderListing()
    kept.stamp = stamp
    kept.isAtRest = isAtRest
    for row in 0..<count where isKept(row) {
      names.withRow(row) { kept.append($0, items[row]) }
    }
    return kept
  }

  /// The number of names.
  package var count: Int { items.count }

  /// The bytes of a name.
  package func name(at row: Int) -> BytePath { names.path(at: row) }

  /// Whether a name begins with a dot.
  package func isHidden(_ row: Int) -> Bool {
    names.withRow(row) { $0.first == BytePath.dot }
  }

  /// A name and what it is, by itself.
  func entry(at row: Int) -> FolderEntry {
    let item = items[row]
    let isFile = item.kind == .file
    return FolderEntry(
      name: Array(names[row]), kind: item.kind, isLink: item.isLink,
      size: isFile ? item.stamp.size : 0, modified: isFile ? item.stamp.seconds : nil,
      identity: item.kind == nil ? .none : item.identity)
  }

  /// All names, in the order of their bytes.
  public var entries: [FolderEntry] {
    (0..<count).map(entry).sorted { $0.name.lexicographicallyPrecedes($1.name) }
  }

  /// The rows from the last to the first in the order of paths: behind a folder's name comes a slash.
  package var lastToFirst: [Int32] {
    (0..<Int32(count)).sorted { compare(Int($0), Int($1)) > 0 }
  }

  /// Whether a row comes before another one in that order.
  package func isBefore(_ row: Int, _ other: Int) -> Bool { compare(row, other) < 0 }

  private func compare(_ row: Int, _ other: Int) -> Int {
    names.withRow(row) { left in
      names.withRow(other) { right in
        let common = min(left.count, right.count)
        guard let first = left.baseAddress, let second = right.baseAddress else { return 0 }
        let order = Int(memcmp(first, second, common))
        return order != 0 ? order : byte(row, left, common) - byte(other, right, common)
      }
    }
  }

  /// The byte at an index of a path through a name: the slash behind a folder's, 0 behind others.
  private func byte(_ row: Int, _ name: UnsafeBufferPointer<UInt8>, _ index: Int) -> Int {
    index < name.count
      ? Int(name[index]) : items[row].kind == .folder ? Int(BytePath.slash) : 0
  }
}

extension FolderListing.Item {
  /// What tells two names of one folder from two folders.
  package var identity: FileIdentity { FileIdentity(device: stamp.device, inode: stamp.inode) }
}

extension FileIdentity {
  /// Of nothing.
  static let none = FileIdentity(device: 0, inode: 0)
}
