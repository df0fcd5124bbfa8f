import Glibc
import TestSupport
import Testing

@testable import AssetCore

/// What one run remembers for the next.
@Suite struct CacheTests {
  private let shop: Shop
  private var environment: [String: String?] {
    ["XDG_CACHE_HOME": VisibleText.of(shop.folder.appending("cache"))]
  }
  private var name: BytePath {
    BytePath("cache/assetbump/\(ProjectCache.name(of: shop.folder.path)).index")
  }

  init() throws {
    shop = try Shop()
    // Files that were written just now are read each time.
    _ = try Command.run(
      "find", ["static", "docs", "-type", "f", "-exec", "touch", "-d@0", "{}", "+"],
      in: shop.folder.path)
    Self.waitForTheClock()
  }

  /// Waits until what was written is at rest by the kernel's clock.
  static func waitForTheClock() {
    let start = FileStamp.now
    while FileStamp.now - start < 50_000_000 { sched_yield() }
  }

  private func list(_ options: String...) throws -> String {
    try Assetbump.run(
      ["list", "--json"] + options, in: shop.folder, environment: environment
    ).output
  }

  @Test func secondRunTellsTheSame() throws {
    let first = try list()
    #expect(shop.folder.contents(of: name) != nil)
    #expect(try list() == first)
    let remembered = shop.folder.contents(of: name)
    #expect(try list() == first)
    #expect(shop.folder.contents(of: name) == remembered)
    #expect(shop.folder.names(in: "cache/assetbump").count == 1)
  }

  /// An index with the digest of other bytes shows who believes it.
  @Test func noCacheReadsAllTheSame() throws {
    let first = try list()
    let mode = try Command.run("stat", ["-c", "%a", VisibleText.of(shop.folder.appending(name))])
    #expect(mode.output == "600\n")
    let lie = Digest.of(Array("a lie".utf8))
    let cache = ProjectCache(
      project: shop.folder.path, in: shop.folder.appending("cache"))
    let trees = try #require(cache.open()).trees().map { tree in
      var tree = tree
      tree.digests = tree.digests.map { _ in lie }
      return Scan.RootTree(root: 0, folder: 0, tree: tree, hasChanged: true)
    }
    let none = VersionsDocument(path: "", name: "", contents: nil, file: VersionsFile())
    cache.save(trees, VersionsDocument.Read(document: none))
    #expect(try list().contains(lie.hex))
    #expect(try list("--no-cache") == first)
    // It is mended by what was read.
    #expect(try list() == first)
  }

  @Test func damagedFileIsMadeAnew() throws {
    let first = try list()
    let whole = try #require(shop.folder.contents(of: name))
    for contents in [Array(whole.dropLast()), [], Array("junk".utf8)] {
      try shop.folder.write(contents, to: name)
      #expect(try list() == first)
      #expect(shop.folder.contents(of: name)?.count == whole.count)
    }
  }

  @Test func changedFileIsRead() throws {
    _ = try list()
    try shop.folder.write("body { color: red }", to: "static/css/fresh.css")
    let digest = Digest.of(Array("body { color: red }".utf8)).hex
    #expect(try list().contains(digest))
  }

  /// What is found in pages is remembered until a file, a name or a record is another; a list that
  /// holds something else shows who believes it.
  @Test func findingsAreRemembered() throws {
    let page = "<script src=\"/static/none.js\"></script>\n"
    try shop.folder.write(page, to: "templates/p.html")
    let outside = try TemporaryFolder()
    func check(_ options: String...) throws -> String {
      try Assetbump.run(
        ["check"] + options, in: shop.folder,
        environment: ["XDG_CACHE_HOME": VisibleText.of(outside.path)]
      ).output
    }
    Self.waitForTheClock()
    let first = try check()
    let line =
      "templates/p.html:1:14: missing: there is no static/none.js"
      + " - correct the name, or bring the file back\n"
    #expect(first.hasSuffix(line))
    let list = BytePath("assetbump/\(ProjectCache.name(of: shop.folder.path)).findings")
    let cache = FindingsCache(project: shop.folder.path, in: outside.path)
    let lie = FindingCoding.bytes(of: [
      Finding(severity: .note, kind: "lie", message: "believed")
    ])
    func tellLie() throws { cache.save(lie, in: try #require(cache.state)) }
    try tellLie()
    #expect(try check().hasSuffix("lie: believed\n"))
    #expect(try check("--no-cache") == first)
    #expect(try check() == first)
    try tellLie()
    #expect(try check().hasSuffix("lie: believed\n"))
    let remembered = try #require(outside.contents(of: list))
    try shop.folder.write("more", to: "templates/q.html")
    Self.waitForTheClock()
    #expect(try check() == first)
    try tellLie()
    #expect(try check().hasSuffix("lie: believed\n"))
    try shop.folder.write("b {}", to: "static/css/print.css")
    Self.waitForTheClock()
    #expect(try !check().contains("believed"))
    try outside.write(remembered.dropLast(), to: list)
    #expect(try !check().contains("believed"))
    try shop.folder.write("", to: "static/none.js")
    Self.waitForTheClock()
    #expect(try !check().contains(line))
  }
}
