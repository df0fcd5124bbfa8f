import Glibc
import Values

extension DiskFileSystem {
  /// Takes a lock without waiting: `flock` on a file that says who has it.
  ///
  /// The file holds the process's number in decimal digits, and was last changed when the lock was
  /// taken. It goes when the lock is given back. A file system without locks (NFS may give ENOLCK)
  /// lets everybody in; comparing with what is expected is what remains there.
  public func takeLock(_ path: BytePath) throws(FileError) -> LockAttempt {
    let name = try path.terminated(named: path)
    while true {
      let number = try openLock(name, path)
      if flock(number, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK {
        defer { close(number) }
        return .held(LockHolder(lock: number))
      }
      // Whoever had it may have removed the file after it was opened here.
      var (opened, named) = (stat(), stat())
      guard fstat(number, &opened) == 0, lstat(name, &named) == 0,
        FileIdentity(opened) == FileIdentity(named)
      else {
        close(number)
        continue
      }
      guard Self.isLock(number, opened) else {
        close(number)
        throw FileError(path, .exists)
      }
      sign(number)
      return .taken(
        WriteLock {
          unlink(name)
          // Closing would not do: a program that another thread starts has it open until it runs.
          flock(number, LOCK_UN)
          close(number)
        })
    }
  }

  /// Whether somebody has a lock.
  public func isLocked(_ path: BytePath) throws(FileError) -> Bool {
    let name = try path.terminated(named: path)
    let number = retrying { open(name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK) }
    guard number >= 0 else {
      if errno == ENOENT { return false }
      throw FileError.last(path)
    }
    defer { close(number) }
    let isHeld = flock(number, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
    flock(number, LOCK_UN)
    return isHeld
  }

  /// Opens a lock's file; one that another user left may be read-only, which is enough for a lock.
  private func openLock(_ name: [CChar], _ path: BytePath) throws(FileError) -> Int32 {
    let flags = O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
    var number = retrying { open(name, O_RDWR | O_CREAT | flags, 0o666) }
    if number < 0 && errno == EACCES {
      number = retrying { open(name, O_RDONLY | flags) }
      if number < 0 { errno = EACCES }
    }
    guard number >= 0 else { throw FileError.last(path) }
    // Where a standard stream is closed its number is free: what is printed would go to the lock.
    guard number <= STDERR_FILENO else { return number }
    defer { close(number) }
    let moved = fcntl(number, F_DUPFD_CLOEXEC, STDERR_FILENO + 1)
    guard moved >= 0 else { throw FileError.last(path) }
    return moved
  }

  /// Whether an open file is one that this program makes for a lock.
  ///
  /// Such a file has one name, and is empty or holds a number. Any other belongs to somebody else, and
  /// is neither written nor taken away.
  private static func isLock(_ number: Int32, _ status: stat) -> Bool {
    guard status.st_mode & S_IFMT == S_IFREG, status.st_nlink == 1, status.st_size <= 20 else {
      return false
    }
    var text = [UInt8](repeating: 0, count: 20)
    let count = text.withUnsafeMutableBytes { pread(number, $0.baseAddress, $0.count, 0) }
    guard count > 0 else { return count == 0 }
    let digits = text.prefix(count).dropLast()
    return text[count - 1] == 0x0A && digits.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// Writes into a lock's file who has it; where that fails the lock is as good, but nameless.
  private func sign(_ number: Int32) {
    let text = Array("\(getpid())\n".utf8)
    _ = ftruncate(number, 0)
    _ = text.withUnsafeBytes { pwrite(number, $0.baseAddress, $0.count, 0) }
  }
}

extension LockHolder {
  /// Who has the lock of an open file.
  fileprivate init(lock number: Int32) {
    var status = stat()
    let isKnown = fstat(number, &status) == 0
    var text = [UInt8](repeating: 0, count: 20)
    let count = text.withUnsafeMutableBytes { pread(number, $0.baseAddress, $0.count, 0) }
    let digits = text.prefix(max(0, count)).prefix { $0 != 0x0A }
    self.init(
      process: Int32(String(decoding: digits, as: UTF8.self)),
      since: isKnown ? Int(status.st_mtim.tv_sec) : nil)
  }
}
