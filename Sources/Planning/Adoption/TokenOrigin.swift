import Disk
import Values

/// When a token was set.
enum TokenOrigin: Equatable {
  /// It stands in a file as it is on disk, and not in HEAD's.
  case uncommitted
  /// By a commit.
  case commit(ObjectID)
  /// Before the history begins, as in a shallow clone.
  case unknown
}
