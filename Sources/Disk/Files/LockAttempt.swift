import Glibc
import Values

/// What came of trying to take a lock.
public enum LockAttempt: Sendable {
  /// It is the caller's.
  case taken(WriteLock)
  /// Somebody else has it.
  case held(LockHolder)
}
