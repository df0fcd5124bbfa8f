import TestSupport
import Testing
import Values

/// Repositories that came with a project and name programs wherever git's configuration and attributes
/// can: nothing runs but this program and git, as strace(1) sees it.
@Suite("Nothing that a repository names is run")
struct GitSafetyTests {
  /// Scripts that name `./evil` in a repository with a history; `evil` is the program's path.
  static let configurations = [
    // Filters, by each of their ways, and required.
    "echo '* filter=x' >.gitattributes; git config filter.x.smudge $evil; git config filter.x.clean $evil",
    "echo '* filter=x' >.gitattributes; git config filter.x.process $evil; git config filter.x.required true",
    "echo '* filter=lfs' >.gitattributes; git config filter.lfs.smudge $evil; git config filter.lfs.process $evil",
    "echo '* filter=x' >.git/info/attributes; git config filter.x.smudge $evil",
    "git config core.attributesFile $PWD/attributes; echo '* filter=a=b' >attributes; git config filter.a=b.smudge $evil",
    "git config include.path ../more; git config -f more filter.x.smudge $evil; echo '* filter=x' >.gitattributes",
    """
    git config extensions.worktreeConfig true; echo '* filter=x' >.gitattributes
    git config -f .git/config.worktree filter.x.smudge $evil
    """,
    // Programs that watch files, and hooks.
    "git config core.fsmonitor $evil; git config core.fsmonitorHookVersion 2",
    """
    for hook in post-index-change post-checkout reference-transaction pre-commit; do
      cp evil .git/hooks/$hook
    done
    mkdir hooks; cp evil hooks/post-index-change; git config core.hooksPath hooks
    """,
    // Programs that show.
    "git config diff.external $evil; git config core.pager $evil; git config pager.log $evil",
    """
    echo '* diff=x' >.gitattributes; git config diff.x.command $evil; git config diff.x.textconv $evil
    git config interactive.diffFilter $evil
    """,
    "git config log.showSignature true; git config gpg.program $evil; git config gpg.ssh.program $evil",
    "git config alias.log '!'$evil; git config alias.cat-file '!'$evil; git config alias.rev-parse '!'$evil",
    // Programs that fetch: an object is missing, and promised.
    """
    git config core.repositoryformatversion 1; git config extensions.partialClone o
    git config remote.o.promisor true; git config remote.o.url "ext::$evil"; git config protocol.ext.allow always
    git config core.sshCommand $evil; git config credential.helper $evil; rm -r .git/objects/??
    """,
    """
    git config core.repositoryformatversion 1; git config extensions.partialClone o
    git config remote.o.promisor true; git config remote.o.url $PWD; git config remote.o.uploadpack $evil
    git config protocol.file.allow always; git config core.alternateRefsCommand $evil
    rm .git/objects/$(git rev-parse HEAD~1:static/x.css | sed 's,^..,&/,')
    """,
    """
    git config core.repositoryformatversion 1; git config extensions.partialClone o
    git config remote.o.promisor true; git config remote.o.url ssh://h/x; git config core.sshCommand $evil
    git config protocol.allow always; rm .git/objects/$(git rev-parse HEAD~1:static/x.css | sed 's,^..,&/,')
    """,
    // Submodules, merges, editors and the rest.
    """
    git config submodule.x.update '!'$evil; git config submodule.recurse true; git config status.submoduleSummary true
    printf '[submodule "x"]\\n\\tpath = static\\n\\turl = ext::%s\\n' $evil >.gitmodules
    """,
    """
    for key in core.editor sequence.editor core.askPass merge.x.driver difftool.x.cmd browser.x.cmd \\
      man.x.cmd core.gitProxy uploadpack.packObjectsHook; do git config $key $evil; done
    """,
    // A submodule's repository.
    """
    git rm -q -r --cached static; git -C static init -q -b main; git -C static add -A
    git -C static commit -qm s; git add static 2> /dev/null; git commit -qm 3
    git -C static config filter.x.smudge $evil; git -C static config core.fsmonitor $evil
    git -C static config core.hooksPath $PWD; echo '* filter=x' >static/.git/info/attributes
    """,
    // A repository elsewhere: by a file in the place of .git, and by a folder that looks like a bare one.
    "echo '* filter=x' >.gitattributes; git config filter.x.smudge $evil; mv .git inner; echo 'gitdir: inner' >.git",
    """
    echo '* filter=x' >.gitattributes; git config filter.x.smudge $evil; git config core.fsmonitor $evil
    git config core.worktree $PWD; mv .git/* .; rmdir .git
    """,
    """
    git config core.worktree $PWD; git config core.bare false; git config core.fsmonitor $evil
    mkdir sub; mv .git sub/.git; cp -r sub/.git/. .; rm -r sub
    """,
  ]

  @Test(arguments: configurations.indices)
  func runsGitAlone(index: Int) throws {
    let site = try GitSite()
    try site.shell(
      """
      css one; page 1; commit 1; css two; commit 2
      printf '#!/bin/sh\\ntouch %s/ran\\ncat\\n' $PWD >evil; chmod +x evil; evil=$PWD/evil
      \(Self.configurations[index])
      """)
    for command in [
      ["init"], ["check"], ["bump", "--all"], ["references"], ["undo"], ["changes"],
      ["changes", "HEAD~1..HEAD"],
    ] {
      let trace = site.folder.appending("trace")
      let result = try Command.run(
        "strace",
        ["-f", "-qq", "-e", "trace=execve", "-s", "1000", "-o", VisibleText.of(trace)]
          + [try Assetbump.path()] + command, in: site.folder.path,
        environment: Assetbump.environment.merging(GitSite.environment) { $1 })
      #expect(result.status < 3, "\(command): \(result)")
      let lines = String(decoding: site.folder.contents(of: "trace") ?? [], as: UTF8.self)
        .split(separator: "\n").filter { $0.contains("execve(") && $0.hasSuffix(" = 0") }
      let programs = lines.compactMap { line in
        line.split(separator: "\"").dropFirst().first?.split(separator: "/").last.map(String.init)
      }
      #expect(programs.first == "assetbump")
      #expect(
        Set(programs).subtracting(["assetbump", "git"]) == [], "\(command): \(programs)")
      #expect(site.folder.contents(of: "ran") == nil, "\(command)")
    }
  }

  @Test("the tokens are adopted all the same, with the bytes that no filter changes")
  func adopts() throws {
    for (attributes, output, records) in [
      ("", "1 token adopted, 1 stale since they were set\n", "static:x.css 1 2024-01-01 one"),
      (
        "* filter=x", "1 token adopted, 1 stale since they were set\n",
        "static:x.css 1 2024-01-01 one"
      ),
      (
        "* ident", "1 token adopted, 1 stale since they were set\n", "static:x.css 1 2024-01-01 one"
      ),
      (
        "* text eol=crlf", "1 token adopted, 1 stale since they were set\n",
        "static:x.css 1 2024-01-01 one\\r"
      ),
    ] {
      let site = try GitSite()
      try site.shell(
        "css one; page 1; commit 1; css two; commit 2; echo '\(attributes)' >.gitattributes;"
          + " git config filter.x.smudge 'tr a-z A-Z'")
      let result = try site.run("init")
      #expect(result.output.hasSuffix("wrote asset-versions.json: \(output)"))
      #expect(try site.records() == [records])
    }
  }

  @Test(
    "bytes that a filter made are the base line, and a pointer of Git LFS names those it stands for"
  )
  func filtered() throws {
    let site = try GitSite()
    try site.shell(
      """
      git config filter.x.smudge 'tr a-z A-Z'; git config filter.x.clean 'tr A-Z a-z'
      echo '*.css filter=x' >.gitattributes; css one; page 1; commit 1
      rm static/x.css; git checkout -q .
      """)
    let result = try site.run("init")
    #expect(
      result.output.hasSuffix(
        """
        wrote asset-versions.json: 1 token adopted
          today's bytes are the base line of 1 asset (static:x.css): git changes the bytes by a filter,\
         which is not run

        """))
    // SHA-256 of "one" and a line feed, by sha256sum.
    let digest = "2c8b08da5ce60398e1f19af0e5dccc744df274b826abe585eaba68c525434806"
    let pointer = "version https://git-lfs.github.com/spec/v1\\noid sha256:\(digest)\\nsize 4\\n"
    for (now, words) in [
      ("css one", "1 token adopted\n"), (":", "1 token adopted\n"),
      ("css two", "1 token adopted, 1 stale since they were set\n"),
    ] {
      let site = try GitSite()
      try site.shell(
        "mkdir static; printf '\(pointer)' >static/x.css; page 1; commit 1; \(now);"
          + " echo '*.css filter=lfs' >.gitattributes")
      let result = try site.run("init")
      #expect(result.output.hasSuffix("wrote asset-versions.json: \(words)"))
    }
  }
}
