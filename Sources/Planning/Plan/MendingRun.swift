import Disk
import References
import Site
import Values

/// Follows the new tokens through the project's files: what is edited, and what gets a new token
/// because of that.
struct MendingRun {
  let mending: Mending
  let choices: Choices
  let inventory: Inventory
  let rules: TokenRules
  /// The references that can be rewritten, by file; in a file by place.
  let references: [BytePath: [FoundReference]]
  /// The tokens that references must carry; of assets that are not here they stay.
  var tokens: [AssetID: Token] = [:]
  /// The changes of records.
  var changes: [AssetID: Change] = [:]
  var left: [AssetID: BumpRefusal] = [:]
  var reasons: [AssetID: Mended.Reason] = [:]
  /// The new contents of files, by their paths from the project's folder.
  var contents: [BytePath: [UInt8]] = [:]
  /// The references that were rewritten.
  var rewritten: [FoundReference] = []
  /// The assets of the cycle that is followed now.
  var circling: Set<AssetID> = []
  /// Assets that are left as they are, and why: some edit for them cannot be proved.
  let withheld: [AssetID: BumpRefusal]
  /// Whether each edit is proved.
  let proves: Bool
  /// Assets that are to be left as well, for what was found out meanwhile.
  var unproved: [AssetID: BumpRefusal] = [:]

  init(
    _ mending: Mending, choices: Choices, inventory: Inventory, rules: TokenRules,
    changes: [Change], left: [Plan.Left], withholding withheld: [AssetID: BumpRefusal] = [:],
    proves: Bool = false
  ) {
    self.withheld = withheld
    self.proves = proves
    self.mending = mending
    self.choices = choices
    self.inventory = inventory
    self.rules = rules
    let changed = mending.changed.filter { mending.place(of: $0) != nil }
    references = Dictionary(grouping: changed, by: \.reference.file)
      .mapValues { found in
        found.sorted {
          (mending.place(of: $0)?.lowerBound ?? 0) < (mending.place(of: $1)?.lowerBound ?? 0)
        }
      }
    let named = Set(changed.compactMap(\.resolution.asset))
    for id in named where withheld[id] == nil {
      guard let token = inventory[id]?.record?.token else { continue }
      switch mending.scope {
      case .all: tokens[id] = token
      case .assets(let ids): if ids.contains(id) { tokens[id] = token }
      }
    }
    for change in changes where withheld[change.id] == nil {
      self.changes[change.id] = change
      tokens[change.id] = change.after?.token
    }
    for left in left { self.left[left.id] = left.reason }
    for (id, reason) in withheld { self.left[id] = reason }
  }

  mutating func run() {
    let assets = assetFiles()
    let places = Dictionary(uniqueKeysWithValues: assets.enumerated().map { ($1.id, $0) })
    let edges = assets.map { asset in
      Set(references[asset.file, default: []].compactMap { $0.resolution.asset })
        .compactMap { places[$0] }.sorted()
    }
    for component in Components.of(edges) {
      if component.count == 1, !edges[component[0]].contains(component[0]) {
        follow(assets[component[0]])
      } else {
        follow(cycle: component.map { assets[$0] })
      }
    }
    let done = Set(assets.map(\.file))
    for file in references.keys.sorted() where !done.contains(file) { _ = edit(file) }
  }

  /// An asset whose file has references that can be rewritten, and that has a token to follow.
  struct AssetFile {
    let id: AssetID
    let file: BytePath
  }

  private func assetFiles() -> [AssetFile] {
    let assets = references.keys.compactMap { file -> AssetFile? in
      guard let entry = inventory.entry(ofFile: mending.folder.appending(file)),
        entry.record != nil || changes[entry.id]?.after != nil
      else { return nil }
      return AssetFile(id: entry.id, file: file)
    }
    return assets.sorted { $0.id < $1.id }
  }

  /// Whether a reference names an asset that was asked for, and that has a token to write.
  func isAsked(_ found: FoundReference) -> Bool {
    guard let id = found.resolution.asset else { return false }
    if changes[id]?.after != nil { return true }
    guard inventory[id]?.record != nil else { return false }
    return if case .assets(let ids) = mending.scope { ids.contains(id) } else { true }
  }

  /// Edits an asset's file, and gives the asset the token of its new bytes.
  private mutating func follow(_ asset: AssetFile) {
    let causes = edit(asset.file)
    guard !causes.isEmpty, let after = contents[asset.file] else { return }
    retoken(asset, for: Digest.of(after))
    if changes[asset.id] != nil { reasons[asset.id] = .references(causes) }
  }

  /// Gives assets that name each other new tokens: no bytes could hold their own digest, so each token
  /// is made of the bytes without the tokens of the cycle.
  private mutating func follow(cycle: [AssetFile]) {
    let members = Set(cycle.map(\.id))
    circling = members
    defer { circling = [] }
    let isTouched = cycle.contains { asset in
      changes[asset.id].map { $0.before?.token != $0.after?.token } ?? false
        || splices(of: asset.file).contains(where: \.isEdit)
    }
    guard isTouched else { return }
    // All of a circle, or none.
    if let reason = members.compactMap({ withheld[$0] }).first {
      for id in members where withheld[id] == nil { unproved[id] = reason }
      return
    }
    for asset in cycle {
      guard let bytes = mending.contents[asset.file] else { continue }
      let blanked = splices(of: asset.file, blanking: members).compactMap(\.splice)
      retoken(asset, for: Digest.of(TokenSplice.apply(blanked, to: bytes)))
      tokens[asset.id] = changes[asset.id]?.after?.token ?? inventory[asset.id]?.record?.token
    }
    for asset in cycle {
      _ = edit(asset.file)
      guard let change = changes[asset.id], var after = change.after else { continue }
      if let bytes = contents[asset.file] ?? mending.contents[asset.file] {
        after.digest = Digest.of(bytes)
      }
      changes[asset.id] = Change(id: asset.id, before: change.before, after: after)
      reasons[asset.id] = .cycle(members.subtracting([asset.id]).sorted())
    }
  }

  /// Changes the record of an asset whose bytes will have another digest.
  private mutating func retoken(_ asset: AssetFile, for digest: Digest) {
    guard var entry = inventory[asset.id] else { return }
    entry.digest = digest
    var choice = choices[asset.id] ?? Choice(bump: .next)
    if choice.bump == .keep { choice.bump = .next }
    do throws(BumpRefusal) {
      changes[asset.id] = try entry.change(for: choice, by: rules)
      left[asset.id] = nil
      tokens[asset.id] = changes[asset.id]?.after?.token ?? entry.record?.token
    } catch {
      changes[asset.id] = nil
      left[asset.id] = error
      tokens[asset.id] = entry.record?.token
    }
  }
}
