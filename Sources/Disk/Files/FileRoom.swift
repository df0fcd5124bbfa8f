import Glibc
import Values

/// Room for the contents of one file after the other, taken from the system once.
///
/// The folder that the last file lay in stays open, so that the way to it is gone once. For one thread at
/// a time.
public final class FileRoom {
  private var folder: BytePath?
  private var descriptor: Descriptor?
  private(set) var buffer = UnsafeMutableRawBufferPointer.allocate(
    byteCount: 1 << 18, alignment: 64)
  /// The state of the file that was read last, where a later change of it is sure to show, and where the
  /// file system tells it.
  package var stamp: FileStamp?

  /// Takes room for a file of 256 KiB.
  public init() {}

  deinit {
    buffer.deallocate()
  }

  /// Opens a file by its name in its folder.
  func open(_ path: BytePath) throws(FileError) -> Descriptor {
    let name = BytePath(bytes: Array(path.name))
    let number = try enterFolder(of: path)
    return try Descriptor(opening: name, in: number, O_RDONLY, named: path)
  }

  /// The state of what a path leads to, asked for by its name in its folder; nil where there is nothing.
  func stamp(of path: BytePath) -> FileStamp? {
    guard let number = try? enterFolder(of: path) else { return nil }
    let name = path.name
    var status = stat()
    let isThere = withUnsafeTemporaryAllocation(of: CChar.self, capacity: name.count + 1) { room in
      UnsafeMutableRawBufferPointer(room).copyBytes(from: name)
      room[name.count] = 0
      return fstatat(number, room.baseAddress.unsafelyUnwrapped, &status, 0) == 0
    }
    return isThere ? FileStamp(status) : nil
  }

  /// Opens the folder that a path lies in, where it is not the one that is open.
  private func enterFolder(of path: BytePath) throws(FileError) -> Int32 {
    let length = path.bytes.count - path.name.count
    if folder.map({ $0.bytes.count != length || !path.bytes.starts(with: $0.bytes) }) ?? true {
      let folder = BytePath(bytes: Array(path.bytes[..<length]))
      descriptor = nil
      self.folder = nil
      descriptor = try Descriptor(opening: folder, O_RDONLY | O_DIRECTORY, named: path)
      self.folder = folder
    }
    guard let number = descriptor?.number else { throw FileError(path, .notFound) }
    return number
  }

  /// Makes room for more bytes; the first so many stay.
  func grow(to count: Int, keeping kept: Int) {
    guard count > buffer.count else { return }
    let larger = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(count, 2 * buffer.count), alignment: 64)
    larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[..<kept]))
    buffer.deallocate()
    buffer = larger
  }

  /// Lends the first so many bytes.
  func lend<Result>(_ count: Int, to body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    let bytes = UnsafeRawBufferPointer(rebasing: buffer[..<count])
    return body(bytes.assumingMemoryBound(to: UInt8.self))
  }
}
