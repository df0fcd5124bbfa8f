import TestSupport
import Testing
import Values

@Suite struct StreamTests {
  /// Enough assets that what is printed fills more than a pipe.
  static func manyAssets() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for number in 1000..<2500 {
      try folder.write("a", to: BytePath("static/a-name-of-some-length/\(number).css"))
    }
    return folder
  }

  @Test(arguments: ["list", "list --json", "check", "check --json", "preview", "bump --all"])
  func readerThatLeaves(command: String) throws {
    let result = try Assetbump.shell(
      "assetbump \(command) 2>errors | head -c1 >/dev/null; echo ${PIPESTATUS[0]}; cat errors",
      in: Self.manyAssets())
    // 141: ended by SIGPIPE, as cat is.
    expect(result, "141\n", "", 0)
  }

  static let full = "assetbump: cannot write to standard output: No space left on device\n"

  @Test(arguments: ["list", "list --json", "check", "check --json", "preview", "bump --all"])
  func fullDevice(command: String) throws {
    let shop = try Shop()
    expect(
      try Assetbump.shell("assetbump \(command) >/dev/full", in: shop.folder), "", Self.full, 2)
    // What could not be shown was not written.
    #expect(shop.versions == Shop.versions)
  }

  @Test(arguments: ["--help", "help", "check --help", "--version", "help settings", "loader flask"])
  func fullDeviceWithoutProject(command: String) throws {
    expect(
      try Assetbump.shell("assetbump \(command) >/dev/full", in: TemporaryFolder()), "", Self.full,
      2)
  }

  @Test func fullDeviceWhileSettingUp() throws {
    let folder = try TemporaryFolder()
    try folder.write("a", to: "static/a.css")
    expect(try Assetbump.shell("assetbump init >/dev/full", in: folder), "", Self.full, 2)
  }

  @Test func closedOutput() throws {
    let shop = try Shop()
    for command in ["list", "bump --all"] {
      expect(
        try Assetbump.shell("assetbump \(command) >&-", in: shop.folder), "",
        "assetbump: cannot write to standard output: Bad file descriptor\n", 2)
    }
    #expect(shop.versions == Shop.versions)
  }

  /// Where SIGPIPE is ignored, as some parents leave it, the loss is told.
  @Test func readerThatLeavesWithoutSignal() throws {
    let result = try Assetbump.shell(
      """
      trap '' PIPE
      { assetbump list; echo $? >status; } 2>errors | true
      cat errors status
      """, in: Self.manyAssets())
    expect(
      result, "assetbump: cannot write to standard output: Broken pipe\n2\n", "", 0)
  }

  /// A pipe that takes no more for now: the program waits until it does.
  @Test func pipeThatDoesNotBlock() throws {
    let program = """
      import fcntl, os, subprocess, sys, time
      reader, writer = os.pipe()
      fcntl.fcntl(writer, fcntl.F_SETFL, os.O_NONBLOCK)
      child = subprocess.Popen([sys.argv[1], "list"], stdout=writer)
      os.close(writer)
      lines = open(reader, "rb").read().count(b"\\n")
      print(child.wait(), lines)
      """
    let folder = try Self.manyAssets()
    let result = try withExtendedLifetime(folder) {
      try Command.run(
        "python3", ["-c", program, try Assetbump.path()], in: folder.path,
        environment: Assetbump.environment)
    }
    expect(result, "0 1501\n", "", 0)
  }
}
