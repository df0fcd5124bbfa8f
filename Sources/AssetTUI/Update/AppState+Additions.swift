import Planning
import References
import Screen
import Site
import Values

/// Tokens for references that have none, as `bump --add-tokens` adds them.
extension AppState {
  /// Bumps the targets where they need it, and has the write add a token wherever they are named without
  /// one; says in how many places.
  mutating func addTokens() {
    let targets = targets.filter { $0.tokens == .literal && $0.file != nil && $0.problem == nil }
    guard !targets.isEmpty else {
      notice = Notice("there is no token to add here: none of this stands in files")
      return
    }
    let wanted = targets.filter { bareCount(of: $0.id) != 0 }
    guard !wanted.isEmpty else {
      notice = Notice(
        targets.count == 1
          ? "\(name(of: targets[0].id)) is nowhere named without a token"
          : "these \(targets.count) assets are nowhere named without a token")
      return
    }
    let indices = wanted.compactMap { inventory.index(of: $0.id) }
    let statuses = inventory.statuses
    chooseNext(
      indices.filter { statuses[$0].isOutdated || statuses[$0] == .untracked },
      unread: indices.filter { statuses[$0] == .unhashed })
    mending.receivers.formUnion(wanted.map(\.id))
    // What was read for the tokens that stand there does not tell where others could.
    mending.forget()
    let key = keys.keyName(of: .write) ?? "w"
    let counts = wanted.compactMap { bareCount(of: $0.id) }
    let places = counts.isEmpty ? "" : " in \(Words.count(counts.reduce(0, +), "place", "places"))"
    // Where an asset asks for its token by hand, that has been said, and comes first.
    if !indices.contains(where: needsToken) { notice = Notice("\(key) adds the token\(places)") }
    refreshPendingScope()
  }

  /// In how many places an asset is named without a token; nil while that is not read.
  private func bareCount(of id: AssetID) -> Int? {
    guard let map = references.map else { return nil }
    return LiteralReferences(map, of: project).bare.count { $0.resolution.asset == id }
  }
}
