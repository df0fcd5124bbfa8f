import Planning
import Site
import Values

/// The changes a person has chosen and not written yet, and the way back through them.
public struct Pending: Equatable, Sendable {
  /// What is chosen now.
  private(set) var chosen = Choices()
  private var done: [ChoiceStep] = []
  private var undone: [ChoiceStep] = []
  /// Whether at any moment of the way an asset was to be bumped once read.
  private(set) var hasFollowers = false
  /// A number that is another one after every change of what is chosen.
  private(set) var revision = 0

  /// Makes it with nothing chosen.
  public init() {}

  /// What is chosen for each asset.
  public var choices: [AssetID: Choice] {
    chosen.dictionary
  }

  /// The assets that are bumped as soon as they are read.
  var followers: Set<AssetID> {
    chosen.followers
  }

  /// What is worth keeping for a later session: the choices, and a bump for each follower.
  var kept: Choices {
    chosen.settled
  }

  /// The number of assets with a choice.
  public var count: Int {
    chosen.count
  }

  /// Whether a change can be taken back.
  var canUndo: Bool { !done.isEmpty }

  /// What is chosen for an asset.
  public subscript(id: AssetID) -> Choice? {
    chosen[id]
  }

  /// Changes what is chosen under a name that undo says; no change, no step.
  mutating func change(_ name: String, _ body: (inout Choices) -> Void) {
    change({ _ in name }, body)
  }

  /// Changes what is chosen under a name that undo says, made of the number of assets for which
  /// something else is chosen then.
  mutating func change(_ name: (Int) -> String, _ body: (inout Choices) -> Void) {
    let before = chosen
    body(&chosen)
    var step = ChoiceStep("", from: before, to: chosen)
    guard !step.isEmpty else { return }
    step.name = name(step.count)
    hasFollowers = hasFollowers || chosen.followerCount > 0
    done.append(step)
    undone = []
    revision += 1
  }

  /// Offers a change to redo, without doing it.
  mutating func offerRedo(_ name: String, _ body: (inout Choices) -> Void) {
    var offered = chosen
    body(&offered)
    let step = ChoiceStep(name, from: chosen, to: offered)
    guard !step.isEmpty else { return }
    hasFollowers = hasFollowers || offered.followerCount > 0
    undone.append(step)
  }

  /// Forgets everything.
  mutating func discard() {
    let (next, names) = (revision + 1, chosen.names)
    self = Pending()
    chosen = Choices(of: names)
    revision = next
  }

  /// Takes in that an asset was read: where it was to be bumped then, it is.
  ///
  /// At every moment that undo and redo lead to, so that it goes and comes with the change that asked
  /// for it, and with no other.
  mutating func follow(_ index: Int, in inventory: Inventory, by rules: TokenRules) {
    guard hasFollowers, inventory.statuses[index] != .unhashed else { return }
    let entry = inventory.entries[index]
    let settle = { (state: ChoiceState) in state.following(entry, by: rules) }
    let before = chosen.state(at: index)
    let after = settle(before)
    if after != before {
      chosen.set(after, at: index)
      revision += 1
    }
    for step in done.indices { done[step].map(at: index, settle) }
    for step in undone.indices { undone[step].map(at: index, settle) }
  }

  /// Takes the last change back.
  ///
  /// - Returns: its name, or nil where there is none.
  mutating func undo() -> String? {
    guard let step = done.popLast() else { return nil }
    step.undo(&chosen)
    undone.append(step)
    revision += 1
    return step.name
  }

  /// Does the change again that was taken back last.
  ///
  /// - Returns: its name, or nil where there is none.
  mutating func redo() -> String? {
    guard let step = undone.popLast() else { return nil }
    step.redo(&chosen)
    done.append(step)
    revision += 1
    return step.name
  }

  /// Forgets what is written; the way back then leads no further than what was left.
  mutating func clear(written: some Sequence<AssetID>) {
    var left = chosen
    for id in written { left[id] = nil }
    discard()
    chosen = left
    hasFollowers = left.followerCount > 0
  }

  /// Goes over to the assets of another scan; what is chosen for those that are gone stays.
  mutating func move(to names: AssetNames) {
    if names.isSame(as: chosen.names) { return }
    let move = ChoiceMove(from: chosen, along: done + undone, to: names)
    chosen = move(chosen)
    done = done.map { move($0) }
    undone = undone.map { move($0) }
  }
}

extension ChoiceState {
  /// What becomes of it as the asset has been read: a bump, where it was to follow.
  fileprivate func following(_ entry: Entry, by rules: TokenRules) -> ChoiceState {
    guard follows else { return self }
    let settled = ChoiceState(choice: choice, follows: false)
    guard entry.isOutdated else { return settled }
    var choice = choice ?? Choice()
    guard entry.next(with: choice, by: rules) != .needed else { return settled }
    if choice.bump == .keep { choice.bump = .next }
    return ChoiceState(choice: choice, follows: false)
  }
}
