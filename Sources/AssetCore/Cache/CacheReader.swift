import Glibc

/// Reads a file of arrays as ``CacheWriter`` writes it, each straight into the memory that it is used in.
///
/// Whatever is wrong with the file (cut off, damaged, of another version or another user) gives nothing
/// from there on.
final class CacheReader {
  private let file: Descriptor
  /// The number of bytes that are yet to be read.
  private var rest: Int

  /// The greatest size in bytes of a file that is read, some twenty million assets: what a hole in a
  /// file claims to hold is not asked of the memory.
  private static let largest = 4 << 30

  /// Opens a file and reads its start.
  init?(_ path: BytePath) {
    guard let file = try? Descriptor(opening: path, O_RDONLY | O_NOFOLLOW, named: path),
      let status = try? file.status(), status.st_mode & S_IFMT == S_IFREG,
      status.st_size <= CacheReader.largest
    else { return nil }
    self.file = file
    rest = Int(status.st_size)
    guard let start = array(of: UInt64.self), start == CacheWriter.start else { return nil }
  }

  /// The next array; nil where what follows is none, or one of other elements.
  func array<Element: BitwiseCopyable>(of type: Element.Type) -> [Element]? {
    var head: (count: UInt64, sum: UInt64) = (0, 0)
    let isHead = withUnsafeMutableBytes(of: &head) { fill($0) }
    let size = MemoryLayout<Element>.stride
    guard isHead, head.count <= UInt64(rest / size) else { return nil }
    let count = Int(head.count)
    var isWhole = false
    let array = [Element](unsafeUninitializedCapacity: count) { room, filled in
      isWhole = fill(
        UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: room[..<count])))
      filled = isWhole ? count : 0
    }
    guard isWhole, array.withUnsafeBytes({ CacheWriter.sum(of: $0) }) == head.sum else {
      return nil
    }
    return array
  }

  /// The next list of bytes.
  func list() -> ByteList? {
    guard let bytes = array(of: UInt8.self), let ends = array(of: UInt32.self) else { return nil }
    return ByteList(bytes: bytes, ends: ends)
  }

  /// The next text.
  func text() -> String? {
    array(of: UInt8.self).flatMap { String(validating: $0, as: UTF8.self) }
  }

  private func fill(_ room: UnsafeMutableRawBufferPointer) -> Bool {
    guard room.count <= rest else { return false }
    var filled = 0
    while filled < room.count {
      let part = UnsafeMutableRawBufferPointer(rebasing: room[filled...])
      guard let count = try? file.read(into: part), count > 0 else { return false }
      filled += count
    }
    rest -= filled
    return true
  }
}
