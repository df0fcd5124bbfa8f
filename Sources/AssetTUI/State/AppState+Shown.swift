import Formats
import Planning
import References
import Screen
import Site
import Values

extension AppState {
  /// Whether the list shows findings in place of assets.
  var showsFindings: Bool { list.scope == .findings }

  /// The finding under the cursor of view 5; nil in the other views.
  var currentFinding: Finding? {
    showsFindings ? findings.current.flatMap { finding(of: $0) } : nil
  }

  /// The finding of a row.
  func finding(of row: FindingList.Row) -> Finding? {
    if let index = row.asset {
      return index < inventory.names.count ? inventory.entries[index].finding : nil
    }
    return row.other.flatMap { findings.others.indices.contains($0) ? findings.others[$0] : nil }
  }

  /// The index of the asset under the cursor; in view 5 of the one that the finding is about.
  var currentIndex: Int? {
    guard showsFindings else { return list.current }
    guard let row = findings.current else { return nil }
    return row.asset ?? finding(of: row)?.id.flatMap { inventory.index(of: $0) }
  }

  /// The offer to restore what an earlier session left, where it is to be seen.
  var recoveryOffer: Notice? {
    guard recovery.isReady, !recovery.isPutOff, !recovery.choices.isEmpty, notice == nil,
      mode == .list, recovery.choices.contains(where: { pending[$0.key] != $0.value })
    else { return nil }
    let count = recovery.choices.count
    let texts = [
      "\(Words.count(count, "pending change", "pending changes")) of an earlier session:"
        + " r restore  d discard  Esc later",
      "\(count) earlier: r restore  d discard  Esc later",
      "\(count) earlier: r restore  d discard",
      "\(count): r restore d discard",
    ]
    // It stays until the person decides, so it takes one row only.
    return texts.first { ColumnWidth.of($0) <= size.columns - 2 }.map { Notice($0) }
  }

  /// The number of rows of the list, or of findings.
  var rowCount: Int { showsFindings ? findings.rows.count : list.rows.count }

  /// The place of the cursor among them.
  var cursorPlace: Int { showsFindings ? findings.cursor : list.cursor }

  /// The references to an asset, by their indices in the map; nil while they are not known.
  func references(to id: AssetID) -> [Int]? {
    references.map?.indices(of: id)
  }

  /// Whether the keys that move go through the references of an asset.
  var isInReferences: Bool {
    mode == .preview && preview.tab == .references
  }

  /// What the file of an asset tells for its HTML; nil where that is not known yet.
  func facts(of entry: Entry) -> FileFacts? {
    question(of: entry).map { facts[$0] } ?? FileFacts()
  }

  /// The URLs of an asset, with what is chosen for it.
  func links(of entry: Entry) -> AssetLinks {
    AssetLinks(entry, of: servedProject, next: next(of: entry))
  }

  /// The project with what is known to be added to its URLs, once its references are read.
  var servedProject: Project {
    references.map.map { project.knowing($0.learned, $0) } ?? project
  }

  /// Makes the HTML of assets.
  var tags: TagRenderer {
    TagRenderer(project: servedProject, inventory: inventory)
  }

  /// Whether stylesheets and scripts get an `integrity` attribute: what the key chose, else what the
  /// settings say.
  var showsIntegrity: Bool {
    preview.integrity ?? project.settings.html.integrity
  }

  /// What is to be asked of an asset's file; nil where its HTML says nothing that stands there.
  func question(of entry: Entry) -> Facts.Question? {
    let kind = tags.kind(of: entry.id)
    guard let file = entry.file, FileFacts.areNeeded(for: kind, integrity: showsIntegrity) else {
      return nil
    }
    return Facts.Question(
      file: file, kind: kind, integrity: kind.takesIntegrity && showsIntegrity)
  }

  /// The indices of the assets in view; in view 5, which shows what is to be said about them, of all that
  /// match the filter.
  var shownAssets: [Int] {
    showsFindings ? matching(.all, in: list.order) : list.visible
  }

  /// The indices of the assets of a scope that match the filter, in an order.
  func matching(_ scope: ListScope, in order: ListOrder) -> [Int] {
    if scope == .findings { return [] }
    let filter = Filter(list.filterText)
    let matching =
      filter.isEmpty
      ? Array(0..<inventory.names.count)
      : filter.indices(
        in: names, status: { inventory.statuses[$0] },
        name: { name(of: inventory.names[$0]) })
    let found: [Int]
    switch scope {
    case .all: found = matching
    case .stale: found = matching.filter { inventory.statuses[$0].stopsRelease }
    case .pending: found = matching.filter { pending.chosen[at: $0] != nil }
    case .marked: found = matching.filter(list.marks.contains)
    case .findings: found = []
    }
    return order.sorted(found, of: inventory)
  }

  /// Whether a person must type the token that a bump would give an asset.
  func needsToken(_ index: Int) -> Bool {
    let choice = pending.chosen[at: index]
    guard inventory.statuses[index] != .missing,
      (choice?.strategy ?? inventory.strategy(at: index)) == .manual
    else { return false }
    return inventory.entries[index].next(with: choice, by: rules) == .needed
  }

  /// How much the status of an asset matters, as its ``Finding`` has it; nil where it has none.
  ///
  /// What is still to be read has none either.
  func severity(of status: Status) -> Finding.Severity? {
    switch status {
    case .fresh, .untracked: nil
    case .stale, .unreadable: .error
    case .unhashed: scan.isRunning ? nil : .error
    case .new, .missing: .warning
    }
  }

  /// The folder under the cursor; nil on an asset.
  var currentFolder: Int? {
    showsFindings ? nil : list.currentRow.flatMap { $0.folder ?? $0.rest }
  }

  /// Whether the folder of a row has rows under it.
  func isOpen(_ place: Int) -> Bool {
    guard let folder = list.rows[place].folder, list.rows.indices.contains(place + 1) else {
      return false
    }
    let next = list.rows[place + 1]
    let range = list.tree.range(of: folder)
    if let index = next.asset { return range.contains(index) }
    if let rest = next.rest { return rest == folder }
    return next.folder.map { range.contains(Int(list.tree.folders[$0].first)) } ?? false
  }
}
