import Planning
import Site
import Values

/// The commands that do what is pending.
struct BumpCommands {
  let state: AppState

  /// A command for each way in which assets are bumped, a line each.
  ///
  /// - Throws: in words, why no command does it.
  func text() throws(Refusal) -> String {
    let choices = state.pending.chosen.dictionary
    if let id = choices.filter({ $0.value.bump == .keep }).keys.min() {
      throw Refusal(words: "no command changes the strategy alone of \(state.name(of: id))")
    }
    let adds = state.mending.receivers.isEmpty ? "" : " --add-tokens"
    var rest = choices
    for id in state.mending.receivers.union(state.mending.asked) where rest[id] == nil {
      rest[id] = Choice(bump: .next)
    }
    var lines: [String] = []
    if isAll(choices) {
      lines.append("assetbump bump --all\(adds)")
      rest = rest.filter { $0.value != Choice(bump: .next) }
    }
    var groups: [String: [AssetID]] = [:]
    for (id, choice) in rest { groups[options(of: choice, id), default: []].append(id) }
    for (options, ids) in groups.sorted(by: { $0.key < $1.key }) {
      let names = ids.sorted().map { ShellText.quoted($0.description) }
      lines.append("assetbump bump\(adds)\(options) \(names.joined(separator: " "))")
    }
    guard !lines.isEmpty else {
      throw Refusal(words: "nothing is pending: there is no command to copy")
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// Whether all is bumped that a bump of all would bump.
  private func isAll(_ choices: [AssetID: Choice]) -> Bool {
    if state.mending.isAll { return true }
    guard state.inventory.counts[.unhashed] == nil, state.inventory.stoppingCount > 1 else {
      return false
    }
    let statuses = state.inventory.statuses
    return statuses.indices.allSatisfy { index in
      guard statuses[index].isOutdated else { return true }
      if state.inventory.strategy(at: index) == .manual, statuses[index] != .missing { return true }
      return state.pending.chosen[at: index] == Choice(bump: .next)
    }
  }

  private func options(of choice: Choice, _ id: AssetID) -> String {
    var options = ""
    if case .typed(let token) = choice.bump {
      options += " --token \(ShellText.quoted(token.text))"
    } else if let strategy = choice.strategy {
      options += " --strategy \(strategy.rawValue)"
    }
    return state.inventory[id]?.status == .fresh ? "\(options) --force" : options
  }

  /// Why no command does what is pending.
  struct Refusal: Error {
    let words: String
  }
}
