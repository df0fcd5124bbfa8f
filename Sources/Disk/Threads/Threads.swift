import CThreads
import Glibc

/// Plain threads for work that blocks: a task on Swift's pool that blocks would stop all others.
public enum Threads {
  /// The number of processors that are on line.
  public static var cores: Int {
    max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
  }

  /// Runs a body on this many threads at once, one of them the caller's, and waits for all; each begins
  /// on a processor of its own, as far as there are so many.
  public static func run(_ count: Int, _ body: @escaping @Sendable () -> Void) {
    guard count > 0 else { return }
    run(count, body, body)
  }

  /// Runs a body on all but one of this many threads at once, another on the caller's, and waits for all.
  public static func run(
    _ count: Int, _ body: @escaping @Sendable () -> Void, _ here: () -> Void
  ) {
    let others = (1..<max(1, count)).compactMap { start(body, number: $0) }
    here()
    for thread in others {
      pthread_join(thread, nil)
    }
  }

  /// Starts a thread that nobody waits for.
  ///
  /// - Returns: whether the system gave one.
  @discardableResult
  public static func detach(_ body: @escaping @Sendable () -> Void) -> Bool {
    guard let thread = start(body, number: 1) else { return false }
    pthread_detach(thread)
    return true
  }

  /// Starts a thread on the processor of this number behind the caller's; it is to be joined or detached.
  ///
  /// - Returns: nil where the system gives none.
  static func start(_ body: @escaping @Sendable () -> Void, number: Int) -> pthread_t? {
    var thread = pthread_t()
    let box = Unmanaged.passRetained(Body(body))
    let failure = cthreads_start(
      &thread, Int32(truncatingIfNeeded: number), runBody, box.toOpaque())
    guard failure == 0 else {
      box.release()
      return nil
    }
    return thread
  }

  private final class Body: Sendable {
    let run: @Sendable () -> Void

    init(_ run: @escaping @Sendable () -> Void) {
      self.run = run
    }
  }

  private static let runBody:
    @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? =
      { pointer in
        guard let pointer else { return nil }
        Unmanaged<Body>.fromOpaque(pointer).takeRetainedValue().run()
        return nil
      }
}
