import Disk
import Formats
import Planning
import Screen
import TestSupport
import Testing
import Values

/// What each command says and does where a write over several files was interrupted.
@Suite("An interrupted write")
struct UnfinishedWriteTests {
  static let unfinished =
    "assetbump: a write of asset-versions.json was interrupted, .asset-versions.json.journal tells of"
    + " it - start assetbump or run assetbump bump to finish it, assetbump undo to take it back\n"

  /// A shop in which two templates and the versions file were being written: the first template is
  /// new, the second and the versions file are not.
  private struct Site {
    let shop: Shop
    let names: [BytePath] = ["templates/a.html", "templates/b.html", "asset-versions.json"]
    let new = Shop.versions([(Shop.site, BumpTests.siteBumped)])

    /// - Parameter last: the operation at which the program died: the seal, the journal and the note of its temporary file, 6 operations to
    ///   prepare, 2 folders, the seal, then the first file is put in place.
    init(dyingAt last: Int = 25) throws {
      shop = try Shop()
      for name in names.dropLast() { try shop.folder.write("old\n", to: name) }
      let edits = names.map { name in
        let isVersions = name == "asset-versions.json"
        return FileEdit(
          path: shop.folder.appending(name), name: name,
          before: Array((isVersions ? Shop.versions : "old\n").utf8),
          after: Array((isVersions ? new : "new\n").utf8))
      }
      let place = WritePlace(
        versions: edits[2].path, name: edits[2].name, state: Assetbump.state.path)
      let disk = DyingFileSystem(DiskFileSystem(), dyingAt: last)
      try? Transaction(edits, at: place).carryOut(on: disk)
    }

    var texts: [String?] {
      names.map { name in
        shop.folder.contents(of: name).map { String(decoding: $0, as: UTF8.self) }
      }
    }

    var isClean: Bool {
      shop.folder.names().allSatisfy { !$0.bytes.starts(with: [0x2E]) }
        && shop.folder.names(in: "templates") == ["a.html", "b.html"]
    }
  }

  @Test("commands that only read report it, change nothing, and exit with 2")
  func reading() throws {
    for last in [13, 25] {
      let site = try Site(dyingAt: last)
      let (texts, names) = (site.texts, site.shop.folder.names(in: "templates"))
      for command in [
        ["list"], ["list", "--json"], ["check"], ["check", "--json"], ["preview"],
        ["references"], ["init"],
        ["bump", "--all", "--dry-run"], ["undo", "--dry-run"],
      ] {
        expect(try Assetbump.run(command, in: site.shop.folder), "", Self.unfinished, 2)
      }
      #expect(site.texts == texts)
      #expect(site.shop.folder.names(in: "templates") == names)
    }
  }

  @Test("bump finishes it, says so, and goes on")
  func bump() throws {
    let site = try Site()
    #expect(site.texts == ["new\n", "old\n", Shop.versions])
    expect(
      try site.shop.run("bump", "static/css/site.css"), "",
      """
      finished an interrupted write: asset-versions.json and 2 other files
      static:css/site.css is fresh, it keeps its token (--force bumps it all the same)
      nothing to write

      """, 0)
    #expect(site.texts == ["new\n", "new\n", site.new])
    #expect(site.isClean)
  }

  @Test("bump takes back what was only being prepared")
  func preparing() throws {
    let site = try Site(dyingAt: 14)
    expect(
      try site.shop.run("bump", "static/css/fresh.css"), "",
      """
      took back an interrupted write: asset-versions.json and 2 other files
      static:css/fresh.css is fresh, it keeps its token (--force bumps it all the same)
      nothing to write

      """, 0)
    #expect(site.texts == ["old\n", "old\n", Shop.versions])
    #expect(site.isClean)
  }

  @Test("undo takes it back, and no more than that")
  func undo() throws {
    let site = try Site()
    expect(
      try site.shop.run("undo"), "",
      "took back an interrupted write: asset-versions.json and 2 other files\n", 0)
    #expect(site.texts == ["old\n", "old\n", Shop.versions])
    #expect(site.isClean)
  }

  @Test("a file edited since is named and left; undo takes back the rest")
  func edited() throws {
    let site = try Site()
    try site.shop.folder.write("mine\n", to: "templates/b.html")
    for _ in 0..<2 {
      expect(
        try site.shop.run("bump", "--all"), "",
        "assetbump: an interrupted write cannot be finished: templates/b.html changed since - put"
          + " back what was there, or run assetbump undo: it takes back the rest and leaves that file"
          + " as found\n", 2)
      #expect(site.texts == ["new\n", "mine\n", Shop.versions])
    }
    expect(
      try site.shop.run("undo"), "",
      "took back an interrupted write: asset-versions.json and 2 other files; templates/b.html"
        + " changed since and is left as found\n", 0)
    #expect(site.texts == ["old\n", "mine\n", Shop.versions])
    #expect(site.isClean)
  }

  @Test(
    "the terminal UI asks, changes nothing unasked, and says what it did",
    arguments: [("f", "finished", true), ("t", "took back", false), ("q", "", false)])
  func interactive(key: String, done: String, isNew: Bool) throws {
    let site = try Site()
    let before = (site.texts, site.shop.folder.names(in: "templates"))
    var variables = Assetbump.environment.compactMapValues { $0 }
    variables["TERM"] = "xterm-256color"
    let terminal = try PseudoTerminal(
      try Tool.path(), environment: variables, directory: VisibleText.of(site.shop.folder.path),
      size: Size(columns: 100, rows: 24))
    try terminal.wait(for: " f finish it  t take it back  q quit")
    // Coming back to the window reads nothing either.
    terminal.send("\u{1B}[I")
    terminal.send("y")
    #expect(site.texts == before.0)
    #expect(site.shop.folder.names(in: "templates") == before.1)
    terminal.send(key)
    if key == "q" {
      #expect(try terminal.waitForExit() == .code(2))
      #expect(site.texts == before.0)
      #expect(site.shop.folder.names(in: "templates") == before.1)
      return
    }
    try terminal.wait(for: "\(done) an interrupted write: asset-versions.json and 2 other files")
    terminal.send("q")
    #expect(try terminal.waitForExit() == .code(0))
    #expect(
      site.texts == (isNew ? ["new\n", "new\n", site.new] : ["old\n", "old\n", Shop.versions]))
    #expect(site.isClean)
  }
}
