import Site
import Values

/// One asset's record before and after a write.
public struct Change: Equatable, Sendable {
  /// The asset's name.
  public let id: AssetID
  /// The record now; nil where the asset has none.
  public let before: Record?
  /// The record after; nil where it is dropped.
  public let after: Record?

  /// Makes a change of a record.
  public init(id: AssetID, before: Record?, after: Record?) {
    self.id = id
    self.before = before
    self.after = after
  }

  /// What the change comes to.
  public enum Kind: Sendable {
    /// The asset is recorded for the first time.
    case added
    /// The record is dropped.
    case removed
    /// The asset gets another token.
    case token
    /// The asset keeps its token; its strategy, or the bytes it is recorded for, change.
    case strategy
  }

  /// What the change comes to.
  public var kind: Kind {
    guard let before else { return .added }
    guard let after else { return .removed }
    return before.token == after.token ? .strategy : .token
  }
}

/// Why an asset that was asked for is left as it is.
public enum Leaving: Error, Equatable, Sendable {
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
  /// A file that names it changed while it was read.
  case changedFile(BytePath)
  /// Its bytes would change, and an `integrity` that stays is of them: the file, and the line.
  case guarded(BytePath, line: Int)
  /// It is a module, and a place that names it would keep its URL: the file, and the line.
  case module(BytePath, line: Int)
}

extension Leaving: CustomStringConvertible {
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
