import Screen
import TestSupport
import Testing

extension TerminalTests {
  @Suite struct WholeJobTests {
    @Test func threeKeysWriteTheVersionsFile() throws {
      let session = try Session.ready()
      try session.type("B", status: "4 pending")
      session.terminal.send("w")
      try session.terminal.wait { $0.words(of: 0).hasPrefix("write 1 file") }
      #expect(session.shop.text() == Shop.versionsBefore)
      try session.type(
        "y",
        status:
          "wrote 1 file: 4 tokens; nothing is left outdated (u takes it back)"
      )
      #expect(session.shop.text() == Shop.versionsAfter)
      #expect(session.shop.names == ["asset-versions.json", "static"])
      session.terminal.send("q")
      try session.expectEnd(.code(0))
    }

    @Test func modesWhileItRuns() throws {
      let session = try Session.ready()
      var modes = VirtualScreen.Modes()
      (modes.isAlternate, modes.bracketsPaste, modes.reportsFocus) = (true, true, true)
      #expect(session.screen.modes == modes)
      try session.type("%", status: "mouse on")
      modes.reportsMouse = true
      #expect(session.screen.modes == modes)
      // A click on the third row of assets: row 5, column 10, counted from 1.
      session.terminal.send("\u{1B}[<0;10;5M\u{1B}[<0;10;5m")
      try session.terminal.wait {
        $0.words(of: 4) == "\u{258C} N img/new.png hash - \u{2192} 33d8344a 0"
      }
      try session.type("%", status: "mouse off")
      modes.reportsMouse = false
      #expect(session.screen.modes == modes)
      session.terminal.send("q")
      try session.expectEnd(.code(0))
    }

    @Test func nothingIsWrittenWithoutYes() throws {
      let session = try Session.ready()
      try session.type("B", status: "4 pending")
      session.terminal.send("wwww")
      try session.terminal.wait { $0.words(of: 0).hasPrefix("write 1 file") }
      try session.type("\r", status: "press y to write")
      try session.escape(
        status:
          "4 pending \u{2501}\u{2501}\u{2501}\u{2501}\u{2501}\u{2501}\u{2501}\u{2501}\u{2501}\u{2501} 4/4 1/5"
      )
      #expect(session.shop.text() == Shop.versionsBefore)
    }

    /// ^C is a key here: it quits, as q does.
    @Test(arguments: ["q", "\u{3}"]) func quittingAsksWhileSomethingIsPending(key: String) throws {
      let session = try Session.ready()
      try session.type("B", status: "4 pending")
      let question = "4 pending changes are not written"
      try session.type(key, status: question)
      try session.escape(
        status:
          "4 pending \u{2501}\u{2501}\u{2501}\u{2501}\u{2501}\u{2501}\u{2501}\u{2501}\u{2501}\u{2501} 4/4 1/5"
      )
      try session.type(key, status: question)
      session.terminal.send("d")
      try session.expectEnd(.code(0))
      #expect(session.shop.text() == Shop.versionsBefore)
    }

    @Test(arguments: ["q", "\u{3}"]) func quittingAtOnce(key: String) throws {
      let session = try Session.ready()
      session.terminal.send(key)
      try session.expectEnd(.code(0))
    }

    /// Only what differs is sent; at 200x60 that is the text of all sections of the preview.
    @Test(arguments: [(Size(columns: 80, rows: 24), 2000), (Size(columns: 200, rows: 60), 3500)])
    func movingSendsLittle(size: Size, limit: Int) throws {
      let session = try Session.ready(size: size)
      for status in ["2/5", "3/5", "4/5", "5/5"] {
        let before = session.terminal.output.count
        try session.type("j", status: "4 outdated \(status)")
        session.terminal.drain()
        #expect(session.terminal.output.count - before < limit)
      }
    }
  }
}
