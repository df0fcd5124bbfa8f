import AssetCore

/// The changes a person has chosen and not written yet, and the way back through them.
public struct Pending: Equatable, Sendable {
  private var now = Chosen()
  private var done: [Step] = []
  private var undone: [Step] = []

  /// What is chosen at one moment.
  struct Chosen: Equatable {
    /// What is chosen for each asset.
    var choices: [AssetID: Choice] = [:]
    /// The assets that are bumped as soon as they are read.
    var followers: Set<AssetID> = []
  }

  /// A change: what it was called, and what was chosen before (or after, once undone).
  private struct Step: Equatable {
    var name: String
    var chosen: Chosen
  }

  /// Makes it with nothing chosen.
  public init() {}

  /// What is chosen for each asset.
  public var choices: [AssetID: Choice] {
    now.choices
  }

  /// The assets that are bumped as soon as they are read.
  var followers: Set<AssetID> {
    now.followers
  }

  /// The number of assets with a choice.
  public var count: Int {
    choices.count
  }

  /// What is chosen for an asset.
  public subscript(id: AssetID) -> Choice? {
    choices[id]
  }

  /// Changes what is chosen under a name that undo says; no change, no step.
  mutating func change(_ name: String, _ body: (inout Chosen) -> Void) {
    let before = now
    body(&now)
    guard now != before else { return }
    done.append(Step(name: name, chosen: before))
    undone = []
  }

  /// Takes in that an asset was read: where it was to be bumped then, it is.
  ///
  /// At every moment that undo and redo lead to, so that it goes and comes with the change that asked
  /// for it, and with no other.
  mutating func follow(_ entry: Entry, by rules: TokenRules) {
    now.follow(entry, by: rules)
    for index in done.indices { done[index].chosen.follow(entry, by: rules) }
    for index in undone.indices { undone[index].chosen.follow(entry, by: rules) }
  }

  /// Takes the last change back.
  ///
  /// - Returns: its name, or nil where there is none.
  mutating func undo() -> String? {
    guard let step = done.popLast() else { return nil }
    undone.append(Step(name: step.name, chosen: now))
    now = step.chosen
    return step.name
  }

  /// Does the change again that was taken back last.
  ///
  /// - Returns: its name, or nil where there is none.
  mutating func redo() -> String? {
    guard let step = undone.popLast() else { return nil }
    done.append(Step(name: step.name, chosen: now))
    now = step.chosen
    return step.name
  }

  /// Forgets what is written; the way back then leads no further than what was left.
  mutating func clear(written: some Sequence<AssetID>) {
    var left = now
    for id in written { left.choices[id] = nil }
    self = Pending()
    change("what was left") { $0 = left }
  }
}

extension Pending.Chosen {
  fileprivate mutating func follow(_ entry: Entry, by rules: TokenRules) {
    guard entry.status != .unhashed, followers.remove(entry.id) != nil, entry.isOutdated else {
      return
    }
    var choice = choices[entry.id] ?? Choice()
    guard entry.next(with: choice, by: rules) != .needed else { return }
    choice.makeNext()
    choices[entry.id] = choice
  }
}

extension Choice {
  /// Asks for the next token; one that was typed stays.
  mutating func makeNext() {
    if bump == .keep { bump = .next }
  }
}
