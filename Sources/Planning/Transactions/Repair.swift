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
/// A write whose last file is in place is complete: what is left of it is taken away, and a file that
/// somebody edited since is none of its business.
///
/// Before that a file that somebody edited since is never overwritten: the journal stays until the person puts the
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
      removeTemporary(at: place, on: disk)
      return nil
    }
    guard case .own(let journal, let state) = finding else {
      throw place.error(of: finding) ?? .foreign(place.journalName)
    }
    removeTemporary(at: place, on: disk)
    return try run(journal, state, at: place, on: disk, preferring: direction)
  }

  /// Takes away what a process that was killed left lying; with the lock, no other writes here.
  private static func removeTemporary(at place: WritePlace, on disk: some FileSystem) {
    (try? WriteSeal(of: place, on: disk))?.removeTemporary(on: disk)
  }
}
