import Glibc
import Values

/// The file system of the machine, by system calls on raw bytes.
///
/// A value that many threads may use at once.
public struct DiskFileSystem: FileSystem {
  let scratch = DigestScratchPool()

  /// The number of times that a file is digested anew when it changed while it was read.
  static let retries = 3

  /// Makes a seam to the disk.
  public init() {}

  /// What lies at a path, links followed; nil where there is nothing, or a link to nothing.
  ///
  /// Nothing lies below a file, so a path that leads through one gives nil too.
  public func kind(of path: BytePath) throws(FileError) -> FileKind? {
    let name = try path.terminated(named: path)
    var status = stat()
    guard stat(name, &status) == 0 else {
      if errno == ENOENT || errno == ENOTDIR { return nil }
      throw FileError.last(path)
    }
    return FileKind(mode: status.st_mode)
  }

  /// The state of a regular file that the user may read, links followed.
  public func stamp(of path: BytePath) -> FileStamp? {
    var status = stat()
    guard let name = try? path.terminated(named: path), stat(name, &status) == 0,
      FileKind(mode: status.st_mode) == .file, access(name, R_OK) == 0
    else { return nil }
    return FileStamp(status)
  }

  /// The whole contents of a regular file.
  ///
  /// - Parameter limit: the greatest size in bytes that is read; a larger file is an error, also one
  ///   that grows past it while it is read.
  public func read(_ path: BytePath, limit: Int) throws(FileError) -> [UInt8] {
    let file = try openFile(path)
    let size = try regularStatus(of: file).st_size
    guard size <= limit else { throw FileError(path, .tooLarge(limit: limit)) }
    // The size is a first guess only: a file in /proc says 0, and any file may grow meanwhile. One
    // byte more than expected, so that the end shows without another block.
    var contents: [UInt8] = []
    var block = min(max(Int(size), 0), limit) + 1
    while true {
      let count = try file.append(upTo: block, to: &contents)
      guard contents.count <= limit else { throw FileError(path, .tooLarge(limit: limit)) }
      if count == 0 { return contents }
      block = 65536
    }
  }

  /// Hands out the contents of a regular file in blocks of 128 KiB.
  public func readBlocks(
    of path: BytePath, limit: Int, _ take: (UnsafeRawBufferPointer) -> Bool
  ) throws(FileError) {
    let scratch = scratch.take()
    defer { self.scratch.giveBack(scratch) }
    let file = try openFile(path)
    var rest = limit
    guard try regularStatus(of: file).st_size <= limit else {
      throw FileError(path, .tooLarge(limit: limit))
    }
    while true {
      let count = try file.read(into: scratch.buffer)
      if count == 0 { return }
      guard count <= rest else { throw FileError(path, .tooLarge(limit: limit)) }
      rest -= count
      if !take(UnsafeRawBufferPointer(rebasing: scratch.buffer[..<count])) { return }
    }
  }

  /// The path with every link in it followed.
  public func realPath(of path: BytePath) throws(FileError) -> BytePath {
    let name = try path.terminated(named: path)
    guard let found = realpath(name, nil) else { throw FileError.last(path) }
    defer { free(found) }
    return BytePath(bytes: Array(UnsafeRawBufferPointer(start: found, count: strlen(found))))
  }

  /// Opens a file to be read.
  ///
  /// A socket cannot be opened (ENXIO), so that error asks what the path is.
  func openFile(_ path: BytePath) throws(FileError) -> Descriptor {
    do {
      return try Descriptor(opening: path, O_RDONLY, named: path)
    } catch {
      guard error.reason == .system(ENXIO), let kind = try kind(of: path) else { throw error }
      throw FileError(path, .notFile(kind))
    }
  }

  /// What the system tells of an open file that must be a regular one.
  func regularStatus(of file: borrowing Descriptor) throws(FileError) -> stat {
    let status = try file.status()
    if let kind = FileKind(mode: status.st_mode), kind != .file {
      throw FileError(file.path, .notFile(kind))
    }
    return status
  }
}

extension Descriptor {
  /// Reads the next bytes, at most so many, to the end of an array; gives their number, 0 at the end.
  fileprivate func append(upTo limit: Int, to bytes: inout [UInt8]) throws(FileError) -> Int {
    // An array cannot lend its spare room to a system call: read into a fresh one.
    var failure: FileError?
    let block = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      do throws(FileError) {
        let room = UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(buffer)[..<limit])
        count = try read(into: room)
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    if bytes.isEmpty { bytes = block } else { bytes.append(contentsOf: block) }
    return block.count
  }
}
