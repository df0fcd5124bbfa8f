import Disk
import Formats
import Site
import Values

/// Why the last write is not taken back; nothing has changed then.
public enum UndoError: Error, Equatable, Sendable {
  /// No folder is known in which writes could be remembered.
  case noState
  /// No write of the project is remembered.
  case nothing
  /// No write is remembered in a folder that is no project.
  case nothingIn(BytePath)
  /// A file is no longer what the write made of it.
  case changed(BytePath)
  /// The write made a file: there are no contents to go back to.
  case made(BytePath)
  /// A file, or the memory of the write, could not be read.
  case unreadable(FileError)
}

extension UndoError: CustomStringConvertible {
  /// What stands in the way, and what to do.
  public var description: String {
    switch self {
    case .noState:
      "nothing to take back: neither XDG_STATE_HOME nor HOME names a folder, so no write is"
        + " remembered - set one of them"
    case .nothing:
      "nothing to take back: no write of this project is remembered, or it was taken back already"
    case .nothingIn(let folder):
      "nothing to take back in \(VisibleText.of(folder)): it is no project, and no write of assetbump stamp"
        + " is remembered there, or it was taken back already - name the folder that was written:"
        + " assetbump undo DIR"
    case .changed(let name):
      "not taken back: \(VisibleText.of(name)) changed on disk since it was written"
        + " (nothing changed) - put it back by hand, or from version control"
    case .made(let name):
      "nothing to take back to: the write made \(VisibleText.of(name)), remove it by hand"
    case .unreadable(let error):
      "not taken back: \(error) (nothing changed)\(error.reason.readAdvice)"
    }
  }
}
