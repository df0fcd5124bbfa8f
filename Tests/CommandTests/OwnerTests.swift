import Glibc
import TestSupport
import Testing
import Values

/// Settings that belong to another user: what reads warns, what writes refuses, as git does.
@Suite("Settings of another user")
struct OwnerTests {
  /// A shop whose settings belong to somebody else: to number 12345, where the tests run as root; else
  /// by way of a link to a file of root's.
  private struct Site {
    let folder: TemporaryFolder
    let home: TemporaryFolder

    init() throws {
      folder = try TemporaryFolder()
      home = try TemporaryFolder()
      try folder.write("a", to: "static/a.css")
      if geteuid() == 0 {
        let path = try folder.write("", to: "assetbump.toml")
        try #require(chown(path.terminated, 12_345, gid_t.max) == 0)
      } else {
        try folder.makeLink("assetbump.toml", to: "/etc/subuid-")
      }
    }

    /// Runs the program with nothing in git's configuration but what is given.
    func run(
      _ arguments: [String], safe: String? = nil, _ variables: [String: String] = [:]
    ) throws -> Command.Result {
      let config = safe.map { "[safe]\n\tdirectory = \($0)\n" } ?? ""
      try home.write(config, to: ".gitconfig")
      let environment = [
        "GIT_CONFIG_GLOBAL": VisibleText.of(home.appending(".gitconfig")),
        "GIT_CONFIG_NOSYSTEM": "1",
      ].merging(variables) { $1 }
      return try Assetbump.run(arguments, in: folder, environment: environment)
    }

    var path: String { VisibleText.of(folder.path) }
  }

  @Test("are named by what reads, and followed by nothing that writes")
  func refused() throws {
    let site = try Site()
    for command in [["bump", "--all"], ["bump", "--all", "--dry-run"], ["undo"], ["init"]] {
      expect(
        try site.run(command), "",
        "assetbump: not written: assetbump.toml belongs to another user (nothing changed) - take it"
          + " over, or trust it: git config --global --add safe.directory \(site.path)\n", 2)
    }
    #expect(site.folder.names() == ["assetbump.toml", "static"])
    let warning =
      "assetbump: assetbump.toml belongs to another user: what it says is shown, and nothing is"
      + " written by it\n"
    for command in [["list"], ["check"], ["references"], ["preview"]] {
      let result = try site.run(command)
      #expect(result.errors.hasPrefix(warning))
      #expect(result.status != 2)
    }
  }

  @Test(
    "count where git's safe.directory names the folder, or all, or sudo(8) brought the user here")
  func trusted() throws {
    let site = try Site()
    let parent = VisibleText.of(site.folder.path.folder)
    for safe in [site.path, "*", "\(parent)/*"] {
      #expect(try site.run(["bump", "--all", "--dry-run"], safe: safe).status == 0, "\(safe)")
    }
    for safe in ["/elsewhere", parent, "*\n\tdirectory ="] {
      #expect(try site.run(["bump", "--all", "--dry-run"], safe: safe).status == 2, "\(safe)")
    }
    // What the project's own repository says is the project's.
    _ = try Command.run("git", ["init", "-q"], in: site.folder.path)
    _ = try Command.run(
      "git", ["config", "safe.directory", "*"], in: site.folder.path)
    #expect(try site.run(["bump", "--all", "--dry-run"]).status == 2)
    if geteuid() == 0 {
      #expect(try site.run(["bump", "--all"], ["SUDO_UID": "12345"]).status == 0)
    }
  }
}
