import Glibc
import Screen
import TestSupport
import Testing
import Values

/// The suites of this target.
///
/// One test at a time: each has deadlines, and two cores may be all there is.
@Suite(.serialized) enum TerminalTests {}

/// The terminal UI of the real program on a pseudo-terminal.
struct Session {
  let shop: Shop
  let terminal: PseudoTerminal

  /// Starts the program in a project's folder.
  init(
    _ shop: Shop, _ arguments: [String] = [], environment: [String: String] = [:],
    size: Size = Size(columns: 80, rows: 24)
  ) throws {
    self.shop = shop
    terminal = try PseudoTerminal(
      Tool.path(), ["--flat"] + arguments, environment: Self.environment(environment, shop),
      directory: VisibleText.of(shop.path()), size: size)
  }

  /// Starts a shell in a project's folder; `$TOOL` is the program.
  init(
    _ shop: Shop, shell: String, _ arguments: [String], environment: [String: String] = [:],
    size: Size = Size(columns: 80, rows: 24)
  ) throws {
    self.shop = shop
    terminal = try PseudoTerminal(
      shell, arguments, environment: Self.environment(environment, shop),
      directory: VisibleText.of(shop.path()), size: size)
  }

  /// Starts the program in a small project, and waits until all is read.
  static func ready(
    _ arguments: [String] = [], environment: [String: String] = [:],
    size: Size = Size(columns: 80, rows: 24)
  ) throws -> Session {
    let session = try Session(Shop(), arguments, environment: environment, size: size)
    try session.wait(status: "4 outdated 1/5")
    return session
  }

  private static func environment(_ more: [String: String], _ shop: Shop) throws -> [String: String]
  {
    let own = [
      "PATH": "/usr/bin:/bin", "PS1": "$ ", "SOURCE_DATE_EPOCH": Shop.epoch,
      "TOOL": try Tool.path(), "XDG_STATE_HOME": VisibleText.of(shop.state),
    ]
    return own.merging(more) { $1 }
  }

  /// What the terminal shows, as of the last wait.
  var screen: VirtualScreen { terminal.screen }

  /// Types text, then waits for the words of the status line.
  func type(_ text: String, status words: String) throws {
    terminal.send(text)
    try wait(status: words)
  }

  /// Types Escape by itself, since with a key right behind it, it would be Alt with that key; then
  /// waits for the list with these words in the status line.
  func escape(status words: String) throws {
    terminal.send("\u{1B}")
    try terminal.wait { $0.words(of: 0).hasPrefix("assetbump ") && $0.status == words }
  }

  /// Waits until the status line, the last but one, has these words.
  func wait(status words: String, seconds: Double = 10) throws {
    try terminal.wait(seconds: seconds) { $0.status == words }
  }

  /// Waits until the program ends, and checks that the terminal is as it was found.
  func expectEnd(
    _ exit: PseudoTerminal.Exit, text: String = "", location: SourceLocation = #_sourceLocation
  ) throws {
    #expect(try terminal.waitForExit() == exit, sourceLocation: location)
    #expect(screen.modes == VirtualScreen.Modes(), sourceLocation: location)
    #expect(terminal.modes == terminal.initialModes, sourceLocation: location)
    #expect(screen.text == text, sourceLocation: location)
  }
}

extension VirtualScreen {
  /// The words of the status line, the last row but one, with one space between them.
  var status: String { words(of: size.rows - 2) }

  /// Whether assets or references are being read.
  var isReading: Bool {
    status.split(separator: " ").contains { $0 == "Hashing" || $0 == "Reading" }
  }

  /// The words of a row, with one space between them; empty where there is no such row.
  func words(of row: Int) -> String {
    guard lines.indices.contains(row) else { return "" }
    return lines[row].split(separator: " ").joined(separator: " ")
  }
}
