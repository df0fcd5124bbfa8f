import Disk
import TestSupport
import Testing
import Values

@Suite("Contents in room that is used again")
struct FileContentsTests {
  private func contents(
    _ path: BytePath, limit: Int = 1 << 22, _ room: FileRoom
  ) throws(FileError) -> [UInt8] {
    try DiskFileSystem().withContents(of: path, limit: limit, in: room) { Array($0) }
  }

  @Test("one file after the other, of any size, from any folder")
  func files() throws {
    let folder = try TemporaryFolder()
    let disk = DiskFileSystem()
    let room = FileRoom()
    try disk.makeFolder(folder.path.appending("a"))
    for (name, size) in [("a/x", 5), ("y", 0), ("a/z", 1 << 18), ("a/w", 700_000), ("y2", 1)] {
      let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 7) }
      let path = folder.path.appending(name)
      try disk.replace(path, with: bytes, expecting: nil)
      #expect(try contents(path, room) == bytes)
      #expect(try contents(path, room) == disk.read(path, limit: 1 << 22))
    }
  }

  @Test("what cannot be read is told as by a read of its own")
  func errors() throws {
    let folder = try TemporaryFolder()
    let disk = DiskFileSystem()
    let room = FileRoom()
    let file = folder.path.appending("f")
    try disk.replace(file, with: [1, 2, 3], expecting: nil)
    #expect(throws: FileError(file, .tooLarge(limit: 2))) { try contents(file, limit: 2, room) }
    #expect(try contents(file, limit: 3, room) == [1, 2, 3])
    #expect(throws: FileError(folder.path, .notFile(.folder))) { try contents(folder.path, room) }
    let none = folder.path.appending("none/f")
    #expect(throws: FileError(none, .notFound)) { try contents(none, room) }
    #expect(try contents("/proc/self/comm", room).isEmpty == false)
  }
}
