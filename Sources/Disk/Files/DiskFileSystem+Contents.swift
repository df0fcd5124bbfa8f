import Glibc
import Values

extension DiskFileSystem {
  /// The state of what a path leads to, links followed.
  public func stamp(of path: BytePath, in room: FileRoom) -> FileStamp? {
    room.stamp(of: path)
  }

  /// Lends the whole contents of a regular file, read into room that is used again.
  ///
  /// The state is that before the reading: at rest then, it is another one as soon as there are other
  /// bytes, whether they were read or not.
  public func withContents<Result>(
    of path: BytePath, limit: Int, in room: FileRoom,
    _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) throws(FileError) -> Result {
    room.stamp = nil
    let start = FileStamp.now
    let file = try openFile(path, in: room)
    let status = try regularStatus(of: file)
    let size = Int(status.st_size)
    guard size <= limit else { throw FileError(path, .tooLarge(limit: limit)) }
    var count = 0
    while true {
      room.grow(to: max(size, count) + 1, keeping: count)
      let free = UnsafeMutableRawBufferPointer(rebasing: room.buffer[count...])
      let read = try file.read(into: free)
      count += read
      guard count <= limit else { throw FileError(path, .tooLarge(limit: limit)) }
      // What has as many bytes as it should, with room for more, has been read; but a file in /proc says 0.
      if read == 0 || count == size && read < free.count && size > 0 { break }
    }
    let stamp = FileStamp(status)
    if count == size, stamp.isAtRest(at: start) { room.stamp = stamp }
    return room.lend(count, to: body)
  }

  /// Opens a file from its folder, which is left open for the next one; where that cannot be, by its
  /// whole path, which also tells why.
  private func openFile(_ path: BytePath, in room: FileRoom) throws(FileError) -> Descriptor {
    do throws(FileError) {
      return try room.open(path)
    } catch {
      return try openFile(path)
    }
  }
}
