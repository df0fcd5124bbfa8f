import Disk
import Glibc
import Values

/// A file that stands for a right that one process has at a time.
enum FileLock {
  /// Takes the lock; nil where another process has it.
  static func acquire(_ path: BytePath) throws(FileError) -> Int32? {
    let name = path.bytes.map { CChar(bitPattern: $0) } + [0]
    while true {
      let number = open(name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o600)
      guard number >= 0 else { throw FileError(path, FileError.Reason(errno: errno)) }
      // A file system without locks (NFS gives ENOLCK) lets everybody in.
      if flock(number, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK {
        close(number)
        return nil
      }
      // Whoever had it may have removed the file after it was opened here.
      var (opened, named) = (stat(), stat())
      if fstat(number, &opened) == 0, stat(name, &named) == 0, opened.st_ino == named.st_ino,
        opened.st_dev == named.st_dev
      {
        return number
      }
      close(number)
    }
  }

  /// Gives the lock back, and takes its file away.
  static func release(_ number: Int32, _ path: BytePath) {
    unlink(path.bytes.map { CChar(bitPattern: $0) } + [0])
    close(number)
  }
}
