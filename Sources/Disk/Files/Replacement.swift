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

  /// Checks what is there, writes the temporary file, and puts it in place.
  func carryOut() throws(FileError) {
    let old = try checkedStatus()
    let temporary = temporaryName
    let temporaryPath = try temporary.terminated(named: path)
    let file = try makeFile(temporary, isNew: old == nil)
    do throws(FileError) {
      try file.write(contents)
      if let old { try file.takeOver(old) }
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

  /// What the system tells of the file that is there, nil where there is none, its contents compared
  /// with those expected.
  private func checkedStatus() throws(FileError) -> stat? {
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
    return opened
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

  /// `.NAME.PID.tmp`, the name cut where the whole would be longer than a name may be.
  private var temporaryName: BytePath {
    let ending = Array(".\(getpid()).tmp".utf8)
    let room = Int(NAME_MAX) - 1 - ending.count
    return BytePath(bytes: [BytePath.dot] + name.bytes.prefix(room) + ending)
  }

  /// Makes the temporary file, for nobody else to read while it is not yet what it should be; a file
  /// without a predecessor gets what the process's umask allows.
  ///
  /// The folder is locked, so one that is there already was left behind by a process that died, and
  /// whose number this one has now.
  private func makeFile(_ name: BytePath, isNew: Bool) throws(FileError) -> Descriptor {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW
    let mode: mode_t = isNew ? 0o666 : 0o600
    do throws(FileError) {
      return try Descriptor(opening: name, in: folder, flags, mode: mode, named: path)
    } catch {
      guard error.reason == .exists else { throw error }
      let left = try name.terminated(named: path)
      guard unlinkat(folder, left, 0) == 0 else { throw FileError.last(path) }
      return try Descriptor(opening: name, in: folder, flags, mode: mode, named: path)
    }
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
  private func putInPlace(_ temporary: [CChar], instead old: stat?) throws(FileError) {
    let target = try name.terminated(named: path)
    if let old {
      guard let now = try status(), now.isSameState(as: old) else {
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
  /// Gives the file the owner, group and mode of another: owner first, because a change of owner takes
  /// the set-id bits away.
  func takeOver(_ old: stat) throws(FileError) {
    var mode = old.st_mode & 0o7777
    if fchown(number, old.st_uid, old.st_gid) != 0 {
      guard errno == EPERM || errno == EINVAL else { throw FileError.last(path) }
      let keepsGroup = fchown(number, uid_t.max, old.st_gid) == 0
      mode = Replacement.mode(mode, ofNewOwnerKeepingGroup: keepsGroup)
    }
    guard fchmod(number, mode) == 0 else { throw FileError.last(path) }
  }

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
