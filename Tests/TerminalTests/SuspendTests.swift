import Glibc
import Screen
import TestSupport
import Testing

extension TerminalTests {
  /// Stopping and going on, under shells with job control.
  @Suite struct SuspendTests {
    enum Shell: CaseIterable {
      /// Sets the terminal's modes itself when a job stops.
      case bash
      /// Leaves them as they are.
      case dash

      func start(_ shop: Shop) throws -> Session {
        let session =
          switch self {
          case .bash:
            try Session(shop, shell: "/bin/bash", ["--norc", "--noprofile", "--noediting", "-i"])
          case .dash: try Session(shop, shell: "/bin/sh", ["-i"])
          }
        try session.terminal.wait { $0.text == "$" }
        return session
      }
    }

    /// Starts the program under a shell; its process number is in the file `process`.
    private func start(_ shell: Shell) throws -> (Session, pid_t) {
      let session = try shell.start(Shop())
      session.terminal.send("sh -c 'echo $$ >process; exec \"$TOOL\" --flat'\n")
      try session.wait(status: "4 outdated 1/5")
      let text = try #require(session.shop.text(of: "process")?.dropLast())
      return (session, try #require(pid_t(text)))
    }

    private func waitUntilStopped(_ session: Session, _ process: pid_t) throws {
      try session.terminal.wait { !$0.modes.isAlternate && $0.lines.contains("$ ".padded(80)) }
      #expect(session.screen.modes == VirtualScreen.Modes())
      #expect(session.terminal.modes == session.terminal.initialModes)
      #expect(try Process(process).state == "T")
    }

    private func leave(_ session: Session) throws {
      session.terminal.send("q")
      try session.terminal.wait { !$0.modes.isAlternate }
      session.terminal.send("exit $?\n")
      #expect(try session.terminal.waitForExit() == .code(0))
    }

    @Test(arguments: Shell.allCases) func suspendKeyAndBack(shell: Shell) throws {
      let (session, process) = try start(shell)
      let before = (text: session.screen.text, modes: session.screen.modes)
      session.terminal.send("\u{1A}")
      try waitUntilStopped(session, process)
      session.terminal.send("fg\n")
      try session.terminal.wait { $0.text == before.text && $0.modes == before.modes }
      try session.type("j", status: "4 outdated 2/5")
      try leave(session)
    }

    @Test(arguments: Shell.allCases) func resizedWhileStopped(shell: Shell) throws {
      let size = Size(columns: 120, rows: 30)
      let (session, process) = try start(shell)
      session.terminal.send("\u{1A}")
      try waitUntilStopped(session, process)
      session.terminal.resize(size)
      session.terminal.send("fg\n")
      // As a program shows it that is started at this size.
      let started = try Session(session.shop, size: size)
      try started.wait(status: "4 outdated 1/5")
      try session.terminal.wait { $0.text == started.screen.text }
      try leave(session)
    }

    /// What is pending, and the mouse, outlast a stop.
    @Test func stateIsKept() throws {
      let (session, process) = try start(.bash)
      try session.type("%", status: "mouse on")
      try session.type("B", status: "4 pending")
      session.terminal.send("\u{1A}")
      try waitUntilStopped(session, process)
      session.terminal.send("fg\n")
      try session.terminal.wait {
        $0.status
          == "4 pending \u{2501}\u{2501}\u{2501}\u{2501}\u{2501}\u{2501}\u{2501}\u{2501}\u{2501}\u{2501} 4/4 1/5"
          && $0.modes.reportsMouse
      }
      try session.type("u", status: "undo: bump of 4 assets")
      try leave(session)
    }

    /// No program sees SIGSTOP: the modes are mended when it goes on.
    @Test(arguments: [SIGSTOP, SIGTSTP]) func stoppedFromOutside(signal: Int32) throws {
      let (session, process) = try start(.bash)
      let before = (text: session.screen.text, modes: session.screen.modes)
      kill(process, signal)
      try session.terminal.wait { $0.shows("Stopped") }
      #expect(session.terminal.modes == session.terminal.initialModes)
      session.terminal.send("fg\n")
      try session.terminal.wait { $0.text == before.text && $0.modes == before.modes }
      try session.type("j", status: "4 outdated 2/5")
      #expect(!session.terminal.modes.isCanonical && !session.terminal.modes.echoes)
      try leave(session)
    }

    /// A program that is told to end while it is stopped ends when it goes on.
    @Test func endedWhileStopped() throws {
      let (session, process) = try start(.bash)
      session.terminal.send("\u{1A}")
      try waitUntilStopped(session, process)
      kill(process, SIGTERM)
      session.terminal.send("fg; echo status $?\n")
      try session.terminal.wait { $0.lines.contains("status 143".padded(80)) }
      #expect(session.screen.modes == VirtualScreen.Modes())
      #expect(session.terminal.modes == session.terminal.initialModes)
    }
  }
}

extension String {
  /// The text with spaces up to a number of columns.
  func padded(_ columns: Int) -> String { Fit.pad(self, columns: columns) }
}
