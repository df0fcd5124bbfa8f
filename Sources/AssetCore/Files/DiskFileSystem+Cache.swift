import Glibc

extension DiskFileSystem {
  /// Puts a file that can be made again in place, in one step, for its owner alone.
  ///
  /// Nothing is forced to the disk: after a power cut the old file, the new one, or a damaged one may
  /// be there.
  func putInPlace(_ path: BytePath, _ contents: [UInt8]) throws(FileError) {
    let other = BytePath(bytes: path.bytes + Array(".\(getpid())".utf8))
    do {
      let flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW
      try Descriptor(opening: other, flags, mode: 0o600, named: path).write(contents)
      try move(other, to: path)
    } catch {
      try? removeFile(other)
      throw error
    }
  }
}
