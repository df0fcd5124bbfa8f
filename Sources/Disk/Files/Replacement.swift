import Glibc
import Values

/// One replacement of a file's contents in a folder that is open and locked.
struct Replacement {
  /// The path that was asked for, which errors name.
  let path: BytePath
  /// The name in the folder.
  let name: BytePath
  /// The descriptor of the folder.
  let folder: Int32
  /// The new contents.
  let contents: [UInt8]
  /// The contents that must be there now; nil where there must be no file.
  let expected: [UInt8]?
  /// The name of the temporary file in the folder.
  let temporary: BytePath

  /// Checks what is there, writes the temporary file, and puts it in place.
  func carryOut() throws(FileError) {
    let old = try checkedAttributes()
    let temporaryPath = try temporary.terminated(named: path)
    let file = try makeFile(temporary, isNew: old == nil)
    do throws(FileError) {
      try file.write(contents)
      try old?.give(to: file)
      let number = file.number
      guard retrying({ fsync(number) }) == 0 else { throw FileError.last(path) }
      try putInPlace(temporaryPath, instead: old)
    } catch {
      unlinkat(folder, temporaryPath, 0)
      throw error
    }
    // The new file is in place; that a power cut might bring the old one back is no reason to say
    // that nothing was written.
    _ = retrying { fsync(folder) }
  }

  /// What the file that is there has besides its contents, which are compared with those expected; nil where
  /// there is none.
  private func checkedAttributes() throws(FileError) -> FileAttributes? {
    let old = try status()
    guard let old else {
      if expected != nil { throw FileError(path, .changed) }
      return nil
    }
    if let kind = FileKind(mode: old.st_mode), kind != .file {
      throw FileError(path, .notFile(kind))
    }
    guard let expected else { throw FileError(path, .exists) }
    // Opened for writing too, although only read: so the system says whether the user may write it.
    let file = try Descriptor(opening: name, in: folder, O_RDWR | O_NOFOLLOW, named: path)
    let opened = try file.status()
    guard opened.isSameState(as: old), opened.st_size == off_t(expected.count),
      try file.contains(expected)
    else { throw FileError(path, .changed) }
    return try FileAttributes(of: file, opened)
  }

  /// What the system tells of the name in the folder, links not followed; nil where there is nothing.
  private func status() throws(FileError) -> stat? {
    let name = try name.terminated(named: path)
    var status = stat()
    guard fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      if errno == ENOENT { return nil }
      throw FileError.last(path)
    }
    return status
  }

  /// `.NAME.NUMBER.tmp` with a number drawn at random, so that no other file has the name; cut where the
  /// whole would be longer than a name may be.
  static func temporaryName(beside name: BytePath) -> BytePath {
    var random = SystemRandomNumberGenerator()
    let number = HexText.of((0..<16).map { _ in UInt8.random(in: 0...255, using: &random) })
    let ending = Array(".\(number).tmp".utf8)
    let room = Int(NAME_MAX) - 1 - ending.count
    return BytePath(bytes: [BytePath.dot] + name.bytes.prefix(room) + ending)
  }

  /// Makes the temporary file, for nobody else to read while it is not yet what it should be; a file
  /// without a predecessor gets what the process's umask allows.
  private func makeFile(_ name: BytePath, isNew: Bool) throws(FileError) -> Descriptor {
    try Descriptor(
      opening: name, in: folder, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW,
      mode: isNew ? 0o666 : 0o600, named: path)
  }

  /// The mode of a file that only its new owner could be given; only root gives files away.
  ///
  /// It goes without the set-id bits, which would now lend out the wrong rights. Where the group could
  /// not be kept either, whatever group the file got may do no more than everybody.
  static func mode(_ mode: mode_t, ofNewOwnerKeepingGroup keepsGroup: Bool) -> mode_t {
    let mode = mode & 0o1777
    return keepsGroup ? mode : (mode & ~0o070) | (mode & 0o070 & ((mode & 0o007) << 3))
  }

  /// Renames the temporary file to the name, provided that nobody touched the name meanwhile.
  private func putInPlace(
    _ temporary: [CChar], instead old: FileAttributes?
  ) throws(FileError) {
    let target = try name.terminated(named: path)
    if let old {
      guard let now = try status(), now.isSameState(as: old.status) else {
        throw FileError(path, .changed)
      }
    } else {
      // A link, unlike a rename, fails where the name has come up meanwhile.
      if linkat(folder, temporary, folder, target, 0) == 0 {
        unlinkat(folder, temporary, 0)
        return
      }
      // File systems without hard links (vfat) say EPERM.
      guard errno == EPERM || errno == EOPNOTSUPP || errno == ENOSYS else {
        throw FileError.last(path)
      }
    }
    guard renameat(folder, temporary, folder, target) == 0 else { throw FileError.last(path) }
  }
}

extension Descriptor {
  /// Whether the rest of the file is just these bytes.
  fileprivate func contains(_ expected: [UInt8]) throws(FileError) -> Bool {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 65536, alignment: 16)
    defer { buffer.deallocate() }
    var compared = 0
    while true {
      let count = try read(into: buffer)
      if count == 0 { return compared == expected.count }
      guard compared + count <= expected.count,
        expected[compared..<(compared + count)].elementsEqual(buffer[..<count])
      else { return false }
      compared += count
    }
  }
}
