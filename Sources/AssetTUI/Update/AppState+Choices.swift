import Planning
import References
import Screen
import Site
import Values

extension AppState {
  /// The marked assets, else what is under the cursor: an asset, or all in view below a folder.
  var targets: [Entry] {
    targetIndices.map { inventory.entries[$0] }
  }

  /// The indices of the marked assets, else of what is under the cursor.
  private var targetIndices: [Int] {
    // In view 5 no marks are seen: what is under the cursor counts.
    if showsFindings { return findingAssets }
    if !list.marks.isEmpty { return list.marks.sorted() }
    if let currentIndex { return [currentIndex] }
    return list.currentRow.map { list.assets(of: $0) } ?? []
  }

  /// Makes the next token of the targets pending.
  mutating func bump() {
    let targets = targetIndices
    let statuses = inventory.statuses
    let bumpable = targets.filter { statuses[$0].isOutdated || statuses[$0] == .untracked }
    chooseNext(bumpable, unread: targets.filter { statuses[$0] == .unhashed })
    if bumpable.isEmpty, targets.count > 1 {
      notice = Notice("none of these \(targets.count) assets is outdated")
    } else if bumpable.isEmpty, let first = targets.first {
      let entry = inventory.entries[first]
      notice = Notice(entry.status == .fresh ? askForMending(of: entry) : unbumpable(entry))
    }
    refreshPendingScope()
  }

  /// Bumps every asset in view that is stale or new, and drops the records of missing ones; what is
  /// not read yet follows.
  mutating func bumpAll() {
    let statuses = inventory.statuses
    let shown = shownAssets
    let outdated = shown.filter { statuses[$0].isOutdated }
    // View 2 hides what is not read yet, and may well be stale.
    let isUnreadKnown = inventory.counts[.unhashed] != nil
    let candidates =
      isUnreadKnown && list.scope == .stale ? matching(.all, in: list.order) : shown
    let unread = isUnreadKnown ? candidates.filter { statuses[$0] == .unhashed } : []
    chooseNext(outdated, unread: unread)
    sayUnreadable(among: shown)
    if !outdated.isEmpty, unread.isEmpty {
      if notice == nil { notice = Notice("\(pending.count) pending") }
      sayFolded(outdated, "of them in folded folders")
    }
    mending.isAll =
      project.hasLiteralRoot && list.filterText.isEmpty && list.scope != .pending
      && list.scope != .marked
    if outdated.isEmpty && unread.isEmpty {
      let key = keys.keyName(of: .write) ?? "w"
      notice = Notice(
        mending.isAll && hasTokensToMend
          ? "nothing in view is outdated: \(key) mends the tokens that differ from their records"
          : "nothing in view is outdated")
    }
    refreshPendingScope()
  }

  /// Adds to what is said of a bump of all how many of the assets no bump can mend.
  private mutating func sayUnreadable(among shown: [Int]) {
    let count = shown.count { inventory.statuses[$0] == .unreadable }
    guard count > 0, let said = notice else { return }
    notice = Notice("\(said.text), \(count) cannot be read")
  }

  /// Whether a token in some file differs from its record, or an `integrity` beside one from its file;
  /// true too while the files are not read.
  private var hasTokensToMend: Bool {
    guard let map = references.map else { return true }
    let wrongIntegrity = ReferenceProblem.wrongIntegrity.rawValue
    if references.findings.contains(where: { $0.kind == wrongIntegrity }) { return true }
    return LiteralReferences(map, of: project).changeable.contains { found in
      guard let record = found.resolution.asset.flatMap({ inventory[$0]?.record }) else {
        return false
      }
      return !found.reference.token.text.elementsEqual(record.token.text.utf8)
    }
  }

  mutating func chooseNext(_ indices: [Int], unread: [Int]) {
    let mayNeedToken = inventory.mayHaveManual || pending.chosen.hasManual
    let ready = mayNeedToken ? indices.filter { !needsToken($0) } : indices
    pending.change({ "bump of \(Words.count($0, "asset", "assets"))" }) {
      $0.makeNext(at: ready)
      for index in unread { $0.setFollows(true, at: index) }
    }
    let wanting = ready.count < indices.count ? indices.filter(needsToken) : []
    self.wanting.formUnion(wanting.map { inventory.names[$0] })
    // While assets are read the counts in the status line tell more than a notice.
    guard ready.count < indices.count || (unread.isEmpty && !indices.isEmpty) else { return }
    notice = Notice("\(pending.count) pending" + wantingWords(wanting))
  }

  /// What manual assets wait for, with the key that gives it; the name of the only one is cut to fit.
  private func wantingWords(_ indices: [Int]) -> String {
    let name = keys.keyName(of: .manual) ?? "m"
    let key = "(\(name))"
    guard let first = indices.first.map({ self.name(of: inventory.names[$0]) }) else { return "" }
    if size.columns < 40 {
      let path = Fit.path(first, columns: size.columns - 2, ellipsis: ellipsis)
      return indices.count == 1 ? ", 1 needs \(name): \(path)" : ", \(indices.count) need \(name)"
    }
    guard indices.count == 1 else {
      return ", \(indices.count) manual assets need their token \(key)"
    }
    let words = ", 1 manual asset needs its token: "
    let room = size.columns - 2
    let rest = room - "\(pending.count) pending\(words) \(key)".utf8.count
    // Where little is left of the row, the name takes one of its own.
    let columns = max(1, rest >= 12 ? rest : room - 1 - key.utf8.count)
    return words + Fit.path(first, columns: columns, ellipsis: ellipsis)
      + " \(key)"
  }

  private func unbumpable(_ entry: Entry) -> String {
    switch entry.status {
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
    pending.change({ "\(strategy.rawValue) bump of \(Words.count($0, "asset", "assets"))" }) {
      for entry in targets { $0.choose(strategy, for: entry, bumps: true) }
      for entry in targets where entry.status == .unhashed { $0.setFollows(true, of: entry.id) }
    }
    sayStrategies(of: targets)
    refreshPendingScope()
  }

  /// Steps the strategy of the targets, round the ends, from the one each has.
  mutating func stepStrategy(_ step: Int) {
    guard let targets = versionable() else { return }
    let strategies = Strategy.allCases
    pending.change({ "strategy of \(Words.count($0, "asset", "assets"))" }) { chosen in
      for entry in targets {
        let now = entry.strategy(with: chosen[entry.id])
        guard let index = strategies.firstIndex(of: now) else { continue }
        let next = strategies[(index + step + strategies.count) % strategies.count]
        chosen.choose(next, for: entry, bumps: false)
      }
    }
    sayStrategies(of: targets)
    refreshPendingScope()
  }

  /// Says how the targets are versioned now, and what they get: they may well be off the screen.
  private mutating func sayStrategies(of targets: [Entry]) {
    guard let first = targets.first else { return }
    if targets.count == 1 {
      notice = Notice(strategyWords(of: first))
      return
    }
    var counts: [Strategy: Int] = [:]
    for entry in targets { counts[entry.strategy(with: pending[entry.id]), default: 0] += 1 }
    let strategies = Strategy.allCases.compactMap { strategy in
      counts[strategy].map {
        counts.count == 1 ? "by \(strategy.rawValue)" : "\($0) by \(strategy.rawValue)"
      }
    }
    let bumped = targets.count { pending[$0.id].map { $0.bump != .keep } ?? false }
    let kept = targets.count - bumped
    let parts =
      strategies
      + (bumped > 0 ? ["\(bumped) \(bumped == 1 ? "gets" : "get") a new token"] : [])
      + (kept > 0 ? ["\(kept) \(kept == 1 ? "keeps its token" : "keep theirs")"] : [])
    notice = Notice(
      "\(Words.count(targets.count, "asset", "assets")): " + parts.joined(separator: ", "))
  }

  private func strategyWords(of entry: Entry) -> String {
    let strategy = entry.strategy(with: pending[entry.id])
    let words = "\(name(of: entry.id)): now by \(strategy.rawValue)"
    switch next(of: entry) {
    case .needed:
      return "\(words), it needs a token (\(keys.keyName(of: .manual) ?? "m"))"
    case .other(let token) where isPending(entry): return "\(words), \(token.text)"
    case .other, .unknown: return words
    default: return "\(words), it keeps its token"
    }
  }

  /// Drops what is pending for the targets.
  mutating func drop() {
    let targets = targets
    let dropped = targets.filter { pending[$0.id] != nil }
    wanting.subtract(targets.map(\.id))
    pending.change("drop of \(Words.count(dropped.count, "change", "changes"))") {
      for entry in dropped { $0[entry.id] = nil }
      for entry in targets { $0.setFollows(false, of: entry.id) }
    }
    if pending.count == 0 { mending.isAll = false }
    let unasked = targets.filter { target in
      let wasAsked = mending.asked.remove(target.id) != nil
      return mending.receivers.remove(target.id) != nil || wasAsked
    }
    notice = Notice(
      dropped.isEmpty && !unasked.isEmpty
        ? "\(Words.count(unasked.count, "asset is", "assets are")) not mended"
        : dropped.isEmpty
          ? "nothing is pending here" : "dropped \(Words.count(dropped.count, "change", "changes"))"
    )
    refreshPendingScope()
  }

  mutating func undo() {
    guard let name = pending.undo() else {
      takeWriteBack()
      return
    }
    notice = Notice("undo: \(name)")
    if pending.count == 0 { mending.isAll = false }
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

extension Choices {
  fileprivate mutating func setFollows(_ follows: Bool, of id: AssetID) {
    if let place = place(of: id) { setFollows(follows, at: place) }
  }

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
