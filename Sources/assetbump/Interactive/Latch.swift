import Glibc

/// What threads wait at until another thread opens it.
final class Latch: @unchecked Sendable {
  private let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

  init() {
    semaphore.initialize(to: sem_t())
    sem_init(semaphore, 0, 0)
  }

  deinit {
    sem_destroy(semaphore)
    semaphore.deallocate()
  }

  /// Lets all pass who wait, and who come later.
  func open() {
    sem_post(semaphore)
  }

  /// Waits until it is open, so many seconds at most.
  func wait(seconds: Int) {
    var deadline = timespec()
    clock_gettime(CLOCK_REALTIME, &deadline)
    deadline.tv_sec += seconds
    while sem_timedwait(semaphore, &deadline) != 0 {
      guard errno == EINTR else { return }
    }
    sem_post(semaphore)
  }
}
