import TestSupport
import Testing
import Values

/// The system calls of a write over several files fail in the real program, each at every kind of file
/// that it works on: what is prepared (`.new`), what is kept (`.old`), the journal, the folders.
@Suite("Faults of a write over many files", .serialized) struct ManyFilesFaultTests {
  /// A site whose bump writes two templates, a stylesheet and the versions file.
  private struct Site {
    let folder: TemporaryFolder

    static let files: [(name: BytePath, text: String)] = [
      ("templates/p.html", "<link href=\"/static/x.css?v=1\">\n"),
      ("templates/q.html", "<link href=\"/static/x.css?v=1\"><img src=\"/static/i.png?v=1\">\n"),
      ("static/x.css", "body{background:url(/static/i.png?v=1)}\n"),
      (
        "asset-versions.json",
        """
        {
          "format": 1,
          "assets": {
            "static": {
        \(Shop.record("i.png", "1", Shop.freshNow))
        \(Shop.record("x.css", "1", Shop.freshNow, isLast: true))
            }
          }
        }

        """
      ),
    ]

    init() throws {
      folder = try TemporaryFolder()
      try folder.write("[[root]]\ntokens = \"literal\"\n", to: "assetbump.toml")
      try folder.write("i", to: "static/i.png")
      for (name, text) in Self.files { try folder.write(text, to: name) }
    }

    /// How many of the files are as they were.
    var oldCount: Int {
      Self.files.count { folder.contents(of: $0.name) == Array($0.text.utf8) }
    }

    var isClean: Bool {
      folder.names() == [
        ".fault", "asset-versions.json", "assetbump.toml", "static", "templates",
      ] && folder.names(in: "static") == ["i.png", "x.css"]
        && folder.names(in: "templates") == ["p.html", "q.html"]
    }
  }

  private static let wrote =
    because + "wrote asset-versions.json and 3 other files: 2 tokens change, 0 added, 0 removed;"
    + " 4 references in 3 files\n"
  /// Said before anything is written.
  private static let because = "static:x.css because static:i.png\n"

  @Test(
    "every file stays as it was, nothing is left lying, and the file is named",
    arguments: [
      // The journal, made before all.
      ("openat", 13, "*.journal.*.tmp", "permission denied", "asset-versions.json"),
      ("write", 28, "*.journal.*.tmp", "no space left on the disk", "asset-versions.json"),
      ("fsync", 5, "*.journal.*.tmp", "Input/output error", "asset-versions.json"),
      ("linkat", 13, "*.journal.*.tmp", "permission denied", "asset-versions.json"),
      // What is prepared beside the first, a middle and the last file.
      ("openat", 13, "*/.p.html.*.new", "permission denied", "templates/p.html"),
      ("openat", 24, "*/.x.css.*.new", "Too many open files", "static/x.css"),
      ("openat", 30, "*/.x.css.*.new", "the file system is read-only", "static/x.css"),
      ("write", 28, "*/.q.html.*.new", "no space left on the disk", "templates/q.html"),
      ("write", 122, "*/.x.css.*.new", "no space left on the disk", "static/x.css"),
      ("write", 5, "*/.asset-versions.json.*.new", "Input/output error", "asset-versions.json"),
      ("fsync", 5, "*/.p.html.*.new", "Input/output error", "templates/p.html"),
      (
        "fsync", 122, "*/.asset-versions.json.*.new", "no space left on the disk",
        "asset-versions.json"
      ),
      ("fchmod", 1, "*/.x.css.*.new", "permission denied", "static/x.css"),
      ("fchown", 5, "*/.q.html.*.new", "Input/output error", "templates/q.html"),
      // The folders, before anything is put in place.
      ("fsync", 5, "*/templates", "Input/output error", "asset-versions.json"),
      // Putting in place: what was put there before is put back.
      ("rename", 18, "*/.p.html.*.new", "Invalid cross-device link", "templates/p.html"),
      ("rename", 13, "*/.q.html.*.new", "permission denied", "templates/q.html"),
      ("rename", 28, "*/.x.css.*.new", "no space left on the disk", "static/x.css"),
      ("rename", 5, "*/.asset-versions.json.*.new", "Input/output error", "asset-versions.json"),
      (
        "rename", 30, "*/.asset-versions.json.*.new", "the file system is read-only",
        "asset-versions.json"
      ),
    ])
  func allStayOld(call: String, number: Int, files: String, reason: String, name: String) throws {
    let site = try Site()
    if call == "fchown" { try site.folder.giveAway("templates/q.html") }
    expect(
      try FaultLibrary.bump(in: site.folder, failing: call, number, on: files), "",
      Self.because + FaultLibrary.refusal(reason, name), 2)
    #expect(site.oldCount == 4)
    #expect(site.isClean)
  }

  @Test(
    "what fails without harm: all is written, nothing is left lying",
    arguments: [
      ("write", 0, "*.new"), ("linkat", 1, "*/x.css"), ("linkat", 18, "*/x.css"),
      ("linkat", 13, "*/x.css"), ("fchown", 1, "*.new"),
    ])
  func goesOn(call: String, number: Int, files: String) throws {
    let site = try Site()
    if call == "fchown" { try site.folder.giveAway("templates/q.html") }
    expect(
      try FaultLibrary.bump(in: site.folder, failing: call, number, on: files), "", Self.wrote, 0)
    #expect(site.oldCount == 0)
    #expect(site.isClean)
    expect(try Assetbump.run(["check"], in: site.folder), "", "2 assets: 2 fresh\n", 0)
  }

  @Test("what can be neither put in place nor put back is taken back by the next start")
  func halted() throws {
    let site = try Site()
    expect(
      try FaultLibrary.bump(
        in: site.folder, failing: "rename", 5,
        on: "@(*/.asset-versions.json.*.new|*/.x.css.*.old)"), "",
      Self.because
        + "assetbump: interrupted at asset-versions.json: Input/output error - start assetbump again,"
        + " it goes on by .asset-versions.json.journal\n", 2)
    #expect(!site.isClean)
    expect(try Assetbump.run(["check"], in: site.folder), "", UnfinishedWriteTests.unfinished, 2)
    expect(
      try Assetbump.run(["undo"], in: site.folder), "",
      "took back an interrupted write: asset-versions.json and 3 other files\n", 0)
    #expect(site.oldCount == 4)
    #expect(site.isClean)
  }

  @Test("what was kept and cannot be taken away is at the next start: the write is done")
  func leftKept() throws {
    let site = try Site()
    expect(
      try FaultLibrary.bump(in: site.folder, failing: "unlink", 13, on: "*/.x.css.*.old"), "",
      Self.wrote, 0)
    #expect(site.oldCount == 0)
    #expect(!site.isClean)
    expect(
      try Assetbump.run(["bump", "--all"], in: site.folder), "",
      "finished an interrupted write: asset-versions.json and 3 other files\nnothing to write\n", 0)
    #expect(site.oldCount == 0)
    #expect(site.isClean)
  }

  @Test(
    "what cannot be put into the state folder is refused before any file is touched",
    arguments: [
      ("openat", 13, "*/writes/*.next", "permission denied"),
      ("write", 28, "*/writes/*.next", "no space left on the disk"),
      ("fsync", 5, "*/writes/*.next", "Input/output error"),
      ("rename", 5, "*/writes/*.next", "Input/output error"),
    ])
  func noState(call: String, number: Int, files: String, reason: String) throws {
    let site = try Site()
    let result = try FaultLibrary.bump(in: site.folder, failing: call, number, on: files)
    #expect(
      result.errors.hasPrefix(
        Self.because
          + "assetbump: not written: a write of several files needs a state folder to be safe"
          + " in a crash: \(reason): "))
    #expect(
      result.errors.hasSuffix(
        " (nothing changed) - set XDG_STATE_HOME to a folder of your own, outside the project\n"))
    #expect(result.status == 2)
    #expect(site.oldCount == 4)
    #expect(site.isClean)
  }

  @Test("a journal that cannot be taken away is at the next start: the write is done")
  func leftJournal() throws {
    let site = try Site()
    expect(
      try FaultLibrary.bump(in: site.folder, failing: "unlink", 5, on: "*.journal"), "",
      Self.wrote, 0)
    #expect(site.oldCount == 0)
    expect(
      try Assetbump.run(["bump", "--all"], in: site.folder), "",
      "finished an interrupted write: asset-versions.json and 3 other files\nnothing to write\n", 0)
    #expect(site.oldCount == 0)
    #expect(site.isClean)
  }
}
