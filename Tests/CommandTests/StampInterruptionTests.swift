import TestSupport
import Testing

/// A stamp that is killed: the site is the old one or the new one, at once or after the next command.
@Suite("stamp, killed", .serialized) struct StampInterruptionTests {
  @Test("at any moment: the next run writes the new site, undo the old one, a look changes nothing")
  func killed() throws {
    let folder = try TemporaryFolder()
    let program = """
      import os, random, shutil, signal, subprocess, sys, time
      random.seed(5)
      tool = sys.argv[1]
      def files(top):
          found = {}
          for at, _, names in os.walk(top):
              for name in names:
                  path = os.path.join(at, name)
                  with open(path, "rb") as file: found[os.path.relpath(path, top)] = file.read()
          return found
      def build(number):
          shutil.rmtree("site", ignore_errors=True)
          for at in ("site/css", "site/pages"): os.makedirs(at)
          for n in range(6):
              with open("site/css/%d.css" % n, "w") as file:
                  file.write("/* %d */ a { background: url(next.png) }" % number)
          with open("site/css/next.png", "w") as file: file.write(str(number))
          for n in range(24):
              with open("site/pages/%d.html" % n, "w") as file:
                  file.write("".join("<link rel=stylesheet href=../css/%d.css>" % of for of in range(6)))
          return files("site")
      def run(*words):
          return subprocess.run([tool, *words], capture_output=True, text=True)
      def stamped():
          shutil.rmtree("other", ignore_errors=True)
          shutil.copytree("site", "other")
          assert run("stamp", "other").returncode == 0
          return files("other")
      old = build(0)
      start = time.monotonic()
      new = stamped()
      whole, seen = time.monotonic() - start, set()
      for number in range(1, 91):
          old = build(number)
          new = stamped()
          child = subprocess.Popen([tool, "stamp", "site"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
          time.sleep(random.uniform(0, whole * 1.1))
          child.kill()
          child.wait()
          found = files("site")
          # Of each file the whole: the old one or the new one.
          for name in old:
              assert found.get(name) in (old[name], new[name]), (number, name)
          state = "old" if found == old else "new" if found == new else "mixed"
          look = run("stamp", "site", "--check")
          assert files("site") == found, number
          # A mixed site is named as such; one that looks whole may be waiting for repair too.
          assert look.returncode in ({"mixed": (2,), "old": (1, 2), "new": (0, 2)}[state]), (state, look)
          way = ("again", "undo")[number % 2]
          if way == "again":
              result = run("stamp", "site")
              assert result.returncode == 0 and files("site") == new, (number, state, result)
          else:
              result = run("undo", "site")
              after = files("site")
              if result.returncode == 0: assert after == old, (number, state, result)
              else: assert after == found and state != "mixed", (number, state, result)
              assert run("stamp", "site").returncode == 0 and files("site") == new, number
          seen.add(state)
          # The state of a site that is gone would be that of the next one.
          run("undo", "site")
      assert {"old", "mixed"} <= seen or {"new", "mixed"} <= seen, seen
      print("whole")
      """
    let result = try withExtendedLifetime(folder) {
      try Command.run(
        "python3", ["-c", program, try Assetbump.path()], in: folder.path,
        environment: Assetbump.environment)
    }
    expect(result, "whole\n", "", 0)
  }
}
