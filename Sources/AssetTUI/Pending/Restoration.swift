import Planning
import Site
import Values

/// What can still be restored of the choices that an earlier session left, and what cannot.
struct Restoration: Equatable {
  /// The choices that still make sense.
  private(set) var choices: [AssetID: Choice] = [:]
  /// The assets whose bytes are not known: they are bumped as soon as they are read.
  private(set) var followers: Set<AssetID> = []
  private var gone = 0
  private var refused = 0
  private var settled = 0

  /// Judges choices by the assets as they are now.
  init(_ choices: [AssetID: Choice], in inventory: Inventory, by rules: TokenRules) {
    for (id, choice) in choices {
      guard let entry = inventory[id] else {
        gone += 1
        continue
      }
      restore(choice, for: entry, by: rules)
    }
  }

  private mutating func restore(_ choice: Choice, for entry: Entry, by rules: TokenRules) {
    var choice = choice
    switch (entry.status, choice.bump) {
    case (.unhashed, .next):
      followers.insert(entry.id)
      choice.bump = .keep
      if choice != Choice() { choices[entry.id] = choice }
      return
    // Another session, or the file's old bytes, did what the bump was for.
    case (.fresh, .next): choice.bump = .keep
    case (.missing, .typed):
      gone += 1
      return
    default: break
    }
    do throws(BumpRefusal) {
      let change = try entry.change(for: choice, by: rules)
      // A strategy for an asset that has no record yet changes nothing today.
      if change != nil || (choice.strategy != nil && entry.record == nil) {
        choices[entry.id] = choice
      } else {
        settled += 1
      }
    } catch {
      if case .carriedBefore = error { refused += 1 } else { choices[entry.id] = choice }
    }
  }

  /// The number of assets that get their choice back.
  var count: Int {
    followers.union(choices.keys).count
  }

  /// What undo and redo call it.
  var name: String {
    "restore of \(Words.count(count, "change", "changes"))"
  }

  /// Puts the choices in; what was chosen since stays.
  func restore(_ chosen: inout Choices) {
    for (id, choice) in choices where chosen[id] == nil { chosen[id] = choice }
    for id in followers {
      if let place = chosen.place(of: id) { chosen.setFollows(true, at: place) }
    }
  }

  /// What was restored, and what was dropped and why.
  var words: String {
    var dropped: [String] = []
    if gone > 0 { dropped.append(Words.count(gone, "asset is gone", "assets are gone")) }
    if refused > 0 {
      dropped.append(Words.count(refused, "token is refused now", "tokens are refused now"))
    }
    if settled > 0 {
      dropped.append(Words.count(settled, "asset needs it no more", "assets need it no more"))
    }
    let restored =
      count == 0
      ? "nothing left to restore"
      : "restored \(Words.count(count, "pending change", "pending changes"))"
    return dropped.isEmpty ? restored : "\(restored), dropped: \(dropped.joined(separator: ", "))"
  }
}
