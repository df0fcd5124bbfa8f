import Planning
import Screen
import Site
import Values

/// The hints of list and findings: what can be done now, the most useful first, each action once.
///
/// Keys and words are those of the key table; a number behind a word says of how many.
struct ListHints {
  let state: AppState

  var items: [HintLine.Item] {
    actions.compactMap { item($0.action, $0.count) }
      + [Action.help, .quit].compactMap { action in
        item(action, nil).map { item in
          var item = item
          item.isRight = true
          return item
        }
      }
  }

  private typealias Hint = (action: Action, count: Int?)

  private func item(_ action: Action, _ count: Int?) -> HintLine.Item? {
    guard let row = state.keys.row(of: action), let key = row.keys.first, let hint = row.hint else {
      return nil
    }
    let word = action == .undo && !state.pending.canUndo ? "take back" : hint
    return HintLine.Item(key: key.name, word: count.map { "\(word) \($0)" } ?? word)
  }

  private var actions: [Hint] {
    if state.failure != nil { return [] }
    return writing + choosing + (state.showsFindings ? ofFindings : ofAssets)
      + [(.filter, nil)] + (state.current == nil ? [] : [(.page, nil), (.copy, nil)])
  }

  /// What leads to the write, and what it lacks.
  private var writing: [Hint] {
    var hints: [Hint] = []
    if state.hasSomethingToWrite {
      hints.append((.write, state.pending.count == 0 ? nil : state.pending.count))
    }
    let current = state.currentIndex
    let isCurrentWanting =
      state.list.marks.isEmpty && current.map { state.isOutdatedByHand($0) } ?? false
    if !state.awaitingTokens.isEmpty || isCurrentWanting { hints.append((.manual, nil)) }
    if state.hasOutdatedToBump { hints.append((.bumpAll, nil)) }
    return hints
  }

  /// What can be chosen for the marked assets, else for those under the cursor, and taken back.
  private var choosing: [Hint] {
    var hints: [Hint] = []
    let targets = state.hintTargets
    let bumpable = targets.count { state.isBumpable($0) }
    if bumpable > 0 { hints.append((.bump, targets.count == 1 ? nil : bumpable)) }
    if state.findingsLackTokens { hints.append((.addTokens, nil)) }
    if bumpable == 0, targets.contains(where: { state.pending.chosen[at: $0] != nil }) {
      hints.append((.drop, nil))
    }
    if state.pending.canUndo || state.takingBack != nil { hints.append((.undo, nil)) }
    return hints
  }

  private var ofAssets: [Hint] {
    guard !state.list.rows.isEmpty else { return [] }
    return [(.mark, nil)] + (state.currentFolder == nil ? [] : [(.open, nil)])
  }

  private var ofFindings: [Hint] {
    let hasFile = state.currentFinding?.file != nil
    return (state.findings.rows.isEmpty ? [] : [(.next, nil)]) + (hasFile ? [(.edit, nil)] : [])
  }
}
