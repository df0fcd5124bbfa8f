import Site
import Values

/// A change of choices that can be taken back and made again: what differs, and nothing else.
///
/// Neighbours that change alike are one run, so that a change of all assets is a few numbers.
public struct ChoiceStep: Equatable, Sendable {
  /// What the change was called.
  public var name: String
  private var runs: [Run] = []
  private var tokensBefore: [Int: Token] = [:]
  private var tokensAfter: [Int: Token] = [:]

  /// Places beside each other that change alike.
  private struct Run: Equatable {
    var start: Int
    var count: Int
    var before: Choices.Code
    var after: Choices.Code

    var end: Int { start + count }
  }

  /// Compares what is chosen before and after a change; both over the same assets.
  public init(_ name: String, from before: Choices, to after: Choices) {
    self.name = name
    let count = max(before.codes.count, after.codes.count)
    let none = Choices.Code()
    var run = Run(start: 0, count: 0, before: none, after: none)
    for place in 0..<count {
      let old = before.codes.isEmpty ? none : before.codes[place]
      let new = after.codes.isEmpty ? none : after.codes[place]
      if old == new {
        guard old.isTyped, before.typed[place] != after.typed[place] else { continue }
      }
      if old.isTyped { tokensBefore[place] = before.typed[place] }
      if new.isTyped { tokensAfter[place] = after.typed[place] }
      if run.end == place && run.before == old && run.after == new {
        run.count += 1
      } else {
        if run.count > 0 { runs.append(run) }
        run = Run(start: place, count: 1, before: old, after: new)
      }
    }
    if run.count > 0 { runs.append(run) }
  }

  /// Whether nothing changes.
  public var isEmpty: Bool { runs.isEmpty }

  /// The number of assets for which something else is chosen.
  public var count: Int { runs.reduce(0) { $0 + $1.count } }

  /// Takes the change back.
  public func undo(_ choices: inout Choices) {
    apply(to: &choices, \.before, tokensBefore)
  }

  /// Makes the change again.
  public func redo(_ choices: inout Choices) {
    apply(to: &choices, \.after, tokensAfter)
  }

  private func apply(
    to choices: inout Choices, _ code: KeyPath<Run, Choices.Code>, _ tokens: [Int: Token]
  ) {
    choices.makeRoom()
    for run in runs {
      let code = run[keyPath: code]
      for place in run.start..<run.end {
        if choices.codes[place].isTyped { choices.typed[place] = nil }
        choices.codes[place] = code
      }
    }
    for (place, token) in tokens { choices.typed[place] = token }
  }

  private mutating func append(_ place: Int, _ before: Choices.Code, _ after: Choices.Code) {
    if let last = runs.last, last.end == place, last.before == before, last.after == after {
      runs[runs.count - 1].count += 1
    } else {
      runs.append(Run(start: place, count: 1, before: before, after: after))
    }
  }

  /// The places that change.
  public var usedPlaces: [Int] {
    runs.flatMap { Array($0.start..<$0.end) }
  }

  /// The same change at other places.
  public func moved(_ place: (Int) -> Int) -> ChoiceStep {
    var moved = self
    moved.runs = []
    let singles = runs.flatMap { run in
      (run.start..<run.end).map { (place: place($0), run: run) }
    }
    for single in singles.sorted(by: { $0.place < $1.place }) {
      moved.append(single.place, single.run.before, single.run.after)
    }
    moved.tokensBefore = [:]
    moved.tokensAfter = [:]
    for (old, token) in tokensBefore { moved.tokensBefore[place(old)] = token }
    for (old, token) in tokensAfter { moved.tokensAfter[place(old)] = token }
    return moved
  }

  /// Has both ends of the change at one place be other ones.
  public mutating func map(at place: Int, _ body: (ChoiceState) -> ChoiceState) {
    guard let index = index(ofRunWith: place) else { return }
    let run = runs[index]
    guard run.before.follows || run.after.follows else { return }
    let before = end(run.before, tokensBefore[place], body)
    let after = end(run.after, tokensAfter[place], body)
    tokensBefore[place] = before.token
    tokensAfter[place] = after.token
    let parts = [
      Run(start: run.start, count: place - run.start, before: run.before, after: run.after),
      Run(start: place, count: 1, before: before.code, after: after.code),
      Run(start: place + 1, count: run.end - place - 1, before: run.before, after: run.after),
    ].filter { $0.count > 0 && ($0.before != $0.after || tokensDiffer(at: $0)) }
    runs.replaceSubrange(index...index, with: parts)
    joinNeighbours(from: max(0, index - 1), to: min(runs.count, index + parts.count + 1))
  }

  private func tokensDiffer(at run: Run) -> Bool {
    (run.before.isTyped || run.after.isTyped)
      && (run.start..<run.end).contains { tokensBefore[$0] != tokensAfter[$0] }
  }

  /// The code and token of an end of the change, once a function has had it.
  private func end(
    _ code: Choices.Code, _ token: Token?, _ body: (ChoiceState) -> ChoiceState
  ) -> (code: Choices.Code, token: Token?) {
    var single = Choices(of: AssetNames(), codes: [code], typed: token.map { [0: $0] } ?? [:])
    single.set(body(single.state(at: 0)), at: 0)
    return (single.codes[0], single.typed[0])
  }

  private mutating func joinNeighbours(from first: Int, to end: Int) {
    var index = first
    var end = end
    while index + 1 < end {
      let (left, right) = (runs[index], runs[index + 1])
      if left.end == right.start && left.before == right.before && left.after == right.after {
        runs[index].count += right.count
        runs.remove(at: index + 1)
        end -= 1
      } else {
        index += 1
      }
    }
  }

  private func index(ofRunWith place: Int) -> Int? {
    var (low, high) = (0, runs.count)
    while low < high {
      let middle = (low + high) / 2
      if runs[middle].end <= place { low = middle + 1 } else { high = middle }
    }
    return low < runs.count && runs[low].start <= place ? low : nil
  }
}
