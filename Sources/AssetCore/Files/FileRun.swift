/// Work on many files, shared among as many threads as there are cores.
struct FileRun<Output: Sendable>: Sendable {
  let files: ByteList
  let isCancelled: @Sendable () -> Bool
  /// Gives what a file comes to; nil for nothing, which takes no room.
  let work: @Sendable (BytePath) -> Output?

  private struct Progress {
    var next = 0
    var results: [(index: Int, output: Output)] = []
  }

  /// What the files come to, in their order; a cancelled run leaves some.
  func results() -> [Output] {
    let count = files.count
    let progress = Locked(Progress())
    Threads.run(min(Threads.cores, max(1, count))) {
      while !isCancelled() {
        let index = progress.use { progress -> Int in
          defer { progress.next += 1 }
          return progress.next
        }
        guard index < count else { return }
        guard let output = work(files.path(at: index)) else { continue }
        progress.use { $0.results.append((index, output)) }
      }
    }
    return progress.use(\.results).sorted { $0.index < $1.index }.map(\.output)
  }
}
