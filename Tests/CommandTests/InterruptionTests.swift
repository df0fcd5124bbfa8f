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
