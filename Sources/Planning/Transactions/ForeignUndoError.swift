import Disk
import Formats
import Site
import Values

/// Why there is no way out to show.
public enum ForeignUndoError: Error, Equatable, Sendable {
  /// No journal lies there.
  case nothing
  /// The write is the user's own.
  case own(BytePath)
  /// The journal, or a file of it, cannot be read.
  case repair(RepairError)
}

extension ForeignUndoError: CustomStringConvertible {
  /// What is there instead, and what to do.
  public var description: String {
    switch self {
    case .nothing: "no interrupted write to take back: no journal lies beside the versions file"
    case .own(let journal):
      "the interrupted write that \(VisibleText.of(journal)) tells of is your own"
        + " - assetbump undo takes it back, assetbump bump finishes it"
    case .repair(let error): error.description
    }
  }
}
