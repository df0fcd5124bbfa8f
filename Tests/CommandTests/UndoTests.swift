import Screen
import TestSupport
import Testing
import Values

/// `assetbump undo`, and what it makes of a write that was interrupted.
@Suite("assetbump undo")
struct UndoTests {
  static let nothing =
    "assetbump: nothing to take back: no write of this project is remembered, or it was taken back"
    + " already\n"

  private func remembering(_ shop: Shop) -> [String: String?] {
    ["XDG_STATE_HOME": VisibleText.of(shop.folder.appending(".state"))]
  }

  private func run(_ shop: Shop, _ arguments: String...) throws -> Command.Result {
    try Assetbump.run(arguments, in: shop.folder, environment: remembering(shop))
  }

  private static let diff = """
    --- a/asset-versions.json
    +++ b/asset-versions.json
    @@ -7,7 +7,7 @@
         "static": {
     \(Shop.fresh)
     \(Shop.site)
    -\(BumpTests.appBumped)
    +\(Shop.app)
     \(Shop.old)
     \(Shop.terms)
         }

    """

  @Test("where there is no project, it is said what undo looked for, and nobody is sent to init")
  func noProject() throws {
    let folder = try TemporaryFolder()
    try folder.write("<p>", to: "site/index.html")
    func said(_ name: String) -> String {
      "assetbump: nothing to take back in \(VisibleText.of(folder.path))\(name): it is no project, and no"
        + " write of assetbump stamp is remembered there, or it was taken back already - name the folder"
        + " that was written: assetbump undo DIR\n"
    }
    expect(try Assetbump.run(["undo"], in: folder), "", said(""), 2)
    expect(try Assetbump.run(["undo", "site"], in: folder), "", said("/site"), 2)
    expect(try Assetbump.run(["undo", "--project", "site"], in: folder), "", said("/site"), 2)
  }

  @Test("takes back a bump, once")
  func takesBack() throws {
    let shop = try Shop()
    expect(try run(shop, "undo"), "", Self.nothing, 2)
    #expect(try run(shop, "bump", "static/js/app.js").status == 0)
    let bumped = shop.versions
    expect(
      try run(shop, "undo", "--dry-run"), Self.diff,
      "nothing written (--dry-run): it takes back asset-versions.json\n", 0)
    #expect(shop.versions == bumped)
    expect(try run(shop, "undo"), Self.diff, "took back asset-versions.json\n", 0)
    #expect(shop.versions == Shop.versions)
    expect(try run(shop, "undo"), "", Self.nothing, 2)
    #expect(shop.folder.names(in: ".state/assetbump/undo") == [])
  }

  @Test("takes back the last write only, and only where nothing has changed since")
  func changed() throws {
    let shop = try Shop()
    #expect(try run(shop, "bump", "static/js/app.js").status == 0)
    let first = shop.versions
    #expect(try run(shop, "bump", "static/css/site.css").status == 0)
    // A bump that writes nothing is no write.
    #expect(try run(shop, "bump", "static/css/site.css").status == 0)
    let second = shop.versions ?? ""
    try shop.folder.write(second + " ", to: "asset-versions.json")
    expect(
      try run(shop, "undo"), "",
      "assetbump: not taken back: asset-versions.json changed on disk since it was written (nothing"
        + " changed) - put it back by hand, or from version control\n", 2)
    #expect(shop.versions == second + " ")
    try shop.folder.write(second, to: "asset-versions.json")
    #expect(try run(shop, "undo").status == 0)
    #expect(shop.versions == first)
    expect(try run(shop, "undo"), "", Self.nothing, 2)
  }

  @Test("a versions file that the write made is for the person to remove")
  func made() throws {
    let folder = try TemporaryFolder()
    try folder.write("a", to: "static/a.css")
    let environment = ["XDG_STATE_HOME": VisibleText.of(folder.appending(".state"))]
    #expect(try Assetbump.run(["bump", "--all"], in: folder, environment: environment).status == 0)
    expect(
      try Assetbump.run(["undo"], in: folder, environment: environment), "",
      "assetbump: nothing to take back to: the write made asset-versions.json, remove it by hand\n",
      2)
    #expect(folder.contents(of: "asset-versions.json") != nil)
  }

  @Test("without a state folder nothing is remembered; one that takes nothing is told")
  func noState() throws {
    let shop = try Shop()
    let none: [String: String?] = ["XDG_STATE_HOME": nil]
    #expect(try shop.run("bump", "static/js/app.js", environment: none).status == 0)
    expect(
      try shop.run("undo", environment: none), "",
      "assetbump: nothing to take back: neither XDG_STATE_HOME nor HOME names a folder, so no write"
        + " is remembered - set one of them\n", 2)
    try shop.folder.write("", to: "file")
    let file = VisibleText.of(shop.folder.appending("file"))
    let result = try shop.run(
      "bump", "static/css/site.css", environment: ["XDG_STATE_HOME": file])
    #expect(
      result.errors == """
        wrote asset-versions.json: 1 token changes, 0 added, 0 removed
        assetbump undo cannot take it back: not a folder: \(file)/assetbump

        """)
    #expect(result.status == 0)
  }

  @Test("takes back what the terminal UI wrote; u there has nothing left to take back then")
  func interactive() throws {
    let shop = try Shop()
    var variables = Assetbump.environment.merging(remembering(shop)) { $1 }.compactMapValues { $0 }
    variables["TERM"] = "xterm-256color"
    let terminal = try PseudoTerminal(
      try Tool.path(), environment: variables, directory: VisibleText.of(shop.folder.path),
      size: Size(columns: 120, rows: 24))
    try terminal.wait { $0.shows("3d48cde4") || $0.lines[22].hasPrefix(" 6 outdated  ") }
    for (key, text) in [
      ("B", " pending"), ("w", " write   1 file"),
      ("y", "wrote 1 file: 4 tokens"),
    ] {
      terminal.send(key)
      try terminal.wait(for: text)
    }
    let undone = try run(shop, "undo")
    #expect(undone.errors == "took back asset-versions.json\n")
    #expect(undone.status == 0)
    #expect(shop.versions == Shop.versions)
    terminal.send("u")
    try terminal.wait(for: " undo   1 file")
    terminal.send("y")
    try terminal.wait(
      for: "not taken back: asset-versions.json changed on disk since it was written")
    terminal.send("\u{1B}")
    // Escape and a letter at once would be one key.
    try terminal.wait(for: "1 All")
    terminal.send("q")
    #expect(try terminal.waitForExit() == .code(0))
  }
}
