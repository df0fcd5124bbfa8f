import Disk
import Values

/// What the next start does about a write of this user's that was interrupted.
///
/// Only a journal that a ``WriteSeal`` vouches for is followed; any other is named, and nothing is done
/// by it.
///
/// A write is finished once its journal says that everything is prepared; before that nothing was
/// touched, and what was prepared is taken away. Where a write cannot be finished although it should
/// (what was prepared is gone), it is taken back.
///
/// A file that somebody edited since is never overwritten: the journal stays until the person puts the
/// file back, or has the rest taken back (``Direction/undo``), which leaves that file as it is.
public enum Repair {
  /// Where to go from an interrupted write, when both ways are open.
  public enum Direction: Sendable {
    /// Put in place what is prepared.
    case finish
    /// Put back what was put in place.
    case undo
  }

  /// What was done.
  public struct Report: Equatable, Sendable {
    /// Which way it went.
    public var direction: Direction
    /// The files of the write, the versions file last.
    public var names: [BytePath]
    /// The files that somebody edited since; they are as they were found.
    public var edited: [BytePath] = []
  }

  /// Finishes an interrupted write, or takes it back, and takes away what was left lying.
  ///
  /// The caller has the lock.
  ///
  /// - Returns: nil where there was no interrupted write.
  public static func run(
    at place: WritePlace, on disk: some FileSystem, preferring direction: Direction = .finish
  ) throws(RepairError) -> Report? {
    guard let finding = try place.finding(on: disk) else {
      removeTemporaries(at: place, on: disk)
      return nil
    }
    guard case .own(let journal, let state) = finding else {
      throw place.error(of: finding) ?? .foreign(place.journalName)
    }
    removeTemporaries(at: place, on: disk)
    return try run(journal, state, at: place, on: disk, preferring: direction)
  }

  /// Whether a name is that of a temporary file which ``FileSystem/replace(_:with:expecting:)`` makes
  /// for the versions file or the journal: `.NAME.PID.tmp`.
  private static func isTemporary(_ name: [UInt8], of place: WritePlace) -> Bool {
    [place.versions, place.journal].contains { path in
      let start = [BytePath.dot] + path.name + [BytePath.dot]
      let end = Array(".tmp".utf8)
      guard name.starts(with: start), name.suffix(end.count).elementsEqual(end) else {
        return false
      }
      let digits = name.dropFirst(start.count).dropLast(end.count)
      return !digits.isEmpty && digits.allSatisfy { (0x30...0x39).contains($0) }
    }
  }

  /// Takes away what processes that were killed left lying; with the lock, no other writes here.
  private static func removeTemporaries(at place: WritePlace, on disk: some FileSystem) {
    let entries = (try? disk.entries(of: place.folder)) ?? []
    for entry in entries
    where entry.kind == .file && !entry.isLink && isTemporary(entry.name, of: place) {
      try? disk.removeFile(place.folder.appending(BytePath(bytes: entry.name)))
    }
  }
}
