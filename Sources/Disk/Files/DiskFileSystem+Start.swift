import Values

extension DiskFileSystem {
  /// The first bytes of a regular file, all where it has no more than the limit.
  public func readStart(of path: BytePath, limit: Int) throws(FileError) -> [UInt8] {
    let file = try openFile(path)
    _ = try regularStatus(of: file)
    var failure: FileError?
    let start = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      do throws(FileError) {
        let room = UnsafeMutableRawBufferPointer(buffer)
        while count < limit {
          let more = try file.read(
            into: UnsafeMutableRawBufferPointer(rebasing: room[count..<limit]))
          if more == 0 { return }
          count += more
        }
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return start
  }
}
