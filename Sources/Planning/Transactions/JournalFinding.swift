import Disk
import Values

/// What lies in the place of a journal.
enum JournalFinding: Equatable {
  /// The journal of this user's own unfinished write, and how far the write is.
  case own(Journal, WriteSeal.State)
  /// A journal of somebody else's write, of another place or of an earlier one.
  case foreign(Journal)
  /// Nothing that a journal is read from.
  case damaged
  /// A journal of a later version of the program.
  case newer
}
