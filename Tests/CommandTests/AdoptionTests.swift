import TestSupport
import Testing
import Values

@Suite("assetbump init: tokens that stand in templates, dated by git")
struct AdoptionTests {
  /// What `init` prints of settings where templates carry tokens.
  private static func found(_ count: Int = 1, first: String = "templates/p.html:1") -> String {
    let references =
      count == 1 ? "1 reference carries a token," : "\(count) references carry tokens, the first"
    return """
      wrote assetbump.toml
        static: static/ served under /static/, by the folder's name
          tokens = "literal": \(references) \(first)

      """
  }

  private func expectInit(
    _ site: GitSite, _ lines: String, count: Int = 1, records: [String],
    environment: [String: String?] = [:], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let first = count > 1 ? "templates/a.html:1" : "templates/p.html:1"
    expect(
      try site.run("init", environment: environment), Self.found(count, first: first) + lines, "",
      0, sourceLocation: sourceLocation)
    #expect(try site.records() == records, sourceLocation: sourceLocation)
  }

  @Test("bytes that changed after the token was set are stale at once")
  func stale() throws {
    let site = try GitSite()
    try site.shell(
      "css one; page 1; commit 1; css two; commit 2; echo '<p>' >> templates/p.html; commit 3")
    try expectInit(
      site, "wrote asset-versions.json: 1 token adopted, 1 stale since they were set\n",
      records: ["static:x.css 1 2024-01-01 one"])
    let list = try site.run("list")
    #expect(list.output.hasPrefix("STATUS  ASSET"))
    #expect(list.output.split(separator: "\n").dropFirst().map { $0.prefix(5) } == ["stale"])
    // The bump rewrites the token's bytes alone, and a second one has nothing to do.
    #expect(try site.run("bump", "--all").status == 0)
    // SHA-256 of "two" and a line feed, by sha256sum: 27dd8ed4….
    #expect(
      site.folder.contents(of: "templates/p.html")
        == Array("<link href=\"/static/x.css?v=27dd8ed4\">\n<p>\n".utf8))
    expect(try site.run("bump", "--all"), "", "nothing to write\n", 0)
    expect(try site.run("check"), "", "1 asset: 1 fresh\n", 0)
  }

  @Test("bytes that changed with the token are fresh")
  func fresh() throws {
    let site = try GitSite()
    try site.shell("css one; page 1; commit 1; css two; page 2; commit 2")
    try expectInit(
      site, "wrote asset-versions.json: 1 token adopted\n",
      records: ["static:x.css 2 2024-02-01 two"])
  }

  @Test("what a merge brought was served from the merge on")
  func merge() throws {
    let site = try GitSite()
    try site.shell(
      """
      css one; page 1; commit 1
      git checkout -q -b topic; css two; page 2; commit 2; css three; commit 3
      git checkout -q main; echo main > other; commit 4
      in_month 5; git merge -q --no-ff -m merge topic
      """)
    try expectInit(
      site, "wrote asset-versions.json: 1 token adopted\n",
      records: ["static:x.css 2 2024-05-01 three"])
  }

  @Test("a merge that takes another's bytes with the old token is what made it stale")
  func mergeOfBytesAlone() throws {
    let site = try GitSite()
    try site.shell(
      """
      css one; page 1; commit 1
      git checkout -q -b topic; css two; commit 2
      git checkout -q main; echo main > other; commit 4
      in_month 5; git merge -q --no-ff -m merge topic
      """)
    try expectInit(
      site, "wrote asset-versions.json: 1 token adopted, 1 stale since they were set\n",
      records: ["static:x.css 1 2024-01-01 one"])
  }

  @Test("a token is followed through files that were renamed, and through text that moved")
  func renamed() throws {
    let site = try GitSite()
    try site.shell(
      """
      mkdir site; cd site; css one; page 1; cd ..; commit 1
      mv site/* .; rmdir site; commit 2
      page 1 base; git rm -q templates/p.html; commit 3
      css two; commit 4; mv templates/base.html templates/p.html; commit 5
      """)
    try expectInit(
      site, "wrote asset-versions.json: 1 token adopted, 1 stale since they were set\n",
      records: ["static:x.css 1 2024-01-01 one"])
  }

  @Test("a token that went and came back was set when it came back")
  func reverted() throws {
    let site = try GitSite()
    try site.shell(
      "css one; page 1; commit 1; css two; page 2; commit 2; css three; page 1; commit 3; css four; commit 4"
    )
    try expectInit(
      site, "wrote asset-versions.json: 1 token adopted, 1 stale since they were set\n",
      records: ["static:x.css 1 2024-03-01 three"])
  }

  @Test("line endings of the checkout are no change, and those of old bytes are the checkout's too")
  func autocrlf() throws {
    let site = try GitSite()
    try site.shell(
      """
      css one; page 1; commit 1
      git config core.autocrlf true; rm -r static templates; git checkout -q .
      """)
    try expectInit(
      site, "wrote asset-versions.json: 1 token adopted\n",
      records: ["static:x.css 1 2024-01-01 one\\r"])
    try site.shell(
      "rm assetbump.toml asset-versions.json; printf 'two\\r\\n' > static/x.css; commit 2")
    try expectInit(
      site, "wrote asset-versions.json: 1 token adopted, 1 stale since they were set\n",
      records: ["static:x.css 1 2024-01-01 one\\r"])
    // Bytes that git would commit as they stand in HEAD are those of HEAD.
    try site.shell(
      "rm assetbump.toml asset-versions.json; page 2; commit 3; printf 'two\\n' > static/x.css")
    try expectInit(
      site, "wrote asset-versions.json: 1 token adopted\n",
      records: ["static:x.css 2 2024-03-01 two"])
  }

  @Test("a token that is not committed stands for today's bytes")
  func uncommitted() throws {
    let site = try GitSite()
    try site.shell("css one; page 1; commit 1; css two; page 2")
    try expectInit(
      site,
      """
      wrote asset-versions.json: 1 token adopted
        today's bytes are the base line of 1 asset (static:x.css): the token is not committed

      """, records: ["static:x.css 2 2024-06-01 two"])
  }

  @Test("bytes that are not committed are stale under a committed token")
  func uncommittedBytes() throws {
    let site = try GitSite()
    try site.shell("css one; page 1; commit 1; css two")
    try expectInit(
      site, "wrote asset-versions.json: 1 token adopted, 1 stale since they were set\n",
      records: ["static:x.css 1 2024-01-01 one"])
  }

  @Test("of several tokens the newest is adopted, and the others are remembered")
  func several() throws {
    let site = try GitSite()
    try site.shell(
      "css one; page 1 a; page 1 b; commit 1; css two; page 2 b; commit 2; page 2 c; commit 3")
    try expectInit(
      site,
      """
        3 of 3 tokens are numbers, the first templates/a.html:1: default = "count" in [strategy] goes on counting
      wrote asset-versions.json: 1 token adopted
        several tokens stand for 1 asset (static:x.css): the newest is adopted, and a bump brings the others into line

      """, count: 3, records: ["static:x.css 2 2024-02-01 two, 1 one"])
    #expect(try site.run("bump", "--all").status == 0)
    #expect(
      site.folder.contents(of: "templates/a.html")
        == Array("<link href=\"/static/x.css?v=2\">\n".utf8))
  }

  @Test("a file that came later than its token has today's bytes for base line")
  func fileCameLater() throws {
    let site = try GitSite()
    try site.shell(
      "page 1; mkdir static; touch static/y; commit 1; css one; commit 2; css two; commit 3")
    try expectInit(
      site,
      """
      wrote asset-versions.json: 1 token adopted
        today's bytes are the base line of 1 asset (static:x.css): the file was not in git when the token was set

      """, records: ["static:x.css 1 2024-01-01 two"])
  }

  @Test("a text that is no token is not adopted, and said")
  func refused() throws {
    let site = try GitSite()
    let long = String(repeating: "a", count: 65)
    try site.shell("css one; page \(long); commit 1")
    expect(
      try site.run("init"),
      Self.found() + """
        wrote no asset-versions.json: there is no asset to record
          not adopted: the token of static:x.css: 65 characters, a token has 64 at most

        """, "", 0)
  }

  /// Why there is no history, by the script that makes it so.
  @Test(
    "without history today's bytes are the base line, and it is said why",
    arguments: [
      ("", [:], "there is no git repository"),
      ("git init -q .", [:], "nothing is committed yet"),
      ("git init -q .; commit 1", ["PATH": "/nowhere"], "git is not installed"),
      (
        "git init -q .; commit 1; echo x > .git/HEAD", [:], "there is no git repository"
      ),
    ] as [(String, [String: String?], String)])
  func noHistory(script: String, environment: [String: String?], reason: String) throws {
    let site = try GitSite(isRepository: false)
    try site.shell("css one; page 1; \(script)")
    try expectInit(
      site,
      """
      wrote asset-versions.json: 1 token adopted
        \(reason): today's bytes are the base line of every token

      """, records: ["static:x.css 1 2024-06-01 one"], environment: environment)
  }

  @Test("what is older than a shallow clone has today's bytes for base line")
  func shallow() throws {
    let origin = try GitSite()
    try origin.shell("css one; page 1; commit 1; css two; commit 2; css three; commit 3")
    let url = "file://\(VisibleText.of(origin.folder.path))"
    let site = try GitSite(isRepository: false)
    try site.shell("git clone -q --depth 1 \(url) .")
    try expectInit(
      site,
      """
      wrote asset-versions.json: 1 token adopted
        today's bytes are the base line of 1 asset (static:x.css): the token is older than the history of this shallow clone

      """, records: ["static:x.css 1 2024-06-01 three"])
    let newer = try GitSite(isRepository: false)
    try origin.shell("page 4; commit 4; css four; commit 5")
    try newer.shell("git clone -q --depth 3 \(url) .")
    try expectInit(
      newer, "wrote asset-versions.json: 1 token adopted, 1 stale since they were set\n",
      records: ["static:x.css 4 2024-04-01 three"])
  }

  @Test("a partial clone is not asked to fetch what it has not got")
  func partial() throws {
    let origin = try GitSite()
    try origin.shell(
      """
      git config uploadpack.allowFilter true
      css one; page 1; commit 1; css two; echo '<p>' >> templates/p.html; commit 2
      """)
    let url = "file://\(VisibleText.of(origin.folder.path))"
    let site = try GitSite(isRepository: false)
    try site.shell("git clone -q --filter=blob:none \(url) .")
    try expectInit(
      site,
      """
      wrote asset-versions.json: 1 token adopted
        git has not got the old contents (a partial clone fetches them when asked): today's bytes are the base line of every token

      """, records: ["static:x.css 1 2024-06-01 two"])
  }

  @Test("a project below the repository's top, whose folder has an odd name")
  func below() throws {
    let site = try GitSite(at: "-a b \u{E9}*")
    try site.shell(
      """
      mkdir -- '-a b \u{E9}*'; cd -- '-a b \u{E9}*'
      css one; page 1; commit 1; css two; commit 2
      """)
    try expectInit(
      site, "wrote asset-versions.json: 1 token adopted, 1 stale since they were set\n",
      records: ["static:x.css 1 2024-01-01 one"])
  }

  @Test("a work tree of its own, a submodule, a detached HEAD")
  func otherWorkTrees() throws {
    let origin = try GitSite()
    try origin.shell(
      "css one; page 1; commit 1; css two; commit 2; git worktree add -q ../w-$(basename $PWD) --detach"
    )
    let tree = "../w-\(String(decoding: origin.folder.path.name, as: UTF8.self))"
    defer { try? origin.shell("rm -r \(tree)") }
    let site = try GitSite(at: "shop")
    try site.shell(
      "git -c protocol.file.allow=always submodule --quiet add \(VisibleText.of(origin.folder.path)) shop"
    )
    let lines =
      Self.found() + "wrote asset-versions.json: 1 token adopted, 1 stale since they were set\n"
    expect(try site.run("init"), lines, "", 0)
    expect(try origin.run("--project", tree, "init"), lines, "", 0)
    #expect(try site.records() == ["static:x.css 1 2024-01-01 one"])
  }

  @Test("assets without a token stay untracked; names with spaces and quotes are read")
  func oddNames() throws {
    let site = try GitSite()
    try site.shell(
      """
      mkdir static templates; echo one > "static/-a 'b'.css"; echo one > static/y.css
      echo '{{ url_for("static", filename="-a '"'b'"'.css", v=5) }}' > templates/p.html; commit 1
      echo two > "static/-a 'b'.css"; commit 2
      """)
    try expectInit(
      site, "wrote asset-versions.json: 1 token adopted, 1 stale since they were set\n",
      records: ["static:-a 'b'.css 5 2024-01-01 one"])
    #expect(
      try site.run("check").errors == "2 assets: 1 stale, 1 untracked\n")
  }
}
