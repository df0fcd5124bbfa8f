import Values

/// Why the file system would not do what was asked.
public struct FileError: Error, Equatable, Sendable {
  /// The path that was asked for.
  public var path: BytePath
  /// What stood in the way.
  public var reason: Reason

  /// Makes an error about a path.
  public init(_ path: BytePath, _ reason: Reason) {
    self.path = path
    self.reason = reason
  }

  /// What can stand in the way.
  public enum Reason: Equatable, Sendable {
    /// There is nothing at the path.
    case notFound
    /// The user may not.
    case permissionDenied
    /// Something other than the regular file that was asked for.
    case notFile(FileKind)
    /// Something other than the folder that was asked for.
    case notFolder
    /// The file has more bytes than the limit given.
    case tooLarge(limit: Int)
    /// The contents are not those that were read before.
    case changed
    /// There is a file where none may be.
    case exists
    /// The file changed each time while it was read.
    case unsteady
    /// Another process is writing there now.
    case locked
    /// No space left on the device, or the quota is used up.
    case full
    /// The file system is mounted read-only.
    case readOnly
    /// Symbolic links that lead to themselves.
    case linkLoop
    /// The path, or a name in it, is longer than the system takes.
    case nameTooLong
    /// It belongs to another user, or others may write it.
    case foreign
    /// Names in its folder can be made and not replaced, as in one that is append-only or sticky.
    case fixedNames
    /// A pointer of Git LFS lies in place of the file.
    case pointer
    /// The work was called off.
    case cancelled
    /// Any other error number (errno) of the system.
    case system(Int32)
  }
}

extension FileError: CustomStringConvertible {
  /// `permission denied: asset-versions.json`.
  public var description: String {
    "\(reason): \(VisibleText.of(path))"
  }
}

extension FileError.Reason: CustomStringConvertible {
  /// The reason in words, without the path.
  public var description: String {
    switch self {
    case .notFound: "no such file"
    case .permissionDenied: "permission denied"
    case .notFile(let kind): "not a regular file but \(kind)"
    case .notFolder: "not a folder"
    case .tooLarge(let limit) where limit > 0 && limit.isMultiple(of: 1 << 30):
      "larger than \(limit >> 30) GiB"
    case .tooLarge(let limit): "larger than \(limit) bytes"
    case .changed: "changed on disk since it was read"
    case .exists: "there is a file already"
    case .unsteady: "changes while it is read"
    case .locked: "another process is writing there"
    case .full: "no space left on the disk"
    case .readOnly: "the file system is read-only"
    case .linkLoop: "symbolic links lead in a circle"
    case .nameTooLong: "the path is too long for the system"
    case .foreign: "it belongs to another user, or others may write it"
    case .fixedNames: "names in its folder cannot be replaced (append-only, immutable or sticky)"
    case .pointer: "a pointer of Git LFS lies there, not the file"
    case .cancelled: "called off"
    case .system(let number): SystemError.words(number)
    }
  }
}

extension FileKind: CustomStringConvertible {
  /// The kind with its article, for a sentence.
  public var description: String {
    switch self {
    case .file: "a regular file"
    case .folder: "a folder"
    case .fifo: "a FIFO"
    case .socket: "a socket"
    case .device: "a device"
    }
  }
}
