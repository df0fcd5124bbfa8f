import AssetCore
import Planning
import Screen
import Site
import Values

/// View 5: findings by kind over the full width, and under them the one under the cursor with the lines
/// of its file.
struct FindingsView {
  let state: AppState
  let layout: Layout

  /// The rows for findings, and the pane for the one under the cursor.
  private var panes: (list: Pane, detail: Pane) {
    layout.findingPanes
  }

  func draw(on grid: inout Grid) {
    let list = panes.list
    if let header = layout.header {
      grid.put("FINDING", row: header, column: 4, style: .columnHead)
      if list.columns >= 60 {
        grid.put("WHAT", row: header, column: 4 + placeColumns + 1, style: .columnHead)
      }
    }
    guard !state.findings.rows.isEmpty else {
      for (offset, line) in Wrap.lines(emptyText, columns: list.columns - 3).enumerated()
      where offset < list.rows {
        grid.put(line, row: list.firstRow + offset, column: 2, width: list.columns - 2)
      }
      return
    }
    for offset in 0..<list.rows {
      let place = state.findings.top + offset
      guard state.findings.rows.indices.contains(place) else { break }
      drawRow(place, row: list.firstRow + offset, on: &grid)
    }
    if state.showsListCursor {
      grid.cursor = Position(
        row: list.firstRow + state.findings.cursor - state.findings.top, column: 0)
    }
    FindingDetail(state: state, pane: panes.detail).draw(on: &grid)
  }

  /// The columns of places, no more than those on the screen take; sentences have the rest.
  private var placeColumns: Int {
    let columns = panes.list.columns - 5
    if columns < 56 { return columns }
    let shown = state.findings.rows.dropFirst(state.findings.top).prefix(panes.list.rows)
      .compactMap(state.finding(of:))
    let most = min(36, columns * 2 / 5)
    let places = shown.map { ColumnWidth.of(place(of: $0, columns: most)) + 1 }.max() ?? 0
    let sentences = shown.map { ColumnWidth.of($0.message) }.max() ?? 0
    return min(most, max(places, leastPlace), max(leastPlace, columns - 1 - sentences))
  }

  /// The least columns of places, where sentences need the rest.
  private var leastPlace: Int { 19 }

  private func drawRow(_ place: Int, row: Int, on grid: inout Grid) {
    let item = state.findings.rows[place]
    let columns = panes.list.columns
    let isCursor = place == state.findings.cursor
    if isCursor { grid.put(state.bar, row: row, column: 0, style: .bar) }
    if let heading = item.heading {
      let group = state.findings.groups[heading]
      let isOpen = state.findings.isOpen(group)
      grid.put(state.foldSign(isOpen: isOpen), row: row, column: 2, style: .fold)
      var column = 4
      column += grid.put(group.kind, row: row, column: column, style: .heading) + 1
      column += grid.put(
        FolderCounts.grouped(group.rows.count), row: row, column: column,
        style: group.severity.style)
      let handled = group.rows.count { state.isHandled($0) }
      let words =
        " \(group.severity.rawValue)\(group.rows.count == 1 ? "" : "s")"
        + (handled > 0 ? ", \(handled) handled" : "")
      grid.put(
        words, row: row, column: column, width: max(0, columns - column), style: .hint)
    } else if let finding = state.finding(of: item) {
      if state.isHandled(item) {
        grid.put(state.isUnicode ? "\u{2713}" : "+", row: row, column: 2, style: .pending)
      }
      let width = placeColumns
      let place = self.place(of: finding, columns: width)
      grid.put(place, row: row, column: 4, width: width)
      if columns - 5 > width {
        grid.put(
          Fit.end(finding.message, columns: columns - 5 - width, ellipsis: state.ellipsis),
          row: row, column: 5 + width, style: .hint)
      }
    }
    if isCursor { grid.restyle(row: row, columns: 0..<columns) { $0.isCursor = true } }
  }

  /// The file and line of a finding, else its asset, fitted.
  private func place(of finding: Finding, columns: Int) -> String {
    guard let file = finding.file else {
      return Fit.path(
        finding.id.map(state.name(of:)) ?? finding.message, columns: columns,
        ellipsis: state.ellipsis)
    }
    let line = finding.line.map { ":\($0)" } ?? ""
    return Fit.path(
      VisibleText.of(file), columns: max(1, columns - line.utf8.count), ellipsis: state.ellipsis)
      + line
  }

  private var emptyText: String {
    if state.scan.isRunning || state.references.isReading { return "nothing is found so far" }
    if !state.list.filterText.isEmpty {
      return "no finding matches \"\(VisibleText.of(state.list.filterText))\" - Esc clears"
    }
    return ListScope.findings.emptyText
  }
}

extension Layout {
  /// Where findings stand, over the full width, and under them the one under the cursor.
  var findingPanes: (list: Pane, detail: Pane) {
    var (above, below) = (list, list)
    let rows = list.rows + (isSideBySide ? 0 : preview?.rows ?? 0)
    let columns = list.columns + (isSideBySide ? (preview?.columns ?? 0) + 1 : 0)
    let detail = rows >= 24 ? 12 : rows >= 18 ? 9 : rows >= 10 ? 4 : rows >= 6 ? 3 : 0
    (above.rows, above.columns) = (rows - detail, columns)
    below.firstRow = above.firstRow + above.rows
    (below.rows, below.columns) = (detail, columns)
    return (above, below)
  }
}
