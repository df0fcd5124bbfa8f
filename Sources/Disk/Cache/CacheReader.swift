import Glibc
import Values

/// Reads a file of arrays as ``CacheWriter`` writes it, each straight into the memory that it is used in.
///
/// Whatever is wrong with the file (cut off, damaged, of another version or another user) gives nothing
/// from there on.
package final class CacheReader {
  private let file: Descriptor
  private let size: Int
  /// The number of bytes that are yet to be read.
  private var rest: Int

  /// The greatest size in bytes of a file that is read, some twenty million assets: what a hole in a
  /// file claims to hold is not asked of the memory.
  private static let largest = 4 << 30

  /// Opens a file and reads its start.
  package init?(_ path: BytePath) {
    guard let file = try? Descriptor(opening: path, O_RDONLY | O_NOFOLLOW, named: path),
      let status = try? file.status(), status.st_mode & S_IFMT == S_IFREG,
      status.st_size <= CacheReader.largest
    else { return nil }
    self.file = file
    size = Int(status.st_size)
    rest = size
    guard let start = array(of: UInt64.self), start == CacheWriter.start else { return nil }
  }

  /// The next array; nil where what follows is none, or one of other elements.
  package func array<Element: BitwiseCopyable>(of type: Element.Type) -> [Element]? {
    guard let head = head(of: MemoryLayout<Element>.stride) else { return nil }
    let count = head.count
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

  /// Goes behind the next array of bytes, and tells where in the file they lie; nil where what follows is
  /// none.
  ///
  /// - Parameter room: where they are looked at.
  package func passArray(in room: FileRoom) -> Range<Int>? {
    guard let head = head(of: 1) else { return nil }
    let place = size - rest
    room.grow(to: head.count, keeping: 0)
    let bytes = UnsafeMutableRawBufferPointer(rebasing: room.buffer[..<head.count])
    guard fill(bytes), CacheWriter.sum(of: UnsafeRawBufferPointer(bytes)) == head.sum else {
      return nil
    }
    return place..<(place + head.count)
  }

  /// Reads bytes of the file once more.
  package func read(_ place: Range<Int>, in room: FileRoom) throws(FileError)
    -> UnsafeRawBufferPointer
  {
    let bytes = UnsafeMutableRawBufferPointer(rebasing: room.buffer[..<place.count])
    try file.read(into: bytes, at: place.lowerBound)
    return UnsafeRawBufferPointer(bytes)
  }

  /// What stands in front of an array whose elements take so many bytes each; nil where the rest of the
  /// file does not hold it.
  private func head(of size: Int) -> (count: Int, sum: UInt64)? {
    var head: (count: UInt64, sum: UInt64) = (0, 0)
    let isHead = withUnsafeMutableBytes(of: &head) { fill($0) }
    guard isHead, head.count <= UInt64(rest / size) else { return nil }
    return (Int(head.count), head.sum)
  }

  /// The next list of bytes.
  package func list() -> ByteList? {
    guard let bytes = array(of: UInt8.self), let ends = array(of: UInt32.self) else { return nil }
    return ByteList(bytes: bytes, ends: ends)
  }

  /// The next text.
  package func text() -> String? {
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
