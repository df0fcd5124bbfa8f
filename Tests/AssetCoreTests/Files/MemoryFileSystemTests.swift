import Disk
import TestSupport
import Testing
import Values

/// The file system in memory must answer as the disk does.
@Suite struct MemoryFileSystemTests {
  /// The same as ``folderOfAllKinds()``, in `/project`.
  private let memory: MemoryFileSystem = {
    let memory = MemoryFileSystem(["file": "abc"])
    memory.makeFolder("folder")
    memory.makeLink("to-file", to: "file")
    memory.makeLink("to-folder", to: "folder")
    memory.makeLink("to-nothing", to: "gone")
    memory.makeLink("to-itself", to: "to-itself")
    memory.makeLink("through-file", to: "file/x")
    memory.makeLink("to-device", to: "/dev/null")
    memory.make(.device, at: "/dev/null")
    memory.make(.fifo, at: "fifo")
    memory.make(.socket, at: "socket")
    return memory
  }()

  @Test(
    arguments: [
      "file", "folder", "fifo", "socket", "to-file", "to-folder", "to-device", "to-nothing",
      "to-itself", "through-file", "file/x", "gone", "gone/x", "to-folder/../file", "folder/",
    ] as [BytePath])
  func answersAsTheDisk(name: BytePath) throws {
    let folder = try folderOfAllKinds()
    let path = folder.appending(name)
    let disk = DiskFileSystem()
    let old = Array("abc".utf8)
    #expect(outcome { try memory.kind(of: name) } == outcome { try disk.kind(of: path) })
    #expect(
      outcome { try memory.read(name, limit: 2) } == outcome { try disk.read(path, limit: 2) })
    #expect(
      outcome { try memory.read(name, limit: 3) } == outcome { try disk.read(path, limit: 3) })
    #expect(
      outcome { try told(memory.digest(of: name, isCancelled: { false })) }
        == outcome { try told(disk.digest(of: path, isCancelled: { false })) })
    #expect(
      outcome { try memory.entries(of: name).count } == outcome { try disk.entries(of: path).count }
    )
    #expect(
      outcome { try memory.realPath(of: name).relative(to: "/project") }
        == outcome { try disk.realPath(of: path).relative(to: folder.path) })
    for expected in [nil, Array("abd".utf8), old] {
      #expect(
        outcome { try memory.replace(name, with: [1], expecting: expected) }
          == outcome { try disk.replace(path, with: [1], expecting: expected) })
    }
    #expect(memory.contents(of: "file") == folder.contents(of: "file"))
    #expect(memory.contents(of: "gone") == folder.contents(of: "gone"))
  }

  /// What every file system tells of a digest.
  private func told(_ read: FileDigest) -> String {
    "\(read.digest.hex) \(read.size)"
  }

  /// What a call gives or throws, as text.
  private func outcome<Result>(_ call: () throws -> Result) -> String {
    do {
      return "\(try call())"
    } catch let error as FileError {
      return "\(error.reason)"
    } catch {
      return "\(error)"
    }
  }

  @Test func listsAsTheDisk() throws {
    let folder = try folderOfAllKinds()
    func shown(_ entries: [FolderEntry]) -> [String] {
      entries.map {
        "\(VisibleText.of($0.name)) \($0.kind?.description ?? "-") \($0.isLink) \($0.size)"
      }
    }
    #expect(
      shown(try memory.entries(of: ".")) == shown(try DiskFileSystem().entries(of: folder.path)))
    let entries = try memory.entries(of: ".")
    let file = entries.first { $0.name == Array("file".utf8) }
    let link = entries.first { $0.name == Array("to-file".utf8) }
    #expect(file?.identity == link?.identity)
    #expect(Set(entries.filter { !$0.isLink }.map(\.identity)).count == 4)
  }

  @Test func failsAsToldAndWritesDownWhatWasAsked() throws {
    memory.fail(.read, "file", .permissionDenied)
    #expect(try reason { _ = try memory.read("/project/file", limit: 9) } == .permissionDenied)
    #expect(try memory.digest(of: "file", isCancelled: { false }).size == 3)
    memory.fail(.read, "file", nil)
    #expect(try memory.read("file", limit: 9) == Array("abc".utf8))
    #expect(
      memory.log.map(\.description) == [
        "read /project/file", "digest /project/file", "read /project/file",
      ])
    memory.clearLog()
    memory.remove("file")
    #expect(try memory.kind(of: "file") == nil)
    #expect(memory.log == [MemoryFileSystem.Call(.kind, "/project/file")])
  }
}
