/// Work on many files, shared among as many threads as there are cores.
struct FileRun<Output: Sendable>: Sendable {
  let files: [BytePath]
  let isCancelled: @Sendable () -> Bool
  let work: @Sendable (BytePath) -> Output

  private struct Progress {
    var next = 0
    var results: [Output?]
  }

  /// The result of each file, in their order; nil for those that a cancelled run left.
  func results() -> [Output?] {
    let count = files.count
    let progress = Locked(Progress(results: Array(repeating: nil, count: count)))
    Threads.run(min(Threads.cores, max(1, count))) {
      while !isCancelled() {
        let index = progress.use { progress -> Int in
          defer { progress.next += 1 }
          return progress.next
        }
        guard index < count else { return }
        let output = work(files[index])
        progress.use { $0.results[index] = output }
      }
    }
    return progress.use(\.results)
  }
}
