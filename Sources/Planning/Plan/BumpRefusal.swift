import Site
import Values

/// Why an asset that was asked for is left as it is.
public enum BumpRefusal: Error, Equatable, Sendable {
  /// Its strategy is manual, and no token was typed.
  case needsToken
  /// It cannot be read or served.
  case unreadable(Problem.Reason)
  /// The token stood for other bytes of this asset before.
  case carriedBefore(Token)
  /// A token was typed for it, and there is no file.
  case noFile
  /// Its bytes have not been read yet.
  case unhashed
  /// A file that names it would change in more than its tokens, at a line.
  case unproved(BytePath, line: Int)
  /// A file that names it holds a merge conflict, at a line.
  case conflict(BytePath, line: Int)
  /// A file that names it changed while it was read.
  case changedFile(BytePath)
  /// Its bytes would change, and an `integrity` that stays is of them: the file, and the line.
  case guarded(BytePath, line: Int)
  /// It is a module, and a place that names it would keep its URL: the file, and the line.
  case module(BytePath, line: Int)
}

extension BumpRefusal: CustomStringConvertible {
  /// The reason, and the next step.
  public var description: String {
    switch self {
    case .needsToken: "its strategy is manual, it needs a token typed by hand"
    case .unreadable(let reason): reason.description
    case .carriedBefore(let token):
      "\(token.text) stood for other bytes of this file before; browsers may still hold them,"
        + " so it needs another token"
    case .noFile: "there is no file to give a token to"
    case .unhashed: "its bytes have not been read yet"
    case .unproved(let file, let line):
      "\(VisibleText.of(file)):\(line) would change in more than the token - change it by hand"
    case .conflict(let file, let line):
      "\(VisibleText.of(file)):\(line) is an unresolved merge conflict - resolve it, and run it again"
    case .changedFile(let file):
      "\(VisibleText.of(file)) changed while it was read - run it again"
    case .guarded(let file, let line):
      "its bytes would change, and the integrity of \(VisibleText.of(file)):\(line) would be wrong"
        + " - change it by hand"
    case .module(let file, let line):
      "\(VisibleText.of(file)):\(line) would keep the URL of this module, and it would run twice"
        + " - change the token there by hand, and run it again"
    }
  }
}
