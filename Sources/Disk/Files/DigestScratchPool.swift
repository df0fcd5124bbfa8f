import Glibc
import Values

/// The scratches that no thread uses at the moment; there are as many as threads ever digested at
/// once.
final class DigestScratchPool: @unchecked Sendable {
  // Guarded by the lock. A pthread mutex, because the thread sanitizer does not see into
  // Synchronization.Mutex and reports races that are none.
  private var idle: [DigestScratch] = []
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)

  init() {
    lock.initialize(to: pthread_mutex_t())
    pthread_mutex_init(lock, nil)
  }

  deinit {
    pthread_mutex_destroy(lock)
    lock.deallocate()
  }

  /// A scratch for the caller alone.
  func take() -> DigestScratch {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    return idle.popLast() ?? DigestScratch()
  }

  /// Puts a scratch back for the next caller.
  func giveBack(_ scratch: DigestScratch) {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    idle.append(scratch)
  }
}
