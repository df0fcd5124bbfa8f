import Glibc
import Screen
import TestSupport
import Testing

extension TerminalTests {
  @Suite struct SignalTests {
    @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT], [false, true])
    func endingFromOutside(signal: Int32, mouse: Bool) throws {
      let session = try Session.ready(mouse ? ["--mouse"] : [])
      #expect(session.screen.modes.reportsMouse == mouse)
      session.terminal.signal(signal)
      try session.expectEnd(.signal(signal))
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT])
    func whatIsPendingIsCounted(signal: Int32) throws {
      let session = try Session.ready()
      try session.type("B", status: "4 pending")
      session.terminal.signal(signal)
      try session.expectEnd(
        .signal(signal),
        text: "assetbump: 4 pending changes saved; start again to restore them")
      #expect(session.shop.text() == Shop.versionsBefore)
    }

    /// A signal while assets are read ends the program as soon.
    @Test func endingWhileItReads() throws {
      let session = try Session(Shop.neverRead())
      try session.terminal.wait { $0.isReading }
      session.terminal.signal(SIGTERM)
      try session.expectEnd(.signal(SIGTERM))
    }

    /// What a trap or a wild pointer in our own code does.
    ///
    /// Swift's own handler would ask a question and
    /// wait half a minute for a key.
    @Test(arguments: [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGSYS], [false, true])
    func crashing(signal: Int32, mouse: Bool) throws {
      let session = try Session.ready(mouse ? ["--mouse"] : [])
      session.terminal.signal(signal)
      try session.expectEnd(.signal(signal))
    }

    /// Where Swift's own handler is asked for by name, it comes after the terminal is as it was.
    @Test func crashingWithSwiftsHandler() throws {
      let session = try Session.ready(environment: ["SWIFT_BACKTRACE": "enable=no"])
      session.terminal.signal(SIGILL)
      try session.expectEnd(.signal(SIGILL))
    }

    @Test func windowIsClosed() throws {
      let session = try Session.ready()
      try session.type("B", status: "4 pending")
      session.terminal.hangUp()
      #expect(try session.terminal.waitForExit() == .signal(SIGHUP))
      #expect(try #require(session.terminal.processorSeconds) < 2)
      #expect(session.shop.text() == Shop.versionsBefore)
    }

    /// A program that is not of the terminal's session gets no SIGHUP: it must see the end by itself.
    @Test func windowIsClosedWithoutASignal() throws {
      let session = try Session(
        Shop(), shell: "/bin/sh", ["-c", "trap '' HUP; setsid \"$TOOL\" --flat; echo $? >ended"])
      try session.wait(status: "4 outdated 1/5")
      session.terminal.hangUp()
      #expect(try session.terminal.waitForExit() == .code(0))
      #expect(session.shop.text(of: "ended") == "\(128 + SIGHUP)\n")
      #expect(try #require(session.terminal.processorSeconds) < 2)
    }
  }
}
