import Glibc
import Values

extension FileError.Reason {
  /// The reason that an error number of the system (errno) stands for.
  public init(errno number: Int32) {
    switch number {
    case ENOENT: self = .notFound
    case EACCES, EPERM: self = .permissionDenied
    case ENOTDIR: self = .notFolder
    case EISDIR: self = .notFile(.folder)
    case EEXIST: self = .exists
    case ENOSPC, EDQUOT: self = .full
    case EROFS: self = .readOnly
    case ELOOP: self = .linkLoop
    case ENAMETOOLONG: self = .nameTooLong
    default: self = .system(number)
    }
  }
}

extension FileError {
  /// The error about a path that the system's last call left in errno.
  static func last(_ path: BytePath) -> FileError {
    FileError(path, Reason(errno: errno))
  }
}
