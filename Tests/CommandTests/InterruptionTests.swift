import TestSupport
import Testing
import Values

@Suite(.serialized) struct InterruptionTests {
  /// A program that is killed has written all or nothing, and leaves nothing that stands in the way
  /// or that the next one does not take away.
  @Test func killedAtAnyMoment() throws {
    let folder = try TemporaryFolder.withLoader()
    for number in 1000..<1300 { try folder.write("a", to: BytePath("static/\(number).css")) }
    try folder.write("[strategy]\ndefault = \"date\"\n", to: "assetbump.toml")
    let program = """
      import datetime, os, random, signal, subprocess, sys, time
      random.seed(7)
      command = [sys.argv[1], "bump", "--all", "--force", "--date"]
      def run(day, after=None):
          child = subprocess.Popen(command + [day], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
          if after is None: return child.wait()
          time.sleep(after)
          child.kill()
          return child.wait()
      def versions():
          with open("asset-versions.json", "rb") as file: return file.read()
      start = time.monotonic()
      assert run("20240101") == 0
      whole = time.monotonic() - start
      old, ends, first = versions(), set(), datetime.date(2024, 2, 1)
      for number in range(200):
          day = (first + datetime.timedelta(number)).strftime("%Y%m%d")
          ended = run(day, random.uniform(0, whole * 1.1))
          new = versions()
          count = new.count(b'"token": "%s"' % day.encode())
          assert new == old or (count == 300 and new.endswith(b"\\n}\\n")), (day, count)
          ends.add("killed" if ended == -signal.SIGKILL else ended)
          old = new
      assert "killed" in ends and ends <= {"killed", 0}, ends
      assert run("20250401") == 0
      assert versions().count(b'{"token": "20250401"') == 300
      print(*sorted(os.listdir(".")))
      """
    let result = try withExtendedLifetime(folder) {
      try Command.run(
        "python3", ["-c", program, try Assetbump.path()], in: folder.path,
        environment: Assetbump.environment)
    }
    expect(result, "asset-versions.json assetbump.toml server.go static\n", "", 0)
    expect(try Assetbump.run(["check"], in: folder), "", "300 assets: 300 fresh\n", 0)
  }

  /// A write that is killed while it takes away what it put aside is complete: a file that is edited then
  /// stays as edited, and nothing is left lying.
  @Test func killedWhileItTidies() throws {
    var complete = 0
    for call in 8..<24 {
      let folder = try TemporaryFolder()
      let state = ["XDG_STATE_HOME": Optional(VisibleText.of(folder.path.appending("state")))]
      try folder.write("[[root]]\ntokens = \"literal\"\n", to: "assetbump.toml")
      try folder.write("a", to: "static/x.css")
      for name in ["p", "q", "r"] {
        try folder.write(
          "<link href=\"/static/x.css?v=1\">\n", to: BytePath("templates/\(name).html"))
      }
      let record = Shop.record("x.css", "1", Shop.freshNow, isLast: true)
      try folder.write(
        "{\n  \"format\": 1,\n  \"assets\": {\n    \"static\": {\n\(record)\n    }\n  }\n}\n",
        to: "asset-versions.json")
      let killed = try Assetbump.shell(
        """
        strace -f -o /dev/null -e trace=unlink -e inject=unlink:signal=SIGKILL:when=\(call) \
          '\(try Assetbump.path())' bump --all > /dev/null 2>&1
        [ -e .asset-versions.json.journal ] && grep -q '"token": "ca978112"' asset-versions.json \
          && ! ls -a templates | grep -q '^.p.*old$'
        """, in: folder, environment: state)
      guard killed.status == 0 else { continue }
      complete += 1
      let edited = "<link href=\"/static/x.css?v=ca978112\">\nedited\n"
      try folder.write(edited, to: "templates/q.html")
      let command = complete % 2 == 0 ? ["undo"] : ["bump", "--all"]
      let result = try Assetbump.run(command, in: folder, environment: state)
      #expect(
        result.errors.contains(
          "finished an interrupted write: asset-versions.json and 3 other files; templates/q.html"
            + " changed since and is left as found\n"), "\(call): \(result)")
      // What is edited now cannot be taken back whole.
      #expect(result.status == (command == ["undo"] ? 2 : 0), "\(call): \(result)")
      #expect(folder.contents(of: "templates/q.html") == Array(edited.utf8))
      let left = try Assetbump.shell("ls -A . templates | grep -E 'old$|new$|journal'", in: folder)
      #expect(left.output == "", "\(call)")
    }
    #expect(complete > 1)
  }

  /// What is remembered is whole or not there, and a program that is killed leaves nothing beside it.
  @Test func killedWhileItRemembers() throws {
    let folder = try TemporaryFolder()
    for number in 1000..<1600 {
      try folder.write("a", to: BytePath("p/static/\(number).css"))
      try folder.write(
        "<link href=\"/static/\(number).css\" rel=stylesheet>\n",
        to: BytePath("p/templates/\(number).html"))
    }
    try folder.write("[strategy]\ndefault = \"date\"\n", to: "p/assetbump.toml")
    KernelClock.waitForRest()
    let program = """
      import os, random, signal, subprocess, sys, time
      random.seed(7)
      cache = os.environ["XDG_CACHE_HOME"] + "/assetbump"
      def run(*words, after=None):
          child = subprocess.Popen([sys.argv[1], "references", *words], stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL)
          if after is None: return child.communicate()[0]
          time.sleep(after)
          child.kill()
          child.communicate()
          return child.returncode
      start = time.monotonic()
      truth = run("--no-cache")
      whole, ends = time.monotonic() - start, set()
      for number in range(200):
          ends.add(run("--no-cache", after=random.uniform(0, whole * 1.1)))
          names = os.listdir(cache)
          assert all(name.count(".") == 1 for name in names), names
          if number % 10 == 0: assert run() == truth
      assert -signal.SIGKILL in ends and len(ends) > 1, ends
      assert run("--no-cache") == truth
      print(len(truth.splitlines()) > 600, *sorted({name.split(".")[1] for name in os.listdir(cache)}))
      """
    let result = try withExtendedLifetime(folder) {
      try Command.run(
        "python3", ["-c", program, try Assetbump.path()], in: folder.appending("p"),
        environment: Assetbump.environment.merging(
          ["XDG_CACHE_HOME": VisibleText.of(folder.appending("cache"))]) { $1 })
    }
    expect(result, "True answers index references\n", "", 0)
  }

  /// Thirty files, killed at 200 moments while one write follows the other: after the next start all
  /// are of one release, and nothing else lies there.
  @Test func killedInATransaction() throws {
    let folder = try TemporaryFolder()
    let program = """
      import os, random, subprocess, sys, time
      random.seed(11)
      names = ["templates/%d/page%d.html" % (n % 3, n) for n in range(1, 30)] + ["asset-versions.json"]
      for name in names:
          os.makedirs(os.path.dirname(name) or ".", exist_ok=True)
          with open(name, "w") as file: file.write("1\\n")
      def everything():
          return sorted(os.path.relpath(os.path.join(at, name)) for at, _, files in os.walk(".") for name in files)
      def releases():
          found = set()
          for name in names:
              with open(name) as file: found.add(file.read())
          return found
      command, reports, mixed = [sys.argv[1], os.getcwd(), sys.argv[2]], {}, 0
      for number in range(200):
          child = subprocess.Popen(command, stdout=subprocess.PIPE)
          start = time.monotonic()
          child.stdout.read(1)
          written = time.monotonic() - start
          time.sleep(random.uniform(0, written))
          child.kill()
          child.wait()
          child.stdout.close()
          mixed += len(releases()) > 1
          report = subprocess.run(command + ["repair"], capture_output=True, text=True, check=True).stdout
          reports[report] = reports.get(report, 0) + 1
          assert len(releases()) == 1, (number, releases())
          assert everything() == sorted(names), (number, everything())
      # It did come in the midst of writes, before and after the point from which they are finished.
      assert mixed and set(reports) >= {"finished\\n", "undone\\n"}, (mixed, reports)
      print("whole")
      """
    let state = try TemporaryFolder()
    let result = try withExtendedLifetime((folder, state)) {
      try Command.run(
        "python3",
        [
          "-c", program, try Assetbump.path(of: "TransactionRunner"), VisibleText.of(state.path),
        ],
        in: folder.path, environment: Assetbump.environment)
    }
    expect(result, "whole\n", "", 0)
  }
}
