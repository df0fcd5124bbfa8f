import Glibc
import TestSupport
import Testing
import Values

@testable import Disk

private let old = Array("old".utf8)
private let new = Array("new".utf8)

@Suite struct DiskFileSystemReplaceTests {
  let disk = DiskFileSystem()

  private func status(_ path: BytePath) throws -> stat {
    var status = stat()
    guard lstat(path.terminated, &status) == 0 else { throw TestFileError("lstat", path) }
    return status
  }

  @Test func makesAFile() throws {
    let folder = try TemporaryFolder()
    try disk.replace(folder.appending("v.json"), with: new, expecting: nil)
    #expect(folder.contents(of: "v.json") == new)
    #expect(folder.names() == ["v.json"])
    // As any program's new file: what touch makes beside it has the same mode.
    let touched = try Shell.run("touch \(VisibleText.of(folder.appending("t")))")
    #expect(touched.status == 0)
    #expect(
      try status(folder.appending("v.json")).st_mode == status(folder.appending("t")).st_mode)
  }

  @Test func replacesAFile() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(old, to: "v.json")
    let large = [UInt8](repeating: 0x20, count: 3_000_000)
    try disk.replace(path, with: large, expecting: old)
    #expect(folder.contents(of: "v.json") == large)
    try disk.replace(path, with: [], expecting: large)
    #expect(folder.contents(of: "v.json") == [])
    try disk.replace(path, with: new, expecting: [])
    #expect(folder.contents(of: "v.json") == new)
    #expect(folder.names() == ["v.json"])
  }

  @Test func replacesAFileOfAnyName() throws {
    let folder = try TemporaryFolder()
    for name in [
      BytePath(bytes: [0x61, 0xFF, 0x0A]), BytePath(String(repeating: "n", count: 255)),
    ] {
      let path = try folder.write(old, to: name)
      try disk.replace(path, with: new, expecting: old)
      #expect(folder.contents(of: name) == new)
    }
    #expect(folder.names().count == 2)
  }

  @Test(
    arguments: [
      ("old2", .changed), ("ol", .changed), ("olD", .changed), ("", .changed), (nil, .exists),
    ] as [(String?, FileError.Reason)])
  func leavesWhatIsNotExpected(expected: String?, reason expectedReason: FileError.Reason) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(old, to: "v.json")
    let before = try status(path)
    #expect(
      try reason {
        try disk.replace(path, with: new, expecting: expected.map { Array($0.utf8) })
      } == expectedReason)
    #expect(folder.contents(of: "v.json") == old)
    #expect(try status(path).isSameState(as: before))
    #expect(folder.names() == ["v.json"])
  }

  @Test func leavesAFileThatIsGone() throws {
    let folder = try TemporaryFolder()
    let path = folder.appending("v.json")
    #expect(try reason { try disk.replace(path, with: new, expecting: old) } == .changed)
    #expect(try reason { try disk.replace(path, with: new, expecting: []) } == .changed)
    #expect(folder.names() == [])
  }

  @Test(
    arguments: [
      ("folder", .notFile(.folder)), ("fifo", .notFile(.fifo)), ("socket", .notFile(.socket)),
      ("to-device", .notFile(.device)), ("to-folder", .notFile(.folder)),
      ("to-nothing", .notFound), ("to-itself", .linkLoop), ("folder/", .notFile(.folder)),
      ("gone/v.json", .notFound), ("file/v.json", .notFolder),
    ] as [(BytePath, FileError.Reason)])
  func replacesFilesOnly(name: BytePath, reason expected: FileError.Reason) throws {
    let folder = try folderOfAllKinds()
    let names = folder.names()
    for contents in [nil, [], old] {
      let path = folder.appending(name)
      #expect(try reason { try disk.replace(path, with: new, expecting: contents) } == expected)
    }
    #expect(folder.names() == names)
    #expect(folder.names(in: "folder") == [])
  }

  @Test func replacesWhatALinkLeadsTo() throws {
    let folder = try TemporaryFolder()
    try folder.write(old, to: "shared/real.json")
    try folder.makeLink("project/middle", to: "../shared/real.json")
    try folder.makeLink("project/v.json", to: "middle")
    try folder.makeLink("way", to: "project")
    try disk.replace(folder.appending("way/v.json"), with: new, expecting: old)
    #expect(folder.contents(of: "shared/real.json") == new)
    #expect(try status(folder.appending("project/v.json")).st_mode & S_IFMT == S_IFLNK)
    #expect(try status(folder.appending("project/middle")).st_mode & S_IFMT == S_IFLNK)
    #expect(folder.names(in: "shared") == ["real.json"])
    #expect(folder.names(in: "project") == ["middle", "v.json"])
  }

  @Test(arguments: [0o640, 0o444, 0o600, 0o666, 0o4751, 0o6770, 0o1644] as [mode_t])
  func keepsOwnerAndMode(mode: mode_t) throws {
    // Root may write what its mode forbids; anybody else may not, and keeps to what he may.
    let isRoot = geteuid() == 0
    let mode = isRoot ? mode : mode | 0o200
    let folder = try TemporaryFolder()
    let path = try folder.write(old, to: "v.json")
    if isRoot { chown(path.terminated, 1234, 5678) }
    chmod(path.terminated, mode)
    try disk.replace(path, with: new, expecting: old)
    let after = try status(path)
    #expect(after.st_mode == S_IFREG | mode)
    #expect(after.st_uid == (isRoot ? 1234 : geteuid()))
    #expect(after.st_gid == (isRoot ? 5678 : getegid()))
    #expect(folder.contents(of: "v.json") == new)
  }

  @Test("files with names like those of temporary ones stay, and links are not followed")
  func isNotHinderedByWhatADeadProcessLeft() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(old, to: "v.json")
    let others: [BytePath] = [".v.json.1.tmp", BytePath(".v.json.\(getpid()).tmp")].sorted()
    for name in others { try folder.write("ha", to: name) }
    try folder.makeLink(".v.json.2.tmp", to: "precious")
    try folder.write("precious", to: "precious")
    try disk.replace(path, with: new, expecting: old)
    #expect(folder.contents(of: "v.json") == new)
    #expect(
      folder.names() == (others + [".v.json.2.tmp"]).sorted() + ["precious", "v.json"])
    for name in others { #expect(folder.contents(of: name) == Array("ha".utf8)) }
    // Nor is one under the very name that is asked for.
    for name in others + [".v.json.2.tmp"] {
      #expect(
        try reason { try disk.replace(path, with: old, expecting: new, through: name) } == .exists)
    }
    #expect(folder.contents(of: "precious") == Array("precious".utf8))
    #expect(folder.contents(of: "v.json") == new)
  }

  @Test func waitsForNobody() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(old, to: "v.json")
    let other = open(folder.path.terminated, O_RDONLY | O_CLOEXEC)
    #expect(flock(other, LOCK_EX) == 0)
    #expect(try reason { try disk.replace(path, with: new, expecting: old) } == .locked)
    #expect(folder.contents(of: "v.json") == old)
    // Closing it alone would not do: a program that another test starts just now has it open too.
    flock(other, LOCK_UN)
    close(other)
    try disk.replace(path, with: new, expecting: old)
    #expect(folder.contents(of: "v.json") == new)
    #expect(folder.names() == ["v.json"])
  }

  @Test func isNotLockedByProgramsThatStart() async throws {
    // Until it runs, a program that is being started has what this process has open.
    let folder = try TemporaryFolder()
    let path = try folder.write(old, to: "v.json")
    let disk = disk
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        for _ in 0..<100 { _ = try Shell.run("true") }
      }
      group.addTask {
        for _ in 0..<100 {
          try disk.replace(path, with: new, expecting: old)
          try disk.replace(path, with: old, expecting: new)
        }
      }
      try await group.waitForAll()
    }
  }

  @Test func letsOneOfManyWin() async throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(old, to: "v.json")
    let disk = disk
    let winners = await withTaskGroup(of: Int?.self) { group in
      for number in 0..<32 {
        group.addTask {
          do throws(FileError) {
            try disk.replace(path, with: Array("new \(number)".utf8), expecting: old)
            return number
          } catch {
            #expect(error.reason == .locked || error.reason == .changed)
            return nil
          }
        }
      }
      return await group.reduce(into: [Int]()) { if let number = $1 { $0.append(number) } }
    }
    #expect(winners.count == 1)
    #expect(folder.contents(of: "v.json") == Array("new \(winners.first ?? -1)".utf8))
    #expect(folder.names() == ["v.json"])
  }

  @Test(
    arguments: [
      // mode before, group kept, mode after
      (0o644, true, 0o644), (0o6755, true, 0o755), (0o1660, true, 0o1660),
      (0o664, false, 0o644), (0o660, false, 0o600), (0o676, false, 0o666), (0o606, false, 0o606),
      (0o2675, false, 0o655),
    ] as [(mode_t, Bool, mode_t)])
  func givesNoStrangerMore(mode: mode_t, keepsGroup: Bool, after: mode_t) {
    #expect(Replacement.mode(mode, ofNewOwnerKeepingGroup: keepsGroup) == after)
  }
}

/// What only an ordinary user meets; in a process of its own, since a process has one user.
@Suite struct DiskFileSystemPermissionTests {
  /// Becomes an ordinary user where the tests are run by root.
  static func leaveRoot() {
    guard geteuid() == 0 else { return }
    setgroups(0, nil)
    setgid(65534)
    setuid(65534)
  }

  @Test func leavesWhatTheUserMayNotTouch() async {
    await #expect(processExitsWith: .success) {
      DiskFileSystemPermissionTests.leaveRoot()
      let disk = DiskFileSystem()
      let folder = try TemporaryFolder()
      let path = try folder.write(old, to: "closed/v.json")
      let closed = folder.appending("closed").terminated

      chmod(path.terminated, 0o000)
      #expect(try reason { _ = try disk.read(path, limit: 9) } == .permissionDenied)
      #expect(
        try reason { _ = try disk.digest(of: path, isCancelled: { false }) } == .permissionDenied)

      // The folder would let it be replaced; the file says no.
      chmod(path.terminated, 0o444)
      #expect(try reason { try disk.replace(path, with: new, expecting: old) } == .permissionDenied)

      chmod(path.terminated, 0o644)
      chmod(closed, 0o555)
      #expect(try reason { try disk.replace(path, with: new, expecting: old) } == .permissionDenied)
      #expect(
        try reason { try disk.replace(folder.appending("closed/n"), with: new, expecting: nil) }
          == .permissionDenied)
      #expect(folder.contents(of: "closed/v.json") == old)
      #expect(folder.names(in: "closed") == ["v.json"])

      // Names, but nothing about them.
      chmod(closed, 0o444)
      #expect(
        try reason { _ = try disk.entries(of: folder.appending("closed")) } == .permissionDenied)
      chmod(closed, 0o000)
      #expect(
        try reason { _ = try disk.entries(of: folder.appending("closed")) } == .permissionDenied)
      #expect(try reason { _ = try disk.kind(of: path) } == .permissionDenied)
      chmod(closed, 0o755)
    }
  }

  @Test(.enabled(if: geteuid() == 0, "only root can make another user's file"))
  func takesAFileOverThatMayBeWritten() async {
    await #expect(processExitsWith: .success) {
      let folder = try TemporaryFolder()
      let path = try folder.write(old, to: "v.json")
      chmod(path.terminated, 0o6676)
      chown(folder.path.terminated, 65534, 65534)
      DiskFileSystemPermissionTests.leaveRoot()
      try DiskFileSystem().replace(path, with: new, expecting: old)
      var status = stat()
      #expect(stat(path.terminated, &status) == 0)
      #expect(status.st_mode == S_IFREG | 0o666)
      #expect(status.st_uid == 65534)
      #expect(status.st_gid == 65534)
      #expect(folder.contents(of: "v.json") == new)
    }
  }
}
