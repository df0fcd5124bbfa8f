import AssetCore
import TestSupport
import Testing

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
    let folder = try TemporaryFolder()
    try folder.write("a", to: "static/a.css")
    if isThere { try folder.write("{\"format\": 1, \"assets\": {}}\n", to: "asset-versions.json") }
    expect(
      try Self.run(call, number, in: folder), "",
      "wrote asset-versions.json: 0 tokens change, 1 added, 0 removed\n", 0)
    expect(try Assetbump.run(["check"], in: folder), "", "1 asset: 1 fresh\n", 0)
    #expect(folder.names() == [".fault", "asset-versions.json", "static"])
  }
}
