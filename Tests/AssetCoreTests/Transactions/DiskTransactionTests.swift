import Disk
import Formats
import Glibc
import TestSupport
import Testing
import Values

@testable import Planning

/// A write over several files on the real disk.
@Suite("A write on disk")
struct DiskTransactionTests {
  private let folder: TemporaryFolder
  private let state: TemporaryFolder
  private let disk = DiskFileSystem()

  init() throws {
    folder = try TemporaryFolder()
    state = try TemporaryFolder()
    for name in DiskTransactionTests.names { try folder.write("old", to: name) }
  }

  private static let names: [BytePath] = ["templates/a.html", "templates/b.html", "versions.json"]

  private var place: WritePlace {
    WritePlace(
      versions: folder.appending("versions.json"), name: "versions.json", state: state.path)
  }

  private func write(
    _ names: [BytePath] = names, dyingAt last: Int = .max
  ) -> WriteError? {
    let edits = names.map {
      FileEdit(
        path: folder.appending($0), name: $0, before: Array("old".utf8), after: Array("new".utf8))
    }
    return failure(WriteError.self) { () throws(WriteError) in
      try Transaction(edits, at: place).carryOut(
        on: DyingFileSystem(disk, dyingAt: last))
    }
  }

  private func texts(_ names: [BytePath] = names) -> [String?] {
    names.map { name in folder.contents(of: name).map { String(decoding: $0, as: UTF8.self) } }
  }

  private func expectNoLitter() {
    #expect(folder.names() == ["templates", "versions.json"])
    #expect(folder.names(in: "templates") == ["a.html", "b.html"])
  }

  private func status(_ name: BytePath) -> stat {
    var status = stat()
    lstat(folder.appending(name).terminated, &status)
    return status
  }

  @Test("mode and owner stay, links too")
  func keepsMode() throws {
    chmod(folder.appending("templates/a.html").terminated, 0o640)
    rename(
      folder.appending("templates/b.html").terminated, folder.appending("real.html").terminated)
    try folder.makeLink("templates/b.html", to: "../real.html")
    #expect(write() == nil)
    #expect(texts() == ["new", "new", "new"])
    #expect(status("templates/a.html").st_mode & 0o7777 == 0o640)
    #expect(status("templates/b.html").st_mode & S_IFMT == S_IFLNK)
    #expect(folder.names() == ["real.html", "templates", "versions.json"])
    #expect(folder.names(in: "templates") == ["a.html", "b.html"])
  }

  @Test("taken back, the very files are there again")
  func keepsFiles() throws {
    let before = Self.names.map { status($0).st_ino }
    // The seal and the journal, 6 operations to prepare, 2 folders, the seal, 2 files in place, 2 folders.
    _ = write(dyingAt: 28)
    #expect(texts() == ["new", "new", "old"])
    let start = try place.start(on: disk, preferring: .undo)
    #expect(start.report == .init(direction: .undo, names: Self.names))
    #expect(Self.names.map { status($0).st_ino } == before)
    #expect(status("templates/a.html").st_nlink == 1)
  }

  @Test("any operation may be the last one on disk, too")
  func anyOperation() throws {
    for last in 1...42 {
      for name in Self.names { try folder.write("old", to: name) }
      _ = write(dyingAt: last)
      do {
        _ = try place.start(on: disk)
        #expect(Set(texts()).count == 1, "\(last)")
      }
      expectNoLitter()
    }
  }

  @Test("a project that was moved in between is another one, and stays as it is")
  func moved() throws {
    _ = write(dyingAt: 28)
    try folder.makeFolder("moved")
    let new = "moved/templates" as BytePath
    for (old, new) in [
      ("templates", new), ("versions.json", "moved/versions.json"),
      (".versions.json.journal", "moved/.versions.json.journal"),
    ] as [(BytePath, BytePath)] {
      rename(folder.appending(old).terminated, folder.appending(new).terminated)
    }
    for name in folder.names() where name != "moved" {
      rename(
        folder.appending(name).terminated,
        folder.appending(BytePath("moved").appending(name)).terminated)
    }
    let place = WritePlace(
      versions: folder.appending("moved/versions.json"), name: "versions.json", state: state.path)
    let names = folder.names(in: "moved")
    #expect(
      failure(RepairError.self) { () throws(RepairError) in _ = try place.start(on: disk) }
        == .foreign(".versions.json.journal"))
    #expect(texts(Self.names.map { BytePath("moved").appending($0) }) == ["new", "new", "old"])
    #expect(folder.names(in: "moved") == names)
  }

  @Test("what the user may not write is not replaced, though the folder would allow it")
  func notPermitted() async {
    await #expect(processExitsWith: .success) {
      DiskFileSystemPermissionTests.leaveRoot()
      let tests = try DiskTransactionTests()
      let template = tests.folder.appending("templates/b.html").terminated
      let templates = tests.folder.appending("templates").terminated
      for (path, closed, open) in [(template, 0o444, 0o644), (templates, 0o555, 0o755)] {
        chmod(path, mode_t(closed))
        let name: BytePath = path == template ? "templates/b.html" : "templates/a.html"
        #expect(tests.write() == .file(name, .permissionDenied))
        #expect(tests.texts() == ["old", "old", "old"])
        chmod(path, mode_t(open))
        tests.expectNoLitter()
      }
      // Where the journal cannot be written nothing can.
      chmod(tests.folder.path.terminated, 0o555)
      #expect(tests.write() == .file("versions.json", .permissionDenied))
      #expect(
        failure(WriteError.self) { () throws(WriteError) in
          _ = try tests.place.takeLock(on: tests.disk)
        } == .file("versions.json", .permissionDenied))
      chmod(tests.folder.path.terminated, 0o755)
      #expect(tests.texts() == ["old", "old", "old"])
      tests.expectNoLitter()
    }
  }

  @Test("a lock is one process's at a time, and says whose")
  func lock() throws {
    let path = place.lock
    #expect(try !disk.isLocked(path))
    guard case .taken(var lock) = try disk.takeLock(path) else {
      Issue.record("nobody has it")
      return
    }
    #expect(try disk.isLocked(path))
    #expect(
      folder.contents(of: ".versions.json.lock")
        == Array("\(getpid()) \(try #require(disk.birth(of: path)))\n".utf8))
    guard case .held(let holder) = try disk.takeLock(path) else {
      Issue.record("it is held")
      return
    }
    #expect(holder.process == getpid())
    #expect(holder.since == Int(status(".versions.json.lock").st_mtim.tv_sec))
    // What a process leaves lying that is killed: it goes with the next lock.
    let left = folder.path.appending("left")
    rename(path.terminated, left.terminated)
    lock = WriteLock {}
    withExtendedLifetime(lock) {}
    rename(left.terminated, path.terminated)
    #expect(try !disk.isLocked(path))
    #expect(try place.start(on: disk).leftLock == nil)
    expectNoLitter()
  }

  @Test(
    "a file that was not made here serves as the lock, and stays",
    arguments: ["", "4711\n", "4711 66.131.1795392000.5\n"])
  func leftLock(text: String) throws {
    try folder.write(text, to: ".versions.json.lock")
    var times = [timespec(tv_sec: 1_795_392_000, tv_nsec: 0), timespec()]
    times[1] = times[0]
    utimensat(AT_FDCWD, place.lock.terminated, times, 0)
    let start = try place.start(on: disk)
    #expect(start.leftLock == place.lock)
    guard case .held(let holder) = try disk.takeLock(place.lock) else {
      Issue.record("it is held")
      return
    }
    #expect(holder == LockHolder())
    withExtendedLifetime(start) {}
    #expect(folder.contents(of: ".versions.json.lock") == Array(text.utf8))
    #expect(status(".versions.json.lock").st_mtim.tv_sec == 1_795_392_000)
  }

  @Test("whoever has the lock is told by number and time")
  func holderWords() {
    let seconds = 1_795_392_000
    var time = time_t(seconds)
    var parts = tm()
    localtime_r(&time, &parts)
    var text = [CChar](repeating: 0, count: 64)
    strftime(&text, text.count, "%Y-%m-%d %H:%M:%S", &parts)
    let clock = String(
      decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    #expect(LockHolder(process: 7, since: seconds).description == "process 7, since \(clock)")
    #expect(LockHolder().description == "an unknown process")
  }
}
