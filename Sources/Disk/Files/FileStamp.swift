import Glibc
import Values

/// What the system tells of a file's state: as long as none of it changes, nor do the bytes.
///
/// The change of a file's times back to what they were is a change of its inode, and shows in its
/// ctime, which no call can set (POSIX.1-2017, 4.9 "File Times Update").
public struct FileStamp: BitwiseCopyable, Equatable, Sendable {
  package var device: UInt64
  package var inode: UInt64
  /// The size in bytes.
  package var size: UInt64
  /// The last change of the bytes, in nanoseconds since 1970.
  package var modified: Int64
  /// The last change of the inode, in nanoseconds since 1970.
  package var changed: Int64

  /// Makes a state.
  package init(device: UInt64, inode: UInt64, size: UInt64, modified: Int64, changed: Int64) {
    self.device = device
    self.inode = inode
    self.size = size
    self.modified = modified
    self.changed = changed
  }
}

extension FileStamp {
  /// What the system tells of the file that a path leads to, or of the link that it is; nil where it
  /// tells nothing.
  package init?(_ path: BytePath, follows: Bool = true) {
    var status = stat()
    guard let name = try? path.terminated(named: path),
      fstatat(AT_FDCWD, name, &status, follows ? 0 : AT_SYMLINK_NOFOLLOW) == 0
    else { return nil }
    self.init(status)
  }

  package init(_ status: stat) {
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    size = UInt64(max(0, status.st_size))
    modified = FileStamp.nanoseconds(status.st_mtim)
    changed = FileStamp.nanoseconds(status.st_ctim)
  }

  /// The last change of the bytes in seconds since 1970, rounded down; nil where no time is known.
  package var seconds: Int64? {
    modified == .min
      ? nil : modified / FileStamp.second - (modified % FileStamp.second < 0 ? 1 : 0)
  }

  /// Whether the file was at rest at a moment: a later write would show in its times.
  ///
  /// The kernel stamps files with a clock that ticks (4 to 10 ms): what is written twice within one
  /// tick has the same stamp with other bytes. git calls such an entry "racily clean"
  /// (Documentation/technical/racy-git.txt) and reads the file again; here it is not kept at all. File
  /// systems that count whole seconds, or two (FAT), show by times without a fraction.
  package func isAtRest(at now: Int64) -> Bool {
    Self.isAtRest(modified: modified, changed: changed, at: now)
  }

  /// Whether a file with these times was at rest at a moment.
  package static func isAtRest(modified: Int64, changed: Int64, at now: Int64) -> Bool {
    let isCoarse = modified % FileStamp.second == 0 && changed % FileStamp.second == 0
    let tick = isCoarse ? 2 * FileStamp.second : FileStamp.tick
    return max(modified, changed) < now - tick
  }

  static let second: Int64 = 1_000_000_000
  /// Longer than any tick of the kernel's clock.
  private static let tick: Int64 = 20_000_000

  /// The time by the clock that the kernel stamps files with, in nanoseconds since 1970.
  package static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME_COARSE, &time)
    return nanoseconds(time)
  }

  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) &* second &+ Int64(time.tv_nsec)
  }
}

extension FileStamp {
  /// What is known of a folder of which nothing is.
  package static let unknown = FileStamp(
    device: 0, inode: 0, size: 0, modified: .min, changed: .min)
}

extension FileStamp {
  /// The time that stands for one that is not known.
  public static let unknownTime = Int64.min
}
