import References
import Site
import Values

extension Mending {
  /// This with no more than the references that stand in assets; nil where there are none.
  ///
  /// By those an asset can get a new token because another one does.
  public func insideAssets(of inventory: Inventory) -> Mending? {
    var isAsset: [BytePath: Bool] = [:]
    let inside = changed.filter { found in
      let file = found.reference.file
      if let known = isAsset[file] { return known }
      let found = inventory.entry(ofFile: folder.appending(file)) != nil
      isAsset[file] = found
      return found
    }
    return inside.isEmpty ? nil : Mending(self, changing: inside)
  }

  private init(_ mending: Mending, changing changed: [FoundReference]) {
    references = mending.references
    folder = mending.folder
    contents = mending.contents
    guarded = mending.guarded
    standing = mending.standing
    additions = mending.additions
    leftBare = []
    scanner = mending.scanner
    scope = mending.scope
    self.changed = changed
  }

  /// The tokens that assets get because a plan edits their files.
  ///
  /// The work grows with the references that are to be changed, not with the assets.
  ///
  /// - Parameter choices: what is chosen for assets.
  public func editedTokens(
    for choices: Choices, in inventory: Inventory, by rules: TokenRules
  ) -> [AssetID: Token] {
    // What else is chosen has no part in it.
    var ids = Set(changed.compactMap(\.resolution.asset))
    for file in Set(changed.map(\.reference.file)) {
      if let id = inventory.entry(ofFile: folder.appending(file))?.id { ids.insert(id) }
    }
    let chosen = ids.reduce(into: Choices(of: inventory.names)) { $0[$1] = choices[$1] }
    let (changes, left) = Plan.changes(for: chosen, of: inventory, by: rules)
    var run = MendingRun(
      self, choices: chosen, inventory: inventory, rules: rules, changes: changes, left: left)
    run.run()
    return run.reasons.keys.reduce(into: [:]) { $0[$1] = run.changes[$1]?.after?.token }
  }
}
