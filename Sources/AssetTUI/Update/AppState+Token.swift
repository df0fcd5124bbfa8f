import Planning
import Screen
import Site
import Values

extension AppState {
  /// Opens the editor of a token for the marked assets, else for the one under the cursor; where a bump
  /// left assets that need one, for those.
  ///
  /// - Parameter leadsBack: whether the write screen comes back once the token is typed.
  mutating func openTokenEditor(leadsBack: Bool = false) {
    var targets = targets.filter { $0.file != nil && $0.problem == nil }
    let awaiting = awaitingTokens
    let isForCurrent = currentIndex.map(awaiting.contains) ?? false
    var other: [Entry] = []
    if let first = awaiting.first, list.marks.isEmpty, !isForCurrent || leadsBack {
      other = leadsBack ? [] : targets
      targets = [inventory.entries[first]]
    }
    guard !targets.isEmpty else {
      notice = Notice("there is no file here to give a token to")
      return
    }
    var editor = TokenEditor(
      targets: targets, draft: tokenDraft, suggesting: suggestions(for: targets))
    editor.others = other
    editor.leadsBack = leadsBack
    mode = .token(editor)
  }

  /// Tokens that assets may well get, the likeliest last: what follows the tokens that they or their
  /// neighbours carry.
  private func suggestions(for targets: [Entry]) -> [String] {
    var texts: [String] = []
    for entry in targets where entry.strategy == .manual {
      if let token = entry.record?.token.text { texts.append(token) }
    }
    for entry in targets { texts += neighbours(of: entry) }
    let earlier = targets.flatMap { $0.record?.previous.map(\.token.text) ?? [] }
    var seen: Set<String> = []
    return (texts.compactMap(TokenSuccessor.of) + earlier)
      .filter { seen.insert($0).inserted }.reversed()
  }

  /// The tokens of the manual assets beside one, the nearest first; a few of them.
  private func neighbours(of entry: Entry) -> [String] {
    guard inventory.mayHaveManual, let index = inventory.index(of: entry.id) else { return [] }
    var found: [String] = []
    for distance in 1...Self.neighbourhood {
      for place in [index - distance, index + distance]
      where inventory.statuses.indices.contains(place) && inventory.strategy(at: place) == .manual {
        let other = inventory.entries[place]
        if case .typed(let token) = pending.chosen[at: place]?.bump { found.append(token.text) }
        if let token = other.record?.token.text { found.append(token) }
      }
    }
    return found
  }

  /// How far a neighbour may be.
  private static let neighbourhood = 20

  /// Takes what was read meanwhile into the editor that is open.
  mutating func refreshTokenEditor() {
    guard case .token(var editor) = mode else { return }
    editor.targets = editor.targets.map { inventory[$0.id] ?? $0 }
    mode = .token(editor)
  }

  mutating func takeInTokenEditor(_ key: Key, _ editor: inout TokenEditor) {
    switch key {
    case .escape, .control("c"):
      tokenDraft = editor.line.text
      mode = .list
      if editor.leadsBack { openWriteScreen() }
      return
    case .enter:
      guard let token = try? editor.token() else { return }
      apply(token, to: editor.targets)
      if editor.leadsBack { openWriteScreen() }
      return
    case .tab where !editor.others.isEmpty:
      let (targets, others) = (editor.targets, editor.others)
      editor = TokenEditor(
        targets: others, draft: editor.line.text, suggesting: suggestions(for: others))
      editor.others = targets
    case .up, .control("p"): editor.recall(-1)
    case .down, .control("n"): editor.recall(1)
    default: if !editor.line.handleKey(key) { return }
    }
    mode = .token(editor)
  }

  private mutating func apply(_ token: Token, to targets: [Entry]) {
    tokenDraft = ""
    mode = .list
    wanting.subtract(targets.map(\.id))
    pending.change({ "token of \(Words.count($0, "asset", "assets"))" }) {
      for entry in targets {
        $0[entry.id] = Choice(
          strategy: entry.strategy == .manual ? nil : .manual, bump: .typed(token))
      }
    }
    let left = awaitingTokens.count
    let key = keys.keyName(of: .manual) ?? "m"
    let more = left == 0 ? "" : ", \(Words.count(left, "more needs", "more need")) one (\(key))"
    notice = Notice(
      targets.count == 1
        ? "\(name(of: targets[0].id)): now by hand, \(token.text)\(more)"
        : "\(targets.count) assets: now by hand, \(token.text)\(more)")
    refreshPendingScope()
  }
}
