import TestSupport
import Testing
import Values

@Suite("assetbump merge: what two branches did to the versions file")
struct MergeTests {
  /// A record's line, with a digest of one digit repeated.
  private static let record = """
    line() { printf '      "%s": {"token": "%s", "sha256": "%s", "bumped": "2024-0%s-01"}' "$1" "$2" "$(printf '%064d' "$3")" "$3"; }
    versions() {
      printf '{\\n  "format": 1,\\n  "assets": {\\n    "static": {'
      local mark=''
      while [ $# -gt 0 ]; do printf '%s\\n' "$mark"; line "$1" "$2" "$3"; mark=,; shift 3; done
      printf '\\n    }\\n  }\\n}\\n'
    }

    """

  private func merge(
    _ base: String, _ ours: String, _ theirs: String
  ) throws -> (result: Command.Result, lines: [String]) {
    let folder = try TemporaryFolder()
    let made = try Assetbump.shell(
      Self.record
        + "versions \(base) > base; versions \(ours) > ours; versions \(theirs) > theirs",
      in: folder)
    #expect(made.status == 0)
    let result = try Assetbump.run(["merge", "base", "ours", "theirs"], in: folder)
    let text = String(decoding: folder.contents(of: "ours") ?? [], as: UTF8.self)
    let lines = text.split(separator: "\n").filter {
      $0.contains("token") || !" {}".contains($0.first ?? " ")
    }
    .map { line -> String in
      let parts = line.split(separator: "\"")
      return parts.count > 5 ? "\(parts[1]) \(parts[5])" : String(line)
    }
    return (result, lines)
  }

  @Test(
    "each asset is merged by itself",
    arguments: [
      ("a 1 1", "a 1 1 f 2 2", "a 1 1 g 3 3", ["a 1", "f 2", "g 3"]),
      ("a 1 1", "a 2 2", "a 1 1 b 1 1", ["a 2", "b 1"]),
      ("a 1 1 b 1 1", "a 1 1", "a 1 1 b 1 1 c 1 1", ["a 1", "c 1"]),
      ("a 1 1 b 1 1", "a 1 1 b 1 1", "a 1 1", ["a 1"]),
      ("a 1 1", "a 2 2", "a 2 2", ["a 2"]),
      ("a 1 1 c 1 1", "a 2 2 c 1 1", "a 1 1 c 2 2", ["a 2", "c 2"]),
    ])
  func clean(_ base: String, _ ours: String, _ theirs: String, _ expected: [String]) throws {
    let (result, lines) = try merge(base, ours, theirs)
    expect(result, "", "", 0)
    #expect(lines == expected)
  }

  @Test("two tokens for one asset stay a conflict")
  func conflict() throws {
    let (result, lines) = try merge("a 1 1 b 1 1", "a 2 2 b 1 1", "a 3 3 b 1 1")
    expect(result, "", "assetbump: static:a: both sides changed it: 2 here, 3 there\n", 1)
    #expect(lines == ["<<<<<<< ours", "a 2", "=======", "a 3", ">>>>>>> theirs", "b 1"])
  }

  @Test("git merges by it once init --git has said so")
  func git() throws {
    let site = try GitSite()
    try site.shell("css one; page 1; commit 1")
    #expect(
      try site.run("init", "--git").output.hasSuffix(
        """
        wrote .gitattributes: /asset-versions.json merge=assetbump
          git merges it by assetbump merge in this clone; in another run assetbump init --git once

        """))
    let path = try Assetbump.path()
    try site.shell(
      """
      mkdir bin; ln -s '\(path)' bin/assetbump; export PATH="$PWD/bin:$PATH" XDG_STATE_HOME="$PWD/state"
      printf 'bin\\nstate\\n' > .gitignore
      commit 2; git branch other
      echo two > static/f.css; assetbump bump static/f.css --token f > /dev/null; commit 3
      git checkout -q other
      echo three > static/g.css; assetbump bump static/g.css --token g > /dev/null; commit 4
      in_month 5; git merge -q -m merge main
      """)
    #expect(
      try site.records().map { $0.split(separator: " ")[...1].joined(separator: " ") } == [
        "static:f.css f", "static:g.css g", "static:x.css 1",
      ])
    // A second time there is nothing to write.
    #expect(try site.run("init", "--git").output.contains("kept .gitattributes\n"))
  }

  @Test("another driver of that name is left, and named")
  func otherDriver() throws {
    let site = try GitSite()
    try site.shell("css one; page 1; git config merge.assetbump.driver '/opt/mine %A'; commit 1")
    #expect(
      try site.run("init", "--git").output.hasSuffix(
        """
        wrote .gitattributes: /asset-versions.json merge=assetbump
          left merge.assetbump.driver as it is: /opt/mine %A - git config merge.assetbump.driver \
        'assetbump merge %O %A %B' lets git merge by assetbump

        """))
    let kept = try Assetbump.shell("git config merge.assetbump.driver", in: site.folder)
    #expect(kept.output == "/opt/mine %A\n")
  }

  @Test("the environment leads to no other repository")
  func otherRepository() throws {
    let site = try GitSite()
    try site.shell("css one; page 1; commit 1; git init -q other")
    let result = try Assetbump.shell(
      """
      GIT_DIR="$PWD/other/.git" GIT_WORK_TREE="$PWD/other" GIT_CONFIG="$PWD/none" \
        assetbump init --git > /dev/null
      git config merge.assetbump.driver; git -C other config merge.assetbump.driver; ls none
      """, in: site.folder, environment: GitSite.environment)
    #expect(result.output == "assetbump merge %O %A %B\n")
  }

  @Test(
    "a link in the place of .gitattributes is told before anything is written",
    arguments: ["a", "none"])
  func linkedAttributes(target: String) throws {
    let site = try GitSite()
    try site.shell("css one; page 1; echo > a; commit 1; ln -s \(target) .gitattributes")
    expect(
      try site.run("init", "--git"), "",
      "assetbump: init --git: .gitattributes is a symbolic link, which git does not follow"
        + " - put a regular file there\n", 2)
    #expect(site.folder.contents(of: "assetbump.toml") == nil)
    #expect(site.folder.contents(of: "asset-versions.json") == nil)
  }

  @Test("without a repository there is nothing to set up")
  func noRepository() throws {
    let site = try GitSite(isRepository: false)
    try site.shell("css one; page 1")
    let result = try site.run("init", "--git")
    #expect(
      result.errors == "assetbump: init --git: there is no git repository - run git init first\n")
    #expect(result.status == 2)
  }
}
