import Planning
import Site
import Values

/// What can be done now: hints and advice rest on it.
extension AppState {
  /// Whether the write screen has something to show.
  var hasSomethingToWrite: Bool {
    pending.count > 0 || pending.chosen.followerCount > 0 || mending.isAll
      || !mending.asked.isEmpty || !mending.receivers.isEmpty
  }

  /// Whether a bump would give an asset a token, or drop its record, that is not pending yet.
  func isBumpable(_ index: Int) -> Bool {
    let status = inventory.statuses[index]
    guard status.isOutdated || status == .untracked else { return false }
    return pending.chosen[at: index].map { $0.bump == .keep } ?? true && !needsToken(index)
  }

  /// Whether an asset is outdated and a person must type its token.
  func isOutdatedByHand(_ index: Int) -> Bool {
    inventory.statuses[index].isOutdated && needsToken(index)
  }

  /// Whether a bump of all in view makes something pending that is not.
  var hasOutdatedToBump: Bool {
    guard hasListed, inventory.stoppingCount > 0 || inventory.counts[.unhashed] != nil else {
      return false
    }
    return shownAssets.contains { index in
      inventory.statuses[index] == .unhashed && !pending.chosen.follows(at: index)
        || inventory.statuses[index].isOutdated && isBumpable(index)
    }
  }

  /// The assets that the keys of the list act on now.
  var hintTargets: [Int] {
    if showsFindings { return findingAssets }
    if !list.marks.isEmpty { return list.marks.sorted() }
    if let currentIndex { return [currentIndex] }
    return list.currentRow.map { list.assets(of: $0) } ?? []
  }

  /// Whether the findings under the cursor are mended by adding tokens.
  var findingsLackTokens: Bool {
    guard showsFindings, let row = findings.current else { return false }
    let rows = row.heading.map { findings.groups[$0].rows } ?? [row]
    return rows.contains { finding(of: $0)?.next?.contains("--add-tokens") ?? false }
  }
}
