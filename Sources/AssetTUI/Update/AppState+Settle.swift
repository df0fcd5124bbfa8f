import Planning
import Site
import Values

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
    for (index, status) in inventory.statuses.enumerated()
    where status == .missing && pending.chosen[at: index]?.bump == .next {
      let id = inventory.names[index]
      if before[id]?.file != nil { news.vanished.append(id) }
    }
    news.droppedElsewhere = Set(
      pending.chosen.unlisted.filter { pending[$0] != nil && before[$0]?.status == .missing })
    vanished.formUnion(news.vanished)
    vanished = vanished.filter { inventory[$0]?.status == .missing && pending[$0] != nil }
  }

  /// Drops what is pending and changes nothing any more: another process wrote it, the old bytes are
  /// back, or the asset is gone.
  mutating func settle() {
    guard hasListed else { return }
    var changed: [Int: Choice] = [:]
    var dropped: [Int] = []
    for (place, choice) in pending.chosen.places {
      guard inventory.statuses.indices.contains(place) else {
        let id = pending.chosen.id(at: place)
        if news.droppedElsewhere.contains(id) {
          news.settled.append(id)
        } else {
          news.lost.append(id)
        }
        dropped.append(place)
        continue
      }
      let status = inventory.statuses[place]
      // What is not read yet cannot be told; what is to be bumped still is.
      if status == .unhashed || (status.isOutdated && choice.bump == .next) { continue }
      let entry = inventory.entries[place]
      if case .typed = choice.bump, status == .missing {
        news.lost.append(entry.id)
        dropped.append(place)
      } else if let rest = entry.rest(of: choice, by: rules) {
        if rest != choice { changed[place] = rest }
      } else {
        news.settled.append(entry.id)
        dropped.append(place)
      }
    }
    let gone = pending.chosen.unlisted.indices.map { inventory.names.count + $0 }
      .filter(pending.chosen.follows)
    guard !dropped.isEmpty || !changed.isEmpty || !gone.isEmpty else { return }
    pending.change("drop of \(Words.count(dropped.count, "change", "changes")) needed no more") {
      for place in dropped { $0[at: place] = nil }
      for (place, rest) in changed { $0[at: place] = rest }
      for place in gone { $0.setFollows(false, at: place) }
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
    do throws(BumpRefusal) {
      return try change(for: rest, by: rules) == nil ? nil : rest
    } catch {
      return rest
    }
  }
}
