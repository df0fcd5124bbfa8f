import Glibc
import Screen
import TestSupport
import Testing

extension TerminalTests {
  /// A second terminal's opinion.
  @Suite struct TmuxTests {
    @Test func wholeJob() throws {
      let tmux = try Tmux(Shop())
      try tmux.type("$TOOL --flat --mouse; echo ended $?\n")
      try tmux.wait(status: "4 outdated 1/5")
      #expect(try tmux.state() == "1 1 1 assetbump")
      try tmux.type("B")
      try tmux.wait(status: "4 pending")
      try tmux.type("w")
      try tmux.wait { $0.count > 1 && $0[0].hasPrefix(" write   1 file") }
      try tmux.type("y")
      try tmux.wait(
        status:
          "wrote 1 file: 4 tokens; nothing is left outdated (u takes it back)"
      )
      #expect(tmux.shop.text() == Shop.versionsAfter)
      try tmux.type("q")
      try tmux.wait { $0 == ["$ $TOOL --flat --mouse; echo ended $?", "ended 0", "$"] }
      #expect(try tmux.state() == "0 1 0 bash")
    }

    @Test func stoppedResizedAndBack() throws {
      let tmux = try Tmux(Shop())
      try tmux.type("stty -a >before; $TOOL --flat\n")
      try tmux.wait(status: "4 outdated 1/5")
      try tmux.press("C-z")
      try tmux.wait { $0.last == "$" }
      #expect(try tmux.state() == "0 1 0 bash")
      try tmux.type("stty -a >stopped; echo seen\n")
      try tmux.wait { $0.suffix(2) == ["seen", "$"] }
      try tmux.resize(Size(columns: 100, rows: 30))
      try tmux.type("fg\n")
      try tmux.wait {
        $0.count == 30 && $0[28].split(separator: " ") == ["4", "outdated", "1/5"]
      }
      try tmux.type("q")
      try tmux.wait { $0.last == "$" }
      #expect(tmux.shop.text(of: "before") == tmux.shop.text(of: "stopped"))
    }

    @Test func endedFromOutside() throws {
      let tmux = try Tmux(Shop())
      try tmux.type("sh -c 'echo $$ >process; exec $TOOL --flat --mouse'; echo ended $?\n")
      try tmux.wait(status: "4 outdated 1/5")
      try tmux.type("B")
      try tmux.wait(status: "4 pending")
      let process = try #require(tmux.shop.text(of: "process").flatMap { pid_t($0.dropLast()) })
      #expect(kill(process, SIGTERM) == 0)
      try tmux.wait { lines in
        // bash says between them that the program was terminated.
        lines.dropFirst().first
          == "assetbump: 4 pending changes saved; start again to restore them"
          && lines.suffix(2) == ["ended 143", "$"]
      }
      #expect(try tmux.state() == "0 1 0 bash")
    }
  }
}
