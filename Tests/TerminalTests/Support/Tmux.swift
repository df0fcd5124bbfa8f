import Glibc
import Screen
import TestSupport
import Testing
import Values

/// A tmux server of its own with one window, in which a shell runs in a project's folder.
final class Tmux {
  let shop: Shop
  private let socket = "assetbump-test-\(getpid())"

  /// Starts the server; the shell has `$TOOL`.
  init(_ shop: Shop, size: Size = Size(columns: 80, rows: 24)) throws {
    self.shop = shop
    _ = try run([
      "new-session", "-d", "-x", "\(size.columns)", "-y", "\(size.rows)", "-c",
      VisibleText.of(shop.path()), "-e", "TOOL=\(try Tool.path())", "-e",
      "SOURCE_DATE_EPOCH=\(Shop.epoch)", "-e", "XDG_STATE_HOME=\(VisibleText.of(shop.state))",
      // The shell that starts this one would not hand PS1 on.
      "PS1='$ ' exec /bin/bash --norc --noprofile --noediting -i",
    ])
    try wait { $0 == ["$"] }
  }

  deinit { _ = try? run(["kill-server"]) }

  /// Types text, as it is.
  func type(_ text: String) throws { try run(["send-keys", "-l", text]) }

  /// Types a key by the name that tmux has for it.
  func press(_ key: String) throws { try run(["send-keys", key]) }

  /// Changes the size of the window.
  func resize(_ size: Size) throws {
    try run(["resize-window", "-x", "\(size.columns)", "-y", "\(size.rows)"])
  }

  /// Waits until the rows of the screen, without the spaces at their ends, are as wanted.
  func wait(until predicate: ([String]) -> Bool) throws {
    let deadline = ContinuousClock.now + .seconds(10)
    var lines: [String] = []
    repeat {
      lines = try run(["capture-pane", "-p"]).split(
        separator: "\n", omittingEmptySubsequences: false
      ).map { line in String(line.trimmingSuffix { $0 == " " }) }
      while lines.last == "" { lines.removeLast() }
      if predicate(lines) { return }
    } while .now < deadline
    Issue.record("the deadline passed; the screen was:\n\(lines.joined(separator: "\n"))")
  }

  /// Waits until the status line, the last but one, has these words.
  func wait(status words: String) throws {
    try wait { lines in
      lines.count > 1
        && lines[lines.count - 2].split(separator: " ").joined(separator: " ") == words
    }
  }

  /// What tmux knows of the window: alternate screen, cursor, mouse, command.
  func state() throws -> String {
    let format = "#{alternate_on} #{cursor_flag} #{mouse_any_flag} #{pane_current_command}"
    return String(try run(["display-message", "-p", format]).dropLast())
  }

  @discardableResult
  private func run(_ arguments: [String]) throws -> String {
    let result = try Command.run(
      "tmux", ["-L", socket, "-f", "/dev/null"] + arguments,
      environment: ["TMUX": nil, "LC_ALL": "C.UTF-8", "TERM": "xterm-256color"])
    guard result.status == 0 else { throw TmuxError(description: result.errors) }
    return result.output
  }
}

/// What tmux says that it cannot do.
struct TmuxError: Error, CustomStringConvertible {
  let description: String
}

extension Substring {
  fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> Substring {
    var rest = self
    while let last = rest.last, predicate(last) { rest.removeLast() }
    return rest
  }
}
