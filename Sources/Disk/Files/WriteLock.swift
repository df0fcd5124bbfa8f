import Glibc
import Values

/// The right to write in a project, which one process has at a time; given back when it goes.
public final class WriteLock: Sendable {
  private let release: @Sendable () -> Void
  /// Whether the program made the lock's file; another one stays when the lock is given back.
  public let isOwn: Bool

  /// Makes a lock that is taken, of what gives it back.
  public init(isOwn: Bool = true, release: @escaping @Sendable () -> Void) {
    self.isOwn = isOwn
    self.release = release
  }

  deinit {
    release()
  }
}
