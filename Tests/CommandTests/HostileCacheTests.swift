import Glibc
import TestSupport
import Testing
import Values

@testable import Disk
@testable import Site

/// What lies where runs remember what they read: damaged, of others, in the way, in no room.
///
/// Whatever it is, every run says what one says that remembers nothing.
@Suite("Hostile cache folders", .serialized) struct HostileCacheTests {
  private let folder: TemporaryFolder

  /// An asset of each kind that digests tell apart, and a finding about references.
  init() throws {
    folder = try TemporaryFolder()
    try folder.write("a{}\n", to: "p/static/css/a.css")
    try folder.write("b\n", to: "p/static/b.js")
    try folder.writeLoader(in: "p")
    _ = try Self.run("assetbump bump --all >/dev/null 2>&1", in: folder)
    try folder.write("b 2\n", to: "p/static/b.js")
    try folder.write("c\n", to: "p/static/c.js")
    try folder.write("<script src=\"/static/none.js\"></script>\n", to: "p/templates/p.html")
    KernelClock.waitForRest()
  }

  private static func run(_ script: String, in folder: TemporaryFolder) throws -> Command.Result {
    try HostileTreeTests.shell(
      "export XDG_CACHE_HOME=$PWD/cache; cd p; \(script)", in: folder)
  }

  private func run(_ script: String) throws -> Command.Result {
    try Self.run(script, in: folder)
  }

  private static let lines = """
    error: static:b.js: stale: bytes changed since 02638299 was given on 2024-06-01 - assetbump bump static:b.js
    warning: static:c.js: new: not recorded, it is served without a token - assetbump bump static:c.js
    templates/p.html:1:14: error: missing: there is no static/none.js - correct the name, or bring the file back

    """
  private static let counts = "3 assets: 1 fresh, 1 stale, 1 new\n"

  /// The files that a check leaves: answers, index, and what templates gave.
  private func names() throws -> [BytePath] {
    expect(try run("assetbump check"), Self.lines, Self.counts, 1)
    let names = folder.names(in: "cache/assetbump")
    #expect(
      names.map { VisibleText.of($0).split(separator: ".").last } == [
        "answers", "index", "references",
      ])
    return names
  }

  /// Cut off at each length (of the index, at some of the others), with something behind, and with bits turned round anywhere.
  @Test func damaged() throws {
    _ = try names()
    let program = """
      import os, random, subprocess, sys
      random.seed(11)
      def check():
          run = subprocess.run([sys.argv[1], "check"], capture_output=True, timeout=120)
          return run.stdout, run.stderr, run.returncode
      folder = os.environ["XDG_CACHE_HOME"] + "/assetbump/"
      truth, count = check(), 0
      names = sorted(os.listdir(folder))
      answers = names[0]
      for name in names:
          with open(folder + name, "rb") as file: whole = file.read()
          step = 1 if name.endswith("index") else 7
          cases = [whole[:length] for length in range(0, len(whole), step)]
          cases += [whole + b"more", whole + whole]
          for _ in range(100):
              other = bytearray(whole)
              for _ in range(random.randrange(1, 4)):
                  other[random.randrange(len(whole))] ^= 1 << random.randrange(8)
              cases.append(bytes(other))
          for case in cases:
              with open(folder + name, "wb") as file: file.write(case)
              # Where an answer is remembered, nothing else is looked at.
              if name != answers: os.remove(folder + answers)
              assert check() == truth, (name, case)
          count += len(cases) >= len(whole) // step + 102
      print(count)
      """
    let result = try Command.run(
      "python3", ["-c", program, try Assetbump.path()], in: folder.appending("p"),
      environment: Assetbump.environment.merging(
        ["XDG_CACHE_HOME": VisibleText.of(folder.appending("cache"))]) { $1 })
    expect(result, "3\n", "", 0)
  }

  /// Of another version, and of another user, for whom other files may be readable: whole, and lies.
  @Test(arguments: [0, 1, 2]) func ofOthers(place: Int) throws {
    let name = try names()[1]
    let whole = try #require(folder.contents(of: BytePath("cache/assetbump").appending(name)))
    let disk = BytePath("cache/assetbump").appending(name)
    let cache = ProjectCache(
      project: folder.appending("p"), in: folder.appending("cache"))
    let lie = Digest.of(Array("a lie".utf8))
    let trees = try #require(cache.open()).trees().map { tree in
      var tree = tree
      tree.digests = tree.digests.map { _ in lie }
      return Scan.RootTree(root: 0, folder: 0, tree: tree, hasChanged: true)
    }
    let none = VersionsDocument(path: "", name: "", contents: nil, file: VersionsFile())
    cache.save(trees, VersionsDocument.Read(document: none))
    // So it is believed where it is ours.
    let believed = try run("assetbump list --json").output
    #expect(believed.contains(lie.hex))
    cache.save(trees, VersionsDocument.Read(document: none))
    var lies = try #require(folder.contents(of: disk))
    var start = CacheWriter.start
    start[place] += 1
    let sum = start.withUnsafeBytes { CacheWriter.sum(of: $0) }
    lies.replaceSubrange(
      0..<40,
      with: ([3, sum] + start).flatMap { number in withUnsafeBytes(of: number) { Array($0) } })
    try folder.write(lies, to: disk)
    // What check printed is remembered by itself.
    #expect(try !run("assetbump list --json").output.contains(lie.hex))
    #expect(folder.contents(of: disk)?.count == whole.count)
  }

  /// What is no file is not followed, not waited for, and left or replaced.
  @Test(arguments: [
    "mkfifo", "mkdir", "ln -s /dev/zero", "ln -s nowhere", "ln -s .", "truncate -s 1T",
    "python3 -c 'import socket, sys; socket.socket(socket.AF_UNIX).bind(sys.argv[1])'",
  ])
  func inTheWay(make: String) throws {
    for name in try names() {
      // With the index all goes: a whole answer would be given without a look at it.
      let script = """
        cd ../cache/assetbump; name='\(VisibleText.of(name))'
        case $name in *.answers) rm $name ;; *) rm -r * ;; esac; \(make) $name
        cd ../../p; assetbump check; echo $?; assetbump check
        """
      expect(
        try run(script), Self.lines + "1\n" + Self.lines, Self.counts + Self.counts, 1)
    }
    #expect(folder.names(in: "cache/assetbump").count == 3)
    #expect(folder.names(in: "cache") == ["assetbump"])
  }

  /// The folder itself is none, cannot be written, or has no room.
  @Test(arguments: [
    "mkfifo ../cache", "ln -s cache ../cache", "ln -s /dev/full ../cache",
    "mkdir ../cache; mount -t tmpfs -o size=4k none ../cache",
    "mkdir ../cache; mount -t tmpfs none ../cache; mount -o remount,bind,ro ../cache",
    """
    mkdir ../cache; mount -t tmpfs -o size=4k none ../cache; mkdir ../cache/assetbump
    cat /dev/zero >../cache/rest 2>/dev/null || true
    """,
    // A limit of the process (RLIMIT_FSIZE) would end it by a signal.
    #"limit="ulimit -f 0""#,
  ])
  func noRoom(make: String) throws {
    let script = """
      namespace '
        limit=; rm -r ../cache; \(make)
        { ($limit; assetbump check) || echo $?; ($limit; assetbump check) || echo $?; } 2>&1 | cat
        [ ! -d ../cache/assetbump ] || ls ../cache/assetbump | \
          grep -v -e answers$ -e index$ -e references$ || true'
      """
    let check = Self.lines + Self.counts + "1\n"
    expect(try run(script), check + check, "", 0)
  }

  /// Runs that remember and read at once, while files change, and at rest.
  @Test func manyAtOnce() throws {
    for number in 100..<200 {
      try folder.write("a", to: BytePath("p/static/many/\(number).css"))
    }
    let script = """
      for round in 1 2 3 4 5 6 7 8 9 10; do
        for number in 110 150 190; do echo $round >static/many/$number.css; done
        for run in 1 2 3 4; do assetbump list --json >../out$run & done
        wait
        assetbump list --json --no-cache >../truth
        assetbump list --json | cmp - ../truth
        touch -d@0 static/many/150.css; echo $((10 - round)) >static/many/150.css
        touch -d@0 static/many/150.css
        assetbump list --json >../out1 & assetbump list --json --no-cache >../truth; wait
        cmp ../out1 ../truth
        for run in 2 3 4; do grep -c '"sha256"' ../out$run; done | sort -u
      done
      ls ../cache/assetbump | wc -l
      """
    let result = try run(script)
    expect(result, String(repeating: "103\n", count: 10) + "1\n", "", 0)
  }

  /// A file whose size and times are put back has other bytes all the same.
  @Test func timesPutBack() throws {
    _ = try names()
    let script = """
      touch -r static/css/a.css ../reference; stat -c '%s %y' static/css/a.css
      printf 'b{}\\n' >static/css/a.css; touch -r ../reference static/css/a.css
      stat -c '%s %y' static/css/a.css; assetbump list | grep a.css
      """
    let lines = try run(script).output.lines
    #expect(lines.count == 4 && lines[0] == lines[1])
    #expect(
      lines[2]
        == "stale   static:css/a.css  hash      bb4263d9  c2e78553"
        + "  /static/css/a.css?v=bb4263d9  /static/css/a.css?v=c2e78553")
  }
}
