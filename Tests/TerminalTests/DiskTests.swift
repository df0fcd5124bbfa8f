import Glibc
import Screen
import TestSupport
import Testing
import Values

extension TerminalTests {
  /// What happens on the disk while the program runs.
  @Suite struct DiskTests {
    /// Wide enough for the longest message.
    private static let wide = Size(columns: 118, rows: 24)
    private static let summary = "write 1 file 4 tokens: 2 changed, 1 added, 1 removed"
    private static let wrote =
      "wrote 1 file: 4 tokens; nothing is left outdated (u takes it back)"
    private static let changed =
      "asset-versions.json changed on disk since it was read - r reads it again and keeps what is pending"

    /// As sha256sum prints it: of "body{color:tan}" and a line feed.
    private static let tan = "6cbfb1d23d38688cb41fe9a8f6b4c05e2e865f96b40320ce63005063faed4c6c"

    /// Bumps all and opens the write screen.
    private func openWriteScreen(_ session: Session) throws {
      try session.type("B", status: "4 pending")
      session.terminal.send("w")
      try session.terminal.wait { $0.words(of: 0).hasPrefix(Self.summary) }
    }

    @Test func assetChangesBeforeYes() throws {
      let session = try Session.ready(size: Self.wide)
      try openWriteScreen(session)
      try session.shop.write("body{color:tan}\n", to: "static/css/site.css")
      try session.type(
        "y",
        status: "not written: static:css/site.css changed since it was read"
          + " - r reads it again and keeps what is pending")
      #expect(session.shop.text() == Shop.versionsBefore)
      try session.type("y", status: "press r to read it again first")
      #expect(session.shop.text() == Shop.versionsBefore)
      session.terminal.send("r")
      try session.terminal.wait {
        $0.shows("\u{2192} \(Self.tan.prefix(8))")
      }
      try session.type("y", status: Self.wrote)
      let red = "74d94aede163ac74eb42fe7cac4066626820fa15001ddf02c3b2d25df8e6c771"
      #expect(
        session.shop.text()
          == Shop.versionsAfter.replacing(red, with: Self.tan)
          .replacing(red.prefix(8), with: Self.tan.prefix(8)))
    }

    @Test func assetVanishesBeforeYes() throws {
      let session = try Session.ready(size: Self.wide)
      try openWriteScreen(session)
      #expect(unlink(session.shop.path("static/js/app.js").terminated) == 0)
      try session.type(
        "y",
        status: "not written: no such file: static:js/app.js"
          + " - r reads it again and keeps what is pending")
      #expect(session.shop.text() == Shop.versionsBefore)
    }

    @Test func versionsFileChangesBeforeYes() throws {
      let session = try Session.ready(size: Self.wide)
      try openWriteScreen(session)
      let token = ("{\"token\": \"02db0d26\"", "{\"token\": \"by-hand\"")
      let other = Shop.versionsBefore.replacing(token.0, with: token.1)
      try session.shop.write(other, to: "asset-versions.json")
      try session.type("y", status: Self.changed)
      #expect(session.shop.text() == other)
      session.terminal.send("r")
      try session.terminal.wait { $0.shows("read again: asset-versions.json changed on disk") }
      try session.type("y", status: Self.wrote)
      #expect(session.shop.text() == Shop.versionsAfter.replacing(token.0, with: token.1))
    }

    @Test func twoAtOnce() throws {
      let first = try Session.ready(size: Self.wide)
      let second = try Session(first.shop, size: Self.wide)
      try second.wait(status: "4 outdated 1/5")
      try openWriteScreen(first)
      try openWriteScreen(second)
      try first.type("y", status: Self.wrote)
      try second.type("y", status: Self.changed)
      #expect(first.shop.text() == Shop.versionsAfter)
      second.terminal.send("r")
      try second.terminal.wait { $0.words(of: 0) == "write nothing changes" }
      try second.escape(status: "nothing is outdated 1/4")
      #expect(first.shop.text() == Shop.versionsAfter)
    }

    @Test("a file that changes while nobody touches the program shows by itself, new folders too")
    func watches() throws {
      let session = try Session.ready(size: Self.wide)
      // The watches stand once the references are read.
      try session.terminal.wait { $0.shows("4 outdated") && !$0.shows("Reading references") }
      try session.shop.write("body{color:tan}\n", to: "static/css/fresh.css")
      try session.terminal.wait { $0.words(of: 0).contains("2 Outdated 5") }
      try session.shop.write("new\n", to: "static/deep/er/new.css")
      try session.terminal.wait { $0.words(of: 0).contains("2 Outdated 6") }
      try session.shop.write("newer\n", to: "static/deep/er/other.css")
      try session.terminal.wait { $0.words(of: 0).contains("2 Outdated 7") }
    }

    enum Obstacle: String, CaseIterable {
      var advice: String {
        self == .lock ? "try again when it has ended" : "put a regular file there"
      }

      case fifo = "not a regular file but a FIFO"
      case folder = "not a regular file but a folder"
      case lock = "another process is writing there"

      func put(in shop: Shop) throws -> Int32? {
        let path = shop.path("asset-versions.json").terminated
        switch self {
        case .fifo:
          #expect(unlink(path) == 0 && mkfifo(path, 0o644) == 0)
        case .folder:
          #expect(unlink(path) == 0 && mkdir(path, 0o755) == 0)
        case .lock:
          let folder = open(shop.path().terminated, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
          #expect(flock(folder, LOCK_EX | LOCK_NB) == 0)
          return folder
        }
        return nil
      }
    }

    @Test(arguments: Obstacle.allCases) func cannotBeWritten(obstacle: Obstacle) throws {
      let session = try Session.ready(size: Size(columns: 130, rows: 24))
      try openWriteScreen(session)
      let descriptor = try obstacle.put(in: session.shop)
      defer { if let descriptor { close(descriptor) } }
      try session.type(
        "y",
        status: "not written: \(obstacle.rawValue): asset-versions.json (nothing changed)"
          + " - \(obstacle.advice)")
      // A versions file that is none any more is seen by the watch, and says so in place of the list.
      try session.escape(
        status: obstacle == .lock
          ? "4 pending \u{2501}\u{2501}\u{2501}\u{2501}\u{2501}\u{2501}\u{2501}\u{2501}\u{2501}\u{2501}"
            + "\u{2501}\u{2501}\u{2501}\u{2501}\u{2501}\u{2501}\u{2501}\u{2501}\u{2501}\u{2501} 4/4 1/5"
          : "cannot be read")
      #expect(session.shop.names == ["asset-versions.json", "static"])
    }

    /// The project lies on a file system that is read-only, or full to the last block.
    @Test(
      arguments: [
        (
          "mount --bind . .; cd \"$PWD\"; mount -o remount,bind,ro .",
          "the file system is read-only", "mount it for writing"
        ),
        (
          """
          mkdir ../small; mount -t tmpfs -o size=64k none ../small; cp -r . ../small; cd ../small
          cat /dev/zero >rest 2>/dev/null || true
          """, "no space left on the disk", "make room, then try again"
        ),
        // The signal of a limit goes to the thread that writes, which is not the first.
        ("ulimit -f 0", "File too large", "mend that, then try again"),
      ])
    func noRoomToWrite(mount: String, reason: String, advice: String) throws {
      // In a user namespace of its own for others than root.
      let map = geteuid() == 0 ? [] : ["-r"]
      let session = try Session(
        Shop(), shell: "/usr/bin/unshare",
        ["-m"] + map + ["bash", "-ec", "\(mount)\nexec \"$TOOL\" --flat"],
        size: Size(columns: 130, rows: 24))
      try session.wait(status: "4 outdated 1/5")
      try openWriteScreen(session)
      try session.type(
        "y",
        status: "not written: \(reason): asset-versions.json (nothing changed) - \(advice)")
      try session.escape(
        status:
          "4 pending \u{2501}\u{2501}\u{2501}\u{2501}\u{2501}\u{2501}\u{2501}\u{2501}\u{2501}\u{2501}"
          + "\u{2501}\u{2501}\u{2501}\u{2501}\u{2501}\u{2501}\u{2501}\u{2501}\u{2501}\u{2501} 4/4 1/5"
      )
      #expect(session.shop.text() == Shop.versionsBefore)
      session.terminal.send("qd")
      try session.expectEnd(.code(0))
    }

    @Test func keysReactWhileItReads() throws {
      let session = try Session(Shop.neverRead())
      try session.terminal.wait { $0.isReading }
      session.terminal.send("G")
      try session.terminal.wait(seconds: 1) { $0.words(of: 7) == "\u{258C} ? video.webm hash -" }
      session.terminal.send("/css\r")
      try session.terminal.wait(seconds: 1) {
        $0.words(of: 3).hasSuffix("css/site.css hash 2708d73b \u{2192} 74d94aed")
      }
      session.terminal.send("\u{1B}")
      try session.terminal.wait(seconds: 1) { $0.shows("video.webm") }
      try session.type(
        "\u{1B}", status: "scan stopped: what is known is kept, R reads everything again")
      try session.terminal.wait(seconds: 2) { !$0.isReading }
      session.terminal.send("q")
      try session.expectEnd(.code(0))
    }

    /// A file of 64 GiB would be read for the better part of a minute.
    @Test(arguments: ["q", "\u{3}"]) func quittingWhileItReads(keys: String) throws {
      let session = try Session(Shop.neverRead())
      try session.terminal.wait { $0.isReading }
      session.terminal.send(keys)
      #expect(try session.terminal.waitForExit(seconds: 2) == .code(0))
    }
  }
}
