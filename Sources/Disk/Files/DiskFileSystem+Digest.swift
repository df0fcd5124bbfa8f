import Glibc
import Values

extension DiskFileSystem {
  /// The greatest size of a file that is digested, 64 GiB, which takes the better part of a minute.
  ///
  /// No site serves a larger one; a sparse file of a terabyte would be read for many minutes.
  static let largestFile = 64 << 30

  /// The digest and size of a regular file, of one state of it.
  ///
  /// What the system tells of the file before and after must be the same (size, times of change,
  /// inode), else it is opened and read again, three times more at most.
  ///
  /// - Parameter isCancelled: asked before each block of 128 KiB; true ends the reading with
  ///   ``FileError/Reason/cancelled``.
  /// - Throws: ``FileError/Reason/pointer`` where Git LFS has not brought the file,
  ///   ``FileError/Reason/unsteady`` where the file changed each time,
  ///   ``FileError/Reason/tooLarge(limit:)`` where it has more than 64 GiB.
  public func digest(
    of path: BytePath, isCancelled: @Sendable () -> Bool
  ) throws(FileError) -> FileDigest {
    let scratch = scratch.take()
    defer { self.scratch.giveBack(scratch) }
    for _ in 0...Self.retries {
      let start = FileStamp.now
      let file = try openFile(path)
      let before = try regularStatus(of: file)
      guard before.st_size <= Self.largestFile else {
        throw FileError(path, .tooLarge(limit: Self.largestFile))
      }
      scratch.digester.reset()
      var size: UInt64 = 0
      // More bytes than the file had mean that it grows; one that grows as fast as it is read would
      // never end.
      repeat {
        guard !isCancelled() else { throw FileError(path, .cancelled) }
        let count = try file.read(into: scratch.buffer)
        if count == 0 { break }
        scratch.digester.update(UnsafeRawBufferPointer(rebasing: scratch.buffer[..<count]))
        size += UInt64(count)
        // Whether it has grown meanwhile the state tells that is asked for behind.
      } while size < before.st_size
      if LFSPointer.stands(
        in: UnsafeRawBufferPointer(rebasing: scratch.buffer[..<min(Int(size), LFSPointer.limit)]))
      {
        throw FileError(path, .pointer)
      }
      if size <= before.st_size, before.isSameState(as: try file.status()) {
        let digest = scratch.digester.finish()
        var result = FileDigest(digest: digest, size: size)
        let stamp = FileStamp(before)
        (result.stamp, result.isAtRest) = (stamp, stamp.isAtRest(at: start))
        return result
      }
    }
    throw FileError(path, .unsteady)
  }
}

extension stat {
  /// Whether nothing tells that the file was written, or another put in its place, in between.
  func isSameState(as other: stat) -> Bool {
    st_dev == other.st_dev && st_ino == other.st_ino && st_size == other.st_size
      && st_mtim.tv_sec == other.st_mtim.tv_sec && st_mtim.tv_nsec == other.st_mtim.tv_nsec
      && st_ctim.tv_sec == other.st_ctim.tv_sec && st_ctim.tv_nsec == other.st_ctim.tv_nsec
  }
}
