import CFiles
import Glibc
import Values

/// What a file has besides its contents, to be given to the file that takes its place: owner, group, mode,
/// access control list (acl(5)) and other extended attributes.
struct FileAttributes {
  /// What the system tells of the file.
  let status: stat
  /// The extended attributes, in the order of their names.
  private let extended: [(name: [CChar], value: [UInt8])]

  /// Reads them from an open file.
  init(of file: borrowing Descriptor, _ status: stat) throws(FileError) {
    self.status = status
    var extended: [(name: [CChar], value: [UInt8])] = []
    for name in try Self.names(of: file) where !Self.isOfContents(name) {
      guard let value = try Self.value(of: name, in: file) else { continue }
      extended.append((name, value))
    }
    self.extended = extended
  }

  /// Gives them to an open file: owner first, for a change of owner takes the set-id bits away.
  ///
  /// Nobody comes to have more rights than with the old file: where its access control list cannot be kept,
  /// the group gets what the list gave it, and a list that the folder gave the new file goes.
  func give(to file: borrowing Descriptor) throws(FileError) {
    let number = file.number
    let new = try file.status()
    var mode = status.st_mode & 0o7777
    var keepsOwner = true
    // What is right already is left: not all file systems can be asked.
    let isOwned = new.st_uid == status.st_uid && new.st_gid == status.st_gid
    if !isOwned, fchown(number, status.st_uid, status.st_gid) != 0 {
      guard errno == EPERM || errno == EINVAL else { throw FileError.last(file.path) }
      let keepsGroup = fchown(number, uid_t.max, status.st_gid) == 0
      mode = Replacement.mode(mode, ofNewOwnerKeepingGroup: keepsGroup)
      keepsOwner = keepsGroup
    }
    let list = extended.first { Self.isList($0.name) }
    // With a list, the mode's bits of the group are the most that anybody but the owner has by it.
    if let list { mode &= ~0o070 | mode_t(Self.groupRights(of: list.value)) << 3 }
    if list == nil { try removeList(of: file) }
    if new.st_mode & 0o7777 != mode || !isOwned, fchmod(number, mode) != 0 {
      throw FileError.last(file.path)
    }
    for (name, value) in extended where keepsOwner || !Self.isList(name) {
      let result = value.withUnsafeBytes {
        cfiles_set_attribute(number, name, $0.baseAddress, $0.count)
      }
      if result == 0 { continue }
      switch errno {
      // What only the system, or only root, may set, and what the file system has none of.
      case EPERM, EACCES, EOPNOTSUPP, EINVAL: if Self.isList(name) { try removeList(of: file) }
      default: throw FileError.last(file.path)
      }
    }
  }

  /// Takes away the list that the folder's default one gave a new file.
  private func removeList(of file: borrowing Descriptor) throws(FileError) {
    if cfiles_remove_attribute(file.number, Self.list) == 0 { return }
    guard errno == ENODATA || errno == EOPNOTSUPP else { throw FileError.last(file.path) }
  }

  private static let list: [CChar] = Array("system.posix_acl_access".utf8CString)

  private static func isList(_ name: [CChar]) -> Bool { name == list }

  /// Whether an attribute speaks of the contents, so that others have none or another of it: rights to run
  /// (capabilities(7)), a signature.
  private static func isOfContents(_ name: [CChar]) -> Bool {
    ["security.capability", "security.ima", "security.evm"].contains {
      name == Array($0.utf8CString)
    }
  }

  /// What a list gives the owning group: the entry ACL_GROUP_OBJ, limited by ACL_MASK.
  ///
  /// Four bytes of version, then eight an entry, little-endian: tag, rights, number
  /// (linux/posix_acl_xattr.h).
  static func groupRights(of list: [UInt8]) -> UInt8 {
    var (group, mask): (UInt8, UInt8) = (0, 7)
    for start in stride(from: 4, through: list.count - 8, by: 8) {
      switch UInt16(list[start]) | UInt16(list[start + 1]) << 8 {
      case 0x04: group = list[start + 2] & 7
      case 0x10: mask = list[start + 2] & 7
      default: break
      }
    }
    return group & mask
  }

  /// The names of the attributes; none where the file system has no such.
  private static func names(of file: borrowing Descriptor) throws(FileError) -> [[CChar]] {
    let number = file.number
    // Attributes that come meanwhile make it longer.
    for _ in 0..<8 {
      let size = cfiles_attributes(number, nil, 0)
      if size == 0 { return [] }
      if size < 0 {
        if errno == EOPNOTSUPP || errno == ENOSYS { return [] }
        throw FileError.last(file.path)
      }
      var names = [CChar](repeating: 0, count: size)
      let count = cfiles_attributes(number, &names, size)
      if count < 0, errno == ERANGE { continue }
      guard count >= 0 else { throw FileError.last(file.path) }
      return names.prefix(count).split(separator: 0).map { Array($0) + [0] }
    }
    throw FileError(file.path, .unsteady)
  }

  /// The value of an attribute; nil where it is gone, or none that the user may read.
  private static func value(
    of name: [CChar], in file: borrowing Descriptor
  ) throws(FileError) -> [UInt8]? {
    let number = file.number
    for _ in 0..<8 {
      let size = cfiles_attribute(number, name, nil, 0)
      guard size >= 0 else { return nil }
      var value = [UInt8](repeating: 0, count: size)
      let count = value.withUnsafeMutableBytes {
        cfiles_attribute(number, name, $0.baseAddress, $0.count)
      }
      if count >= 0 { return Array(value.prefix(count)) }
      guard errno == ERANGE else { return nil }
    }
    throw FileError(file.path, .unsteady)
  }
}
