import Planning
import Screen
import Site
import Values

/// View 5: what `check` would say, worst first.
extension AppState {
  /// Whether the list shows findings in place of assets.
  var showsFindings: Bool { list.scope == .findings }

  /// The finding under the cursor of view 5; nil in the other views.
  var currentFinding: Finding? {
    showsFindings ? findings.current.flatMap { finding(of: $0) } : nil
  }

  /// The finding of a row.
  func finding(of row: FindingList.Row) -> Finding? {
    if let index = row.asset { return inventory.entries[index].finding }
    return row.other.flatMap { findings.others.indices.contains($0) ? findings.others[$0] : nil }
  }

  /// The indices of the assets in view; in view 5, which shows what is to be said about them, of all that
  /// match the filter.
  var shownAssets: [Int] {
    showsFindings ? matching(.all, in: list.order) : list.visible
  }

  /// The index of the asset under the cursor; in view 5 of the one that the finding is about.
  var currentIndex: Int? {
    guard showsFindings else { return list.current }
    guard let row = findings.current else { return nil }
    return row.asset ?? finding(of: row)?.id.flatMap { inventory.index(of: $0) }
  }

  /// The place in a file that the finding under the cursor names.
  var findingPlace: PageScreen.Place? {
    guard let finding = currentFinding, let file = finding.file, let line = finding.line else {
      return nil
    }
    return PageScreen.Place(file: file, line: line)
  }

  /// Collects the findings that match the filter.
  mutating func refreshFindings() {
    let filter = Filter(list.filterText)
    let others = inventory.rootFindings(settings: project.settingsName) + references.findings
    var found: [Finding.Severity: [FindingList.Row]] = [:]
    for index in matching(.all, in: ListOrder()) {
      if let severity = severity(of: inventory.statuses[index]) {
        found[severity, default: []].append(.asset(index))
      }
    }
    for (index, finding) in others.enumerated()
    where filter.isEmpty || filter.matches(finding.searchText) {
      found[finding.severity, default: []].append(.other(index))
    }
    findings.show(found, others: others)
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

  /// Shows the assets, or findings, of a view, in place of a full-screen preview.
  mutating func show(_ scope: ListScope) {
    if mode == .preview { mode = .list }
    // Out of view 5 the cursor goes to the asset that the finding was about.
    let asset = currentIndex ?? assetBeforeFindings
    if scope == .findings && !showsFindings { assetBeforeFindings = list.current }
    list.scope = scope
    list.rangeStart = nil
    refreshVisible()
    if let place = asset.flatMap({ list.visible.firstIndex(of: $0) }) { list.move(to: place) }
  }
}

extension Finding {
  /// All that a filter finds it by.
  fileprivate var searchText: String {
    [
      severity.rawValue, kind, file.map { VisibleText.of($0) } ?? "", id?.description ?? "",
      message,
      next ?? "",
    ].joined(separator: " ")
  }
}
