import Glibc
import Values

extension DiskFileSystem {
  /// Makes a folder that only its owner may enter, and those on the way to it; what is there stays.
  public func makeFolder(_ path: BytePath) throws(FileError) {
    if try kind(of: path) == .folder { return }
    if path.folder != path { try makeFolder(path.folder) }
    guard mkdir(try path.terminated(named: path), 0o700) == 0 || errno == EEXIST else {
      throw FileError.last(path)
    }
  }

  /// Takes a file's name away; one that is not there is no error.
  public func removeFile(_ path: BytePath) throws(FileError) {
    guard unlink(try path.terminated(named: path)) == 0 || errno == ENOENT else {
      throw FileError.last(path)
    }
  }
}
