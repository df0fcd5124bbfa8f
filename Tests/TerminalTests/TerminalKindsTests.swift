import Glibc
import Screen
import TestSupport
import Testing
import Values

extension TerminalTests {
  /// Terminals of every kind, size and locale, and what is no terminal.
  @Suite struct TerminalKindsTests {
    @Test(arguments: [
      "xterm-256color", "xterm", "tmux-256color", "screen-256color", "screen", "linux", "vt100",
      "vt220", "rxvt", "xterm-no-such-variant", "tmux-no-such-variant",
    ])
    func drawsAndLeaves(term: String) throws {
      let session = try Session.ready(environment: ["TERM": term])
      #expect(session.screen.text == (try Session.ready().screen.text))
      try session.type("jj", status: "4 outdated 3/5")
      try session.type("B", status: "4 pending")
      try session.type("u", status: "undo: bump of 4 assets")
      #expect(session.screen.unknown == [])
      session.terminal.send("q")
      #expect(try session.terminal.waitForExit() == .code(0))
      #expect(session.screen.modes == VirtualScreen.Modes())
      #expect(session.terminal.modes == session.terminal.initialModes)
    }

    /// Terminals without a second screen go on below the last frame.
    @Test(arguments: ["linux", "vt100", "vt220"], [nil, SIGTERM, SIGILL])
    func oneScreenOnly(term: String, signal: Int32?) throws {
      let session = try Session.ready(environment: ["TERM": term])
      let frame = session.screen.lines
      if let signal {
        session.terminal.signal(signal)
        #expect(try session.terminal.waitForExit() == .signal(signal))
      } else {
        session.terminal.send("q")
        #expect(try session.terminal.waitForExit() == .code(0))
      }
      #expect(session.screen.lines == frame.dropFirst() + ["".padded(80)])
      #expect(session.screen.cursor == Position(row: 23, column: 0))
      #expect(session.screen.modes == VirtualScreen.Modes())
      #expect(session.terminal.modes == session.terminal.initialModes)
    }

    private static let ending = " - assetbump list and assetbump bump do the same without one\r\n"

    @Test(arguments: [
      (
        "unset TERM; exec \"$TOOL\" --flat",
        "TERM is not set, so the terminal's abilities are unknown; set TERM, such as"
          + " TERM=xterm-256color"
      ),
      (
        "TERM= exec \"$TOOL\" --flat",
        "TERM is not set, so the terminal's abilities are unknown; set TERM, such as"
          + " TERM=xterm-256color"
      ),
      (
        "TERM=dumb exec \"$TOOL\" --flat",
        "the terminal `dumb` (TERM) is unknown or cannot place the cursor; set TERM to what your"
          + " terminal is, such as TERM=xterm-256color"
      ),
      (
        "TERM=nosuch exec \"$TOOL\" --flat",
        "the terminal `nosuch` (TERM) is unknown or cannot place the cursor; set TERM to what your"
          + " terminal is, such as TERM=xterm-256color"
      ),
      (
        "exec \"$TOOL\" --flat </dev/null",
        "standard input is not a terminal; the terminal UI needs one for its input and its output"
      ),
      (
        "exec \"$TOOL\" --flat <&-",
        "standard input is not a terminal; the terminal UI needs one for its input and its output"
      ),
      (
        "exec \"$TOOL\" --flat >output",
        "standard output is not a terminal; the terminal UI needs one for its input and its output"
      ),
      (
        "exec \"$TOOL\" --flat >&-",
        "standard output is not a terminal; the terminal UI needs one for its input and its output"
      ),
    ])
    func refusesWithOneLine(command: String, message: String) throws {
      let session = try Session(Shop(), shell: "/bin/sh", ["-c", command])
      #expect(try session.terminal.waitForExit() == .code(2))
      let sent = String(decoding: session.terminal.output, as: UTF8.self)
      #expect(sent == "assetbump: " + message + Self.ending)
      #expect(session.terminal.modes == session.terminal.initialModes)
      #expect((session.shop.text(of: "output") ?? "") == "")
    }

    @Test(arguments: [
      (Size(columns: 1, rows: 1), "2"), (Size(columns: 10, rows: 3), "24x5 neede"),
      (Size(columns: 200, rows: 4), "24x5 needed"), (Size(columns: 23, rows: 60), "24x5 needed"),
    ])
    func tinyThenGrown(size: Size, text: String) throws {
      let session = try Session(Shop(), size: size)
      try session.terminal.wait { $0.text == text }
      session.terminal.resize(Size(columns: 80, rows: 24))
      let started = try Session.ready()
      try session.terminal.wait { $0.text == started.screen.text }
      session.terminal.resize(size)
      try session.terminal.wait { $0.text == text }
      session.terminal.send("q")
      try session.expectEnd(.code(0))
    }

    /// Each size shows what a program shows that is started at it.
    @Test func resizedOften() throws {
      let session = try Session.ready()
      for (columns, rows) in [(100, 30), (40, 10), (24, 5), (200, 60), (60, 16), (80, 24)] {
        let size = Size(columns: columns, rows: rows)
        session.terminal.resize(size)
        let started = try Session(session.shop, size: size)
        try started.terminal.wait {
          $0.status.hasPrefix("4 outdated ") && $0.status.contains("1/5") && !$0.isReading
        }
        try session.terminal.wait { $0.text == started.screen.text }
      }
    }

    @Test func localeOfASCII() throws {
      let shop = try Shop(adding: ["static/caf\u{E9}.css": "a", "static/\u{65E5}\u{672C}.css": "a"])
      for locale in ["C", "POSIX", "no_SUCH"] {
        let session = try Session(shop, environment: ["LC_ALL": locale])
        try session.wait(status: "6 outdated 1/7")
        #expect(session.screen.words(of: 2) == "> N caf?.css hash - > ca978112 0")
        #expect(session.screen.words(of: 8) == "N ? ? .css hash - > ca978112 0")
        session.terminal.send("?")
        try session.terminal.wait { $0.words(of: 0) == "help" }
        try session.escape(status: "6 outdated 1/7")
        session.terminal.send("q")
        try session.expectEnd(.code(0))
        #expect(session.terminal.output.filter { $0 >= 0x80 } == [])
      }
    }

    /// Named in UTF-8, whether or not it is installed: the terminal is a UTF-8 one.
    @Test(arguments: ["en_US.UTF-8", "xx_YY.utf8", "C.UTF-8"]) func localeOfUTF8(locale: String)
      throws
    {
      let shop = try Shop(adding: ["static/caf\u{E9}.css": "a"])
      let session = try Session(shop, environment: ["LC_ALL": locale])
      try session.wait(status: "5 outdated 1/6")
      #expect(session.screen.words(of: 2) == "\u{258C} N caf\u{E9}.css hash - \u{2192} ca978112 0")
    }

    /// no-color.org: an empty value counts as none.
    @Test(
      arguments: [
        ([], [:], true), ([], ["NO_COLOR": ""], true), ([], ["NO_COLOR": "1"], false),
        (["--color", "never"], [:], false), (["--color", "always"], ["NO_COLOR": "1"], true),
        (["--color", "always"], ["TERM": "vt100"], false),
      ] as [([String], [String: String], Bool)])
    func colors(arguments: [String], environment: [String: String], isColored: Bool) throws {
      let session = try Session.ready(arguments, environment: environment)
      try session.type("B", status: "4 pending")
      session.terminal.send("w")
      try session.terminal.wait { $0.words(of: 0).hasPrefix("write 1 file") }
      try session.escape(
        status:
          "4 pending \u{2501}\u{2501}\u{2501}\u{2501}\u{2501}\u{2501}\u{2501}\u{2501}\u{2501}\u{2501} 4/4 1/5"
      )
      session.terminal.send("qd")
      #expect(try session.terminal.waitForExit() == .code(0))
      #expect(SentText(session.terminal.output).colors.isEmpty != isColored)
    }

    @Test func exportedSizeIsIgnored() throws {
      let session = try Session.ready(environment: ["LINES": "10", "COLUMNS": "30"])
      #expect(session.screen.text == (try Session.ready().screen.text))
      session.terminal.resize(Size(columns: 100, rows: 30))
      try session.terminal.wait { $0.words(of: 28) == "4 outdated 1/5" }
    }
  }
}
