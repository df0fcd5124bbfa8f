import Disk
import Values

/// The state of all that an answer about a project rests on, as the system told of it.
///
/// As long as all of it is as it was, a command would find what it found then: nothing is listed, read
/// or compared with a record to know that.
public struct ProjectSnapshot: Equatable, Sendable {
  /// What is compared as it is: the program, where the project lies, and where its roots' links lead.
  var text: [UInt8] = []
  /// The paths, absolute, of what is looked at by itself, and what was seen there.
  var placePaths = ByteList()
  var places: [Place] = []
  /// The folders, absolute, that the others lie in.
  var tops = ByteList()
  /// The folders whose names are known, each with its files behind those of the one before.
  var folders: [Folder] = []
  /// The folders' paths below their tops, and the files' names, each with a zero byte behind it, as the
  /// system takes them.
  var folderPaths: [UInt8] = []
  var names: [UInt8] = []
  /// The states of the files, in the order of their names.
  var files: [File] = []

  /// What lies at a path.
  struct Place: BitwiseCopyable, Equatable, Sendable {
    /// The state of what has the name, and of what it leads to where it is a link;
    /// ``FileStamp/unknown`` where there is nothing.
    var own: FileStamp
    var target: FileStamp
  }

  /// A folder.
  struct Folder: BitwiseCopyable, Equatable, Sendable {
    /// The state in which it held the names that are known.
    var stamp: FileStamp
    /// The index of its top.
    var top: UInt32
    /// Where its path, and its first file's name, begin.
    var path: UInt32
    var name: UInt32
    /// The indices of its files.
    var first: UInt32
    var end: UInt32
  }

  /// A file, on the device of its folder.
  struct File: BitwiseCopyable, Equatable, Sendable {
    /// The size in bytes.
    var size: UInt64
    /// The last changes of bytes and inode, in nanoseconds since 1970.
    var modified: Int64
    var changed: Int64
    var inode: UInt64

    init(_ stamp: FileStamp) {
      size = stamp.size
      modified = stamp.modified
      changed = stamp.changed
      inode = stamp.inode
    }
  }

  /// Whether its numbers lead nowhere outside of it; the checksums of a file tell damage, not malice.
  var isSound: Bool {
    guard placePaths.count == places.count, folderPaths.last ?? 0 == 0, names.last ?? 0 == 0 else {
      return false
    }
    var first: UInt32 = 0
    for folder in folders {
      guard folder.first == first, folder.end >= first, folder.top < tops.count,
        folder.path < folderPaths.count, folder.name <= names.count
      else { return false }
      first = folder.end
    }
    return first == files.count
  }
}
