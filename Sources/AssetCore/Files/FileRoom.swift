import Glibc

/// Room for the contents of one file after the other, taken from the system once.
///
/// The folder that the last file lay in stays open, so that the way to it is gone once. For one thread at
/// a time.
public final class FileRoom {
  private var folder: BytePath?
  private var descriptor: Descriptor?
  private(set) var buffer = UnsafeMutableRawBufferPointer.allocate(
    byteCount: 1 << 18, alignment: 64)

  /// Takes room for a file of 256 KiB.
  public init() {}

  deinit {
    buffer.deallocate()
  }

  /// Opens a file by its name in its folder.
  func open(_ path: BytePath) throws(FileError) -> Descriptor {
    let name = BytePath(bytes: Array(path.name))
    let length = path.bytes.count - name.bytes.count
    if folder.map({ $0.bytes.count != length || !path.bytes.starts(with: $0.bytes) }) ?? true {
      let folder = BytePath(bytes: Array(path.bytes[..<length]))
      descriptor = nil
      self.folder = nil
      descriptor = try Descriptor(opening: folder, O_RDONLY | O_DIRECTORY, named: path)
      self.folder = folder
    }
    guard let number = descriptor?.number else { throw FileError(path, .notFound) }
    return try Descriptor(opening: name, in: number, O_RDONLY, named: path)
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
