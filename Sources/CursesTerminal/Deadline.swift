import Glibc

/// A moment on the clock that never jumps.
struct Deadline {
  private let nanoseconds: Int

  /// The moment so many milliseconds from now.
  init(milliseconds: Int) {
    nanoseconds = Deadline.now() + milliseconds * 1_000_000
  }

  /// The time left, rounded up to whole milliseconds as `poll` takes them; 0 when it is over.
  func remainingMilliseconds() -> Int32 {
    Int32(clamping: max(0, (nanoseconds - Deadline.now() + 999_999) / 1_000_000))
  }

  private static func now() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}
