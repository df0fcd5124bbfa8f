import TestSupport
import Testing
import Values

/// What a versions file that says what it may not is followed by.
private let mend = " - mend it there, or take the file from version control again"

/// What cannot be done: one line on standard error, nothing on standard output, exit code 2.
@Suite struct ErrorTests {
  static let reading = ["list", "check", "preview", "bump --all"]

  /// Each command that reads the project fails alike, and leaves the folder as it is.
  func expectAll(
    _ message: String, in folder: TemporaryFolder,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let names = folder.names()
    for command in Self.reading {
      expect(
        try Assetbump.shell("assetbump \(command)", in: folder), "", "assetbump: \(message)\n", 2,
        sourceLocation: sourceLocation)
    }
    #expect(folder.names() == names, sourceLocation: sourceLocation)
  }

  @Test func noProject() throws {
    let folder = try TemporaryFolder()
    try expectAll(
      "no project here: looked for assetbump.toml, pyproject.toml with [tool.assetbump],"
        + " asset-versions.json and static/ in \(VisibleText.of(folder.path)) and above"
        + " - run assetbump init in the project's folder, or name it with --project", in: folder)
  }

  @Test func twoSettings() throws {
    let shop = try Shop()
    try shop.folder.write("[tool.assetbump]\n", to: "pyproject.toml")
    try expectAll(
      "two settings in \(VisibleText.of(shop.folder.path)): assetbump.toml, and [tool.assetbump]"
        + " in pyproject.toml - keep one of them", in: shop.folder)
  }

  @Test(arguments: [
    (
      "[strategy]\ndefault = \"hsh\"\n",
      "assetbump.toml:2:1: strategy.default: \"hsh\" is none of \"date\", \"hash\", \"manual\", \"count\""
        + " - did you mean \"hash\"?"
    ),
    ("[[root]]\nurl = \n", "assetbump.toml:2:7: not TOML: a value is needed here"),
    ("versionz = \"a\"\n", "assetbump.toml:1:1: versionz: no such key - did you mean versions?"),
  ])
  func badSettings(text: String, message: String) throws {
    let shop = try Shop()
    try shop.folder.write(text, to: "assetbump.toml")
    try expectAll(message, in: shop.folder)
  }

  @Test(arguments: [
    ("", "asset-versions.json:1:1: the file is empty" + mend),
    (
      "{\"format\": 1,\n",
      "asset-versions.json:2:1: expected '\"' but found the end of the file"
        + mend
    ),
    (
      "{\"format\": 2, \"assets\": {}}\n",
      "asset-versions.json:1:12: format 2 is newer than format 1, which this assetbump reads"
        + " - install a newer assetbump"
    ),
    (
      "{\n<<<<<<< HEAD\n  \"format\": 1\n",
      "asset-versions.json:2: an unresolved merge conflict, \"<<<<<<< HEAD\" - each asset is one"
        + " line: keep those of both sides, of an asset with two the right one, and a comma behind each"
        + " but the last of its root, then run assetbump check; assetbump init --git spares you the"
        + " next one"
    ),
  ])
  func badVersionsFile(text: String, message: String) throws {
    let shop = try Shop()
    try shop.folder.write(text, to: "asset-versions.json")
    try expectAll(message, in: shop.folder)
    #expect(shop.versions == text)
  }

  @Test func missingRoot() throws {
    let folder = try TemporaryFolder()
    try folder.write("[[root]]\npaths = [\"public\"]\n", to: "assetbump.toml")
    try expectAll(
      "static root \"static\": no such folder: public - create it, or correct its paths in"
        + " assetbump.toml", in: folder)
  }

  @Test func versionsFileThatIsNone() throws {
    for (make, reason) in [
      ("mkdir asset-versions.json", "not a regular file but a folder"),
      ("mkfifo asset-versions.json", "not a regular file but a FIFO"),
      ("ln -s asset-versions.json asset-versions.json", "symbolic links lead in a circle"),
      ("ln -s /dev/zero asset-versions.json", "not a regular file but a device"),
    ] {
      let shop = try Shop()
      _ = try Assetbump.shell("rm asset-versions.json; \(make)", in: shop.folder)
      try expectAll("\(reason): asset-versions.json - put a regular file there", in: shop.folder)
    }
  }

  /// A link to nothing reads as no file, but it is not made where nobody looked.
  @Test func versionsFileThatIsALinkToNothing() throws {
    let folder = try TemporaryFolder()
    try folder.write("a", to: "static/a.css")
    try folder.makeLink("asset-versions.json", to: "elsewhere/versions.json")
    let result = try Assetbump.run(["bump", "--all"], in: folder)
    #expect(
      result.errors
        == "assetbump: not written: asset-versions.json is a link to nothing, or its folder is not"
        + " there (nothing changed) - create what is missing\n")
    #expect(result.status == 2)
    #expect(folder.names() == ["asset-versions.json", "static"])
  }

  @Test func versionsFileInAFolderThatIsNotThere() throws {
    let folder = try TemporaryFolder()
    try folder.write("versions = \"config/versions.json\"\n", to: "assetbump.toml")
    try folder.write("a", to: "static/a.css")
    for command in ["bump --all >/dev/null", "init"] {
      expect(
        try Assetbump.shell("assetbump \(command)", in: folder), "",
        "assetbump: not written: config/versions.json is a link to nothing, or its folder is not"
          + " there (nothing changed) - create what is missing\n", 2)
    }
    #expect(folder.names() == ["assetbump.toml", "static"])
  }

  @Test func settingsThatAreNoFile() throws {
    let folder = try TemporaryFolder()
    try folder.makeLink("assetbump.toml", to: "assetbump.toml")
    try expectAll(
      "cannot look for a project: symbolic links lead in a circle: "
        + "\(VisibleText.of(folder.path))/assetbump.toml - put a regular file there", in: folder)
  }

  @Test func workingFolderIsGone() throws {
    expect(
      try Assetbump.shell(
        "mkdir gone && cd gone && rmdir ../gone && assetbump list", in: TemporaryFolder()), "",
      "assetbump: the working folder is gone - change to another one\n", 2)
  }

  /// Root may read and write everything, but for one without the capability (capabilities(7)).
  @Test func permissionDenied() throws {
    let shop = try Shop()
    let program = try Assetbump.path()
    let result = try Assetbump.shell(
      """
      weak=; [ $(id -u) = 0 ] && weak="setpriv --bounding-set=-dac_override,-dac_read_search"
      chmod a-w . asset-versions.json
      $weak '\(program)' bump --all >/dev/null; echo $?
      chmod a-r asset-versions.json
      $weak '\(program)' list; echo $?
      """, in: shop.folder)
    expect(
      result, "2\n2\n",
      BumpTests.allLeft + """
        assetbump: not written: permission denied: asset-versions.json (nothing changed) - make the file and its folder writable
        assetbump: permission denied: asset-versions.json - make it readable

        """, 0)
    _ = try Assetbump.shell("chmod u+rw asset-versions.json", in: shop.folder)
    #expect(shop.versions == Shop.versions)
  }
}
