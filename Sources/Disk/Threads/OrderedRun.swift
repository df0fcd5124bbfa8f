/// Pieces of work shared among as many threads as there are cores, and what they come to handed over in
/// order.
public enum OrderedRun {
  private struct State<Output> {
    /// The next piece to be made, and the next to be handed over.
    var next = 0
    var due = 0
    /// What is made and not yet due.
    var waiting: [Int: Output] = [:]
    /// Whether a thread is handing over.
    var isBusy = false
    var isEnded = false
  }

  /// Makes pieces and hands them over.
  ///
  /// - Parameters:
  ///   - count: the number of pieces.
  ///   - make: makes a piece, on any thread.
  ///   - take: takes what the pieces come to, one at a time and in order, on any thread; false ends the
  ///     run.
  public static func run<Output: Sendable>(
    _ count: Int, make: @escaping @Sendable (Int) -> Output,
    take: @escaping @Sendable (Output) -> Bool
  ) {
    let state = Locked(State<Output>())
    Threads.run(min(Threads.cores, count)) {
      while true {
        let piece = state.use { state -> Int? in
          guard !state.isEnded, state.next < count else { return nil }
          defer { state.next += 1 }
          return state.next
        }
        guard let piece else { return }
        let output = make(piece)
        state.use { $0.waiting[piece] = output }
        handOver(state, take)
      }
    }
  }

  /// Hands over what is due, unless another thread does.
  private static func handOver<Output: Sendable>(
    _ state: Locked<State<Output>>, _ take: (Output) -> Bool
  ) {
    while true {
      let output = state.use { state -> Output? in
        guard !state.isBusy, !state.isEnded,
          let output = state.waiting.removeValue(forKey: state.due)
        else { return nil }
        state.isBusy = true
        return output
      }
      guard let output else { return }
      let goesOn = take(output)
      state.use { state in
        state.isBusy = false
        state.due += 1
        state.isEnded = !goesOn
      }
    }
  }
}
