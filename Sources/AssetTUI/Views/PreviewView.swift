import References
import Screen
import Site

/// The preview of the asset under the cursor, under a row of tabs.
struct PreviewView {
  let state: AppState
  let pane: Pane
  let isBeside: Bool
  /// Whether it has the whole screen, and scrolls.
  var isFull = false

  func draw(on grid: inout Grid) {
    drawTabs(on: &grid)
    if isBeside {
      for row in pane.firstRow..<(pane.firstRow + pane.rows) {
        grid.put("|", row: row, column: pane.firstColumn - 1, style: .border)
      }
    }
    guard let entry = state.current else { return }
    if isFull, state.preview.tab == .references, state.references.map?.count(of: entry.id) ?? 0 > 0
    {
      return drawReferences(of: entry, on: &grid)
    }
    let text = PreviewText(state: state, entry: entry, columns: pane.columns - 1)
    var row = pane.firstRow + 1
    for line in shown(lines(of: text)) {
      draw(line, row: row, on: &grid)
      row += 1
    }
  }

  private func draw(_ line: [StyledText], row: Int, on grid: inout Grid) {
    var column = pane.firstColumn + 1
    for part in line {
      let room = pane.firstColumn + pane.columns - column
      column += grid.put(part.text, row: row, column: column, width: room, style: part.style)
    }
  }

  /// The references one under the other, each with its findings; the cursor stands on one.
  private func drawReferences(of entry: Entry, on grid: inout Grid) {
    let indices = state.references(to: entry.id) ?? []
    let text = ReferenceText(state: state, entry: entry, columns: pane.columns - 1)
    let end = pane.firstRow + pane.rows
    var row = pane.firstRow + 1
    for place in indices.indices.dropFirst(state.preview.top) where row < end {
      let isCursor = place == state.preview.reference
      if isCursor {
        grid.put(">", row: row, column: pane.firstColumn)
        grid.cursor = Position(row: row, column: pane.firstColumn)
      }
      for (number, line) in text.lines(of: indices[place], in: indices, isFull: true).enumerated()
      where row < end {
        draw(line, row: row, on: &grid)
        if isCursor && number == 0 {
          grid.restyle(row: row, columns: 0..<pane.columns) { $0.isCursor = true }
        }
        row += 1
      }
    }
  }

  /// The lines that there is room for; what is left out is counted, or can be scrolled to.
  private func shown(_ lines: [[StyledText]]) -> ArraySlice<[StyledText]> {
    let rows = max(0, pane.rows - 1)
    if isFull {
      return lines.dropFirst(min(state.preview.top, max(0, lines.count - rows))).prefix(rows)
    }
    guard lines.count > rows, rows > 1 else { return lines.prefix(rows) }
    let key = state.keys.keyName(of: .preview).map { " (\($0))" } ?? ""
    let rest = StyledText(
      text: "and \(lines.count - rows + 1) more lines\(key)", style: .hint)
    return lines.prefix(rows - 1) + [[rest]]
  }

  /// The lines of the tab; where there is room for all tabs, of all of them.
  private func lines(of text: PreviewText) -> [[StyledText]] {
    guard showsAllTabs else {
      return text.lines(of: state.preview.tab, rows: isFull ? PreviewText.most : pane.rows - 1)
    }
    return Array(
      PreviewState.Tab.allCases.map { tab in
        [[StyledText(text: tab.rawValue, style: .heading)]]
          + text.lines(of: tab, rows: PreviewView.referenceRows)
      }.joined(separator: [[]]))
  }

  private var showsAllTabs: Bool {
    isBeside && state.layout.showsAllTabs
  }

  /// The rows of references where all tabs are shown.
  private static let referenceRows = 12

  private func drawTabs(on grid: inout Grid) {
    let row = pane.firstRow
    let line = String(repeating: "-", count: pane.columns)
    grid.put(line, row: row, column: pane.firstColumn, width: pane.columns, style: .border)
    let tabs = PreviewState.Tab.allCases.map { tab in
      tab == state.preview.tab ? "[\(tab.rawValue)]" : " \(tab.rawValue) "
    }.joined()
    let room = max(0, pane.columns - ColumnWidth.of(tabs) - 8)
    let name = state.current.map {
      Fit.path(state.name(of: $0.id), columns: room, ellipsis: state.ellipsis)
    }
    var column = pane.firstColumn + 2
    if let name, room >= 8 {
      column += grid.put(" \(name) ", row: row, column: column, style: .heading) + 2
    }
    if showsAllTabs { return }
    grid.put(" \(tabs) ", row: row, column: column, width: pane.firstColumn + pane.columns - column)
  }
}
