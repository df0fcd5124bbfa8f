import Disk
import Glibc

/// The clock that the kernel stamps files with.
enum KernelClock {
  /// Waits until what was written is at rest.
  static func waitForRest() {
    let start = FileStamp.now
    while FileStamp.now - start < 50_000_000 { sched_yield() }
  }
}
