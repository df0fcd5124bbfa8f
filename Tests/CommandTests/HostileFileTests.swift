import TestSupport
import Testing
import Values

/// Settings and versions files that are no such files.
@Suite("Hostile files", .serialized) struct HostileFileTests {
  private func expectAll(_ message: String, after make: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("a", to: "static/a.css")
    let script = """
      state() { ls -A; stat -c '%n %s %y %z %i' *; }
      \(make); before=$(state)
      for command in check list 'bump --all'; do assetbump $command; echo $?; done
      [ "$before" = "$(state)" ] && echo untouched
      """
    let line = "assetbump: \(message.replacing("HERE", with: VisibleText.of(folder.path)))\n"
    expect(
      try HostileTreeTests.shell(script, in: folder), "2\n2\n2\nuntouched\n", line + line + line, 0)
  }

  @Test(arguments: [
    ("truncate -s 100M asset-versions.json", "1:1: expected a value but found '\\x00'"),
    ("printf '\\x89PNG\\r\\n\\x1a\\n' >asset-versions.json", "1:1: the byte \\x89 is not UTF-8"),
    (
      "printf '\\x89' >asset-versions.json; truncate -s 100M asset-versions.json",
      "1:1: the byte \\x89 is not UTF-8"
    ),
    (
      "printf '[%.0s' {1..10000} >asset-versions.json", "1:129: nested more than 128 deep"
    ),
    (
      "head -c 100M /dev/zero | tr '\\0' '[' >asset-versions.json",
      "1:129: nested more than 128 deep"
    ),
  ])
  func versionsFile(make: String, message: String) throws {
    try expectAll(
      "asset-versions.json:\(message)"
        + " - mend it there, or take the file from version control again", after: make)
  }

  @Test func versionsFileThatIsTooLarge() throws {
    try expectAll(
      "larger than 1 GiB: asset-versions.json - is this the right file?",
      after: "truncate -s 1073741825 asset-versions.json")
  }

  @Test(arguments: [
    (
      "truncate -s 100M assetbump.toml",
      "assetbump.toml: larger than 1048576 bytes - settings are far smaller; is this the right file?"
    ),
    (
      "printf '\\x89PNG\\r\\n\\x1a\\n' >assetbump.toml",
      "assetbump.toml:1:1: not UTF-8 - save the file as UTF-8"
    ),
    (
      "truncate -s 1M assetbump.toml", "assetbump.toml:1:1: a NUL character - take it out"
    ),
    (
      "(printf 'a = '; printf '[%.0s' {1..10000}) >assetbump.toml",
      "assetbump.toml:1:69: nested more than 64 deep - settings need no such depth"
    ),
    (
      "mkfifo assetbump.toml",
      "cannot look for a project: not a regular file but a FIFO: HERE/assetbump.toml"
        + " - put a regular file there"
    ),
    (
      "mkdir assetbump.toml",
      "cannot look for a project: not a regular file but a folder: HERE/assetbump.toml"
        + " - put a regular file there"
    ),
    (
      "ln -s /dev/zero assetbump.toml",
      "cannot look for a project: not a regular file but a device: HERE/assetbump.toml"
        + " - put a regular file there"
    ),
  ])
  func settings(make: String, message: String) throws {
    try expectAll(message, after: make)
  }

  /// A large pyproject.toml is nobody's settings unless it speaks of us, at whatever block's border.
  @Test func largeProjectFile() throws {
    let folder = try TemporaryFolder()
    try folder.write("a", to: "static/a.css")
    let script = """
      for start in 2000000 1048575 1048573 131070; do
        (head -c $start /dev/zero | tr '\\0' '#'; printf assetbump; head -c 2M /dev/zero) >with
        tr -d a <with >pyproject.toml; assetbump list >/dev/null; echo $?
        mv with pyproject.toml; assetbump list; echo $?
      done
      truncate -s 1T pyproject.toml; assetbump list >/dev/null; echo $?
      """
    let line =
      "assetbump: pyproject.toml: larger than 1048576 bytes - settings are far smaller;"
      + " is this the right file?\n"
    expect(
      try HostileTreeTests.shell(script, in: folder),
      String(repeating: "0\n2\n", count: 4) + "0\n", String(repeating: line, count: 4), 0)
  }

  /// What lies in the place of the lock is named, and not the versions file.
  @Test(arguments: ["mkdir", "ln -s nowhere"])
  func lockThatIsNone(make: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("a", to: "static/a.css")
    expect(
      try HostileTreeTests.shell(
        "\(make) .asset-versions.json.lock; assetbump bump --all >/dev/null", in: folder), "",
      "assetbump: not written: .asset-versions.json.lock is in the way, no lock of assetbump's"
        + " (nothing changed) - remove it\n", 2)
    #expect(folder.names() == [".asset-versions.json.lock", "static"])
  }

  /// A file in the place of the lock that came with the project, and holds what a lock of old did, is not
  /// touched: neither by a write nor by what takes it back.
  @Test func lockThatCameWithTheProject() throws {
    let folder = try TemporaryFolder.withLoader()
    try folder.write("a", to: "static/a.css")
    try folder.write("4711\n", to: ".asset-versions.json.lock")
    let left =
      "left as it is: .asset-versions.json.lock: it was here before this write, and hinders none"
      + " - rm .asset-versions.json.lock\n"
    expect(
      try HostileTreeTests.shell(
        """
        assetbump bump --all >/dev/null; echo b >static/a.css
        (cd static; assetbump bump --all >/dev/null); assetbump undo >/dev/null
        cat .asset-versions.json.lock; rm .asset-versions.json.lock; assetbump bump --all >/dev/null
        """, in: folder), "4711\n",
      left + "wrote asset-versions.json: 0 tokens change, 1 added, 0 removed\n"
        + left.replacing(
          ".asset-versions.json.lock",
          with: VisibleText.of(folder.path.appending(".asset-versions.json.lock")))
        + "wrote asset-versions.json: 1 token changes, 0 added, 0 removed\n" + left
        + "took back asset-versions.json\n"
        + "wrote asset-versions.json: 1 token changes, 0 added, 0 removed\n", 0)
    #expect(!folder.names().contains(".asset-versions.json.lock"))
  }

  /// A pyproject.toml that is no file is nobody's settings.
  @Test(arguments: [
    "mkfifo pyproject.toml", "mkdir pyproject.toml", "ln -s /dev/zero pyproject.toml",
  ])
  func projectFile(make: String) throws {
    let folder = try TemporaryFolder.withLoader()
    try folder.write("a", to: "static/a.css")
    expect(
      try HostileTreeTests.shell(
        "\(make); assetbump bump --all >/dev/null; assetbump check", in: folder),
      "", "wrote asset-versions.json: 0 tokens change, 1 added, 0 removed\n1 asset: 1 fresh\n", 0)
  }
}
