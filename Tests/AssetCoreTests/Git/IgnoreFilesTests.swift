import TestSupport
import Testing
import Values

@testable import Disk

/// What git leaves out, held against git itself.
@Suite struct IgnoreFilesTests {
  private static let files: [(BytePath, String)] = [
    (
      ".gitignore",
      """
      # a comment
      *.log
      /build
      static/css/
      !keep.log
      docs/**/out
      trailing.txt   \r
      \\#hash
      a?c

      """
    ),
    ("static/.gitignore", "*.map\n!app.map\n/only-here.js\n"),
  ]

  private static let paths = [
    "x.log", "keep.log", "deep/x.log", "build/a.js", "src/build/a.js", "static/css/a.css",
    "static/css/sub/b.css", "static/less/css/a.css", "css/a.css", "docs/a/b/out/x", "docs/out",
    "#hash", "abc", "ac", "static/x.map", "static/app.map", "x.map",
    "static/only-here.js", "static/sub/only-here.js", "static/keep.log",
  ]

  @Test func agreesWithGit() throws {
    let folder = try TemporaryFolder()
    for (name, text) in Self.files { try folder.write(text, to: name) }
    let list = Self.paths.map { $0 + "\n" }.joined()
    let result = try Command.run(
      "bash",
      ["-c", "git init --quiet . && git -c core.excludesFile= check-ignore --no-index -v --stdin"],
      input: list, in: folder.path)
    let theirs = result.output.split(separator: "\n").compactMap { line -> String? in
      // file:line:pattern, a tab, the path; a pattern with ! takes back.
      let parts = line.split(separator: "\t")
      let place = parts[0].split(separator: ":", maxSplits: 2)
      return place[2].hasPrefix("!") ? nil : "\(parts[1]) \(place[0]):\(place[1])"
    }
    let ignored = IgnoreFiles(below: folder.path, on: DiskFileSystem())
    let ours = Self.paths.compactMap { path in
      ignored.place(of: BytePath(path)).map { "\(path) \($0.file.text ?? ""):\($0.line)" }
    }
    #expect(ours == theirs)
    #expect(ours.count > 8)
  }

  @Test func submodules() {
    let text = """
      [submodule "a"]
      \tpath = static/game
      \turl = https://example.com/game
      [submodule "b"]
      path="lib/theme/"
      """
    #expect(Submodules.paths(in: Array(text.utf8)) == ["static/game", "lib/theme"])
  }
}
