import AssetCore
import Disk
import Formats
import Glibc
import TestSupport
import Testing
import Values

@testable import Site

@Suite("What one run sees and the next one knows, on a real disk")
struct ProjectCacheTests {
  private let folder: TemporaryFolder
  private let project: Project
  private let cache: ProjectCache

  init() throws {
    folder = try TemporaryFolder()
    try folder.makeFolder("project/static")
    project = Project(
      folder: folder.path.appending("project"),
      settings: Settings(ignore: GlobList(["*.map", "build/"])), source: .conventions)
    cache = ProjectCache(project: project.folder, in: folder.path.appending("cache"))
    try folder.write("one", to: "project/static/a.css")
    try folder.write("two", to: "project/static/b/c.css")
  }

  private func run(believing: Bool = true) throws -> Workspace {
    try Workspace(
      of: project, on: DiskFileSystem(), remembering: cache, believing: believing)
  }

  /// Waits until the kernel's clock has moved on so far that whatever was written is at rest.
  private func waitUntilAtRest() throws {
    try folder.write("", to: "mark")
    var status = stat()
    try #require(stat(VisibleText.of(folder.appending("mark")), &status) == 0)
    while !FileStamp(status).isAtRest(at: FileStamp.now) {}
  }

  /// Has the cache say that the first file has a digest that is not its own, so that it shows whether
  /// the file is read.
  private func lie() throws -> Digest {
    try waitUntilAtRest()
    _ = try run()
    let memory = try #require(cache.open())
    var tree = try #require(memory.trees().first)
    let lie = Digest.of(Array("a lie".utf8))
    #expect(tree.known == [1, 1])
    tree.digests[0] = lie
    cache.save(
      [Scan.RootTree(root: 0, folder: 0, tree: tree, hasChanged: true)],
      VersionsDocument.Read(
        document: try VersionsDocument.read(of: project, from: DiskFileSystem())))
    return lie
  }

  private func firstDigest(believing: Bool = true) throws -> Digest? {
    try run(believing: believing).inventory.entries.first?.digest
  }

  @Test("an unchanged file is not read again, unless what is remembered does not count")
  func unchanged() throws {
    let lie = try lie()
    #expect(try firstDigest() == lie)
    #expect(try firstDigest(believing: false) == Digest.of(Array("one".utf8)))
    #expect(try firstDigest() == Digest.of(Array("one".utf8)))
  }

  @Test("a file changed with its size and times put back is read: its ctime tells")
  func timesPutBack() throws {
    _ = try lie()
    let file = VisibleText.of(folder.appending("project/static/a.css"))
    var status = stat()
    try #require(stat(file, &status) == 0)
    try folder.write("ONE", to: "project/static/a.css")
    try #require(utimensat(AT_FDCWD, file, [status.st_mtim, status.st_mtim], 0) == 0)
    #expect(try firstDigest() == Digest.of(Array("ONE".utf8)))
  }

  @Test("what was written just before it was read is read again")
  func racy() throws {
    try folder.write("now", to: "project/static/a.css")
    _ = try run()
    let tree = try #require(cache.open()?.trees().first)
    // Whether the clock has moved on since is not ours to say; a digest is known only if it has.
    for row in 0..<tree.paths.count where tree.known[row] == 1 {
      #expect(tree.stamp(at: row, device: tree.device).isAtRest(at: FileStamp.now))
    }
  }

  @Test("the file lies alone in its folder, and an unchanged run does not write it")
  func place() throws {
    try waitUntilAtRest()
    _ = try run()
    let name = ProjectCache.name(of: project.folder)
    #expect(folder.names(in: "cache/assetbump") == [BytePath("\(name).index")])
    var before = stat()
    var after = stat()
    let path = VisibleText.of(folder.appending(BytePath("cache/assetbump/\(name).index")))
    try #require(stat(path, &before) == 0)
    _ = try run()
    try #require(stat(path, &after) == 0)
    #expect(before.st_ino == after.st_ino)
  }

  @Test("a cache folder that cannot be made or written is no error")
  func noFolder() throws {
    try folder.write("a file", to: "cache")
    #expect(try firstDigest() == Digest.of(Array("one".utf8)))
    #expect(folder.contents(of: "cache") == Array("a file".utf8))
  }

  @Test("a damaged file, or one cut off anywhere, says nothing that is not so")
  func damaged() throws {
    try waitUntilAtRest()
    _ = try run()
    let name = BytePath("cache/assetbump/\(ProjectCache.name(of: project.folder)).index")
    let whole = try #require(folder.contents(of: name))
    let truth = try #require(cache.open()?.trees())
    #expect(truth.count == 1)
    for count in whole.indices {
      try folder.write(Array(whole.prefix(count)), to: name)
      let trees = cache.open()?.trees() ?? []
      #expect(trees.isEmpty || trees == truth)
    }
    for place in whole.indices {
      var other = whole
      other[place] ^= 1 << (place % 8)
      try folder.write(other, to: name)
      let trees = cache.open()?.trees() ?? []
      #expect(trees.isEmpty || trees == truth, "byte \(place)")
    }
  }

  @Test("whatever changes, a run that knows the last one finds what a run that knows nothing finds")
  func anyChange() throws {
    var random = SeededGenerator(seed: 7)
    let names = ["a.css", "b", "c.js", "d", "e.map", ".f", "build"]
    func place() -> BytePath {
      let depth = Int.random(in: 1...3, using: &random)
      return BytePath(
        "project/static/"
          + (0..<depth).map { _ in names[Int.random(in: 0..<names.count, using: &random)] }
          .joined(separator: "/"))
    }
    for step in 0..<120 {
      let (path, other) = (place(), place())
      // Who opens a FIFO to write waits for a reader.
      let file = folder.appending(path)
      if (try? DiskFileSystem().kind(of: file)) == .fifo { unlink(file.terminated) }
      if (try? DiskFileSystem().kind(of: file)) == .fifo { continue }
      // What cannot be done, as a file below a file, is left: the tree is the same for both runs.
      switch Int.random(in: 0..<8, using: &random) {
      case 0...2: _ = try? folder.write("\(step % 10)", to: path)
      case 3: unlink(folder.appending(path).terminated)
      case 4: rename(folder.appending(path).terminated, folder.appending(other).terminated)
      case 5: _ = try? folder.makeLink(path, to: BytePath(names[step % names.count]))
      case 6: _ = try? folder.makeFolder(path)
      default: mkfifo(folder.appending(path).terminated, 0o600)
      }
      if step.isMultiple(of: 2) { try waitUntilAtRest() }
      if step % 12 == 5 { try recordAll() }
      let known = try run()
      let fresh = try Workspace(of: project, on: DiskFileSystem())
      #expect(Array(known.inventory.entries) == Array(fresh.inventory.entries), "step \(step)")
    }
  }

  /// Records every asset as it is now, which is where records share most with what is known of files.
  private func recordAll() throws {
    let inventory = try Workspace(of: project, on: DiskFileSystem()).inventory
    var records: [BytePath: Record] = [:]
    for entry in inventory.entries {
      guard let digest = entry.digest else { continue }
      records[entry.id.path] = Record(
        token: try Token(String(digest.hex.prefix(8))), digest: digest,
        bumped: try #require(CalendarDay(compact: "20261122")))
    }
    let contents = VersionsFile(roots: ["static": records]).canonicalBytes
    try folder.write(contents, to: "project/asset-versions.json")
    try waitUntilAtRest()
  }

  @Test("the records of a versions file are those of the file, in its present state")
  func versions() throws {
    let text = """
      {
        "format": 1,
        "assets": {
          "other": {
            "x": {"token": "own", "strategy": "manual", "sha256": "\(Digest.of([1]).hex)", \
      "bumped": "2026-11-22", "previous": [{"token": "20240601", "sha256": "\(Digest.of([2]).hex)"}]}
          },
          "static": {
            "a.css": {"token": "20240601", "strategy": "date", "sha256": "\(Digest.of([3]).hex)", \
      "bumped": "2024-06-01"},
            "b/c.css": {"token": "v1", "sha256": "\(Digest.of(Array("two".utf8)).hex)", \
      "bumped": "2026-11-22"}
          }
        }
      }

      """
    try folder.write(text, to: "project/asset-versions.json")
    try waitUntilAtRest()
    let read = try run()
    let memory = try #require(cache.open())
    _ = memory.trees()
    let stamp = try #require(DiskFileSystem().stamp(of: project.versionsPath))
    #expect(memory.versions(in: stamp) == read.versions.file)
    let again = try run()
    #expect(again.versions == read.versions)
    #expect(again.versions.contents == Array(text.utf8))
    #expect(again.inventory.entries.map(\.status) == [.stale, .fresh])

    let shorter = text.replacing("\"v1\"", with: "\"v2\"")
    try folder.write(shorter, to: "project/asset-versions.json")
    #expect(try run().versions.contents == Array(shorter.utf8))
  }
}

@Suite("Trees whose checksums are right and whose numbers lead outside")
struct KnownTreeSoundnessTests {
  /// `a.css`, `b/c.css`, `b/d/e.css`, `f.css`.
  private static let tree: KnownTree = {
    var tree = KnownTree(top: "/p/static", rules: [])
    func add(_ path: String) {
      Array(path.utf8).withUnsafeBufferPointer { tree.append($0, FileStamp.unknown, nil) }
    }
    let top = tree.begin("", nil, isAtRest: true)
    add("a.css")
    let b = tree.begin("b", nil, isAtRest: true)
    add("b/c.css")
    let d = tree.begin("b/d", nil, isAtRest: true)
    add("b/d/e.css")
    tree.end(d)
    tree.end(b)
    add("f.css")
    tree.end(top)
    return tree
  }()

  private func renamed(_ row: Int, _ path: String) -> KnownTree {
    var tree = Self.tree
    var paths = ByteList()
    for other in 0..<tree.paths.count {
      paths.append(other == row ? Array(path.utf8)[...] : tree.paths[other])
    }
    tree.paths = paths
    return tree
  }

  @Test("a tree as a walk makes it is sound, also an empty one")
  func sound() {
    #expect(Self.tree.isSound)
    #expect(KnownTree(top: "/p", rules: []).isSound)
  }

  @Test(
    "folders that do not lie in one another are not",
    arguments: [
      (0, \KnownTree.Folder.first, 1), (0, \.end, 3), (0, \.end, 5), (0, \.next, 2),
      (0, \.next, 4), (1, \.first, 0), (1, \.first, 3), (1, \.end, 5), (1, \.next, 1),
      (1, \.next, 4), (2, \.first, 0), (2, \.end, 4), (2, \.end, 1), (2, \.next, 2),
      (2, \.next, 4),
    ] as [(Int, WritableKeyPath<KnownTree.Folder, UInt32> & Sendable, UInt32)])
  func folders(
    index: Int, number: WritableKeyPath<KnownTree.Folder, UInt32> & Sendable, value: UInt32
  ) {
    var tree = Self.tree
    tree.folders[index][keyPath: number] = value
    #expect(!tree.isSound)
  }

  @Test("a file's path is that of a name in its folder, which the room for a name holds")
  func names() {
    let longest = String(repeating: "n", count: 255)
    #expect(renamed(0, longest).isSound)
    #expect(renamed(2, "b/d/" + longest).isSound)
    for (row, path) in [
      (0, longest + "n"), (2, "b/d/n" + longest), (2, "b/x/e.css"), (2, "b/d.e"), (2, "b/d/"),
      (2, "b"), (1, ""), (0, String(repeating: "n", count: 100_000)),
    ] {
      #expect(!renamed(row, path).isSound, "\(path.prefix(10))")
    }
  }

  @Test("the least time that a file can have is rounded down to seconds")
  func times() {
    var tree = Self.tree
    tree.modified = [.min + 1, -1, 999_999_999, .max]
    #expect(tree.times == [-9_223_372_037, -1, 0, 9_223_372_036])
    // It stands for a time that is not known.
    tree.modified[0] = .min
    #expect(tree.times == [FileStamp.unknownTime, -1, 0, 9_223_372_036])
  }
}

@Suite("Files at rest")
struct FileStampTests {
  @Test(
    "a file that was written just before a moment is not at rest then",
    arguments: [
      // Times with a fraction: a tick of the kernel's clock.
      (1_000_000_001, 1_000_000_001, 1_020_000_001, false),
      (1_000_000_001, 1_000_000_001, 1_020_000_002, true),
      (1_000_000_001, 1_500_000_000, 1_510_000_000, false),
      // Whole seconds: the two seconds of FAT.
      (1_000_000_000, 1_000_000_000, 2_999_999_999, false),
      (1_000_000_000, 1_000_000_000, 3_000_000_001, true),
      // A clock that was set back.
      (9_000_000_001, 9_000_000_001, 5_000_000_000, false),
    ])
  func atRest(modified: Int64, changed: Int64, now: Int64, isAtRest: Bool) {
    let stamp = FileStamp(device: 1, inode: 1, size: 1, modified: modified, changed: changed)
    #expect(stamp.isAtRest(at: now) == isAtRest)
  }
}
