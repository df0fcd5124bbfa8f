import Glibc
import Values

extension DiskFileSystem {
  /// Puts new contents in place of a file's, all or nothing.
  ///
  /// A temporary file beside the target takes the contents, gets the target's owner and mode, is
  /// forced to the disk and renamed over it, so that a reader sees either the old file or the new one
  /// and a failure leaves the old one whole. A symbolic link stays; what it leads to is replaced. A
  /// link to nothing is ``FileError/Reason/notFound``: the file is not made where nobody looked. A
  /// file that the user may not write is not replaced either, though the folder would allow it.
  ///
  /// Other names (hard links) of the file keep the old contents; access control lists and extended
  /// attributes are carried over.
  ///
  /// - Parameters:
  ///   - expected: the contents that must be there now; nil where there must be no file.
  ///   - temporary: the temporary file's name, which nothing may have; nil for one drawn at random.
  /// - Throws: ``FileError/Reason/changed`` where there is something else,
  ///   ``FileError/Reason/exists`` where there should be nothing,
  ///   ``FileError/Reason/locked`` while another process writes in the same folder.
  public func replace(
    _ path: BytePath, with contents: [UInt8], expecting expected: [UInt8]?,
    through temporary: BytePath?
  ) throws(FileError) {
    let target = try linkTarget(of: path)
    let name = BytePath(bytes: Array(target.name))
    guard !name.bytes.isEmpty else { throw FileError(path, .notFile(.folder)) }
    let folder = try Descriptor(opening: target.folder, O_RDONLY | O_DIRECTORY, named: path)
    try lock(folder)
    // Closing would not do: a program that another thread starts has the folder open until it runs.
    defer { flock(folder.number, LOCK_UN) }
    let replacement = Replacement(
      path: path, name: name, folder: folder.number, contents: contents, expected: expected,
      temporary: temporary ?? Replacement.temporaryName(beside: name))
    try replacement.carryOut()
  }

  /// The file that a path means: itself, or what it leads to where it is a symbolic link.
  func linkTarget(of path: BytePath) throws(FileError) -> BytePath {
    let name = try path.terminated(named: path)
    var status = stat()
    guard lstat(name, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { return path }
    return try realPath(of: path)
  }

  /// Keeps other processes, and other threads, from replacing files in a folder until it is closed.
  ///
  /// The folder is locked, not the file, because the file is another one after the rename. Where the
  /// file system has no such locks (NFS gives EBADF or ENOLCK), comparing with what is expected is
  /// what remains.
  private func lock(_ folder: borrowing Descriptor) throws(FileError) {
    let number = folder.number
    let result = retrying { flock(number, LOCK_EX | LOCK_NB) }
    if result != 0 && errno == EWOULDBLOCK { throw FileError(folder.path, .locked) }
  }
}
