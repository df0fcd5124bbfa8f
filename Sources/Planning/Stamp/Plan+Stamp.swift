import References
import Site
import Values

extension Plan {
  /// Plans the tokens of a built site: each is made of the bytes that its file will have, and nothing is
  /// recorded.
  ///
  /// - Parameters:
  ///   - inventory: all files of the site, without records.
  ///   - mending: its references, and the contents of their files.
  public init(stamping inventory: Inventory, by mending: Mending, rules: TokenRules) {
    var choices = Choices(of: inventory.names)
    for id in Set(mending.changed.compactMap(\.resolution.asset)) {
      choices[id] = Choice(bump: .next)
    }
    let (changes, left) = Self.changes(for: choices, of: inventory, by: rules)
    let first = Plan(changes: changes, left: left, edits: [], files: [:], after: VersionsFile())
    let run = MendingRun.proved(
      mending, choices: choices, inventory: inventory, rules: rules, of: first,
      withholding: mending.guardedAssets(in: inventory))
    let edits = run.edits
    // What is edited is compared with what was read, not with the digest that it will have.
    let edited = Set(edits.map(\.path))
    let named = Set(run.rewritten.compactMap(\.resolution.asset))
    let kept = run.changes.values.filter { named.contains($0.id) }
    var files: [AssetID: BytePath] = [:]
    for change in kept {
      if let file = inventory[change.id]?.file, !edited.contains(file) { files[change.id] = file }
    }
    self.init(
      changes: kept.sorted { $0.id.isBefore($1.id, in: inventory) },
      left: run.left.map { Left(id: $0.key, reason: $0.value) }
        .sorted { $0.id.isBefore($1.id, in: inventory) },
      edits: edits, files: files, after: VersionsFile(),
      mended: Mended(
        rewritten: run.rewritten, left: mending.references.left, reasons: run.reasons))
  }
}

extension Mending {
  /// The assets whose files may not be edited: a digest that would no longer be of their bytes stands beside
  /// a reference that is left, or where no reference is known.
  fileprivate func guardedAssets(in inventory: Inventory) -> [AssetID: BumpRefusal] {
    let files = LiteralReferences.files(of: changed)
    var guarded = standing.filter { files.contains($0.key.path) }
    for left in references.left where left.found.reference.integrity != nil {
      guard let id = left.found.resolution.asset, guarded[id] == nil, files.contains(id.path) else {
        continue
      }
      let reference = left.found.reference
      guarded[id] = .guarded(reference.file, line: reference.position.line)
    }
    return guarded
  }
}
