/// Why the terminal cannot show a screen.
///
/// The description is one line; the caller adds which commands do the same work without a screen.
public enum TerminalError: Error, Equatable, CustomStringConvertible {
  /// The standard input or output is a file or a pipe; the name says which.
  case notATerminal(stream: String)
  /// The terminal, by the value of `TERM`, cannot place the cursor, is unknown, or is unnamed.
  case cannotPosition(term: String)
  /// The system gave no pipe or no stack for signals.
  case noSignals

  /// What happened, and what to do.
  public var description: String {
    switch self {
    case .notATerminal(let stream):
      "\(stream) is not a terminal; the terminal UI needs one for its input and its output"
    case .cannotPosition(""):
      "TERM is not set, so the terminal's abilities are unknown; set TERM, such as TERM=xterm-256color"
    case .cannotPosition(let term):
      "the terminal `\(term)` (TERM) is unknown or cannot place the cursor; "
        + "set TERM to what your terminal is, such as TERM=xterm-256color"
    case .noSignals:
      "cannot set up the handling of signals; close other programs and try again"
    }
  }
}
