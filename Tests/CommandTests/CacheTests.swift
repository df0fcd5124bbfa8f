import Disk
import TestSupport
import Testing
import Values

@testable import Site

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
    KernelClock.waitForRest()
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

  /// Records are remembered as those of the files they were of, whatever has become of the files since.
  @Test(arguments: [
    "echo other >static/css/fresh.css", "mv static/css/fresh.css static/css/frosh.css",
    "mv static/css/fresh.css static/css/a.css; echo b >static/js/app.js",
    "mv static/css static/css2", "rm static/css/fresh.css; echo >static/css/z.css",
    "rm -r static/js; echo >static/z.js",
    "mkdir static/css/new; mv static/css/*.css static/css/new",
  ])
  func recordsStayTheirs(change: String) throws {
    // Every asset is recorded as it is, so that tree and records are alike.
    let recorded = try Assetbump.shell(
      "assetbump bump --all --force --token v1; rm static/fonts/gone.woff2", in: shop.folder)
    #expect(recorded.status == 0)
    KernelClock.waitForRest()
    for _ in 0..<2 { _ = try list() }
    _ = try Command.run("bash", ["-c", change], in: shop.folder.path)
    let truth = try Assetbump.run(["list", "--json"], in: shop.folder).output
    #expect(try list() == truth)
    #expect(try list() == truth)
  }

  @Test func changedFileIsRead() throws {
    _ = try list()
    try shop.folder.write("body { color: red }", to: "static/css/fresh.css")
    let digest = Digest.of(Array("body { color: red }".utf8)).hex
    #expect(try list().contains(digest))
  }
}
