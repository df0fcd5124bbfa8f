import Glibc
import Screen
import TestSupport
import Testing

extension TerminalTests {
  /// What a keyboard, a paste or the terminal itself may send.
  @Suite struct KeyBytesTests {
    /// ncurses swallows up to 143 keys after such a byte.
    @Test(arguments: [0xFF, 0xE9, 0xC3] as [UInt8]) func badByteSwallowsNoKey(byte: UInt8) throws {
      let session = try Session.ready()
      session.terminal.send([byte, UInt8(ascii: "j")])
      try session.wait(status: "4 outdated 2/5")
      session.terminal.send([byte])
      try session.type("k", status: "4 outdated 1/5")
    }

    @Test(arguments: [
      "\u{1B}[I", "\u{1B}[O", "\u{1B}[99~", "\u{1B}[1;1$y", "\u{1B}]11;rgb:2828/2c2c/3434\u{1B}\\",
      "\u{1B}]10;rgb:ffff/ffff/ffff\u{7}", "\u{1B}P>|XTerm(390)\u{1B}\\", "\u{1B}_Gi=31;OK\u{1B}\\",
      "\u{1B}[?62;22c", "\u{1B}[12;40R", "\u{1B}[?1u", "\u{1B}[<35;10;5M",
      "\u{1B}[M#*%", "\u{1B}[57358u",
    ])
    func answersOfATerminalAreNoCommands(bytes: String) throws {
      let session = try Session.ready()
      let before = session.screen.text
      session.terminal.send(bytes)
      try session.type("j", status: "4 outdated 2/5")
      try session.type("k", status: "4 outdated 1/5")
      #expect(session.screen.text == before)
    }

    @Test(arguments: [
      ("\u{1B}[113;5u", "^Q"), ("\u{1B}[27;5;113~", "^Q"), ("\u{11}", "^Q"), ("\u{1B}q", "Alt-q"),
      ("\u{1B}[19~", "F8"), ("\u{1B}[2~", "Ins"), ("\u{1B}[113;3u", "Alt-q"), ("\u{1B}[3~", "Del"),
    ])
    func keysWithoutAMeaning(bytes: String, name: String) throws {
      let session = try Session.ready()
      try session.type(bytes, status: "\(name) does nothing here (? shows the keys)")
    }

    /// Cursor keys in their normal and application modes, of xterm, and of others.
    @Test(arguments: [
      ("\u{1B}[B", "\u{1B}[A"), ("\u{1B}OB", "\u{1B}OA"), ("\u{1B}[1;5B", "\u{1B}[1;5A"),
      ("\u{E}", "\u{10}"), ("j", "k"),
    ])
    func cursorKeys(down: String, up: String) throws {
      let session = try Session.ready()
      try session.type(down, status: "4 outdated 2/5")
      try session.type(down + down + up, status: "4 outdated 3/5")
    }

    /// The bytes of a key may come one by one, and over a slow line with pauses.
    @Test func keyInPieces() throws {
      let session = try Session.ready(environment: ["ESCDELAY": "2000"])
      let process = Process(session.terminal.process)
      for byte in "\u{1B}[B".utf8 {
        let sleeps = try process.sleeps
        session.terminal.send([byte])
        // Until the program has read it and sleeps again.
        let deadline = ContinuousClock.now + .seconds(5)
        while try process.sleeps == sleeps, .now < deadline { poll(nil, 0, 1) }
      }
      try session.wait(status: "4 outdated 2/5")
    }

    @Test func loneEscapeIsQuick() throws {
      let session = try Session.ready()
      session.terminal.send("/x")
      try session.terminal.wait { $0.lines[22].hasPrefix("/x ") }
      let sent = ContinuousClock.now
      try session.type("\u{1B}", status: "4 outdated 1/5")
      #expect(ContinuousClock.now - sent < .milliseconds(500))
    }

    private static let commands = String(repeating: "Bwy\r", count: 25_000)

    @Test func pasteInTheListIsNoCommand() throws {
      let session = try Session.ready()
      try session.type(
        "\u{1B}[200~\(Self.commands)\u{1B}[201~", status: "pasted text is not taken as keys")
      try session.type("j", status: "4 outdated 2/5")
      #expect(session.shop.text() == Shop.versionsBefore)
    }

    @Test func pasteInTheFilterIsItsFirstLine() throws {
      let session = try Session.ready()
      session.terminal.send("/")
      try session.terminal.wait { $0.lines[22].hasPrefix("/ ") }
      session.terminal.send("\u{1B}[200~css\r\(Self.commands)\u{1B}[201~")
      try session.terminal.wait { $0.words(of: 22) == "/css 2 of 5" }
      try session.type("\r", status: "/css 4 outdated 1/2")
      #expect(session.shop.text() == Shop.versionsBefore)
    }

    /// 100 kB in one line; the keys after it are taken.
    @Test func pasteOfOneLongLine() throws {
      let session = try Session.ready()
      session.terminal.send("/")
      try session.terminal.wait { $0.lines[22].hasPrefix("/ ") }
      session.terminal.send("\u{1B}[200~\(String(repeating: "x", count: 100_000))\u{1B}[201~")
      try session.terminal.wait { $0.lines[22].hasPrefix("/xxxxxxxx") }
      try session.type("\u{1B}", status: "4 outdated 1/5")
    }

    /// A paste whose end never comes must not take the keyboard away for good.
    @Test func pasteWithoutAnEnd() throws {
      let session = try Session.ready()
      try session.type("\u{1B}[200~Bwy", status: "pasted text is not taken as keys")
      try session.type("j", status: "4 outdated 2/5")
    }

    /// What was typed before there was anything to see cannot have been meant for it.
    @Test func keysTypedAheadAreDropped() throws {
      let session = try Session(
        Shop(), shell: "/bin/sh",
        ["-c", "stty raw -echo; echo ready; dd bs=1 count=1 2>/dev/null; exec \"$TOOL\" --flat"])
      try session.terminal.wait(for: "ready")
      session.terminal.send("xBwy")
      try session.wait(status: "4 outdated 1/5")
      session.terminal.send("j")
      try session.wait(status: "4 outdated 2/5")
      #expect(session.shop.text() == Shop.versionsBefore)
      session.terminal.send("q")
      #expect(try session.terminal.waitForExit() == .code(0))
    }

    @Test func idleTakesNoProcessorTime() throws {
      let session = try Session.ready()
      let process = Process(session.terminal.process)
      // The threads that read the assets may still be ending.
      #expect(throws: PseudoTerminalError.self) {
        try session.terminal.wait(seconds: 0.3) { _ in false }
      }
      let before = (ticks: try process.ticks, sleeps: try process.sleeps)
      #expect(throws: PseudoTerminalError.self) {
        try session.terminal.wait(seconds: 0.3) { _ in false }
      }
      #expect(try process.ticks == before.ticks)
      #expect(try process.sleeps == before.sleeps)
    }
  }
}
