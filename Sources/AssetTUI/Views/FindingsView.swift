import Planning
import Screen
import Values

/// View 5: a row for each finding, and under the rows the one under the cursor in full.
struct FindingsView {
  let state: AppState
  let layout: Layout

  /// The rows for findings, and the pane for the one under the cursor.
  private var panes: (list: Pane, detail: Pane) {
    layout.findingPanes
  }

  func draw(on grid: inout Grid) {
    let list = panes.list
    if let header = layout.header { drawHeader(row: header, on: &grid) }
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
    if [.list, .quitGuard, .sort, .copy(overPreview: false)].contains(state.mode) {
      grid.cursor = Position(
        row: list.firstRow + state.findings.cursor - state.findings.top, column: 0)
    }
    drawDetail(on: &grid)
  }

  /// The widths of severity, kind and place; the message has the rest, where there is one.
  private var widths: (severity: Int, kind: Int, place: Int) {
    let columns = panes.list.columns
    if columns < 40 { return (0, min(12, columns / 3), columns - 2 - min(12, columns / 3)) }
    if columns < 60 { return (9, 14, columns - 25) }
    return (9, 16, min(44, columns * 2 / 5))
  }

  private func drawHeader(row: Int, on grid: inout Grid) {
    var column = 2
    for (name, width) in [
      ("SEVERITY", widths.severity), ("FINDING", widths.kind), ("WHERE", widths.place), ("", 0),
    ] where width > 0 {
      grid.put(name, row: row, column: column, width: width, style: .heading)
      column += width
    }
    if panes.list.columns - column >= 12 {
      grid.put("WHAT", row: row, column: column, style: .heading)
    }
  }

  private func drawRow(_ place: Int, row: Int, on grid: inout Grid) {
    guard let finding = state.finding(of: state.findings.rows[place]) else { return }
    let columns = panes.list.columns
    var column = 2
    func put(_ text: String, _ width: Int, _ style: Style) {
      guard width > 1 else { return }
      grid.put(
        Fit.end(text, columns: width - 1, ellipsis: state.ellipsis), row: row, column: column,
        width: width - 1, style: style)
      column += width
    }
    put(finding.severity.rawValue, widths.severity, finding.severity.style)
    put(finding.kind, widths.kind, widths.severity == 0 ? finding.severity.style : .plain)
    put(self.place(of: finding, columns: widths.place - 1), widths.place, .plain)
    if columns - column >= 12 { put(finding.message, columns - column, .plain) }
    if place == state.findings.cursor {
      grid.put(">", row: row, column: 0)
      grid.restyle(row: row, columns: 0..<columns) { $0.isCursor = true }
    }
  }

  /// The file and line of a finding, else its asset, fitted.
  private func place(of finding: Finding, columns: Int) -> String {
    guard let file = finding.file else {
      return Fit.path(
        finding.id.map(state.name(of:)) ?? "", columns: columns, ellipsis: state.ellipsis)
    }
    let line = finding.line.map { ":\($0)" } ?? ""
    return Fit.path(
      VisibleText.of(file), columns: max(1, columns - line.utf8.count), ellipsis: state.ellipsis)
      + line
  }

  private func drawDetail(on grid: inout Grid) {
    let pane = panes.detail
    guard pane.rows > 0, let finding = state.currentFinding else { return }
    if layout.isSideBySide {
      for row in pane.firstRow..<(pane.firstRow + pane.rows) {
        grid.put("|", row: row, column: pane.firstColumn - 1, style: .border)
      }
    }
    grid.put(
      String(repeating: "-", count: pane.columns), row: pane.firstRow, column: pane.firstColumn,
      width: pane.columns, style: .border)
    grid.put(
      " \(finding.kind) ", row: pane.firstRow, column: pane.firstColumn + 2,
      width: max(0, pane.columns - 2), style: .heading)
    for (offset, line) in lines(of: finding, columns: pane.columns - 1).enumerated()
    where offset < pane.rows - 1 {
      grid.put(
        line.text, row: pane.firstRow + 1 + offset, column: pane.firstColumn + 1,
        width: pane.columns - 1, style: line.style)
    }
  }

  private func lines(of finding: Finding, columns: Int) -> [StyledText] {
    var place = finding.file.map { VisibleText.of($0) } ?? ""
    if let line = finding.line { place += ":\(line)" }
    if let column = finding.column { place += ":\(column)" }
    let heads = [place, finding.id.map(state.name(of:)) ?? ""].filter { !$0.isEmpty }
    let texts = [
      StyledText(text: finding.message, style: finding.severity.style),
      StyledText(text: finding.next.map { "next: \($0)" } ?? ""),
      StyledText(text: heads.joined(separator: "   "), style: .hint),
    ]
    return texts.filter { !$0.text.isEmpty }.flatMap { part in
      Wrap.lines(part.text, columns: max(8, columns))
        .map { StyledText(text: $0, style: part.style) }
    }
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
  /// Where findings stand, and where the one under the cursor: in the preview's place, else in the last
  /// rows of a list that is high enough.
  var findingPanes: (list: Pane, detail: Pane) {
    if let preview { return (list, preview) }
    let rows = list.rows >= 12 ? 5 : list.rows >= 6 ? 3 : 0
    var (above, below) = (list, list)
    above.rows -= rows
    below.firstRow += above.rows
    below.rows = rows
    return (above, below)
  }
}
