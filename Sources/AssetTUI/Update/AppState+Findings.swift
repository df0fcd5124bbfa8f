import Planning
import Screen
import Site
import Values

/// View 5: what `check` would say, worst first.
extension AppState {
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
    let others =
      inventory.rootFindings(settings: project.settingsName) + references.findings
      + site.findings.map(\.finding)
    var groups: [String: FindingList.Group] = [:]
    func add(_ row: FindingList.Row, _ severity: Finding.Severity, _ kind: String) {
      groups[
        "\(severity.rawValue) \(kind)", default: .init(severity: severity, kind: kind, rows: [])
      ]
      .rows.append(row)
    }
    var ofStatus: [Status: [FindingList.Row]] = [:]
    for index in matching(.all, in: ListOrder()) {
      let status = inventory.statuses[index]
      if severity(of: status) != nil { ofStatus[status, default: []].append(.asset(index)) }
    }
    for (index, finding) in others.enumerated()
    where filter.isEmpty || filter.matches(finding.searchText) {
      add(.other(index), finding.severity, finding.kind)
    }
    let statuses = ofStatus.compactMap { status, rows in
      severity(of: status).map {
        FindingList.Group(severity: $0, kind: status.rawValue, rows: rows)
      }
    }
    findings.show(statuses + groups.values, others: others)
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
    if let asset { list.move(toAsset: asset) }
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
