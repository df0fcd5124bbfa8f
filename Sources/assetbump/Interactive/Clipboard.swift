import CursesTerminal
import Values

/// The person's clipboard, reached through the terminal, which may be on another machine.
enum Clipboard {
  /// Whether a text is small enough: terminals drop long sequences without a word.
  static func takes(_ bytes: [UInt8]) -> Bool {
    Base64Text.length(of: bytes.count) <= 64 * 1024
  }

  /// The sequence by which a terminal takes a text into its clipboard (xterm, OSC 52).
  static func sequence(for bytes: [UInt8]) -> [UInt8] {
    Array("\u{1B}]52;c;\(Base64Text.of(bytes))\u{7}".utf8)
  }

  /// Whether the terminal is one of tmux, which passes no OSC 52 on unless it is set to.
  static var isInTmux: Bool {
    Environment["TMUX"].map { !$0.isEmpty } ?? false
  }

  /// Gives a text to tmux, which keeps it and hands it to the terminal around it.
  ///
  /// - Returns: what went wrong, or nil.
  static func copyByTmux(_ bytes: [UInt8]) -> String? {
    let words = ["/bin/sh", "-c", "exec tmux load-buffer -w -"].map { Array($0.utf8) }
    return ChildProcess.run(words, .piped, input: bytes).failure
      .map { "not copied: tmux load-buffer -w \($0)" }
  }
}
