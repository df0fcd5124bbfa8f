import Screen
import TestSupport
import Testing

extension TerminalTests {
  /// Starts without a project, and with one whose settings cannot be read.
  @Suite struct StartTests {
    private static let settings =
      "[[root]]\nname = \"static\"\npaths = [\"static\"]\nurl = \"/static/\"\nloader = \"elsewhere\"\n"

    @Test func brokenSettings() throws {
      let shop = try Shop()
      try shop.write(Self.settings + "strategy = [\n", to: "assetbump.toml")
      try shop.write(Self.settings, to: "right.toml")
      try shop.write("#!/bin/sh\ncp right.toml \"$2\"; echo \"$1\" >line\n", to: "editor")
      let session = try Session(shop, environment: ["EDITOR": "sh ./editor"])
      try session.terminal.wait { $0.words(of: 23) == "e edit R read again q quit" }
      #expect(session.screen.words(of: 0) == "assetbump the settings cannot be read")
      #expect(session.screen.words(of: 1).hasPrefix("assetbump.toml:7:1: not TOML"))
      session.terminal.send("x")
      try session.terminal.wait { $0.words(of: 22) == "x does nothing here" }
      session.terminal.send("R")
      try session.terminal.wait { $0.words(of: 22) == "" }
      session.terminal.send("e")
      try session.wait(status: "4 outdated 1/5")
      #expect(shop.text(of: "line") == "+7\n")
      session.terminal.send("q")
      try session.expectEnd(.code(0))
    }

    @Test func brokenSettingsLeft() throws {
      let shop = try Shop()
      try shop.write("[keys]\nbump = [\"no key\"]\n", to: "assetbump.toml")
      let session = try Session(shop)
      try session.terminal.wait { $0.words(of: 23) == "e edit R read again q quit" }
      #expect(session.screen.words(of: 0) == "assetbump the settings cannot be read")
      #expect(session.screen.shows("bump = [\"no key\"]"))
      session.terminal.send("q")
      try session.expectEnd(
        .code(2),
        text: "assetbump: assetbump.toml:2: keys.bump: no key is called \"no key\" - write x, Spa\n"
          + "ce, ^N, Alt-x, F5, Up, PgDn, Enter, Tab or Esc")
    }

    /// An empty project, set up from the screen that says that there is none.
    @Test func nothingThere() throws {
      let shop = try Shop(onlyAssets: [])
      try shop.write("x\n", to: "web/app.js")
      try shop.write(
        "from flask import Flask\napp = Flask(__name__, static_folder='web')\n", to: "app.py")
      let session = try Session(shop)
      try session.terminal.wait { $0.shows("i set it up here") }
      #expect(session.screen.words(of: 0) == "assetbump no project here")
      #expect(session.screen.shows("would write assetbump.toml"))
      #expect(shop.text(of: "assetbump.toml") == nil)
      session.terminal.send("i")
      try session.terminal.wait { $0.words(of: 0).contains("1 All") }
      #expect(shop.text(of: "assetbump.toml")?.contains("paths = [\"web\"]") == true)
      #expect(shop.text(of: "asset-versions.json")?.contains("app.js") == true)
      session.terminal.send("q")
      try session.expectEnd(.code(0))
    }
  }
}
