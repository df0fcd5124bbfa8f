import Glibc
import Values

/// The folder that the process works in.
enum WorkingFolder {
  /// The folder's absolute path.
  static func path() throws -> BytePath {
    guard let buffer = getcwd(nil, 0) else { throw CommandError.noWorkingFolder }
    defer { free(buffer) }
    return BytePath(
      bytes: Array(
        UnsafeBufferPointer(start: buffer, count: strlen(buffer))
          .map { UInt8(bitPattern: $0) }))
  }
}

extension WorkingFolder {
  /// Whether a name, as seen from here, leads to a folder.
  static func hasFolder(_ name: String) -> Bool {
    var info = stat()
    return stat(name, &info) == 0 && info.st_mode & S_IFMT == S_IFDIR
  }
}
