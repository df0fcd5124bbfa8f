import Glibc

extension DiskFileSystem {
  /// Lends the whole contents of a regular file, read into room that is used again.
  public func withContents<Result>(
    of path: BytePath, limit: Int, in room: FileRoom,
    _ body: (UnsafeBufferPointer<UInt8>) -> Result
  ) throws(FileError) -> Result {
    let file = try openFile(path, in: room)
    let size = Int(try regularStatus(of: file).st_size)
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
