import Synchronization

/// Work on many files, shared among as many threads as there are cores.
struct FileRun<Output: Sendable>: Sendable {
  let files: [BytePath]
  let isCancelled: @Sendable () -> Bool
  let work: @Sendable (BytePath) -> Output

  /// The result of each file, in their order; nil for those that a cancelled run left.
  func results() -> [Output?] {
    let run = Run<Output>(count: files.count)
    Threads.run(min(Threads.cores, max(1, files.count))) {
      while let index = run.next(), !isCancelled() { run.finish(index, work(files[index])) }
    }
    return run.results
  }
}

private final class Run<Output: Sendable>: Sendable {
  private let state: Mutex<(next: Int, results: [Output?])>

  init(count: Int) {
    state = Mutex((0, Array(repeating: nil, count: count)))
  }

  func next() -> Int? {
    state.withLock { state in
      guard state.next < state.results.count else { return nil }
      defer { state.next += 1 }
      return state.next
    }
  }

  func finish(_ index: Int, _ output: Output) {
    state.withLock { $0.results[index] = output }
  }

  var results: [Output?] { state.withLock(\.results) }
}
