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

  /// The assets that the findings under the cursor are about: of a heading those of its kind.
  var findingAssets: [Int] {
    guard let row = findings.current else { return [] }
    let rows = row.heading.map { findings.groups[$0].rows } ?? [row]
    var seen: Set<Int> = []
    return rows.compactMap { row in
      row.asset ?? finding(of: row)?.id.flatMap { inventory.index(of: $0) }
    }.filter { seen.insert($0).inserted }
  }

  /// Whether what a finding asks for is pending.
  func isHandled(_ row: FindingList.Row) -> Bool {
    guard let index = row.asset ?? finding(of: row)?.id.flatMap({ inventory.index(of: $0) }) else {
      return false
    }
    let id = inventory.names[index]
    return pending.chosen[at: index].map { $0.bump != .keep } ?? false
      || mending.asked.contains(id) || mending.receivers.contains(id)
  }

  /// What to do about a finding, in the keys of this screen.
  func advice(on finding: Finding) -> String? {
    func key(_ action: Action) -> String { keys.keyName(of: action) ?? "" }
    guard let next = finding.next else { return nil }
    if next.contains("--add-tokens") { return "\(key(.addTokens)) adds the token" }
    if next.contains("--token TOKEN") { return "\(key(.manual)) types its token" }
    if let command = next.firstRange(of: "assetbump bump") {
      let before = next[..<command.lowerBound]
      let words = before.isEmpty ? "" : "\(before.trimmingEnd)"
      let bump =
        finding.kind == Status.missing.rawValue
        ? "\(key(.bump)) drops its record" : "\(key(.bump)) bumps it"
      return words.isEmpty || finding.kind == Status.missing.rawValue
        ? (finding.kind == Status.missing.rawValue ? "bring it back, or \(bump)" : bump)
        : "\(words) \(bump)"
    }
    return finding.file == nil ? next : "\(next) (\(key(.edit)) opens the file)"
  }

  /// The finding of a row.
  func finding(of row: FindingList.Row) -> Finding? {
    if let index = row.asset {
      return index < inventory.names.count ? inventory.entries[index].finding : nil
    }
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

extension Substring {
  /// The text without the spaces and colons at its end.
  fileprivate var trimmingEnd: Substring {
    var text = self
    while let last = text.last, last == " " || last == ":" { text.removeLast() }
    return text + ":"
  }
}
