import AssetCore

extension AppState {
  /// Notes the pending bumps whose files went between two listings: they would drop records, which
  /// nobody asked for.
  mutating func noteVanished(since before: Inventory) {
    let pending = pending
    news.vanished = inventory.entries.lazy.filter { $0.status == .missing }.map(\.id).filter {
      pending[$0]?.bump == .next && before[$0]?.file != nil
    }
    news.droppedElsewhere = Set(
      pending.choices.keys.filter { inventory[$0] == nil && before[$0]?.status == .missing })
    vanished.formUnion(news.vanished)
    vanished = vanished.filter { inventory[$0]?.status == .missing && pending[$0] != nil }
  }

  /// Drops what is pending and changes nothing any more: another process wrote it, the old bytes are
  /// back, or the asset is gone.
  mutating func settle() {
    guard hasListed, pending.count > 0 || !pending.followers.isEmpty else { return }
    var left: [AssetID: Choice] = [:]
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
        left[id] = rest
      } else {
        news.settled.append(id)
      }
    }
    let count = news.lost.count + news.settled.count
    pending.change("drop of \(Words.count(count, "change", "changes")) needed no more") {
      $0.choices = left
      $0.followers = $0.followers.filter { inventory[$0] != nil }
    }
  }
}

extension Entry {
  /// What is left to do of a choice; nil where that is nothing.
  ///
  /// What is not read yet cannot be told, and what cannot be carried out waits for the person.
  fileprivate func rest(of choice: Choice, by rules: TokenRules) -> Choice? {
    if status == .unhashed { return choice }
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
