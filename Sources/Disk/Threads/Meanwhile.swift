import Glibc

/// A value that another thread makes while the caller does something else.
package final class Meanwhile<Value: Sendable>: Sendable {
  private let outcome: Locked<Result<Value, any Error>?>
  private let body: @Sendable () throws -> Value
  private let thread: Locked<pthread_t?>

  /// Starts to make a value.
  package init(_ body: @escaping @Sendable () throws -> Value) {
    let outcome = Locked<Result<Value, any Error>?>(nil)
    self.outcome = outcome
    self.body = body
    thread = Locked(
      Threads.start(
        {
          let made = Result(catching: body)
          outcome.use { $0 = made }
        }, number: 1))
  }

  deinit {
    wait()
  }

  /// The value, once it is made.
  package func get() throws -> Value {
    wait()
    // Where there was no thread it is made now.
    return try (outcome.use { $0 } ?? Result(catching: body)).get()
  }

  private func wait() {
    let thread = thread.use { thread in
      defer { thread = nil }
      return thread
    }
    if let thread { pthread_join(thread, nil) }
  }
}
