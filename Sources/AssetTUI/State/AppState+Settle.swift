import AssetCore

extension AppState {
  /// Notes what two listings tell of pending changes.
  ///
  /// A bump whose file went would drop the record, which nobody asked for; a drop of a record that
  /// another process dropped is done.
  mutating func noteVanished(since before: Inventory) {
    guard pending.count > 0 else {
      vanished = []
      return
    }
    for (index, status) in inventory.statuses.enumerated() where status == .missing {
      let id = inventory.entries[index].id
      if pending[id]?.bump == .next && before[id]?.file != nil { news.vanished.append(id) }
    }
    news.droppedElsewhere = Set(
      pending.choices.keys.filter { inventory[$0] == nil && before[$0]?.status == .missing })
    vanished.formUnion(news.vanished)
    vanished = vanished.filter { inventory[$0]?.status == .missing && pending[$0] != nil }
  }

  /// Drops what is pending and changes nothing any more: another process wrote it, the old bytes are
  /// back, or the asset is gone.
  mutating func settle() {
    guard hasListed else { return }
    var changed: [AssetID: Choice] = [:]
    for (id, choice) in pending.choices {
      guard let entry = inventory[id] else {
        if news.droppedElsewhere.contains(id) {
          news.settled.append(id)
        } else {
          news.lost.append(id)
        }
        continue
      }
      if case .typed = choice.bump, entry.status == .missing {
        news.lost.append(id)
      } else if let rest = entry.rest(of: choice, by: rules) {
        if rest != choice { changed[id] = rest }
      } else {
        news.settled.append(id)
      }
    }
    let dropped = news.lost + news.settled
    let gone = pending.followers.filter { inventory[$0] == nil }
    guard !dropped.isEmpty || !changed.isEmpty || !gone.isEmpty else { return }
    pending.change("drop of \(Words.count(dropped.count, "change", "changes")) needed no more") {
      for id in dropped { $0.choices[id] = nil }
      $0.choices.merge(changed) { _, rest in rest }
      $0.followers.subtract(gone)
    }
  }
}

extension Entry {
  /// What is left to do of a choice; nil where that is nothing.
  ///
  /// What is not read yet cannot be told, and what cannot be carried out waits for the person.
  fileprivate func rest(of choice: Choice, by rules: TokenRules) -> Choice? {
    if status == .unhashed || (isOutdated && choice.bump != .keep) { return choice }
    var rest = choice
    // A fresh asset keeps its token: what the bump was for is done.
    if status == .fresh && rest.bump == .next { rest.bump = .keep }
    // A strategy waits for the first record.
    if rest.strategy != nil && record == nil { return rest }
    do throws(Leaving) {
      return try change(for: rest, by: rules) == nil ? nil : rest
    } catch {
      return rest
    }
  }
}
