import Values
import Screen
import TestSupport
import Testing

/// Records of writes that lie in a project and are not this user's own, and what each command does about
/// them: it names them, and changes nothing.
@Suite("A foreign journal")
struct ForeignJournalTests {
  /// The words of every command, the terminal UI too.
  static let foreign =
    ".asset-versions.json.journal tells of an interrupted write that is not known as yours on this"
    + " machine, and nothing is done by it - assetbump undo --foreign shows the way out"
  static let damaged =
    ".asset-versions.json.journal is no record of a write, or is damaged, and nothing is done by it"
    + " - assetbump undo --foreign shows the way out"

  /// A shop, beside it files of the user, and a journal in it that somebody forged.
  struct Site {
    let folder: TemporaryFolder

    /// - Parameters:
    ///   - prelude: Python lines that make more files; the working folder is the shop.
    ///   - files: Python expressions, one for each file of the journal: name, target, old, new.
    init(format: Int, state: String = "committing", prelude: String = "", files: String) throws {
      folder = try TemporaryFolder()
      try folder.write("secret\n", to: "home/id_ed25519")
      try folder.write("alias\n", to: "home/.bashrc")
      try folder.write("a\n", to: "shop/static/a.css")
      try folder.write("old\n", to: "shop/templates/a.html")
      try folder.write("x\n", to: "shop/.git/hooks/old")
      try folder.write("{\"format\": 1, \"assets\": {}}\n", to: "shop/asset-versions.json")
      let program = """
        import hashlib, os
        os.chdir("shop")
        sha = lambda data: hashlib.sha256(data).hexdigest()
        def put(name, data):
            with open(name, "wb") as file: file.write(data)
        hexed = lambda text: text.encode().hex()
        \(prelude)
        id, lines = "0123456789ab" if \(format) == 1 else "0123456789abcdef" * 2, []
        for index, (name, target, old, new) in enumerate([\(files)]):
            prefix = "." + os.path.basename(target) + "." + id[:16] + "." + str(index)
            folder = os.path.dirname(target)
            if new is not None and os.path.isdir(folder or "."):
                put(os.path.join(folder, prefix + ".new"), new)
            if old is not None and os.path.isdir(folder or "."):
                put(os.path.join(folder, prefix + ".old"), old)
            line = ["file", hexed(name), hexed(target), sha(old) if old is not None else "-", sha(new)]
            if \(format) == 1: line += [hexed(prefix + ".new"), hexed(prefix + ".old")]
            lines.append(" ".join(line))
        first = "state \(state)" if \(format) == 1 else "write " + id
        text = "\\n".join(["assetbump journal \(format)", first] + lines) + "\\n"
        put(".asset-versions.json.journal", (text + "sha256 " + sha(text.encode()) + "\\n").encode())
        """
      let result = try withExtendedLifetime(folder) {
        try Command.run("python3", ["-c", program], in: folder.path)
      }
      expect(result, "", "", 0)
    }

    /// Every file with its contents, and every link.
    var everything: String {
      get throws {
        try Command.run(
          "bash", ["-c", "find . -type f -print0 | sort -z | xargs -0 sha256sum; find . -type l"],
          in: folder.path
        ).output
      }
    }

    func run(_ arguments: [String]) throws -> Command.Result {
      try Assetbump.run(arguments, in: folder, at: "shop")
    }
  }

  /// What a forger may try: each would delete or overwrite something if it were followed.
  static let forgeries: [(prelude: String, files: String)] = [
    // Absolute, and upward.
    ("", #"("x", os.path.abspath("../home/id_ed25519"), None, b"secret\n")"#),
    ("", #"("x", os.path.abspath("../home/.bashrc"), b"alias\n", b"evil\n")"#),
    ("", #"("../home/.bashrc", "../home/.bashrc", b"alias\n", b"evil\n")"#),
    (
      "",
      #"("templates/../../home/.bashrc", "templates/../../home/.bashrc", b"alias\n", b"evil\n")"#
    ),
    // Through links, of a folder and of a file.
    (
      #"os.symlink("../home", "templates/h")"#,
      #"("templates/h/.bashrc", "templates/h/.bashrc", b"alias\n", b"evil\n")"#
    ),
    (
      #"os.symlink("../../home/.bashrc", "templates/b.html")"#,
      #"("templates/b.html", "templates/b.html", b"alias\n", b"evil\n")"#
    ),
    // Code that git runs, in its folder by any name.
    ("", #"(".git/hooks/post-commit", ".git/hooks/post-commit", None, b"evil\n")"#),
    ("", #"(".git/hooks/old", ".git/hooks/old", b"x\n", b"evil\n")"#),
    // What the settings do not name.
    (#"put("Makefile", b"all:\n")"#, #"("Makefile", "Makefile", b"all:\n", b"evil:\n")"#),
    // What they name.
    ("", #"("templates/a.html", "templates/a.html", b"old\n", b"evil\n")"#),
    ("", #"("templates/a.html", "templates/a.html", None, b"old\n")"#),
  ]

  @Test(
    "is named by every command, which changes nothing and exits with 2",
    arguments: forgeries.indices)
  func forged(index: Int) throws {
    let forgery = Self.forgeries[index]
    let all = (1, ["preparing", "committing", "undoing"])
    for (format, states) in [all, (2, ["committing"])] {
      for state in states {
        let site = try Site(
          format: format, state: state, prelude: forgery.prelude, files: forgery.files)
        let before = try site.everything
        for command in [
          ["list"], ["check"], ["check", "--json"], ["preview"], ["references"], ["init"],
          ["bump", "--all"], ["bump", "--all", "--dry-run"], ["undo"], ["undo", "--dry-run"],
        ] {
          expect(try site.run(command), "", "assetbump: \(Self.foreign)\n", 2)
        }
        #expect(try site.run(["undo", "--foreign"]).status == 0)
        #expect(try site.everything == before, "\(forgery) \(format) \(state)")
      }
    }
  }

  @Test("has no effect outside what the settings name even where the way out is confirmed")
  func confirmed() throws {
    for forgery in Self.forgeries.dropLast(2) {
      let site = try Site(format: 2, prelude: forgery.prelude, files: forgery.files)
      let before = try site.everything
      let result = try site.run(["undo", "--foreign", "--yes"])
      #expect(result.output == "")
      #expect(result.errors.hasSuffix("put back no file, removed .asset-versions.json.journal\n"))
      #expect(result.status == 0)
      let after = try site.everything
      let lines = before.split(separator: "\n").filter { !$0.hasSuffix(".json.journal") }
      #expect(after.split(separator: "\n") == lines, "\(forgery)")
      #expect(try site.run(["check"]).status != 2)
    }
  }

  @Test("that is a colleague's is taken back by the way out, as far as the files agree")
  func colleague() throws {
    let site = try Site(
      format: 2,
      prelude: #"put("templates/b.html", b"new b\n"); put("templates/c.html", b"mine\n")"#,
      files: #"""
        ("templates/b.html", "templates/b.html", b"old b\n", b"new b\n"),
        ("templates/c.html", "templates/c.html", b"old c\n", b"new c\n"),
        ("templates/a.html", "templates/a.html", b"old\n", b"new a\n"),
        """#)
    let diff = """
      --- a/templates/b.html
      +++ b/templates/b.html
      @@ -1 +1 @@
      -new b
      +old b

      """
    let left = "left as it is: templates/c.html: it has other contents than the write gave it\n"
    let id = "0123456789abcdef"
    let removed =
      ["b.html.\(id).0.new", "b.html.\(id).0.old", "c.html.\(id).1.new", "c.html.\(id).1.old"]
      + ["a.html.\(id).2.new", "a.html.\(id).2.old"]
    let names =
      removed.map { "templates/.\($0)" }.joined(separator: ", ") + ", .asset-versions.json.journal"
    let before = try site.everything
    expect(
      try site.run(["undo", "--foreign"]), diff,
      left + "nothing changed: with --yes it puts back templates/b.html, and removes \(names)\n", 0)
    #expect(try site.everything == before)
    expect(
      try site.run(["undo", "--foreign", "--yes"]), diff,
      left + "put back templates/b.html, removed \(names)\n", 0)
    #expect(site.folder.contents(of: "shop/templates/b.html") == Array("old b\n".utf8))
    #expect(site.folder.contents(of: "shop/templates/c.html") == Array("mine\n".utf8))
    #expect(site.folder.names(in: "shop/templates") == ["a.html", "b.html", "c.html"])
    expect(
      try site.run(["undo", "--foreign"]), "",
      "assetbump: no interrupted write to take back: no journal lies beside the versions file\n", 2)
  }

  @Test("that is no text, a link or a folder is named as well, and stays")
  func noJournal() throws {
    for make in [
      "echo x >.asset-versions.json.journal", ": >.asset-versions.json.journal",
      "ln -s ../home/.bashrc .asset-versions.json.journal", "ln -s no .asset-versions.json.journal",
      "mkdir .asset-versions.json.journal", "mkfifo .asset-versions.json.journal",
    ] {
      let folder = try TemporaryFolder()
      try folder.write("alias\n", to: "home/.bashrc")
      try folder.write("a\n", to: "shop/static/a.css")
      _ = try Assetbump.shell("cd shop; \(make)", in: folder)
      for command in ["list", "check", "bump --all", "preview", "references", "init", "undo"] {
        expect(
          try Assetbump.shell("cd shop; assetbump \(command)", in: folder), "",
          "assetbump: \(Self.damaged)\n", 2)
      }
      #expect(folder.names(in: "shop") == [".asset-versions.json.journal", "static"])
      #expect(folder.contents(of: "home/.bashrc") == Array("alias\n".utf8))
    }
  }

  @Test("is shown by the terminal UI, which reads nothing and ends with 2")
  func interactive() throws {
    let site = try Site(format: 2, files: Self.forgeries[1].files)
    let before = try site.everything
    var variables = Assetbump.environment.compactMapValues { $0 }
    variables["TERM"] = "xterm-256color"
    let terminal = try PseudoTerminal(
      try Tool.path(), environment: variables,
      directory: VisibleText.of(site.folder.appending("shop")), size: Size(columns: 200, rows: 12))
    try terminal.wait(for: Self.foreign)
    for key in ["f", "t", "y", "\r"] { terminal.send(key) }
    terminal.send("q")
    #expect(try terminal.waitForExit() == .code(2))
    #expect(try site.everything == before)
  }
}
