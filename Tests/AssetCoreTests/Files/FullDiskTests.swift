import Glibc
import TestSupport
import Testing

@testable import AssetCore

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
