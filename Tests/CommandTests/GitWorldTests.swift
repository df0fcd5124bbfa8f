import TestSupport
import Testing
import Values

/// What git does to files besides keeping them: submodules, Git LFS, line endings.
@Suite("git's submodules, pointers of Git LFS, line endings")
struct GitWorldTests {
  @Test(
    "an asset in a submodule is stale where the submodule went on after the token was set",
    arguments: [
      (".", "", "wrote asset-versions.json: 1 token adopted, 1 stale since they were set\n"),
      (
        ".", "git -C static checkout -q HEAD~1; commit 4",
        "wrote asset-versions.json: 1 token adopted\n"
      ),
      ("site", "", "wrote asset-versions.json: 1 token adopted, 1 stale since they were set\n"),
    ])
  func submodule(_ project: BytePath, _ script: String, _ line: String) throws {
    let site = try GitSite(at: project)
    let folder = VisibleText.of(project)
    try site.shell(
      """
      echo theme > .git/info/exclude
      git init -q -b main theme; cd theme; echo one > x.css; commit 1; cd ..
      page 1; mkdir -p \(folder); [ \(folder) = . ] || mv templates \(folder)
      git -c protocol.file.allow=always submodule --quiet add "$PWD/theme" \(folder)/static
      commit 2
      cd \(folder)/static; echo two > x.css; commit 3; cd "$OLDPWD"; commit 3
      cd \(folder); \(script)
      """)
    let result = try site.run("init")
    #expect(result.output.hasSuffix(line))
    #expect(result.status == 0)
    #expect(try site.records() == ["static:x.css 1 2024-02-01 one"])
  }

  @Test(
    "a working tree beside the repository has its history, its index and its merge driver",
    arguments: [BytePath("."), "site"])
  func worktree(_ project: BytePath) throws {
    let site = try GitSite(at: BytePath("side").appending(project).normalized)
    let folder = VisibleText.of(project)
    try site.shell(
      """
      echo side > .git/info/exclude
      mkdir -p \(folder); cd \(folder); css one; page 1; commit 1; css two; commit 2; cd "$OLDPWD"
      git worktree add -q -b side side
      """)
    let result = try site.run("init")
    #expect(
      result.output.hasSuffix(
        "wrote asset-versions.json: 1 token adopted, 1 stale since they were set\n"))
    #expect(try site.records() == ["static:x.css 1 2024-01-01 one"])
    // What is staged here, and not what is staged there.
    try site.shell("cd side/\(folder); git add -A")
    #expect(try site.run("check", "--staged").status == 1)
    #expect(try site.run("bump", "--all").status == 0)
    #expect(try site.run("check", "--staged").status == 1)
    try site.shell("cd side/\(folder); git add -A")
    #expect(try site.run("check", "--staged").status == 0)
    #expect(try site.run("init", "--git").status == 0)
  }

  @Test("a submodule that is not checked out has nothing that could be adopted")
  func emptySubmodule() throws {
    let site = try GitSite()
    try site.shell(
      """
      echo theme > .git/info/exclude
      git init -q -b main theme; cd theme; echo one > x.css; commit 1; cd ..; page 1
      git -c protocol.file.allow=always submodule --quiet add "$PWD/theme" static; commit 2
      git submodule --quiet deinit -f static
      """)
    #expect(try !site.run("init").output.contains("adopted"))
  }

  // SHA-256 of "one" and a line feed, by sha256sum.
  private static let one = "2c8b08da5ce60398e1f19af0e5dccc744df274b826abe585eaba68c525434806"
  private static let pointer =
    "printf 'version https://git-lfs.github.com/spec/v1\\noid sha256:\(one)\\nsize 4\\n' > static/x.css"

  @Test("a pointer of Git LFS is told, and is no bytes of the asset's")
  func pointer() throws {
    let site = try GitSite()
    try site.shell(
      "css one; page 1; echo b > static/b.css; page 1 b; sed -i s/x.css/b.css/ templates/b.html; commit 1"
    )
    #expect(try site.run("init").status == 0)
    let records = try site.records()
    try site.shell("\(Self.pointer); echo changed > static/b.css")
    expect(
      try site.run("check"),
      """
      error: static:b.css: stale: bytes changed since 1 was given on 2024-01-01 - assetbump bump static:b.css
      error: static:x.css: unreadable: a pointer of Git LFS lies there, not the file - git lfs pull
      templates/b.html:1:13: warning: static:b.css: stale-token: 1 was given on 2024-01-01, and the bytes changed since - assetbump bump static:b.css

      """, "2 assets: 1 stale, 1 unreadable\n", 1)
    let bumped = try site.run("bump", "--all")
    #expect(
      bumped.errors.hasPrefix(
        "left as it is: static:x.css: a pointer of Git LFS lies there, not the file\n"))
    #expect(bumped.status == 1)
    #expect(try site.records().last == records.last)
    // Once the file is there all is well.
    try site.shell("css one")
    expect(try site.run("check"), "", "2 assets: 2 fresh\n", 0)
  }

  @Test("what differs in line endings alone is told, and a bump leaves it")
  func lineEndings() throws {
    let site = try GitSite()
    try site.shell("css one; page 1; echo two > static/y.css; commit 1")
    #expect(try site.run("init").status == 0)
    let records = try site.records()
    try site.shell("printf 'one\\r\\n' > static/x.css")
    let advice = "put *.css text eol=lf into .gitattributes, then take the file from git again"
    expect(
      try site.run("check"),
      "error: static:x.css: stale: differs only in line endings from the bytes of 1 - \(advice)\n",
      "2 assets: 1 stale, 1 untracked\n", 1)
    expect(
      try site.run("bump", "--all"), "",
      "left as it is: static:x.css: differs only in line endings from the bytes of 1 - \(advice)"
        + " (--force bumps it all the same)\nnothing to write\n", 1)
    #expect(try site.records() == records)
    // A change beside that is a change.
    try site.shell("printf 'other\\r\\n' > static/x.css")
    #expect(
      try site.run("check").output.hasPrefix("error: static:x.css: stale: bytes changed since 1"))
    try site.shell("printf 'one\\r\\n' > static/x.css")
    #expect(try site.run("bump", "--all", "--force").status == 0)
    // Recorded with CR LF, the line feeds of today are what other checkouts have.
    try site.shell("css one")
    expect(
      try site.run("check"),
      "error: static:x.css: stale: differs only in line endings from the bytes of 5259d46a - put *.css"
        + " text eol=lf into .gitattributes, then assetbump bump static:x.css\n",
      "2 assets: 1 stale, 1 untracked\n", 1)
  }

  @Test("without git the order of two tokens is not known")
  func order() throws {
    let site = try GitSite(isRepository: false)
    try site.shell("css one; page 2 b; page 10 c")
    let said = try site.run("init").output
    #expect(
      said.hasSuffix(
        """
        wrote asset-versions.json: 1 token adopted
          there is no git repository: today's bytes are the base line of every token
          several tokens stand for 1 asset (static:x.css), in an order that is not known: the one in most files is adopted, and a bump brings the others into line

        """))
    expect(
      try site.run("check"),
      "templates/c.html:1:13: warning: static:x.css: other-token: 10 stands here beside 2, two tokens for"
        + " the same bytes - assetbump bump static:x.css\n", "1 asset: 1 fresh\n", 1)
  }
}
