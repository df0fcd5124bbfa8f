import Disk
import Formats
import Planning
import TestSupport
import Testing
import Values

/// Interrupted writes, undo memory and temporary files that are not those of this user's own write on this
/// machine: another state folder, none any more, a copied or used one, a forged one.
@Suite("What another state folder, or none, makes of an interrupted write")
struct OtherStateTests {
  /// A shop of two templates and a versions file in the middle of a write: the first template is new.
  private struct Site {
    let folder: TemporaryFolder
    let names: [BytePath] = ["templates/a.html", "templates/b.html", "asset-versions.json"]

    init() throws {
      folder = try TemporaryFolder()
      try folder.write("a\n", to: "shop/static/a.css")
      for name in names {
        try folder.write("old \(VisibleText.of(name))\n", to: BytePath("shop").appending(name))
      }
      try folder.write(Self.versions(""), to: "shop/asset-versions.json")
      let edits = names.map { name in
        let isVersions = name == "asset-versions.json"
        return FileEdit(
          path: folder.appending("shop").appending(name), name: name,
          before: Array((isVersions ? Self.versions("") : "old \(VisibleText.of(name))\n").utf8),
          after: Array((isVersions ? Self.versions(" ") : "new \(VisibleText.of(name))\n").utf8))
      }
      let place = WritePlace(
        versions: edits[2].path, name: edits[2].name, state: folder.appending("state"))
      // The journal, the preparations, the seal; then the program ends before the second file.
      var last = 16
      while text("templates/a.html") == "old templates/a.html\n" {
        let disk = DyingFileSystem(DiskFileSystem(), dyingAt: last)
        try? Transaction(edits, at: place).carryOut(on: disk)
        if text("templates/a.html") == "old templates/a.html\n" {
          _ = try Repair.run(at: place, on: DiskFileSystem(), preferring: .undo)
        }
        last += 1
      }
    }

    private static func versions(_ space: String) -> String {
      "{\"format\": 1, \"assets\": {\(space)}}\n"
    }

    func text(_ name: BytePath) -> String? {
      folder.contents(of: BytePath("shop").appending(name)).map {
        String(decoding: $0, as: UTF8.self)
      }
    }

    func run(_ arguments: [String], state: String = "state") throws -> Command.Result {
      try Assetbump.run(
        arguments, in: folder, at: "shop",
        environment: ["XDG_STATE_HOME": VisibleText.of(folder.appending(BytePath(state)))])
    }

    func shell(_ script: String) throws {
      let result = try Command.run("bash", ["-ec", script], in: folder.path)
      expect(result, "", "", 0)
    }

    /// Every file of the shop with its contents, and every link.
    var everything: String {
      get throws {
        try Command.run(
          "bash",
          ["-c", "find shop -type f -print0 | sort -z | xargs -0 sha256sum; find shop -type l"],
          in: folder.path
        ).output
      }
    }
  }

  @Test(
    "is foreign: every command names it and ends with 2, undo --foreign shows it and does only that",
    arguments: [
      // A colleague's, and another home; what was lost; what was copied; the one of another write.
      ("other", "mkdir other"), ("state", "rm -r state"), ("state", "rm -r state/assetbump/writes"),
      ("copy", "cp -a state copy"), ("state", "mv state s; cp -a s state; rm -r s"),
      ("state", "sed -i s/committing/undoing/ state/assetbump/writes/*"),
      ("state", "chmod 666 state/assetbump/writes/*"), ("state", "chmod 777 state/assetbump"),
      ("state", "cd state/assetbump/writes; for f in *; do mv $f x; ln -s x $f; done"),
    ])
  func foreign(state: String, script: String) throws {
    let site = try Site()
    try site.shell(script)
    let before = try site.everything
    for command in [
      ["list"], ["check"], ["check", "--json"], ["preview"], ["references"], ["init"],
      ["bump", "--all"], ["bump", "--all", "--dry-run"], ["undo"], ["undo", "--dry-run"],
    ] {
      expect(
        try site.run(command, state: state), "",
        "assetbump: \(ForeignJournalTests.foreign)\n", 2)
      #expect(try site.everything == before)
    }
    let shown = try site.run(["undo", "--foreign"], state: state)
    let diff = """
      --- a/templates/a.html
      +++ b/templates/a.html
      @@ -1 +1 @@
      -new templates/a.html
      +old templates/a.html

      """
    #expect(shown.output == diff)
    #expect(
      shown.errors.hasPrefix(
        "nothing changed: with --yes it puts back templates/a.html, and removes "))
    #expect(shown.status == 0)
    #expect(try site.everything == before)
    let done = try site.run(["undo", "--foreign", "--yes"], state: state)
    #expect(done.output == diff)
    #expect(done.errors.hasPrefix("put back templates/a.html, removed "))
    #expect(done.status == 0)
    #expect(site.text("templates/a.html") == "old templates/a.html\n")
    #expect(site.folder.names(in: "shop") == ["asset-versions.json", "static", "templates"])
    #expect(site.folder.names(in: "shop/templates") == ["a.html", "b.html"])
    #expect(try site.run(["bump", "--all"], state: state).status == 0)
  }

  @Test("a journal counts once: one that is put back after its write was finished is foreign")
  func usedTwice() throws {
    let site = try Site()
    try site.shell("cp -a shop saved; cp -a state/assetbump/writes seals")
    #expect(try site.run(["bump", "--all"]).status == 0)
    #expect(site.text("templates/b.html") == "new templates/b.html\n")
    // The journal alone, then all files with it, then what vouched for it as well, in a folder made anew.
    let replays = [
      "cp saved/.asset-versions.json.journal shop/", "rm -r shop; cp -a saved shop",
      "rm -r shop state/assetbump/writes; cp -a saved shop; cp -a seals state/assetbump/writes",
    ]
    for script in replays {
      try site.shell(script)
      let before = try site.everything
      for command in [["check"], ["bump", "--all"], ["undo"]] {
        expect(
          try site.run(command), "", "assetbump: \(ForeignJournalTests.foreign)\n", 2)
      }
      #expect(try site.everything == before)
    }
  }

  @Test("a journal counts in its own place: in a copy of the project it is foreign")
  func copied() throws {
    let site = try Site()
    try site.shell("cp -a shop copy")
    let result = try Assetbump.run(
      ["bump", "--all"], in: site.folder, at: "copy",
      environment: ["XDG_STATE_HOME": VisibleText.of(site.folder.appending("state"))])
    expect(result, "", "assetbump: \(ForeignJournalTests.foreign)\n", 2)
  }

  @Test("files with the names of temporary ones stay, though they came with the project")
  func temporaries() throws {
    let folder = try TemporaryFolder()
    try folder.write("a\n", to: "static/a.css")
    let names: [BytePath] = [
      ".asset-versions.json.0123456789abcdef0123456789abcdef.tmp", ".asset-versions.json.4711.tmp",
      ".asset-versions.json.journal.4711.tmp",
    ]
    for name in names { try folder.write("mine\n", to: name) }
    for command in [["init"], ["bump", "--all", "--force"], ["undo"], ["bump", "--all"]] {
      _ = try Assetbump.run(command, in: folder)
      for name in names { #expect(folder.contents(of: name) == Array("mine\n".utf8)) }
    }
    #expect(folder.names() == names + ["asset-versions.json", "assetbump.toml", "static"])
  }

  @Test(
    "undo memory that is not of this user's own write on this machine takes nothing back",
    arguments: [
      ("copy", "cp -a state copy"), ("state", "mv state s; cp -a s state"),
      ("state", "sed -i s/folder/folders/ state/assetbump/undo/*"),
    ])
  func memory(state: String, script: String) throws {
    let site = try Site()
    _ = try site.run(["undo"])
    #expect(try site.run(["bump", "--all"]).status == 0)
    try site.folder.write("b\n", to: "shop/static/a.css")
    #expect(try site.run(["bump", "--all"]).status == 0)
    let before = try site.everything
    try site.shell(script)
    expect(
      try site.run(["undo"], state: state), "",
      "assetbump: nothing to take back: no write of this project is remembered, or it was taken back"
        + " already\n", 2)
    #expect(try site.everything == before)
    if state == "copy" { #expect(try site.run(["undo"]).status == 0) }
  }

  @Test("a state folder that came with the project vouches for nothing")
  func inside() throws {
    let site = try Site()
    try site.shell("cp -a state shop/.state")
    expect(
      try site.run(["bump", "--all"], state: "shop/.state"), "",
      "assetbump: \(ForeignJournalTests.foreign)\n", 2)
  }
}
