import Disk
import Formats
import Glibc
import Site
import TestSupport
import Testing
import Values

@Suite("Scanner, on a real disk")
struct ScannerTests {
  private func scan(
    _ folder: TemporaryFolder, roots: [StaticRoot] = [StaticRoot()], ignore: [String] = []
  ) throws -> Scan {
    let settings = Settings(ignore: GlobList(ignore), roots: roots)
    let project = Project(folder: folder.path, settings: settings, source: .conventions)
    return try Scanner(project: project, fileSystem: DiskFileSystem()).scan()
  }

  private func names(_ scan: Scan) -> [String] {
    scan.assets.map { VisibleText.of($0.id.path) }
  }

  private func problems(_ scan: Scan) -> [String] {
    scan.problems.map { "\(VisibleText.of($0.id.path)): \($0.reason)" }
  }

  @Test("regular files are assets, in the order of their bytes; dotfiles and ignored ones are not")
  func files() throws {
    let folder = try TemporaryFolder()
    for name in ["css/a.css", "a-b", "a/z", "b.map", ".hidden", "x/.git/c", "vendor/v.js", "B"] {
      try folder.write("x", to: BytePath("static/\(name)"))
    }
    let found = try scan(folder, ignore: ["*.map", "vendor/"])
    #expect(names(found) == ["B", "a-b", "a/z", "css/a.css"])
    #expect(found.assets.map(\.size) == [1, 1, 1, 1])
    #expect(found.problems.isEmpty)
  }

  @Test("what is no servable file becomes a problem, with its reason")
  func problemKinds() throws {
    let folder = try TemporaryFolder()
    try folder.makeFolder("static")
    try folder.write("x", to: BytePath(bytes: Array("static/bad".utf8) + [0xFF]))
    try folder.write("x", to: "static/line\nfeed")
    try folder.makeLink("static/broken", to: "nowhere")
    try folder.makeLink("static/loop", to: "loop")
    #expect(mkfifo(folder.appending("static/fifo").terminated, 0o600) == 0)
    #expect(
      problems(try scan(folder)) == [
        "bad\\xff: the name is not UTF-8, Flask cannot make a URL of it",
        "broken: a symbolic link to nothing",
        "fifo: a FIFO, not a regular file",
        "line\\x0afeed: a line feed in the name, Flask answers its URL with 404",
        "loop: a symbolic link to nothing",
      ])
  }

  @Test("links inside the root are followed, links out of it are reported, loops end")
  func links() throws {
    let folder = try TemporaryFolder()
    try folder.write("x", to: "static/real/a.css")
    try folder.write("x", to: "outside/b.css")
    try folder.makeLink("static/file.css", to: "real/a.css")
    try folder.makeLink("static/folder", to: "real")
    try folder.makeLink("static/out", to: "../outside")
    try folder.makeLink("static/out.css", to: "../outside/b.css")
    try folder.makeLink("static/real/up", to: "..")
    let found = try scan(folder)
    #expect(names(found) == ["file.css", "folder/a.css", "real/a.css"])
    let outside = VisibleText.of(folder.appending("outside"))
    #expect(
      problems(found) == [
        "folder/up: a symbolic link to a folder above it",
        "out: a symbolic link out of the root, to \(outside)",
        "out.css: a symbolic link out of the root, to \(outside)/b.css",
        "real/up: a symbolic link to a folder above it",
      ])
  }

  @Test("folders that all link to each other are listed once each, not once for each order")
  func linkedFolders() throws {
    let folder = try TemporaryFolder()
    for one in 0..<12 {
      try folder.write("x", to: BytePath("static/f\(one)/a.css"))
      for other in 0..<12 where other != one {
        try folder.makeLink(BytePath("static/f\(one)/l\(other)"), to: BytePath("../f\(other)"))
      }
    }
    let found = try scan(folder)
    #expect(found.assets.count == 12 + 12 * 11)
    #expect(
      Set(found.problems.map(\.reason.description)).sorted() == [
        "a link to a folder inside a linked folder, not followed",
        "a symbolic link to a folder above it",
      ])
  }

  @Test("the first folder of a root that has a path wins, and says what it hides")
  func shadowed() throws {
    let folder = try TemporaryFolder()
    try folder.write("1", to: "one/a.css")
    try folder.write("22", to: "two/a.css")
    try folder.write("22", to: "two/b.css")
    let found = try scan(folder, roots: [StaticRoot(folders: ["one", "two"])])
    #expect(names(found) == ["a.css", "b.css"])
    #expect(found.assets.map(\.size) == [1, 2])
    #expect(found.shadowed.map(\.file) == [folder.appending("two/a.css")])
    #expect(found.shadowed.map(\.by) == [folder.appending("one/a.css")])
  }

  @Test("a name is an asset or a problem, as the first folder that has it says")
  func shadowedProblems() throws {
    let folder = try TemporaryFolder()
    try folder.makeLink("one/a.css", to: "nowhere")
    try folder.write("x", to: "one/b.css")
    try folder.write("x", to: "two/a.css")
    try folder.makeLink("two/b.css", to: "nowhere")
    let found = try scan(folder, roots: [StaticRoot(folders: ["one", "two"])])
    #expect(names(found) == ["b.css"])
    #expect(problems(found) == ["a.css: a symbolic link to nothing"])
    let inventory = Inventory(
      scan: found, versions: VersionsFile(),
      settings: Settings(roots: [StaticRoot(folders: ["one", "two"])]))
    #expect(inventory.entries.map(\.status) == [.unreadable, .unhashed])
  }

  @Test("a root that cannot be listed is an error that names the settings")
  func missingRoot() throws {
    let folder = try TemporaryFolder()
    let error = try #require(throws: ScanError.self) { try scan(folder) }
    #expect(
      error.description
        == "static root \"static\": no such folder: static - create it, or name the folder that is served"
        + " in a [[root]] of assetbump.toml (assetbump init writes one): where one is listed there, take"
        + " the # away from its lines")
    try folder.write("x", to: "static")
    let other = try #require(throws: ScanError.self) { try scan(folder) }
    #expect(
      other.description
        == "static root \"static\": not a folder: static - make it readable, or correct its paths"
        + " in assetbump.toml (assetbump init writes one)")
  }

  @Test("a folder that cannot be listed is a problem, and the rest is listed")
  func closedFolder() throws {
    let disk = MemoryFileSystem([
      "/project/static/a.css": "a", "/project/static/closed/b.css": "b",
      "/project/static/z/c.css": "c",
    ])
    disk.fail(.entries, "/project/static/closed", .permissionDenied)
    let project = Project(folder: "/project", settings: Settings(), source: .conventions)
    let found = try Scanner(project: project, fileSystem: disk).scan()
    #expect(names(found) == ["a.css", "z/c.css"])
    #expect(problems(found) == ["closed: permission denied"])
    #expect(found.problems.map(\.isFolder) == [true])
  }

  @Test("a scan that is called off ends")
  func cancelled() throws {
    let folder = try TemporaryFolder()
    try folder.write("x", to: "static/a/b")
    let project = Project(folder: folder.path, settings: Settings(), source: .conventions)
    #expect(throws: ScanError.cancelled) {
      try Scanner(project: project, fileSystem: DiskFileSystem()).scan(isCancelled: { true })
    }
  }

  @Test("digests are those of sha256sum, in the order of the assets, on any number of threads")
  func digests() throws {
    let folder = try TemporaryFolder()
    for number in 0..<50 {
      let text = String(repeating: "\(number)", count: number * 997)
      try folder.write(text, to: BytePath("static/f\(number)"))
    }
    let assets = try scan(folder).assets
    let sums = try Command.run(
      "sha256sum", assets.map { VisibleText.of($0.file) }, in: folder.path
    ).output.split(separator: "\n").map { String($0.prefix(64)) }
    for threads in [1, 2, 7, 100] {
      let results = DigestRun(fileSystem: DiskFileSystem(), threads: threads).digest(assets)
      #expect(try results.map { try $0.get().digest.hex } == sums)
    }
  }
}
