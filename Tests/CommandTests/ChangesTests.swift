import TestSupport
import Testing
import Values

/// `changes`: what a release changes, by real repositories.
@Suite struct ChangesTests {
  /// A site whose first release is tagged, and that has changed since in each way there is.
  private static func site() throws -> GitSite {
    let site = try GitSite()
    try site.folder.write("[[root]]\nloader = \"elsewhere\"\n", to: "assetbump.toml")
    for name in ["kept", "site", "same", "stale", "gone"] {
      try site.folder.write("\(name)\n", to: BytePath("static/\(name).css"))
    }
    try site.folder.write(
      "<link href=\"/static/site.css\">\n{# <link href=\"/static/kept.css\"> #}\n",
      to: "templates/home.html")
    try site.folder.write("<link href=\"/static/site.css\">\n", to: "templates/shop.html")
    _ = try site.run("bump", "--all")
    try site.shell("commit 1; git tag v1")
    try site.folder.write("new\n", to: "static/new.css")
    try site.folder.write("site 2\n", to: "static/site.css")
    try site.shell("rm static/gone.css")
    _ = try site.run("bump", "--all")
    try site.folder.write("stale 2\n", to: "static/stale.css")
    try site.shell(
      "sed -i '/same.css/s/\"token\": \"[0-9a-f]*\"/\"token\": \"other\"/' asset-versions.json")
    return site
  }

  @Test func workingTree() throws {
    let site = try Self.site()
    expect(
      try site.run("changes"),
      """
      CHANGE    ASSET             BEFORE                        AFTER                         BYTES  NAMED IN                        WHY
      poisoned  static:stale.css  /static/stale.css?v=44ea8ede  /static/stale.css?v=44ea8ede  8 B    -                               bytes changed, the token did not
      wasted    static:same.css   /static/same.css?v=a6328afc   /static/same.css?v=other      5 B    -                               the token changed, bytes did not
      changed   static:site.css   /static/site.css?v=ba1759da   /static/site.css?v=51f0ef3c   7 B    templates/home.html and 1 more  bytes changed
      added     static:new.css    -                             /static/new.css?v=7aa7a535    4 B    -                               not recorded before
      removed   static:gone.css   /static/gone.css?v=4b9f2c32   -                             -      -                               not recorded any more

      """,
      """
      v1 to the working tree: 1 poisoned, 1 wasted, 1 changed, 1 added, 1 removed
      browsers that hold a poisoned URL keep the old bytes - assetbump bump static:stale.css

      """, 0)
    let markdown = try site.run("changes", "v1", "--markdown", "--base", "https://a.example")
    #expect(
      markdown.output.lines.prefix(9) == [
        "### Static files: `v1` to the working tree", "",
        "**1 poisoned**, **1 wasted**, 1 changed, 1 added, 1 removed.", "",
        "#### Poisoned: other bytes under a URL that browsers may hold", "",
        "| asset | before | after | bytes | named in |", "| --- | --- | --- | ---: | --- |",
        "| `static:stale.css` | `https://a.example/static/stale.css?v=44ea8ede`"
          + " | `https://a.example/static/stale.css?v=44ea8ede` | 8 B |  |",
      ])
  }

  @Test("of two commits sizes and pages are those of the later one")
  func commits() throws {
    let site = try Self.site()
    try site.shell("commit 2; git tag v2")
    // What the working tree has by now does not count.
    try site.folder.write("<p>\n", to: "templates/home.html")
    try site.folder.write("longer than before\n", to: "static/site.css")
    expect(
      try site.run("changes", "v1..v2"),
      """
      CHANGE   ASSET            BEFORE                       AFTER                        BYTES  NAMED IN                        WHY
      wasted   static:same.css  /static/same.css?v=a6328afc  /static/same.css?v=other     5 B    -                               the token changed, bytes did not
      changed  static:site.css  /static/site.css?v=ba1759da  /static/site.css?v=51f0ef3c  7 B    templates/home.html and 1 more  bytes changed
      added    static:new.css   -                            /static/new.css?v=7aa7a535   4 B    -                               not recorded before
      removed  static:gone.css  /static/gone.css?v=4b9f2c32  -                            -      -                               not recorded any more

      """, "v1 to v2: 1 wasted, 1 changed, 1 added, 1 removed\n", 0)
  }

  /// Commits that no git makes: a tree with `..`, and a link with files below it.
  @Test(
    "of a commit whose paths lead out of the folder nothing is written",
    arguments: [
      ("40000 ..", "../made/x.html"), ("120000 l", "l/made/x.html"),
    ])
  func hostileCommit(entry: String, path: String) throws {
    let site = try Self.site()
    try site.folder.write("", to: "victim/.keep")
    try site.shell(
      """
      commit 2; git tag v2
      cat > made.py <<'END'
      import os, subprocess, sys
      def keep(kind, contents):
          words = ["git", "hash-object", "-t", kind, "-w", "--literally", "--stdin"]
          return bytes.fromhex(subprocess.run(words, input=contents, capture_output=True).stdout.decode())
      page = b"100644 x.html\\0" + keep("blob", b"<p>")
      inner = keep("tree", b"40000 made\\0" + keep("tree", page))
      top = subprocess.run(["git", "cat-file", "tree", "v2"], capture_output=True).stdout
      entry = sys.argv[1].encode()
      if entry.startswith(b"120000"):
          top += entry + b"\\0" + keep("blob", os.path.abspath("victim").encode()) + b"40000 l\\0" + inner
      else:
          top += entry + b"\\0" + inner
      print(keep("tree", top).hex())
      END
      git tag hostile "$(git commit-tree -p v2 -m hostile "$(python3 made.py '\(entry)')")"
      mkdir temporary
      """)
    expect(
      try site.run(
        "changes", "v1..hostile",
        environment: ["TMPDIR": VisibleText.of(site.folder.appending("temporary"))]),
      "",
      "assetbump: git holds \(path), a path that leads out of its folder: nothing is read of that"
        + " commit or index - somebody made it by hand; run git fsck\n", 2)
    #expect(site.folder.names(in: "temporary") == [])
    #expect(site.folder.names(in: "victim") == [".keep"])
    #expect(!site.folder.names().contains("made"))
  }

  @Test func urls() throws {
    let site = try Self.site()
    let result = try site.run("changes", "--urls")
    #expect(
      result.output.lines.map { $0.prefix { $0 != "?" } } == [
        "/static/stale.css", "/static/same.css", "/static/same.css", "/static/site.css",
        "/static/site.css", "/static/new.css", "/static/gone.css", "",
      ])
    #expect(result.errors == "")
  }

  @Test("a terminal that is too narrow gets some lines for each change")
  func narrow() throws {
    let site = try Self.site()
    let program = try Assetbump.path()
    try site.shell(
      "script -qec \"stty cols 60; NO_COLOR=1 HOME= '\(program)' changes 2>/dev/null\" /dev/null | tr -d '\\r' >out"
    )
    #expect(
      String(decoding: site.folder.contents(of: "out") ?? [], as: UTF8.self).lines.prefix(6) == [
        "poisoned static:stale.css: bytes changed, the token did not",
        "  before  /static/stale.css?v=44ea8ede", "  after   /static/stale.css?v=44ea8ede",
        "  bytes   8 B", "wasted static:same.css: the token changed, bytes did not",
        "  before  /static/same.css?v=a6328afc",
      ])
  }

  @Test("without a tag the last commit that changed the versions file counts")
  func withoutTag() throws {
    let site = try GitSite()
    try site.shell("css one")
    try site.folder.write("[[root]]\nloader = \"elsewhere\"\n", to: "assetbump.toml")
    expect(
      try site.run("changes"), "",
      "assetbump: nothing is committed yet - assetbump changes compares what git has\n", 2)
    try site.shell("commit 1")
    expect(
      try site.run("changes"), "",
      "assetbump: no commit has asset-versions.json - commit it, or name a revision\n", 2)
    _ = try site.run("bump", "--all")
    try site.shell("commit 2; echo >x; commit 3")
    let result = try site.run("changes")
    #expect(result.output == "")
    #expect(
      result.errors.dropFirst(10)
        == " to the working tree: nothing changes - assetbump changes REV..REV compares two others\n"
    )
    let added = try site.run("changes", "HEAD~2..")
    #expect(
      added.errors == """
        HEAD~2 to HEAD: 1 added
        note: HEAD~2 has no asset-versions.json: every asset counts as new

        """)
  }

  @Test("the URL of each side is made by the settings of its revision")
  func settings() throws {
    let site = try GitSite()
    try site.shell("css one")
    try site.folder.write("[[root]]\nloader = \"elsewhere\"\n", to: "assetbump.toml")
    _ = try site.run("bump", "--all")
    try site.shell("commit 1; echo 'placement = \"path\"' >>assetbump.toml; commit 2")
    expect(
      try site.run("changes", "HEAD~1..HEAD", "--urls"),
      "/static/x.css?v=2c8b08da\n/static/2c8b08da/x.css\n", "", 0)
    #expect(try site.run("changes", "HEAD~1").errors == "HEAD~1 to the working tree: 1 moved\n")
  }

  @Test(arguments: [
    ("nope", "no revision \"nope\" - git tag and git log show those there are"),
    ("HEAD..nope", "no revision \"nope\" - git tag and git log show those there are"),
    ("--output=x", "no revision \"--output=x\" - git tag and git log show those there are"),
    ("a...b", "\"a...b\" names no two revisions - write REV, or REV..REV"),
    ("..", "\"..\" names no two revisions - write REV, or REV..REV"),
    ("a\u{1B}[31m", "no revision \"a\\x1b[31m\" - git tag and git log show those there are"),
    (
      "bad",
      "asset-versions.json in bad:1:2: expected '\"' or '}' but found 'x' - mend it there, or take the file from version control again"
    ),
  ])
  func errors(revision: String, message: String) throws {
    let site = try GitSite()
    try site.shell(
      "css one; echo '{x' >asset-versions.json; commit 1; git tag bad; echo '{\"format\": 1, \"assets\": {}}' >asset-versions.json; commit 2"
    )
    expect(try site.run("changes", "--", revision), "", "assetbump: \(message)\n", 2)
  }

  @Test func noRepository() throws {
    let site = try GitSite(isRepository: false)
    try site.shell("css one")
    expect(
      try site.run("changes"), "",
      "assetbump: there is no git repository - assetbump changes compares what git has\n", 2)
  }
}
