import Glibc
import Screen
import TestSupport
import Testing

@Suite(.serialized) struct PseudoTerminalTests {
  @Test func programHasATerminalOfItsOwn() throws {
    let terminal = try PseudoTerminal(
      "/bin/sh",
      ["-c", "stty size; echo \"$TERM $LC_ALL $NAME\"; pwd; tty -s </dev/tty && echo own"],
      environment: ["NAME": "value", "PATH": "/usr/bin:/bin"], directory: "/usr",
      size: Size(columns: 40, rows: 5))
    #expect(try terminal.waitForExit() == .code(0))
    #expect(terminal.screen.text == "5 40\nxterm-256color C.UTF-8 value\n/usr\nown")
  }

  @Test func keysReachTheProgram() throws {
    let terminal = try PseudoTerminal("/bin/cat", size: Size(columns: 20, rows: 4))
    terminal.send("hello\r")
    try terminal.wait { $0.lines[1].hasPrefix("hello") }
    terminal.send("\u{4}")
    #expect(try terminal.waitForExit() == .code(0))
    #expect(terminal.output == Array("hello\r\nhello\r\n".utf8))
  }

  @Test func resizingAndSignals() throws {
    let terminal = try PseudoTerminal(
      "/bin/sh", ["-c", "trap 'stty size' WINCH; echo ready; while :; do read line; done"],
      environment: ["PATH": "/usr/bin:/bin"])
    try terminal.wait(for: "ready")
    terminal.resize(Size(columns: 100, rows: 30))
    try terminal.wait(for: "30 100")
    terminal.signal(SIGKILL)
    #expect(try terminal.waitForExit() == .signal(SIGKILL))
  }

  @Test func modesAreSeen() throws {
    let terminal = try PseudoTerminal(
      "/bin/sh", ["-c", "stty raw -echo; echo ready; read line; exit 3"],
      environment: ["PATH": "/usr/bin:/bin"])
    #expect(terminal.initialModes.isCanonical && terminal.initialModes.echoes)
    try terminal.wait(for: "ready")
    #expect(!terminal.modes.isCanonical && !terminal.modes.echoes)
    terminal.send("\n")
    #expect(try terminal.waitForExit() == .code(3))
    #expect(terminal.modes != terminal.initialModes)
  }

  @Test func failuresSayWhatWasOnTheScreen() throws {
    let terminal = try PseudoTerminal("/bin/sh", ["-c", "echo one; read line"])
    try terminal.wait(for: "one")
    let late = #expect(throws: PseudoTerminalError.self) {
      try terminal.wait(seconds: 0.01, for: "two")
    }
    #expect(late?.description == "the deadline passed; the screen was:\none")
    terminal.send("\r")
    let ended = #expect(throws: PseudoTerminalError.self) { try terminal.wait(for: "two") }
    #expect(ended?.description == "the program closed its terminal; the screen was:\none")
    let missing = #expect(throws: PseudoTerminalError.self) {
      _ = try PseudoTerminal("/proc/self/none")
    }
    #expect(missing?.description == "cannot start `/proc/self/none`: No such file or directory")
  }
}
