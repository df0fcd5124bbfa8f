import Glibc
import Screen
import TestSupport
import Testing
import Values

extension TerminalTests {
  /// Projects of thousands of assets.
  @Suite struct ManyAssetsTests {
    private static let empty = "{\"format\": 1, \"assets\": {}}\n"

    private static func shop(_ count: Int) throws -> Shop {
      try Shop(
        onlyAssets: (0..<count).map { BytePath("folder-\($0 % 100)/asset-\($0).css") })
    }

    @Test func firstFrameAndWholeJob() throws {
      let shop = try Self.shop(20_000)
      let started = ContinuousClock.now
      let session = try Session(shop)
      try session.terminal.wait(seconds: 1) { $0.words(of: 0).hasPrefix("assetbump shop") }
      #expect(ContinuousClock.now - started < .seconds(1))
      try session.wait(status: "20000 outdated 1/20000", seconds: 30)
      try session.type("G", status: "20000 outdated 20000/20000")
      try session.type("B", status: "20000 pending")
      session.terminal.send("w")
      try session.terminal.wait(seconds: 30) {
        $0.words(of: 0) == "write 1 file 20000 tokens added"
      }
      session.terminal.send("y")
      try session.wait(
        status: "wrote 1 file: 20000 tokens added; nothing is left outdated",
        seconds: 30)
      // Each asset has a line, beside the seven of the frame around them.
      let lines = try #require(shop.text()).split(separator: "\n")
      #expect(lines.count == 20_000 + 7)
      // ca978112 begins the SHA-256 of "a", and is every token.
      #expect(lines.filter { $0.contains(": {\"token\": \"ca978112\", ") }.count == 20_000)
      session.terminal.send("q")
      try session.expectEnd(.code(0))
    }

    private func hasTemporary(in shop: Shop) -> Bool {
      shop.names.contains { $0.bytes.suffix(4).elementsEqual(".tmp".utf8) }
    }

    /// Killed as soon as its temporary file is there, and at other moments of the write.
    @Test(arguments: [0, 1, 3] as [Int32]) func killedWhileItWrites(milliseconds: Int32)
      throws
    {
      let shop = try Self.shop(4000)
      try shop.write(Self.empty, to: "asset-versions.json")
      let session = try Session(shop)
      try session.wait(status: "4000 outdated 1/4000")
      try session.type("B", status: "4000 pending")
      session.terminal.send("w")
      try session.terminal.wait {
        $0.words(of: 0) == "write 1 file 4000 tokens added"
      }
      session.terminal.send("y")
      let deadline = ContinuousClock.now + .seconds(10)
      while !hasTemporary(in: shop), shop.text() == Self.empty, .now < deadline {
        session.terminal.drain()
      }
      poll(nil, 0, milliseconds)
      session.terminal.signal(SIGKILL)
      #expect(try session.terminal.waitForExit() == .signal(SIGKILL))
      let text = try #require(shop.text())
      let isOld = text == Self.empty
      let isNew = text.hasSuffix("\n    }\n  }\n}\n") && text.split(separator: "\n").count == 4007
      #expect(isOld || isNew)
      // What is left is no hindrance.
      let next = try Command.run(
        Tool.path(), ["bump", "static/folder-1/asset-1.css", "--force"], in: shop.path())
      #expect(next.status == 0)
    }
  }
}
