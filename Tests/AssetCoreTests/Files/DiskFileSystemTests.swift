import Disk
import Glibc
import Synchronization
import TestSupport
import Testing
import Values

/// The reason for which something fails; nil where it does not.
func reason(_ body: () throws -> Void) throws -> FileError.Reason? {
  do {
    try body()
    return nil
  } catch let error as FileError {
    return error.reason
  }
}

/// A folder with one name of each kind.
func folderOfAllKinds() throws -> TemporaryFolder {
  let folder = try TemporaryFolder()
  try folder.write("abc", to: "file")
  try folder.makeFolder("folder")
  try folder.makeLink("to-file", to: "file")
  try folder.makeLink("to-folder", to: "folder")
  try folder.makeLink("to-nothing", to: "gone")
  try folder.makeLink("to-itself", to: "to-itself")
  try folder.makeLink("through-file", to: "file/x")
  try folder.makeLink("to-device", to: "/dev/null")
  guard mkfifo(folder.appending("fifo").terminated, 0o600) == 0,
    mknod(folder.appending("socket").terminated, S_IFSOCK | 0o600, 0) == 0
  else { throw TestFileError("mkfifo or mknod", folder.path) }
  return folder
}

@Suite struct DiskFileSystemTests {
  let disk = DiskFileSystem()

  @Test(
    arguments: [
      ("file", .file), ("folder", .folder), ("fifo", .fifo), ("socket", .socket),
      ("to-file", .file), ("to-folder", .folder), ("to-device", .device), ("to-nothing", nil),
      ("through-file", nil), ("file/x", nil), ("gone", nil), ("gone/x", nil),
    ] as [(BytePath, FileKind?)])
  func kind(name: BytePath, kind: FileKind?) throws {
    let folder = try folderOfAllKinds()
    #expect(try disk.kind(of: folder.appending(name)) == kind)
  }

  @Test(
    arguments: [
      ("file", 3, nil), ("to-file", 3, nil), ("file", 2, .tooLarge(limit: 2)),
      ("folder", 9, .notFile(.folder)), ("fifo", 9, .notFile(.fifo)),
      ("socket", 9, .notFile(.socket)), ("to-device", 9, .notFile(.device)),
      ("to-folder", 9, .notFile(.folder)), ("to-nothing", 9, .notFound),
      ("to-itself", 9, .linkLoop), ("file/x", 9, .notFolder), ("gone", 9, .notFound),
    ] as [(BytePath, Int, FileError.Reason?)])
  func reads(name: BytePath, limit: Int, reason expected: FileError.Reason?) throws {
    let folder = try folderOfAllKinds()
    let path = folder.appending(name)
    var contents = Array("abc".utf8)
    #expect(try reason { contents = try disk.read(path, limit: limit) } == expected)
    #expect(contents == Array("abc".utf8))
    if limit == 9 {
      #expect(try reason { _ = try disk.readStart(of: path, limit: limit) } == expected)
      #expect(try reason { _ = try disk.digest(of: path, isCancelled: { false }) } == expected)
    }
  }

  @Test func readsTheStart() throws {
    let folder = try folderOfAllKinds()
    let cases: [(Int, String)] = [(0, ""), (1, "a"), (2, "ab"), (3, "abc"), (4, "abc")]
    for (limit, text) in cases {
      for name in ["file", "to-file"] as [BytePath] {
        #expect(
          try disk.readStart(of: folder.appending(name), limit: limit) == Array(text.utf8))
      }
    }
  }

  @Test func refusesImpossiblePaths() throws {
    let long = BytePath("/tmp/" + String(repeating: "a", count: 256))
    #expect(try reason { _ = try disk.read(long, limit: 1) } == .nameTooLong)
    #expect(try reason { _ = try disk.read("", limit: 1) } == .notFound)
    // C would take it for /dev.
    let zero = BytePath("/dev\u{0}x")
    #expect(try reason { _ = try disk.kind(of: zero) } == .system(EINVAL))
    #expect(try reason { _ = try disk.read(zero, limit: 1) } == .system(EINVAL))
    #expect(try reason { _ = try disk.readStart(of: zero, limit: 1) } == .system(EINVAL))
    #expect(try reason { _ = try disk.entries(of: zero) } == .system(EINVAL))
    #expect(try reason { _ = try disk.realPath(of: zero) } == .system(EINVAL))
    #expect(
      try reason { try disk.replace(zero, with: [], expecting: nil) } == .system(EINVAL))
    #expect(
      try reason { _ = try disk.digest(of: zero, isCancelled: { false }) } == .system(EINVAL))
  }

  @Test(arguments: [0, 1, 65_535, 65_536, 65_537, 1_000_000])
  func readsTheWholeFile(size: Int) throws {
    let folder = try TemporaryFolder()
    let contents = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    let path = try folder.write(contents, to: "f")
    #expect(try disk.read(path, limit: size) == contents)
    #expect(try disk.read(path, limit: Int.max - 1) == contents)
  }

  @Test func readsAFileThatSaysItIsEmpty() throws {
    let version = try Shell.run("cat /proc/version").output
    #expect(try disk.read("/proc/version", limit: 10_000) == Array(version.utf8))
    #expect(
      try reason { _ = try disk.read("/proc/version", limit: 5) } == .tooLarge(limit: 5))
  }

  @Test func listsAFolder() throws {
    let folder = try folderOfAllKinds()
    let odd = BytePath(bytes: [0x62, 0xFF, 0x0A])
    try folder.write("12345", to: odd)
    try folder.write("", to: "\u{E9}")
    try folder.write("", to: "e\u{301}")
    func status(_ name: BytePath) throws -> stat {
      var status = stat()
      guard stat(folder.appending(name).terminated, &status) == 0 else {
        throw TestFileError("stat", name)
      }
      return status
    }
    func entry(
      _ name: BytePath, _ kind: FileKind?, isLink: Bool = false, size: UInt64 = 0
    ) throws -> FolderEntry {
      guard kind != nil else { return FolderEntry(name: name.bytes, kind: nil, isLink: true) }
      let status = try status(name)
      return FolderEntry(
        name: name.bytes, kind: kind, isLink: isLink, size: size,
        modified: kind == .file ? Int64(status.st_mtim.tv_sec) : nil,
        identity: FileIdentity(device: UInt64(status.st_dev), inode: UInt64(status.st_ino)))
    }
    #expect(
      try disk.entries(of: folder.path) == [
        try entry(odd, .file, size: 5),
        try entry("e\u{301}", .file),
        try entry("fifo", .fifo),
        try entry("file", .file, size: 3),
        try entry("folder", .folder),
        try entry("socket", .socket),
        try entry("through-file", nil),
        try entry("to-device", .device, isLink: true),
        try entry("to-file", .file, isLink: true, size: 3),
        try entry("to-folder", .folder, isLink: true),
        try entry("to-itself", nil),
        try entry("to-nothing", nil),
        try entry("\u{E9}", .file),
      ])
    #expect(try disk.entries(of: folder.appending("to-folder")) == [])
    #expect(try status("to-file").st_ino == status("file").st_ino)
  }

  @Test(
    arguments: [
      ("file", .notFolder), ("fifo", .notFolder), ("to-nothing", .notFound), ("gone", .notFound),
      ("to-itself", .linkLoop),
    ] as [(BytePath, FileError.Reason)])
  func listsNoFolder(name: BytePath, expected: FileError.Reason) throws {
    let folder = try folderOfAllKinds()
    #expect(try reason { _ = try disk.entries(of: folder.appending(name)) } == expected)
  }

  @Test func followsLinks() throws {
    let folder = try folderOfAllKinds()
    try folder.write("", to: "folder/x")
    #expect(
      try disk.realPath(of: folder.appending("to-folder/../to-folder/x"))
        == folder.appending("folder/x"))
    #expect(
      try reason { _ = try disk.realPath(of: folder.appending("to-nothing")) } == .notFound)
    #expect(
      try reason { _ = try disk.realPath(of: folder.appending("to-itself")) } == .linkLoop)
  }
}

@Suite struct DiskFileSystemDigestTests {
  let disk = DiskFileSystem()

  /// A file of two blocks; its digest is asked between them whether to go on.
  private func twoBlocks(in folder: TemporaryFolder) throws -> BytePath {
    try folder.write([UInt8](repeating: 7, count: 200_000), to: "f")
  }

  @Test func readsAgainWhatChangedMeanwhile() throws {
    let folder = try TemporaryFolder()
    let path = try twoBlocks(in: folder)
    let asked = Atomic(0)
    let found = try disk.digest(of: path) {
      // After the first block the file shrinks, once.
      if asked.add(1, ordering: .relaxed).newValue == 2 { truncate(path.terminated, 150_000) }
      return false
    }
    #expect(
      found
        == FileDigest(
          digest: Digest.of([UInt8](repeating: 7, count: 150_000)), size: 150_000))
    // Two blocks and an end that comes too early, then two blocks that are all the file has.
    #expect(asked.load(ordering: .relaxed) == 5)
  }

  @Test func readsAgainWhatWasReplacedMeanwhile() throws {
    let folder = try TemporaryFolder()
    let path = try twoBlocks(in: folder)
    try folder.write([UInt8](repeating: 8, count: 200_000), to: "g")
    let other = folder.appending("g")
    let asked = Atomic(0)
    let found = try disk.digest(of: path) {
      if asked.add(1, ordering: .relaxed).newValue == 2 {
        rename(other.terminated, path.terminated)
      }
      return false
    }
    // The file that was open changed no byte, but a name less leads to it: that counts as a change.
    #expect(found.digest == Digest.of([UInt8](repeating: 8, count: 200_000)))
  }

  @Test func givesUpWhatChangesEachTime() throws {
    let folder = try TemporaryFolder()
    let path = try twoBlocks(in: folder)
    let asked = Atomic(0)
    #expect(
      try reason {
        _ = try disk.digest(of: path) {
          let count = asked.add(1, ordering: .relaxed).newValue
          truncate(path.terminated, off_t(200_000 + count))
          return false
        }
      } == .unsteady)
    // Two blocks, four times: the second brings more bytes than there were.
    #expect(asked.load(ordering: .relaxed) == 8)
  }

  @Test func canBeCalledOff() throws {
    let folder = try TemporaryFolder()
    let path = try twoBlocks(in: folder)
    let asked = Atomic(0)
    #expect(
      try reason {
        _ = try disk.digest(of: path) { asked.add(1, ordering: .relaxed).newValue == 2 }
      } == .cancelled)
    // What was read of it must not get into the next digest.
    #expect(
      try disk.digest(of: path, isCancelled: { false }).digest
        == Digest.of([UInt8](repeating: 7, count: 200_000)))
  }

  @Test func manyAtOnceAgree() async throws {
    let folder = try TemporaryFolder()
    let paths = try (0..<64).map { number in
      try folder.write(
        [UInt8](repeating: UInt8(number), count: number * 4000), to: BytePath("\(number)"))
    }
    let disk = disk
    let found = try await withThrowingTaskGroup(of: (Int, FileDigest).self) { group in
      for (number, path) in paths.enumerated() {
        group.addTask { (number, try disk.digest(of: path, isCancelled: { false })) }
      }
      return try await group.reduce(into: [Int: FileDigest]()) { $0[$1.0] = $1.1 }
    }
    for number in 0..<64 {
      let contents = [UInt8](repeating: UInt8(number), count: number * 4000)
      #expect(
        found[number] == FileDigest(digest: Digest.of(contents), size: UInt64(contents.count)))
    }
  }
}
