import Glibc
import Values

extension DiskFileSystem {
  /// Takes a lock without waiting: `flock` on a file that says who has it.
  ///
  /// The file holds the process's number in decimal digits, and the number and birth of the file itself,
  /// which no copy has; it was last changed when the lock was taken. It goes when the lock is given back,
  /// as one that a process left that was killed. A file of the same form that was not made here, such as one
  /// that came with a repository, serves as the lock, and stays as it is. A file system without locks (NFS
  /// may give ENOLCK) lets everybody in; comparing with what is expected is what remains there.
  public func takeLock(_ path: BytePath) throws(FileError) -> LockAttempt {
    let name = try path.terminated(named: path)
    while true {
      let (number, isNew) = try openLock(name, path)
      if flock(number, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK {
        defer { close(number) }
        return .held(LockHolder(lock: number, birth: birth(of: path)))
      }
      // Whoever had it may have removed the file after it was opened here.
      var (opened, named) = (stat(), stat())
      guard fstat(number, &opened) == 0, lstat(name, &named) == 0,
        FileIdentity(opened) == FileIdentity(named)
      else {
        close(number)
        continue
      }
      let birth = birth(of: path)
      let text = isNew ? [] : Self.text(of: number, opened)
      guard let text, LockText.isOne(text) else {
        close(number)
        throw FileError(path, .exists)
      }
      let isOwn =
        isNew || text.isEmpty && Self.isYoung(opened)
        || LockText.birth(in: text).map { $0 == birth } ?? false
      if isOwn { sign(number, birth) }
      return .taken(
        WriteLock(isOwn: isOwn) {
          if isOwn { unlink(name) }
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

  /// Opens a lock's file, and tells whether it was made here; one that another user left may be read-only,
  /// which is enough for a lock.
  private func openLock(
    _ name: [CChar], _ path: BytePath
  ) throws(FileError) -> (number: Int32, isNew: Bool) {
    let flags = O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
    var number: Int32
    var isNew = false
    repeat {
      number = retrying { open(name, O_RDWR | flags) }
      if number < 0 && errno == EACCES {
        number = retrying { open(name, O_RDONLY | flags) }
        if number < 0 { errno = EACCES }
      }
      guard number < 0 && errno == ENOENT else { break }
      number = retrying { open(name, O_RDWR | O_CREAT | O_EXCL | flags, 0o666) }
      isNew = number >= 0
    } while number < 0 && errno == EEXIST
    guard number >= 0 else { throw FileError.last(path) }
    // Where a standard stream is closed its number is free: what is printed would go to the lock.
    guard number <= STDERR_FILENO else { return (number, isNew) }
    defer { close(number) }
    let moved = fcntl(number, F_DUPFD_CLOEXEC, STDERR_FILENO + 1)
    guard moved >= 0 else { throw FileError.last(path) }
    return (moved, isNew)
  }

  /// What an open file holds; nil for one that is larger than a lock's, or has several names.
  private static func text(of number: Int32, _ status: stat) -> [UInt8]? {
    guard status.st_mode & S_IFMT == S_IFREG, status.st_nlink == 1,
      status.st_size <= LockText.longest
    else { return nil }
    return LockText.read(number)
  }

  /// Whether a file was written within a minute: another process may have made it, and was slower to lock
  /// and sign it.
  private static func isYoung(_ status: stat) -> Bool {
    abs(time(nil) - status.st_mtim.tv_sec) < 60
  }

  /// Writes into a lock's file who has it; where that fails the lock is as good, but nameless.
  private func sign(_ number: Int32, _ birth: String?) {
    let text = LockText.text(process: getpid(), birth: birth)
    _ = ftruncate(number, 0)
    _ = text.withUnsafeBytes { pwrite(number, $0.baseAddress, $0.count, 0) }
  }
}

extension LockHolder {
  /// Who has the lock of an open file, as far as the file was made here.
  fileprivate init(lock number: Int32, birth: String?) {
    var status = stat()
    let text = LockText.read(number)
    guard fstat(number, &status) == 0, LockText.birth(in: text).map({ $0 == birth }) ?? false else {
      self.init()
      return
    }
    self.init(process: LockText.process(in: text), since: Int(status.st_mtim.tv_sec))
  }
}
