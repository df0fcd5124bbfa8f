import TestSupport
import Testing
import Values

/// Trees that hang, mislead or exhaust a program which trusts them.
///
/// Each run is killed after ten minutes, which no run on any machine comes near to.
@Suite("Hostile trees", .serialized) struct HostileTreeTests {
  /// Runs a script in which `assetbump` has a deadline, and `weak` before it takes root's right to
  /// pass over permissions (capabilities(7)) away.
  static func shell(_ script: String, in folder: TemporaryFolder) throws -> Command.Result {
    let program = try Assetbump.path()
    let words = """
      assetbump() { timeout --foreground -s KILL 600 $weak '\(program)' "$@"; }
      weaken() { [ $(id -u) = 0 ] && weak="setpriv --bounding-set=-dac_override,-dac_read_search"; }
      # A mount namespace, in a user namespace of its own for others than root.
      namespace() { local map=; [ $(id -u) = 0 ] || map=-r; unshare -m $map bash -ec "$1"; }
      export -f assetbump weaken
      weak=
      """
    return try Command.run(
      "bash", ["-c", words + "\n" + script], in: folder.path, environment: Assetbump.environment)
  }

  private static let advice = " - mend it, or add it to ignore in the settings\n"

  /// Where the settings name no folder, those that `init` listed are meant.
  @Test func staticFolderThatIsNotThere() throws {
    let folder = try TemporaryFolder()
    try folder.write("#[[root]]\n", to: "assetbump.toml")
    expect(
      try Assetbump.run(["check"], in: folder), "",
      "assetbump: static root \"static\": no such folder: static - create it, or name the folder that is"
        + " served in a [[root]] of assetbump.toml: where one is listed there, take the # away from its"
        + " lines\n", 2)
  }

  @Test func everyKindOfFile() throws {
    let folder = try TemporaryFolder.withLoader()
    let script = """
      mkdir -p static/closed static/sub; echo a >static/a.css; echo c >static/secret.css
      mkfifo static/fifo
      python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("static/socket")'
      ln -s /dev/zero static/zero; ln -s . static/loop; ln -s self static/self
      ln -s /etc static/etc; ln -s /etc/passwd static/passwd; ln -s ../../static static/sub/up
      chmod 0 static/closed static/secret.css; weaken
      assetbump check; echo $?; assetbump bump --all >/dev/null; echo $?
      assetbump list | wc -l; ls -A; chmod 700 static/closed
      """
    let problems = [
      ("closed", "permission denied"), ("etc", "a symbolic link out of the root, to /etc"),
      ("fifo", "a FIFO, not a regular file"), ("loop", "a symbolic link to a folder above it"),
      ("passwd", "a symbolic link out of the root, to /etc/passwd"),
      ("secret.css", "permission denied"), ("self", "a symbolic link to nothing"),
      ("socket", "a socket, not a regular file"),
      ("sub/up", "a symbolic link to a folder above it"),
      ("zero", "a symbolic link out of the root, to /dev/zero"),
    ]
    let found = problems.map { "error: static:\($0): unreadable: \($1)\(Self.advice)" }.joined()
    let left = problems.map { "left as it is: static:\($0): \($1)\n" }.joined()
    expect(
      try Self.shell(script, in: folder),
      "warning: static:a.css: new: not recorded, it is served without a token - assetbump bump static:a.css\n"
        + found + "1\n1\n12\nasset-versions.json\nserver.go\nstatic\n",
      "11 assets: 1 new, 10 unreadable\n" + left
        + "wrote asset-versions.json: 0 tokens change, 1 added, 0 removed\n", 0)
  }

  @Test(arguments: [
    (
      "ln -s / static",
      "a link to /, all files of the machine: static - link to the static files"
        + " alone, or"
    ),
    ("ln -s static static", "symbolic links lead in a circle: static - make it readable, or"),
    ("echo x >static", "not a folder: static - make it readable, or"),
    ("mkfifo static", "not a folder: static - make it readable, or"),
    ("mkdir -m 0 static; weaken", "permission denied: static - make it readable, or"),
  ])
  func rootThatIsNone(make: String, message: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("[[root]]\n", to: "assetbump.toml")
    let script = """
      \(make); assetbump check; echo $?; assetbump bump --all; echo $?; assetbump list; echo $?; ls -A
      """
    let line =
      "assetbump: static root \"static\": \(message) correct its paths in assetbump.toml\n"
    expect(
      try Self.shell(script, in: folder), "2\n2\n2\nassetbump.toml\nstatic\n", line + line + line, 0
    )
  }

  /// Whoever links the root itself means it.
  @Test func rootThatIsALink() throws {
    let folder = try TemporaryFolder()
    try folder.write("e", to: "elsewhere/e.css")
    try folder.makeLink("project/static", to: "../elsewhere")
    try folder.writeLoader(in: "project")
    expect(
      try Self.shell("cd project; assetbump bump --all >/dev/null; assetbump check", in: folder),
      "",
      "wrote asset-versions.json: 0 tokens change, 1 added, 0 removed\n1 asset: 1 fresh\n", 0)
  }

  /// A file below two roots is served under two URLs: two assets.
  @Test func rootsThatOverlap() throws {
    let folder = try TemporaryFolder.withLoader()
    try folder.write(
      """
      [[root]]
      name = "outer"
      paths = ["s"]
      url = "/outer/"
      [[root]]
      name = "inner"
      paths = ["s/t"]
      url = "/inner/"

      """, to: "assetbump.toml")
    try folder.write("1", to: "s/t/x.css")
    expect(
      try Self.shell(
        "assetbump check; assetbump bump --all >/dev/null; assetbump check", in: folder),
      """
      warning: outer:t/x.css: new: not recorded, it is served without a token - assetbump bump outer:t/x.css
      warning: inner:x.css: new: not recorded, it is served without a token - assetbump bump inner:x.css

      """,
      """
      2 assets: 2 new
      wrote asset-versions.json: 0 tokens change, 2 added, 0 removed
      2 assets: 2 fresh

      """, 0)
  }

  /// One folder is one root's.
  @Test(arguments: [
    (#"paths = ["s", "s"]"#, "assetbump.toml:2:15: root[0].paths[1]"),
    (#"paths = ["s", "./t/../s/"]"#, "assetbump.toml:2:15: root[0].paths[1]"),
    (
      "name = \"one\"\npaths = [\"s\"]\nurl = \"/one/\"\n[[root]]\nname = \"two\"\npaths = [\"s\"]\nurl = \"/two/\"",
      "assetbump.toml:7:10: root[1].paths[0]"
    ),
  ])
  func rootsThatAreOne(settings: String, place: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("[[root]]\n\(settings)\n", to: "assetbump.toml")
    try folder.write("1", to: "s/x.css")
    expect(
      try Self.shell("assetbump check", in: folder), "",
      "assetbump: \(place): \"s\" stands in root[0].paths[0] already - name another\n", 2)
  }

  /// By a link one folder has two names: no file of it hides itself.
  @Test func folderOfTwoNames() throws {
    let folder = try TemporaryFolder.withLoader()
    try folder.write("[[root]]\npaths = [\"s\", \"t\", \"u\"]\n", to: "assetbump.toml")
    try folder.write("1", to: "s/x.css")
    try folder.write("2", to: "u/x.css")
    try folder.makeLink("t", to: "s")
    let here = VisibleText.of(folder.path)
    expect(
      try Self.shell("assetbump check", in: folder),
      "warning: static:x.css: new: not recorded, it is served without a token - assetbump bump static:x.css\n"
        + "note: static:x.css: shadowed: \(here)/u/x.css is hidden by \(here)/s/x.css\n",
      "1 asset: 1 new\n", 1)
  }

  @Test(arguments: [
    ("/", "\"/\" is an absolute path - write it from the project's folder"),
    ("..", "\"..\" leads out of the project's folder - name a path inside it"),
    ("s/../..", "\"s/../..\" leads out of the project's folder - name a path inside it"),
  ])
  func rootOutside(path: String, message: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("[[root]]\npaths = [\"\(path)\"]\n", to: "assetbump.toml")
    expect(
      try Self.shell("assetbump check", in: folder), "",
      "assetbump: assetbump.toml:2:10: root[0].paths[0]: \(message)\n", 2)
  }

  /// The versions file is no asset, wherever it lies: written last, it would never be fresh.
  @Test func versionsFileBelowARoot() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "versions = \"static/[v] 1.json\"\nignore = [\"!*.json\"]\n[[root]]\nloader = \"elsewhere\"\n",
      to: "assetbump.toml")
    try folder.write("a", to: "static/a.css")
    try folder.write("b", to: "static/v 1.json")
    let script = """
      export XDG_CACHE_HOME=$PWD/cache
      assetbump bump --all >/dev/null; assetbump check; assetbump bump --all; assetbump check
      assetbump list --json --no-cache | grep -c '"path"'
      """
    expect(
      try Self.shell(script, in: folder), "2\n",
      """
      wrote static/[v] 1.json: 0 tokens change, 2 added, 0 removed
      2 assets: 2 fresh
      nothing to write
      2 assets: 2 fresh

      """, 0)
  }

  /// A file of a terabyte without a byte in it is not read; one that is read is left at once.
  @Test func sparseFiles() throws {
    let folder = try TemporaryFolder.withLoader()
    let script = """
      mkdir static; echo a >static/a.css; truncate -s 1T static/big.bin
      assetbump bump --all >/dev/null; echo $?; assetbump check; echo $?
      truncate -s 60G static/big.bin
      timeout --preserve-status -s INT -k 120 1 '\(try Assetbump.path())' check; echo $?
      """
    expect(
      try Self.shell(script, in: folder),
      "1\nerror: static:big.bin: unreadable: larger than 64 GiB\(Self.advice)1\n130\n",
      "left as it is: static:big.bin: larger than 64 GiB\n"
        + "wrote asset-versions.json: 0 tokens change, 1 added, 0 removed\n"
        + "2 assets: 1 fresh, 1 unreadable\n", 0)
  }

  @Test func manyFilesInOneFolder() throws {
    let folder = try TemporaryFolder.withLoader()
    let script = """
      export XDG_CACHE_HOME=$PWD/cache
      mkdir static; (cd static && seq 100000 | xargs touch)
      assetbump bump --all >/dev/null; assetbump check; assetbump check; rm -r static
      """
    expect(
      try Self.shell(script, in: folder), "",
      "wrote asset-versions.json: 0 tokens change, 100000 added, 0 removed\n"
        + "100000 assets: 100000 fresh\n100000 assets: 100000 fresh\n", 0)
  }

  @Test func deepFolders() throws {
    let folder = try TemporaryFolder.withLoader()
    let path = "static/" + String(repeating: "d/", count: 200)
    try folder.write("x", to: BytePath(path + "x.css"))
    expect(
      try Self.shell("assetbump bump --all >/dev/null; assetbump check", in: folder), "",
      "wrote asset-versions.json: 0 tokens change, 1 added, 0 removed\n1 asset: 1 fresh\n", 0)
  }

  /// Folders whose paths the system takes only piece by piece.
  @Test func pathsThatAreTooLong() throws {
    let folder = try TemporaryFolder.withLoader()
    let script = """
      mkdir static; echo a >static/a.css
      python3 -c '
      import os
      os.chdir("static")
      for _ in range(20):
          os.mkdir("d" * 255)
          os.chdir("d" * 255)
      open("x.css", "w").close()'
      assetbump check; echo $?; rm -r static
      """
    // The first path of 4096 bytes with the zero byte behind it (PATH_MAX) is not listed.
    let base = folder.path.bytes.count + "/static".utf8.count
    let levels = (4096 - base + 255) / 256
    let long = Array(repeating: String(repeating: "d", count: 255), count: levels)
    expect(
      try Self.shell(script, in: folder),
      "warning: static:a.css: new: not recorded, it is served without a token - assetbump bump static:a.css\n"
        + "error: static:\(long.joined(separator: "/")): unreadable: the path is too long for the system"
        + "\(Self.advice)1\n", "2 assets: 1 new, 1 unreadable\n", 0)
  }

  /// A project in such a folder is refused.
  @Test func projectThatIsTooDeep() throws {
    let folder = try TemporaryFolder()
    let script = """
      name=$(printf 'd%.0s' {1..255})
      for level in {1..20}; do mkdir $name; cd $name; done 2>/dev/null
      mkdir static; echo a >static/a.css
      for command in check 'bump --all' undo; do assetbump $command; echo $?; done 2>&1 | sed "s/$name/d/g"
      assetbump init 2>&1 | sed "s/$name/d/g"; ls -A
      """
    let message = "assetbump: cannot look for a project: the path is too long for the system: "
    let path = VisibleText.of(folder.path) + String(repeating: "/d", count: 20)
    let advice = " - move the project to a shorter path\n"
    let line = "\(message)\(path)/assetbump.toml\(advice)2\n"
    expect(
      try Self.shell(script, in: folder), "\(line)\(line)\(line)\(message)\(path)\(advice)static\n",
      "", 0)
    _ = try Self.shell("rm -r d*", in: folder)
  }

  /// Whatever is remembered of hostile trees, the next run says what one says that knows nothing: at
  /// once, and when something has become another thing.
  @Test func remembered() throws {
    let folder = try TemporaryFolder()
    let script = #"""
      set +e; mkdir p; cd p; echo asset-versions.json >server.go; export XDG_CACHE_HOME=$PWD/../cache
      mkdir -p static/closed static/sub static/open; echo a >static/a.css; echo c >static/secret.css
      mkfifo static/fifo; touch static/device; mount --bind /dev/zero static/device
      python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("static/socket")'
      ln -s /dev/zero static/zero; ln -s . static/loop; ln -s self static/self; ln -s sub static/sib
      ln -s /etc static/etc; ln -s ../../static static/sub/up; ln -s a.css static/copy.css
      echo x >static/sub/x.css; echo x >static/closed/x.css; truncate -s 1T static/huge.bin
      for name in $'\e[31mred' 'a.css ' A.css $'caf\xc3\xa9' $'cafe\xcc\x81' $'b\xff\xfe' $'l\nf' \
        $'r\xe2\x80\xaex' $(printf 'l%.0s' {1..255}); do echo "$name" >"static/open/$name"; done
      mkdir -p static/$(printf 'd/%.0s' {1..200}); echo z >static/$(printf 'd/%.0s' {1..200})z.css
      (cd static; name=$(printf 'p%.0s' {1..255})
      for level in {1..20}; do mkdir $name; cd $name; done; echo p >p.css) 2>/dev/null
      chmod 0 static/closed static/secret.css; weaken
      same() {
        assetbump check --no-cache >../truth 2>&1; before=$?
        for run in 1 2; do
          assetbump check >../now 2>&1; after=$?
          [ $after = $before ] || echo $before $after; cmp ../now ../truth
        done
        tail -n1 ../now
      }
      assetbump check 2>&1 | grep -a device
      same; for run in {1..9}; do assetbump list >/dev/null; done; same
      chmod 700 static/closed; chmod 600 static/secret.css; chmod 0 static/open; same
      chmod 700 static/open; chmod 0 static/sub static/a.css; same
      umount static/device; chmod 700 static/sub; chmod 600 static/a.css; rm static/fifo; same
      rm -r static/d static/p*; same
      """#
    try folder.write(script, to: "script")
    expect(
      try Self.shell("namespace '. ./script'", in: folder),
      """
      error: static:device: unreadable: a device, not a regular file - mend it, or add it to ignore in the settings
      27 assets: 12 new, 15 unreadable
      27 assets: 12 new, 15 unreadable
      19 assets: 7 new, 12 unreadable
      25 assets: 10 new, 15 unreadable
      26 assets: 15 new, 11 unreadable
      24 assets: 14 new, 10 unreadable

      """, "", 0)
  }

  /// Names that a person, or another system, takes for one are two; d4735e3a begins the SHA-256 of "2".
  @Test func twins() throws {
    let folder = try TemporaryFolder.withLoader()
    let names = ["A.css", "a.css", "a.css ", " a.css", "caf\u{E9}.css", "cafe\u{301}.css"]
    for (number, name) in names.enumerated() {
      try folder.write("\(number)", to: BytePath("static").appending(BytePath(name)))
    }
    expect(
      try Self.shell(
        "assetbump bump --all >/dev/null; assetbump check; echo 9 >'static/a.css '; assetbump check",
        in: folder),
      "error: static:a.css : stale: bytes changed since d4735e3a was given on 2024-06-01"
        + " - assetbump bump 'static:a.css '\n",
      """
      wrote asset-versions.json: 0 tokens change, 6 added, 0 removed
      6 assets: 6 fresh
      6 assets: 5 fresh, 1 stale

      """, 1)
  }

  /// Whatever happens to files while they are read, a digest is of one state that a file had; and what is
  /// remembered of it, of the state that it was taken in.
  @Test(arguments: [nil, "cache"]) func filesThatChangeMeanwhile(cache: BytePath?) throws {
    let folder = try TemporaryFolder()
    let program = """
      import hashlib, json, os, signal, subprocess, sys
      os.makedirs("static")
      states = [b"a" * 400000, b"b" * 300000]
      writer = os.fork()
      if writer == 0:
          number = 0
          while True:
              number += 1
              with open("static/.new", "wb") as file: file.write(states[number % 2])
              os.rename("static/.new", "static/swap")
              with open("static/grow", "ab") as file: file.write(b"x" * 1000)
              if number % 500 == 0: os.unlink("static/grow")
              with open("static/shrink", "wb") as file: file.write(b"y" * 300000)
              os.truncate("static/shrink", number % 1000)
              with open("static/vanish", "w") as file: file.write("z")
              os.unlink("static/vanish")
              os.makedirs("static/folder"); open("static/folder/f", "w").close()
              os.unlink("static/folder/f"); os.rmdir("static/folder")
      known = {hashlib.sha256(state).hexdigest() for state in states}
      reasons = set()
      try:
          for _ in range(40):
              run = subprocess.run([sys.argv[1], "list", "--json"], capture_output=True, text=True, timeout=120)
              assert run.returncode == 0 and run.stderr == "", (run.returncode, run.stderr)
              for asset in json.loads(run.stdout)["assets"]:
                  if asset["path"] == "swap" and asset["sha256"]: assert asset["sha256"] in known, asset
                  if asset["status"] == "unreadable": reasons.add(asset["reason"])
      finally:
          os.kill(writer, signal.SIGKILL)
          os.waitpid(writer, 0)
      assert reasons <= {"no such file", "changes while it is read"}, reasons
      def assets(*options):
          return subprocess.run([sys.argv[1], "list", "--json", *options], capture_output=True).stdout
      for _ in range(3): assert assets() == assets("--no-cache")
      print("steady")
      """
    let place = cache.map { VisibleText.of(folder.appending($0)) }
    let result = try withExtendedLifetime(folder) {
      try Command.run(
        "python3", ["-c", program, try Assetbump.path()], in: folder.path,
        environment: Assetbump.environment.merging(["XDG_CACHE_HOME": place]) { $1 })
    }
    expect(result, "steady\n", "", 0)
  }

  /// Times that no calendar has, nor nanoseconds in 64 bits; ext4 would cut them, tmpfs keeps them.
  @Test func timesBeyondAllCalendars() throws {
    let folder = try TemporaryFolder()
    let script = """
      mkdir disk; export XDG_CACHE_HOME=$PWD/cache
      namespace '
        mount -t tmpfs -o size=64k none disk; cd disk; mkdir static; echo asset-versions.json >server.go
        for time in -9223372036854775808 -9223372037 -9223372036 -62135596801 253402300800 \\
          9223372036 9223372037 9223372036854775807
        do echo $time >static/f$time.css; touch -d @$time static/f$time.css; done
        assetbump bump --all >/dev/null; assetbump check; assetbump check; assetbump list | wc -l'
      """
    expect(
      try Self.shell(script, in: folder), "9\n",
      "wrote asset-versions.json: 0 tokens change, 8 added, 0 removed\n8 assets: 8 fresh\n"
        + "8 assets: 8 fresh\n", 0)
  }

  @Test func readOnlyMount() throws {
    let folder = try TemporaryFolder()
    let script = """
      mkdir disk
      namespace '
        mount -t tmpfs -o size=64k none disk; cd disk; mkdir static; echo a >static/a.css; echo asset-versions.json >server.go
        mount -o remount,bind,ro .
        assetbump check || echo $?; assetbump bump --all >/dev/null || echo $?
        assetbump init || echo $?; ls -A'
      """
    expect(
      try Self.shell(script, in: folder),
      "warning: static:a.css: new: not recorded, it is served without a token - assetbump bump static:a.css\n"
        + "1\n2\n2\nserver.go\nstatic\n",
      """
      1 asset: 1 new
      assetbump: not written: the file system is read-only: asset-versions.json (nothing changed) - mount it for writing
      assetbump: not written: the file system is read-only: asset-versions.json (nothing changed) - mount it for writing

      """, 0)
  }
}
