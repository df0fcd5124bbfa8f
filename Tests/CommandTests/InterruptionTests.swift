import AssetCore
import TestSupport
import Testing

@Suite struct InterruptionTests {
  /// A program that is killed has written all or nothing, and leaves nothing that stands in the way.
  @Test func killedAtAnyMoment() throws {
    let folder = try TemporaryFolder()
    for number in 1000..<3000 { try folder.write("a", to: BytePath("static/\(number).css")) }
    try folder.write("[strategy]\ndefault = \"date\"\n", to: "assetbump.toml")
    let program = """
      import os, random, signal, subprocess, sys, time
      random.seed(7)
      command = [sys.argv[1], "bump", "--all", "--force", "--date"]
      def run(day, after=None):
          child = subprocess.Popen(command + [day], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
          if after is None: return child.wait()
          try: child.wait(after)
          except subprocess.TimeoutExpired: child.kill()
          return child.wait()
      def versions():
          with open("asset-versions.json", "rb") as file: return file.read()
      start = time.monotonic()
      assert run("20240101") == 0
      whole = time.monotonic() - start
      old, ends = versions(), set()
      for number in range(30):
          day = "202402%02d" % (number + 1) if number < 28 else "202403%02d" % (number - 27)
          ended = run(day, random.uniform(0, whole * 1.1))
          new = versions()
          count = new.count(b'"token": "%s"' % day.encode())
          assert new == old or (count == 2000 and new.endswith(b"\\n}\\n")), (day, count)
          ends.add("killed" if ended == -signal.SIGKILL else ended)
          old = new
      assert "killed" in ends and ends <= {"killed", 0}, ends
      assert run("20240401") == 0
      assert versions().count(b'{"token": "20240401"') == 2000
      print("whole")
      """
    let result = try withExtendedLifetime(folder) {
      try Command.run(
        "python3", ["-c", program, try Assetbump.path()], in: folder.path,
        environment: Assetbump.environment)
    }
    expect(result, "whole\n", "", 0)
    expect(try Assetbump.run(["check"], in: folder), "", "2000 assets: 2000 fresh\n", 0)
  }
}
