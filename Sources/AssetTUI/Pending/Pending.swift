import AssetCore

/// The changes a person has chosen and not written yet, and the way back through them.
public struct Pending: Equatable, Sendable {
  private var now = Chosen()
  private var done: [Step] = []
  private var undone: [Step] = []
  /// A number that is another one after every change of what is chosen.
  private(set) var revision = 0

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

  /// What is worth keeping for a later session: the choices, and a bump for each follower.
  var kept: [AssetID: Choice] {
    now.followers.reduce(into: now.choices) { $0[$1, default: Choice()].makeNext() }
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
    revision += 1
  }

  /// Offers a change to redo, without doing it.
  mutating func offerRedo(_ name: String, _ body: (inout Chosen) -> Void) {
    var chosen = now
    body(&chosen)
    if chosen != now { undone.append(Step(name: name, chosen: chosen)) }
  }

  /// Forgets everything.
  mutating func discard() {
    let next = revision + 1
    self = Pending()
    revision = next
  }

  /// Takes in that an asset was read: where it was to be bumped then, it is.
  ///
  /// At every moment that undo and redo lead to, so that it goes and comes with the change that asked
  /// for it, and with no other.
  mutating func follow(_ entry: Entry, by rules: TokenRules) {
    if now.follow(entry, by: rules) { revision += 1 }
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
    revision += 1
    return step.name
  }

  /// Does the change again that was taken back last.
  ///
  /// - Returns: its name, or nil where there is none.
  mutating func redo() -> String? {
    guard let step = undone.popLast() else { return nil }
    done.append(Step(name: step.name, chosen: now))
    now = step.chosen
    revision += 1
    return step.name
  }

  /// Forgets what is written; the way back then leads no further than what was left.
  mutating func clear(written: some Sequence<AssetID>) {
    var left = now
    for id in written { left.choices[id] = nil }
    discard()
    now = left
  }
}

extension Pending.Chosen {
  /// Bumps an asset that was to follow.
  ///
  /// - Returns: whether it was to follow.
  @discardableResult
  fileprivate mutating func follow(_ entry: Entry, by rules: TokenRules) -> Bool {
    guard entry.status != .unhashed, followers.remove(entry.id) != nil else { return false }
    guard entry.isOutdated else { return true }
    var choice = choices[entry.id] ?? Choice()
    guard entry.next(with: choice, by: rules) != .needed else { return true }
    choice.makeNext()
    choices[entry.id] = choice
    return true
  }
}

extension Choice {
  /// Asks for the next token; one that was typed stays.
  mutating func makeNext() {
    if bump == .keep { bump = .next }
  }
}
