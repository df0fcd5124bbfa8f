import Planning
import References
import Screen
import Site
import Values

/// The rows of assets under their headings.
struct ListView {
  let state: AppState
  let pane: Pane
  let header: Int?
  let columns: ListColumns

  init(state: AppState, pane: Pane, header: Int?) {
    self.state = state
    self.pane = pane
    self.header = header
    columns = ListColumns(width: pane.columns)
  }

  func draw(on grid: inout Grid) {
    if let failure = state.failure {
      var pane = pane
      if let header { (pane.firstRow, pane.rows) = (header, pane.rows + 1) }
      return FailureView(state: state, failure: failure, pane: pane).draw(on: &grid)
    }
    if let header { drawHeader(row: header, on: &grid) }
    guard !state.list.visible.isEmpty else {
      let lines = emptyLines.flatMap { Wrap.lines($0, columns: pane.columns - 3) }
      for (offset, line) in lines.enumerated() where offset < pane.rows {
        grid.put(line, row: pane.firstRow + offset, column: 2, width: pane.columns - 2)
      }
      return
    }
    for offset in 0..<pane.rows {
      let place = state.list.top + offset
      guard state.list.visible.indices.contains(place) else { break }
      drawRow(place, row: pane.firstRow + offset, on: &grid)
    }
    if [.list, .quitGuard, .sort, .copy(overPreview: false)].contains(state.mode) {
      grid.cursor = Position(row: pane.firstRow + state.list.cursor - state.list.top, column: 0)
    }
  }

  private func drawHeader(row: Int, on grid: inout Grid) {
    var column = ListColumns.lead
    for (name, width) in [
      ("PATH", columns.path), ("STRATEGY", columns.strategy), ("TOKEN", columns.token),
      ("NEXT", columns.next), ("REFS", columns.references),
      ("    SIZE", columns.size), ("CHANGED", columns.changed),
    ] where width > 0 {
      grid.put(name, row: row, column: column, width: width, style: .heading)
      column += width
    }
  }

  private var emptyLines: [String] {
    let folders = state.project.settings.roots.flatMap(\.folders)
      .map { "\(VisibleText.of($0))/" }.joined(separator: ", ")
    switch state.scan {
    case .listing(let found):
      return ["Scanning \(folders) \(state.ellipsis) \(found) files (Esc stops)"]
    case .idle, .reading:
      let rescan = state.keys.keyName(of: .rescan) ?? "R"
      if !state.hasListed { return ["nothing is read yet - \(rescan) reads \(folders)"] }
      if state.inventory.entries.isEmpty {
        return [
          "no assets in \(folders)",
          "\(rescan) looks again; \(whereFoldersStand)",
        ]
      }
      if !state.list.filterText.isEmpty {
        let text = "\"\(VisibleText.of(state.list.filterText))\""
        return [
          state.list.scope == .all
            ? "no asset matches \(text) - Esc clears"
            : "no asset of this view matches \(text) - Esc clears, 1 shows all"
        ]
      }
      return [state.list.scope.emptyText]
    }
  }

  private var whereFoldersStand: String {
    switch state.project.source {
    case .file(let name): "its folders stand in \(name)"
    case .conventions: "assetbump init writes settings that name other folders"
    }
  }

  private func drawRow(_ place: Int, row: Int, on grid: inout Grid) {
    let index = state.list.visible[place]
    let entry = state.inventory.entries[index]
    let isCursor = place == state.list.cursor
    if isCursor {
      grid.put(">", row: row, column: 0)
    }
    let isInRange = state.list.range?.contains(place) ?? false
    if isInRange || state.list.marks.contains(index) {
      grid.put("*", row: row, column: 1, style: .mark)
    }
    grid.put(String(entry.status.letter), row: row, column: 2, style: entry.status.style)
    if state.pending[entry.id] != nil { grid.put("+", row: row, column: 3, style: .pending) }
    drawTexts(of: entry, row: row, on: &grid)
    if isCursor {
      grid.restyle(row: row, columns: pane.firstColumn..<(pane.firstColumn + pane.columns)) {
        $0.isCursor = true
      }
    }
  }

  private func drawTexts(of entry: Entry, row: Int, on grid: inout Grid) {
    let choice = state.pending[entry.id]
    let next = NextText(of: entry, state.next(of: entry), isPending: state.isPending(entry))
    var column = ListColumns.lead
    func put(_ text: String, _ width: Int, _ style: Style) {
      guard width > 1 else { return }
      let fitted = Fit.end(text, columns: width - 1, ellipsis: state.ellipsis)
      grid.put(fitted, row: row, column: column, width: width - 1, style: style)
      column += width
    }
    let path = Fit.path(
      state.name(of: entry.id), columns: max(0, columns.path - 1), ellipsis: state.ellipsis)
    put(path, columns.path, .plain)
    put(
      entry.strategy(with: choice).rawValue, columns.strategy,
      choice?.strategy == nil ? .plain : .pending)
    let token = entry.record?.token.text ?? "-"
    put(token, columns.token, .plain)
    if columns.token == 0 && next.text.isEmpty {
      put(token, columns.next, .plain)
    } else {
      put(next.text, columns.next, next.style)
    }
    if columns.references > 0 {
      let count = state.references.map.map { String($0.count(of: entry.id)) } ?? ""
      let blanks = String(repeating: " ", count: max(0, 4 - count.utf8.count))
      put(blanks + count, columns.references, .plain)
    }
    if columns.size > 0 {
      put(entry.size.map(SizeText.of) ?? "", columns.size, .plain)
      put(state.changedText(of: entry) ?? "", columns.changed, .plain)
    }
  }
}

extension ListScope {
  /// What stands in the list where the view has no asset.
  var emptyText: String {
    switch self {
    case .all: "no assets"
    case .stale: "nothing is outdated - 1 shows all"
    case .pending: "nothing is pending - 1 shows all"
    case .marked: "nothing is marked - 1 shows all"
    case .findings: "nothing is amiss - 1 shows all"
    }
  }
}
