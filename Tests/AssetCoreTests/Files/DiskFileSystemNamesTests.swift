import Disk
import Glibc
import TestSupport
import Testing
import Values

@Suite("Names on disk")
struct DiskFileSystemNamesTests {
  private let disk = DiskFileSystem()

  @Test("a folder is made with those on the way to it, for its owner alone")
  func makesFolders() throws {
    let folder = try TemporaryFolder()
    try disk.makeFolder(folder.appending("a/b/c"))
    try disk.makeFolder(folder.appending("a/b/c"))
    var status = stat()
    #expect(stat(folder.appending("a/b").terminated, &status) == 0)
    #expect(status.st_mode == S_IFDIR | 0o700)
    try folder.write("x", to: "file")
    #expect(throws: FileError(folder.appending("file/d"), .notFolder)) {
      try disk.makeFolder(folder.appending("file/d"))
    }
  }

  @Test("a file is taken away, once or twice; a folder is not")
  func removesFiles() throws {
    let folder = try TemporaryFolder()
    try folder.write("x", to: "a/file")
    try disk.removeFile(folder.appending("a/file"))
    try disk.removeFile(folder.appending("a/file"))
    #expect(try disk.kind(of: folder.appending("a/file")) == nil)
    #expect(throws: FileError.self) { try disk.removeFile(folder.appending("a")) }
    #expect(try disk.kind(of: folder.appending("a")) == .folder)
  }
}
