import Glibc
import Values

/// An open file or folder; closed when it goes.
package struct Descriptor: ~Copyable {
  /// The number that the system knows it by.
  let number: Int32
  /// The path that errors name.
  let path: BytePath

  /// `O_PATH` (open(2)), which Swift's Glibc does not have: the way to what lies in a folder, for which
  /// no right to list the folder is asked.
  package static let justPath: Int32 = 0o10_000_000

  /// Opens a path, or a name in an open folder.
  ///
  /// Always closed in programs that this one starts, never waiting for the other end of a FIFO, never
  /// making a terminal the process's own.
  ///
  /// - Parameters:
  ///   - name: the path, absolute or relative to `folder`.
  ///   - folder: the descriptor of an open folder; the working folder where none is given.
  ///   - flags: how to open (`O_RDONLY`, `O_CREAT`, …).
  ///   - mode: the permissions of a file that is made.
  ///   - path: the path that errors name.
  init(
    opening name: BytePath, in folder: Int32 = AT_FDCWD, _ flags: Int32, mode: mode_t = 0,
    named path: BytePath
  ) throws(FileError) {
    let name = try name.terminated(named: path)
    let flags = flags | O_CLOEXEC | O_NONBLOCK | O_NOCTTY
    let opened = retrying { openat(folder, name, flags, mode) }
    guard opened >= 0 else { throw FileError.last(path) }
    self.number = opened
    self.path = path
  }

  deinit {
    close(number)
  }

  /// What the system tells of the open file.
  func status() throws(FileError) -> stat {
    var status = stat()
    guard fstat(number, &status) == 0 else { throw FileError.last(path) }
    return status
  }

  /// Reads the next bytes into a buffer and gives their number; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
    let count = retrying { Glibc.read(number, buffer.baseAddress, buffer.count) }
    guard count >= 0 else { throw FileError.last(path) }
    return count
  }

  /// Fills a buffer with the bytes from a place on.
  ///
  /// - Throws: ``FileError`` with `EIO` where the file ends before.
  func read(into buffer: UnsafeMutableRawBufferPointer, at place: Int) throws(FileError) {
    var filled = 0
    while filled < buffer.count {
      let count = retrying {
        pread(
          number, buffer.baseAddress?.advanced(by: filled), buffer.count - filled,
          off_t(place + filled))
      }
      guard count >= 0 else { throw FileError.last(path) }
      guard count > 0 else { throw FileError(path, .system(EIO)) }
      filled += count
    }
  }

  /// Writes all the bytes, however few the system takes at a time.
  func write(_ bytes: [UInt8]) throws(FileError) {
    var failure: FileError?
    bytes.withUnsafeBytes { bytes in
      do throws(FileError) { try write(bytes) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  /// Writes bytes that lie elsewhere.
  func write(_ bytes: UnsafeRawBufferPointer) throws(FileError) {
    var written = 0
    while written < bytes.count {
      let count = retrying {
        Glibc.write(number, bytes.baseAddress?.advanced(by: written), bytes.count - written)
      }
      guard count >= 0 else { throw FileError.last(path) }
      written += count
    }
  }
}

/// Makes a system call again as long as a signal interrupts it.
///
/// ``DescriptorShortage`` knows of a call that failed for want of a descriptor.
package func retrying<Result: SignedInteger>(_ call: () -> Result) -> Result {
  while true {
    let result = call()
    if result != -1 { return result }
    if errno != EINTR {
      DescriptorShortage.note(errno)
      return result
    }
  }
}

extension BytePath {
  /// The path as a C string.
  ///
  /// - Throws: ``FileError`` with `EINVAL` for a path with a zero byte, which C would cut there.
  package func terminated(named path: BytePath) throws(FileError) -> [CChar] {
    guard !bytes.contains(0) else { throw FileError(path, .system(EINVAL)) }
    return [CChar](unsafeUninitializedCapacity: bytes.count + 1) { characters, count in
      UnsafeMutableRawBufferPointer(characters).copyBytes(from: bytes)
      characters[bytes.count] = 0
      count = bytes.count + 1
    }
  }
}

extension FileKind {
  /// The kind that a file's mode tells; nil for a symbolic link.
  init?(mode: mode_t) {
    switch mode & S_IFMT {
    case S_IFREG: self = .file
    case S_IFDIR: self = .folder
    case S_IFIFO: self = .fifo
    case S_IFSOCK: self = .socket
    case S_IFCHR, S_IFBLK: self = .device
    default: return nil
    }
  }
}

extension FileIdentity {
  /// The identity that the system tells of a file.
  init(_ status: stat) {
    self.init(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
  }
}
