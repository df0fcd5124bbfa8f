import References
import Site
import Values

/// A project's references by the asset that they name.
struct AssetGroups {
  private(set) var assets: [AssetFacts] = []
  private(set) var roots: [RootFacts] = []
  /// For each reference the index of its asset among ``assets``; of those that name none 0.
  private(set) var placeOfAsset: [UInt32]
  private let all: FoundReferences
  private let inventory: Inventory

  /// What live references tell of a root.
  private struct Uses {
    var helpers = 0
    var hasTag = false
    /// The first place that calls a helper.
    var firstCall: Int?
    var hasLiteral = false
  }

  init(_ map: ReferenceMap, of inventory: Inventory, project: Project) {
    all = map.all
    self.inventory = inventory
    placeOfAsset = [UInt32](repeating: 0, count: map.all.count)
    let names = project.settings.roots.map(\.name)
    var uses = [Uses](repeating: Uses(), count: names.count)
    let sectionRoots = all.names.sections.map { section in
      names.lastIndex(of: section.root)
    }
    let isSame = all.names.isSame(as: inventory.names)
    map.forEachAsset { asset, places in
      let id = all.names[asset]
      let kind = AssetKind(id.path)
      var facts = AssetFacts(
        asset: asset, root: sectionRoots[all.names.sectionIndex(of: asset)],
        entry: isSame ? asset : inventory.index(of: id), role: AssetFacts.Role(kind),
        weight: ReferenceProblem.Weight(kind), places: places)
      facts.isRecorded = facts.entry.map(inventory.isRecorded) ?? false
      var own = Uses()
      for place in places {
        placeOfAsset[Int(place)] = UInt32(assets.count)
        count(Int(place), into: &facts, &own)
      }
      if let root = facts.root {
        uses[root].helpers += own.helpers
        uses[root].hasTag = uses[root].hasTag || own.hasTag
        uses[root].hasLiteral = uses[root].hasLiteral || own.hasLiteral
        uses[root].firstCall = [uses[root].firstCall, own.firstCall].compactMap { $0 }.min()
      }
      assets.append(facts)
    }
    let helpers = map.learned.helpers + project.settings.helpers
    let made = map.all.rootsWithMadeTokens
    roots = zip(project.settings.roots, uses).map { [all] root, uses in
      let isKnown = project.source != .conventions || inventory.hasRecords(of: root.name)
      let isLiteral = isKnown ? root.tokens == .literal : uses.hasLiteral
      return RootFacts(
        isLiteral: isLiteral,
        addsToken: isKnown && !isLiteral && map.learned.addsTokens(to: root),
        addsOthers: root.loader == .project
          && map.learned.loader(of: root.name)?.kind.isOwn ?? made.contains(root.name),
        parameter: root.parameter,
        helpers: uses.helpers, hasTag: uses.hasTag,
        ownHelper: uses.firstCall.flatMap { place in
          let name = all[place].reference.call?.helper
          return helpers.first { $0.name == name && $0.syntax != .tag && $0.root != nil }
        })
    }
    for index in assets.indices where !assets[index].isRecorded {
      guard let root = assets[index].root, roots[root].isLiteral else { continue }
      assets[index].mostUsed = mostUsed(assets[index])
    }
  }

  private func count(_ place: Int, into facts: inout AssetFacts, _ uses: inout Uses) {
    let row = all.rows[place]
    guard row.isLive else { return }
    let isWritten = all.hasWrittenToken(row)
    if row.isURL || row.form == .scriptImport { countURL(row, at: place, into: &facts) }
    if row.form == .tag || row.form == .call { uses.helpers += 1 }
    if row.form == .tag { uses.hasTag = true }
    if row.form == .call, uses.firstCall == nil { uses.firstCall = place }
    if isWritten { uses.hasLiteral = true }
    if all.hasToken(row) { facts.hasToken = true }
    if facts.withToken == nil, row.isURL, isWritten || row.resolvedKind == .automatic {
      facts.withToken = place
    }
    if isWritten, facts.firstWritten == nil { facts.firstWritten = place }
  }

  private func countURL(_ row: PackedReference, at place: Int, into facts: inout AssetFacts) {
    guard let first = facts.firstURL else {
      facts.firstURL = place
      return
    }
    if facts.otherURL == nil, all.urlToken(row) != all.urlToken(all.rows[first]) {
      facts.otherURL = place
    }
  }

  /// The first place that carries the token that most places of an asset carry.
  private func mostUsed(_ facts: AssetFacts) -> Int? {
    guard facts.firstWritten != nil else { return nil }
    let written = facts.places.map { Int($0) }.filter { place in
      let row = all.rows[place]
      return row.isLive && row.form != .scriptImport && all.hasWrittenToken(row)
    }
    let counts = Dictionary(grouping: written) { all.token(of: all.rows[$0]) }.mapValues(\.count)
    guard let most = counts.values.max() else { return nil }
    return written.first { counts[all.token(of: all.rows[$0])] == most }
  }
}

extension Inventory {
  /// Whether the versions file remembers assets of a root.
  fileprivate func hasRecords(of root: String) -> Bool {
    names.sections.contains { section in
      section.root == root && section.range.contains { isRecorded(at: $0) }
    }
  }
}
