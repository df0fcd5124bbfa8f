import AssetCore
import Screen

extension AppState {
  /// The marked assets, else the one under the cursor.
  var targets: [Entry] {
    if list.marks.isEmpty { return current.map { [$0] } ?? [] }
    return list.marks.sorted().map { inventory.entries[$0] }
  }

  /// Makes the next token of the targets pending.
  mutating func bump() {
    let targets = targets
    let bumpable = targets.filter { $0.isOutdated || $0.status == .untracked }
    chooseNext(bumpable, unread: targets.filter { $0.status == .unhashed })
    if bumpable.isEmpty, let first = targets.first { notice = Notice(unbumpable(first)) }
    refreshPendingScope()
  }

  /// Bumps every asset in view that is stale or new, and drops the records of missing ones; what is
  /// not read yet follows.
  mutating func bumpAll() {
    let entries = list.visible.map { inventory.entries[$0] }
    let outdated = entries.filter(\.isOutdated)
    // View 2 hides what is not read yet, and may well be stale.
    let unread = (list.scope == .stale ? matching(.all) : list.visible)
      .map { inventory.entries[$0] }.filter { $0.status == .unhashed }
    chooseNext(outdated, unread: unread)
    if outdated.isEmpty && unread.isEmpty { notice = Notice("nothing in view is stale") }
    refreshPendingScope()
  }

  private mutating func chooseNext(_ entries: [Entry], unread: [Entry]) {
    let isManual = { [pending, rules] (entry: Entry) in
      entry.next(with: pending[entry.id], by: rules) == .needed
    }
    let ready = entries.filter { !isManual($0) }
    let wanting = entries.filter(isManual)
    pending.change("bump of \(Words.count(ready.count + unread.count, "asset", "assets"))") {
      for entry in ready { $0.choices[entry.id, default: Choice()].makeNext() }
      $0.followers.formUnion(unread.map(\.id))
    }
    // While assets are read the counts in the status line tell more than a notice.
    guard !wanting.isEmpty || (unread.isEmpty && !entries.isEmpty) else { return }
    notice = Notice("\(pending.count) pending" + wantingWords(wanting))
  }

  /// What manual assets wait for, with the key that gives it; the name of the only one is cut to fit.
  private func wantingWords(_ entries: [Entry]) -> String {
    let name = keys.keyName(of: .manual) ?? "m"
    let key = "(\(name))"
    guard let first = entries.first else { return "" }
    if size.columns < 40 {
      let path = Fit.path(self.name(of: first.id), columns: size.columns - 2, ellipsis: ellipsis)
      return entries.count == 1 ? ", 1 needs \(name): \(path)" : ", \(entries.count) need \(name)"
    }
    guard entries.count == 1 else {
      return ", \(entries.count) manual assets need their token \(key)"
    }
    let words = ", 1 manual asset needs its token: "
    let room = size.columns - 2
    let rest = room - "\(pending.count) pending\(words) \(key)".utf8.count
    // Where little is left of the row, the name takes one of its own.
    let columns = max(1, rest >= 12 ? rest : room - 1 - key.utf8.count)
    return words + Fit.path(self.name(of: first.id), columns: columns, ellipsis: ellipsis)
      + " \(key)"
  }

  private func unbumpable(_ entry: Entry) -> String {
    switch entry.status {
    case .fresh: "\(name(of: entry.id)) is fresh, it keeps its token"
    case .unhashed: "\(name(of: entry.id)) is still being read, it is bumped if it is stale"
    default: "\(name(of: entry.id)): \(entry.problem?.description ?? "nothing to bump")"
    }
  }

  /// The targets that have a file to version; nil, which is said, where none has.
  private mutating func versionable() -> [Entry]? {
    let found = targets.filter { $0.file != nil && $0.problem == nil }
    guard found.isEmpty else { return found }
    notice = Notice("there is no file here to version")
    return nil
  }

  /// Chooses a strategy for the targets, and bumps by it what is stale or new.
  mutating func choose(_ strategy: Strategy) {
    guard let targets = versionable() else { return }
    pending.change("\(strategy.rawValue) bump of \(Words.count(targets.count, "asset", "assets"))")
    {
      for entry in targets { $0.choices.choose(strategy, for: entry, bumps: true) }
      $0.followers.formUnion(targets.filter { $0.status == .unhashed }.map(\.id))
    }
    if let first = targets.first, targets.count == 1, first.status == .fresh {
      notice = Notice("\(name(of: first.id)) is fresh: the strategy changes, the token stays")
    }
    refreshPendingScope()
  }

  /// Steps the strategy of the targets, round the ends, from the one each has.
  mutating func stepStrategy(_ step: Int) {
    guard let targets = versionable() else { return }
    let strategies = Strategy.allCases
    pending.change("strategy of \(Words.count(targets.count, "asset", "assets"))") { chosen in
      for entry in targets {
        let now = entry.strategy(with: chosen.choices[entry.id])
        guard let index = strategies.firstIndex(of: now) else { continue }
        let next = strategies[(index + step + strategies.count) % strategies.count]
        chosen.choices.choose(next, for: entry, bumps: false)
      }
    }
    refreshPendingScope()
  }

  /// Drops what is pending for the targets.
  mutating func drop() {
    let targets = targets
    let dropped = targets.filter { pending[$0.id] != nil }
    pending.change("drop of \(Words.count(dropped.count, "change", "changes"))") {
      for entry in dropped { $0.choices[entry.id] = nil }
      $0.followers.subtract(targets.map(\.id))
    }
    notice = Notice(
      dropped.isEmpty
        ? "nothing is pending here" : "dropped \(Words.count(dropped.count, "change", "changes"))")
    refreshPendingScope()
  }

  mutating func undo() {
    guard let name = pending.undo() else {
      takeWriteBack()
      return
    }
    notice = Notice("undo: \(name)")
    refreshPendingScope()
  }

  mutating func redo() {
    notice = Notice(pending.redo().map { "redo: \($0)" } ?? "nothing to redo")
    refreshPendingScope()
  }

  mutating func refreshPendingScope() {
    if list.scope == .pending { refreshVisible() }
  }
}

extension [AssetID: Choice] {
  /// Chooses a strategy for an asset; what then changes nothing is no choice.
  fileprivate mutating func choose(_ strategy: Strategy, for entry: Entry, bumps: Bool) {
    var choice = self[entry.id] ?? Choice()
    choice.strategy = strategy == entry.strategy ? nil : strategy
    if case .typed = choice.bump, strategy != .manual {
      choice.bump = entry.isOutdated ? .next : .keep
    }
    if bumps && (entry.isOutdated || entry.status == .untracked) { choice.bump = .next }
    self[entry.id] = choice == Choice() ? nil : choice
  }
}
