import Disk
import Glibc
import Testing
import Values

@Suite struct FileErrorTests {
  @Test(
    arguments: [
      (.notFound, "no such file: a\\x1b"),
      (.permissionDenied, "permission denied: a\\x1b"),
      (.notFile(.folder), "not a regular file but a folder: a\\x1b"),
      (.notFile(.fifo), "not a regular file but a FIFO: a\\x1b"),
      (.notFile(.socket), "not a regular file but a socket: a\\x1b"),
      (.notFile(.device), "not a regular file but a device: a\\x1b"),
      (.notFolder, "not a folder: a\\x1b"),
      (.tooLarge(limit: 10), "larger than 10 bytes: a\\x1b"),
      (.tooLarge(limit: 64 << 30), "larger than 64 GiB: a\\x1b"),
      (.changed, "changed on disk since it was read: a\\x1b"),
      (.exists, "there is a file already: a\\x1b"),
      (.unsteady, "changes while it is read: a\\x1b"),
      (.locked, "another process is writing there: a\\x1b"),
      (.full, "no space left on the disk: a\\x1b"),
      (.readOnly, "the file system is read-only: a\\x1b"),
      (.linkLoop, "symbolic links lead in a circle: a\\x1b"),
      (.nameTooLong, "the path is too long for the system: a\\x1b"),
      (.cancelled, "called off: a\\x1b"),
      (.system(EIO), "Input/output error: a\\x1b"),
    ] as [(FileError.Reason, String)])
  func says(reason: FileError.Reason, text: String) {
    #expect(FileError("a\u{1B}", reason).description == text)
  }

  @Test(
    arguments: [
      (ENOENT, .notFound), (EACCES, .permissionDenied), (EPERM, .permissionDenied),
      (ENOTDIR, .notFolder), (EISDIR, .notFile(.folder)), (EEXIST, .exists), (ENOSPC, .full),
      (EDQUOT, .full), (EROFS, .readOnly), (ELOOP, .linkLoop), (ENAMETOOLONG, .nameTooLong),
      (EIO, .system(EIO)),
    ] as [(Int32, FileError.Reason)])
  func means(number: Int32, reason: FileError.Reason) {
    #expect(FileError.Reason(errno: number) == reason)
  }
}
