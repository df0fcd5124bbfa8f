import Screen
import TestSupport
import Testing
import Values

extension TerminalTests {
  /// Names that would act on a terminal, hide, or shift what follows.
  @Suite struct HostileNameTests {
    struct Name: CustomTestStringConvertible {
      var bytes: [UInt8]
      var shown: String
      /// Whether no URL of Flask can carry it.
      var isUnservable = false

      var testDescription: String { shown }

      init(_ text: String, shown: String, isUnservable: Bool = false) {
        self.init(Array(text.utf8), shown: shown, isUnservable: isUnservable)
      }

      init(_ bytes: [UInt8], shown: String, isUnservable: Bool = false) {
        (self.bytes, self.shown, self.isUnservable) = (bytes, shown, isUnservable)
      }
    }

    /// In the order of their bytes, as the list has them.
    static let names = [
      Name("\u{1B}[31mred.css", shown: "\\x1b[31mred.css"),
      Name("\u{1B}]0;title\u{7}.css", shown: "\\x1b]0;title\\x07.css"),
      Name("\u{1B}]52;c;ZXZpbA==\u{7}.css", shown: "\\x1b]52;c;ZXZpbA==\\x07.css"),
      Name(" space.css", shown: " space.css"),
      Name("-dash.css", shown: "-dash.css"),
      Name(
        String(repeating: "0123456789", count: 24) + "x.css",
        shown: "012345678901234567890123456\u{2026}8901234567890123456789x.css"),
      Name("back\\x1b.css", shown: "back\\x1b.css"),
      Name(
        "bad".utf8 + [0xFF, 0xFE] + ".css".utf8, shown: "bad\\xff\\xfe.css", isUnservable: true),
      Name("bel\u{7}.css", shown: "bel\\x07.css"),
      Name("bs-abc\u{8}\u{8}.css", shown: "bs-abc\\x08\\x08.css"),
      Name("c1-\u{9B}31m.css", shown: "c1-\\u{009B}31m.css"),
      Name("cafe\u{301}.css", shown: "cafe\u{301}.css"),
      Name("caf".utf8 + [0xE9] + ".css".utf8, shown: "caf\\xe9.css", isUnservable: true),
      Name("cr-a\rXX.css", shown: "cr-a\\x0dXX.css", isUnservable: true),
      Name("del\u{7F}.css", shown: "del\\x7f.css"),
      Name("heart\u{2764}\u{FE0F}.css", shown: "heart\u{2764}\\u{FE0F}.css"),
      Name("lf-a\nb.css", shown: "lf-a\\x0ab.css", isUnservable: true),
      Name("raw".utf8 + [0x9B] + "31m.css".utf8, shown: "raw\\x9b31m.css", isUnservable: true),
      Name("rlo\u{202E}ssc.css", shown: "rlo\\u{202E}ssc.css"),
      Name("tab\tx.css", shown: "tab\\x09x.css"),
      Name("zw\u{200B}sp.css", shown: "zw\\u{200B}sp.css"),
      // A cell has room for two marks.
      Name("z\u{300}\u{301}\u{302}\u{303}\u{304}.css", shown: "z\u{300}\u{301}.css"),
      Name("\u{5E9}\u{5DC}\u{5D5}\u{5DD}.css", shown: "\u{5E9}\u{5DC}\u{5D5}\u{5DD}.css"),
      Name("\u{65E5}\u{672C}\u{8A9E}.css", shown: "\u{65E5}\u{672C}\u{8A9E}.css"),
      Name("\u{FEFF}bom.css", shown: "\\u{FEFF}bom.css"),
      Name("\u{1F1E9}\u{1F1EA}.css", shown: "\u{1F1E9}\u{1F1EA}.css"),
      Name("\u{1F44D}\u{1F3FD}.css", shown: "\u{1F44D}\\u{1F3FD}.css"),
      Name(
        "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}.css",
        shown: "\u{1F468}\\u{200D}\u{1F469}\\u{200D}\u{1F467}.css"),
    ]

    /// At 99 columns ASSET has 56, and the preview stands below the list.
    private func start() throws -> Session {
      let shop = try Shop(onlyAssets: Self.names.map { BytePath(bytes: $0.bytes) })
      let session = try Session(shop, size: Size(columns: 99, rows: 50))
      try session.wait(status: "28 outdated 1/28")
      return session
    }

    @Test func eachRowIsAsExpected() throws {
      let session = try start()
      for (index, name) in Self.names.enumerated() {
        // ca978112 begins the SHA-256 of "a".
        let row =
          (index == 0 ? "\u{258C}" : " ") + (name.isUnservable ? "!E " : " N ")
          + Fit.pad(name.shown, columns: 56) + "hash              - "
          + (name.isUnservable ? "  " : "\u{2192} ca978112").padded(10) + "       0 "
        #expect(Array(session.screen.lines[2 + index].utf8) == Array(row.utf8))
      }
    }

    /// Presses a key that shows something else: another tab, or the preview in another size.
    private func step(_ key: String, _ session: Session) throws {
      let before = session.screen.lines
      session.terminal.send(key)
      try session.terminal.wait { $0.lines != before }
    }

    /// Over all of them with every tab of the preview, then the diff and the help.
    @Test func nothingOfANameActsOnTheTerminal() throws {
      let session = try start()
      for index in 1...Self.names.count {
        try session.wait(status: "28 outdated \(index)/28")
        for key in ["]", "]", "]", "]", "\t", "]", "\t"] { try step(key, session) }
        if index < Self.names.count { session.terminal.send("j") }
      }
      try press("m", until: "Manual token for", session)
      session.terminal.send("\u{1B}")
      try session.terminal.wait { !$0.shows("Manual token for") }
      try session.type("B", status: "23 pending, 5 cannot be read")
      try press("w", until: "23 tokens added", session)
      try press("z", until: "+++ b/asset-versions.json", session)
      try press(
        "y", until: "wrote 1 file: 23 tokens added", session)
      session.terminal.send("?")
      try session.terminal.wait { $0.words(of: 0) == "help" }
      try session.escape(status: "5 outdated 28/28")
      session.terminal.send("q")
      try session.expectEnd(.code(0))
      let sent = SentText(session.terminal.output)
      #expect(sent.surprises == [])
      #expect(session.screen.unknown == [])
      #expect(!String(decoding: session.terminal.output, as: UTF8.self).contains("\u{1B}[31mred"))
    }

    /// The names as they came back from the disk.
    @Test func namesAreWrittenWhole() throws {
      let session = try start()
      try session.type("B", status: "23 pending, 5 cannot be read")
      try press("w", until: "23 tokens added", session)
      try press("y", until: "wrote 1 file: 23 tokens added", session)
      session.terminal.send("R")
      try session.wait(status: "5 outdated 1/28")
    }

    private func press(_ keys: String, until text: String, _ session: Session) throws {
      session.terminal.send(keys)
      try session.terminal.wait(for: text)
    }
  }
}
