import Disk
import Formats
import Site
import Values

/// Why a plan was not carried out; nothing has changed then, but for ``halted(_:_:journal:)``.
public enum WriteError: Error, Equatable, Sendable {
  /// A file to be written is no longer the one that was read.
  case changed(BytePath)
  /// A file could not be written.
  case file(BytePath, FileError.Reason)
  /// An asset's bytes are no longer those that its token was made for.
  case assetChanged(AssetID)
  /// An asset can no longer be read.
  case assetUnreadable(AssetID, FileError.Reason)
  /// Another process writes in the project; the versions file, and who.
  case held(BytePath, LockHolder)
  /// What lies in the place of the lock is none.
  case lock(BytePath)
  /// An earlier write was interrupted; its journal.
  case unfinished(BytePath)
  /// A file to be written lies outside the project, or is git's own: its name, and its real path.
  case outside(BytePath, BytePath)
  /// The settings belong to somebody else: their file, and the project's folder.
  case foreignSettings(BytePath, BytePath)
  /// There is no place in the state folder for what tells a user's own write of several files from
  /// somebody else's; why.
  case state(String)
  /// Two files to be written are one.
  case oneFile(BytePath, BytePath)
  /// The write failed at a file, and what was put in place could not all be put back, for a reason;
  /// the next start does it by the journal.
  case halted(BytePath, FileError.Reason, journal: BytePath)

  /// The error of a file that could not be written.
  init(_ reason: FileError.Reason, _ name: BytePath) {
    switch reason {
    case .changed, .exists: self = .changed(name)
    default: self = .file(name, reason)
    }
  }
}

extension WriteError: CustomStringConvertible {
  /// What happened and to which file, and that nothing has changed.
  public var description: String {
    switch self {
    case .changed(let name): "\(VisibleText.of(name)) changed on disk since it was read"
    case .file(let name, .notFound):
      "not written: \(VisibleText.of(name)) is a link to nothing, or its folder is not there"
        + " (nothing changed) - create what is missing"
    case .file(let name, let reason):
      "not written: \(reason): \(VisibleText.of(name)) (nothing changed)\(reason.writeAdvice)"
    case .assetChanged(let id): "not written: \(id.description) changed since it was read"
    case .assetUnreadable(let id, let reason): "not written: \(reason): \(id.description)"
    case .held(let name, let holder):
      "not written: another assetbump (\(holder)) is writing \(VisibleText.of(name))"
        + " (nothing changed) - try again when it has ended"
    case .lock(let lock):
      "not written: \(VisibleText.of(lock)) is in the way, no lock of assetbump's (nothing changed)"
        + " - remove it"
    case .unfinished(let journal):
      "not written: an earlier write was interrupted, \(VisibleText.of(journal)) tells of it"
        + " (nothing changed) - start assetbump again, it asks what becomes of it"
    case .outside(let name, let target):
      "not written: \(VisibleText.of(name)) is \(VisibleText.of(target)), which lies outside the project"
        + " or is git's own (nothing changed) - where it is meant, allow its folder with --outside"
    case .foreignSettings(let name, let folder):
      "not written: \(VisibleText.of(name)) belongs to another user (nothing changed) - take it over, or"
        + " trust it: git config --global --add safe.directory \(ShellText.quoted(VisibleText.of(folder)))"
    case .state(let reason):
      "not written: a write of several files needs a state folder to be safe in a crash: \(reason)"
        + " (nothing changed) - set XDG_STATE_HOME to a folder of your own, outside the project"
    case .oneFile(let first, let second):
      "not written: \(VisibleText.of(first)) and \(VisibleText.of(second)) are one file"
        + " (nothing changed) - leave one of them out of the settings"
    case .halted(let name, let reason, let journal):
      "interrupted at \(VisibleText.of(name)): \(reason) - start assetbump again, it goes on by"
        + " \(VisibleText.of(journal))"
    }
  }
}
