import Disk
import Values

/// Why an interrupted write is neither finished nor taken back; its journal stays.
public enum RepairError: Error, Equatable, Sendable {
  /// Files of it were edited since.
  case edited([BytePath])
  /// A file is neither what it was nor what it should be, and what was put aside for it is gone; the
  /// journal.
  case lost(BytePath, BytePath)
  /// What lies in the place of the journal is none, or not what was written.
  case damaged(BytePath)
  /// The journal is of no write that this user makes on this machine in this place.
  case foreign(BytePath)
  /// A later version of the program wrote the journal.
  case newer(BytePath)
  /// A file of it could not be read or written.
  case file(BytePath, FileError.Reason)
  /// A command that only reads found it: the versions file, and the journal.
  case unfinished(BytePath, BytePath)
  /// Another process is writing: the versions file, and who.
  case held(BytePath, LockHolder)
}

extension RepairError {
  /// Whether it is about a write of the user's own, which may still be finished or taken back.
  public var isOwn: Bool {
    switch self {
    case .edited, .unfinished, .held, .file: true
    case .lost, .damaged, .foreign, .newer: false
    }
  }
}

extension RepairError: CustomStringConvertible {
  /// What happened, to which file, and what to do next.
  public var description: String {
    switch self {
    case .edited(let names):
      "an interrupted write cannot be finished: \(names.map(VisibleText.of).joined(separator: ", "))"
        + " changed since - put back what was there, or run assetbump undo: it takes back the rest"
        + " and leaves \(names.count == 1 ? "that file" : "those files") as found"
    case .lost(let name, let journal):
      "an interrupted write can be neither finished nor taken back: what was put aside for"
        + " \(VisibleText.of(name)) is gone - compare the files with version control, then remove"
        + " \(VisibleText.of(journal))"
    case .damaged(let journal):
      "\(VisibleText.of(journal)) is no record of a write, or is damaged, and nothing is done by it"
        + " - assetbump undo --foreign shows the way out"
    case .foreign(let journal):
      "\(VisibleText.of(journal)) tells of an interrupted write that is not known as yours on this"
        + " machine, and nothing is done by it - assetbump undo --foreign shows the way out"
    case .newer(let journal):
      "\(VisibleText.of(journal)) tells of an interrupted write of a newer assetbump, and nothing is"
        + " done by it - install that one, or see assetbump undo --foreign"
    case .file(let name, let reason):
      "an interrupted write is not finished: \(reason): \(VisibleText.of(name))"
        + " - mend that and start assetbump again"
    case .unfinished(let name, let journal):
      "a write of \(VisibleText.of(name)) was interrupted, \(VisibleText.of(journal)) tells of it"
        + " - start assetbump or run assetbump bump to finish it, assetbump undo to take it back"
    case .held(let name, let holder):
      "another assetbump (\(holder)) is writing \(VisibleText.of(name))"
        + " - try again when it has ended"
    }
  }
}

extension Repair.Report: CustomStringConvertible {
  /// `finished an interrupted write: asset-versions.json and 2 other files`.
  public var description: String {
    var text =
      "\(direction == .finish ? "finished" : "took back") an interrupted write: \(names.words)"
    if !edited.isEmpty {
      text +=
        "; \(edited.map(VisibleText.of).joined(separator: ", ")) changed since and"
        + " \(edited.count == 1 ? "is" : "are") left as found"
    }
    return text
  }
}

extension [BytePath] {
  /// The files of a write in words, the versions file, which is the last, first.
  public var words: String {
    guard let last else { return "nothing" }
    let others = count == 1 ? "" : " and \(Words.count(count - 1, "other file", "other files"))"
    return VisibleText.of(last) + others
  }
}
