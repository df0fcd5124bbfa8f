import Disk
import Formats
import Glibc
import Planning
import TestSupport
import Testing
import Values

/// A small file system of its own, which root, or the root of a user namespace, may mount.
private struct SmallDisk: ~Copyable {
  let folder: TemporaryFolder

  init() throws {
    let folder = try TemporaryFolder()
    let run = try Shell.run("mount -t tmpfs -o size=64k tmpfs \(VisibleText.of(folder.path)) 2>&1")
    try #require(run == Shell.Run(status: 0, output: ""))
    self.folder = folder
  }

  func remountReadOnly() throws {
    let run = try Shell.run("mount -o remount,bind,ro \(VisibleText.of(folder.path)) 2>&1")
    try #require(run == Shell.Run(status: 0, output: ""))
  }

  deinit {
    _ = try? Shell.run("umount \(VisibleText.of(folder.path))")
  }
}

@Suite struct FullDiskTests {
  private static let old = Array("old".utf8)

  /// Runs the tests named in a user namespace, where an ordinary user may mount; false where this is
  /// root already.
  private func ranAsRoot(_ test: String) throws -> Bool {
    guard geteuid() != 0 else { return false }
    var name = [CChar](repeating: 0, count: Int(PATH_MAX))
    let length = readlink("/proc/self/exe", &name, name.count - 1)
    let program = String(
      decoding: name.prefix(max(0, length)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let run = try Shell.run(
      "unshare -rm '\(program)' --testing-library swift-testing --filter '\(test)' 2>&1")
    #expect(run.status == 0, "\(run.output)")
    return true
  }

  @Test func leavesTheOldFileWhole() throws {
    if try ranAsRoot("FullDiskTests/leavesTheOldFileWhole") { return }
    let small = try SmallDisk()
    let path = try small.folder.write(Self.old, to: "v.json")
    let large = [UInt8](repeating: 0x20, count: 1_000_000)
    let disk = DiskFileSystem()
    #expect(try reason { try disk.replace(path, with: large, expecting: Self.old) } == .full)
    #expect(
      try reason { try disk.replace(small.folder.appending("n"), with: large, expecting: nil) }
        == .full)
    #expect(small.folder.contents(of: "v.json") == Self.old)
    #expect(small.folder.names() == ["v.json"])
    try disk.replace(path, with: [0x20], expecting: Self.old)
    #expect(small.folder.contents(of: "v.json") == [0x20])
  }

  /// Neither where the disk is full, nor where it is read-only, nor where one file, mounted by itself,
  /// cannot be replaced.
  @Test func leavesAllFilesOfATransaction() throws {
    if try ranAsRoot("FullDiskTests/leavesAllFilesOfATransaction") { return }
    let small = try SmallDisk()
    let state = try TemporaryFolder()
    let names: [BytePath] = ["a.html", "b.html", "v.json"]
    let place = WritePlace(
      versions: small.folder.appending("v.json"), name: "v.json", state: state.path)
    for name in names { try small.folder.write(Self.old, to: name) }
    func write(_ size: Int) -> WriteError? {
      let after = [UInt8](repeating: 0x20, count: size)
      let edits = names.map {
        FileEdit(path: small.folder.appending($0), name: $0, before: Self.old, after: after)
      }
      return failure(WriteError.self) { () throws(WriteError) in
        try Transaction(edits, at: place).carryOut(on: DiskFileSystem())
      }
    }
    func expectNothingChanged() {
      #expect(names.map { small.folder.contents(of: $0) } == [Self.old, Self.old, Self.old])
      #expect(small.folder.names() == names)
    }
    // The first file fits, the second does not.
    #expect(write(40_000) == .file("b.html", .full))
    expectNothingChanged()

    let mounted = VisibleText.of(small.folder.appending("b.html"))
    let mount = try Shell.run("mount --bind '\(mounted)' '\(mounted)' 2>&1")
    try #require(mount == Shell.Run(status: 0, output: ""))
    #expect(write(3) == .file("b.html", .system(EBUSY)))
    expectNothingChanged()
    let unmount = try Shell.run("umount '\(mounted)' 2>&1")
    try #require(unmount == Shell.Run(status: 0, output: ""))

    try small.remountReadOnly()
    #expect(write(3) == .file("v.json", .readOnly))
    expectNothingChanged()
  }

  @Test func leavesAReadOnlyDisk() throws {
    if try ranAsRoot("FullDiskTests/leavesAReadOnlyDisk") { return }
    let small = try SmallDisk()
    let path = try small.folder.write(Self.old, to: "v.json")
    try small.remountReadOnly()
    let disk = DiskFileSystem()
    #expect(try reason { try disk.replace(path, with: [], expecting: Self.old) } == .readOnly)
    #expect(
      try reason { try disk.replace(small.folder.appending("n"), with: [], expecting: nil) }
        == .readOnly)
    #expect(small.folder.contents(of: "v.json") == Self.old)
    #expect(small.folder.names() == ["v.json"])
  }
}
