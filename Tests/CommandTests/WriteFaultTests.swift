import TestSupport
import Testing
import Values

/// Each system call of a write fails once, in the real program: a library loaded before the C library
/// answers in its place.
@Suite("Write faults", .serialized) struct WriteFaultTests {
  private static func run(
    _ call: String, _ number: Int, in folder: TemporaryFolder
  ) throws -> Command.Result {
    try FaultLibrary.bump(in: folder, failing: call, number, on: "*.tmp")
  }

  @Test(arguments: [
    ("openat", 13, "permission denied"), ("openat", 24, "Too many open files"),
    ("openat", 28, "no space left on the disk"), ("write", 28, "no space left on the disk"),
    ("write", 122, "no space left on the disk"), ("write", 5, "Input/output error"),
    ("write", 27, "File too large"), ("fsync", 5, "Input/output error"),
    ("fsync", 28, "no space left on the disk"), ("fsync", 122, "no space left on the disk"),
    ("fchown", 5, "Input/output error"), ("fchmod", 1, "permission denied"),
    ("fchmod", 30, "the file system is read-only"), ("renameat", 13, "permission denied"),
    ("renameat", 18, "Invalid cross-device link"), ("renameat", 28, "no space left on the disk"),
    ("renameat", 5, "Input/output error"),
  ])
  func oldFileStaysWhole(call: String, number: Int, reason: String) throws {
    let folder = try TemporaryFolder()
    let old = "{\"format\": 1, \"assets\": {}}\n"
    try folder.write("a", to: "static/a.css")
    try folder.write(old, to: "asset-versions.json")
    if call == "fchown" { try folder.giveAway("asset-versions.json") }
    expect(
      try Self.run(call, number, in: folder), "",
      FaultLibrary.refusal(reason, "asset-versions.json"), 2)
    #expect(folder.contents(of: "asset-versions.json") == Array(old.utf8))
    #expect(folder.names() == [".fault", "asset-versions.json", "static"])
  }

  @Test(arguments: [
    ("openat", 13, "permission denied"), ("write", 28, "no space left on the disk"),
    ("fsync", 5, "Input/output error"), ("linkat", 13, "permission denied"),
  ])
  func newFileIsNotThere(call: String, number: Int, reason: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("a", to: "static/a.css")
    expect(
      try Self.run(call, number, in: folder), "",
      FaultLibrary.refusal(reason, "asset-versions.json"), 2)
    #expect(folder.names() == [".fault", "static"])
  }

  /// Settings and versions file are both made, or neither.
  @Test(arguments: [
    ("openat", 13, "*.journal.*", "permission denied", "asset-versions.json"),
    ("openat", 28, "*/.assetbump.toml.*", "no space left on the disk", "assetbump.toml"),
    (
      "openat", 30, "*/.asset-versions.json.*.new", "the file system is read-only",
      "asset-versions.json"
    ),
    ("write", 122, "*/.assetbump.toml.*", "no space left on the disk", "assetbump.toml"),
    (
      "write", 28, "*/.asset-versions.json.*.new", "no space left on the disk",
      "asset-versions.json"
    ),
    ("fsync", 5, "*/.assetbump.toml.*", "Input/output error", "assetbump.toml"),
    ("fsync", 5, "*/.asset-versions.json.*.new", "Input/output error", "asset-versions.json"),
    ("rename", 18, "*/.assetbump.toml.*", "Invalid cross-device link", "assetbump.toml"),
    ("rename", 13, "*/.asset-versions.json.*.new", "permission denied", "asset-versions.json"),
  ])
  func firstFiles(call: String, number: Int, files: String, reason: String, name: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("a", to: "static/a.css")
    let environment = try FaultLibrary.environment(
      failing: call, number, on: files, builtIn: folder)
    expect(
      try Assetbump.run(["init"], in: folder, environment: environment), "",
      FaultLibrary.refusal(reason, name), 2)
    #expect(folder.names() == [".fault", "static"])
    #expect(try Assetbump.run(["init"], in: folder).status == 0)
    #expect(folder.names() == [".fault", "asset-versions.json", "assetbump.toml", "static"])
  }

  /// Settings alone are made where there is a versions file, or no asset to record.
  @Test(arguments: [
    ("openat", 13, "permission denied"), ("write", 28, "no space left on the disk"),
    ("fsync", 5, "Input/output error"), ("linkat", 13, "permission denied"),
  ])
  func settingsAlone(call: String, number: Int, reason: String) throws {
    for versions in [nil, "{\"format\": 1, \"assets\": {}}\n"] {
      let folder = try TemporaryFolder()
      try folder.makeFolder("static")
      if let versions { try folder.write(versions, to: "asset-versions.json") }
      let environment = try FaultLibrary.environment(
        failing: call, number, on: "*.tmp", builtIn: folder)
      let names = folder.names()
      expect(
        try Assetbump.run(["init"], in: folder, environment: environment), "",
        FaultLibrary.refusal(reason, "assetbump.toml"), 2)
      #expect(folder.names() == names)
    }
  }

  /// What is taken back, too, is written whole or not at all, and can be taken back once more.
  @Test(arguments: [
    ("openat", 122, "no space left on the disk"), ("write", 28, "no space left on the disk"),
    ("fsync", 5, "Input/output error"), ("fchmod", 1, "permission denied"),
    ("renameat", 18, "Invalid cross-device link"), ("renameat", 13, "permission denied"),
  ])
  func takingBack(call: String, number: Int, reason: String) throws {
    let folder = try TemporaryFolder()
    let state = ["XDG_STATE_HOME": VisibleText.of(folder.appending("state"))]
    try folder.write("{\"format\": 1, \"assets\": {}}\n", to: "asset-versions.json")
    try folder.write("a", to: "static/a.css")
    _ = try Assetbump.run(["bump", "--all"], in: folder, environment: state)
    let bumped = folder.contents(of: "asset-versions.json")
    let environment = try FaultLibrary.environment(
      failing: call, number, on: "*.tmp", builtIn: folder)
    expect(
      try Assetbump.shell(
        "assetbump undo >/dev/null", in: folder, environment: environment.merging(state) { $1 }),
      "",
      FaultLibrary.refusal(reason, "asset-versions.json"), 2)
    #expect(folder.contents(of: "asset-versions.json") == bumped)
    #expect(folder.names() == [".fault", "asset-versions.json", "state", "static"])
    expect(
      try Assetbump.shell("assetbump undo >/dev/null", in: folder, environment: state), "",
      "took back asset-versions.json\n", 0)
  }

  /// A limit of the process (RLIMIT_FSIZE, setrlimit(2)) would end it by a signal, amid the write.
  @Test func sizeLimit() throws {
    let folder = try TemporaryFolder()
    for number in 10..<60 { try folder.write("a", to: BytePath("static/\(number).css")) }
    expect(
      try Assetbump.shell(
        "ulimit -f 1; assetbump bump --all >/dev/null; echo $?; assetbump list >list", in: folder,
        environment: ["XDG_CACHE_HOME": VisibleText.of(folder.appending("cache"))]),
      "2\n",
      FaultLibrary.refusal("File too large", "asset-versions.json")
        + "assetbump: cannot write to standard output: File too large\n", 2)
    #expect(folder.names() == ["cache", "list", "static"])
    #expect(folder.names(in: "cache/assetbump") == [])
  }

  /// What fails without harm: a write that takes a byte at a time, a file system without second
  /// names, an owner who cannot be kept.
  @Test(arguments: [
    ("write", 0, true), ("linkat", 1, false), ("linkat", 95, false), ("fchown", 1, true),
  ])
  func goesOn(call: String, number: Int, isThere: Bool) throws {
    let folder = try TemporaryFolder.withLoader()
    try folder.write("a", to: "static/a.css")
    if isThere { try folder.write("{\"format\": 1, \"assets\": {}}\n", to: "asset-versions.json") }
    if call == "fchown" { try folder.giveAway("asset-versions.json") }
    expect(
      try Self.run(call, number, in: folder), "",
      "wrote asset-versions.json: 0 tokens change, 1 added, 0 removed\n", 0)
    expect(try Assetbump.run(["check"], in: folder), "", "1 asset: 1 fresh\n", 0)
    #expect(folder.names() == [".fault", "asset-versions.json", "server.go", "static"])
  }
}
