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
        grid.put(state.post, row: row, column: pane.firstColumn - 1, style: .border)
      }
    }
    guard let entry = state.current else { return drawFolder(on: &grid) }
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

  /// What a folder holds, and what a bump of it does.
  private func drawFolder(on grid: inout Grid) {
    guard let row = state.list.currentRow, !state.showsFindings, state.currentFolder != nil else {
      return
    }
    let lines = FolderText(
      state: state, assets: state.list.assets(of: row), columns: pane.columns - 2
    ).lines
    for (offset, line) in lines.prefix(max(0, pane.rows - 1)).enumerated() {
      draw(line, row: pane.firstRow + 1 + offset, on: &grid)
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
    for line in SiteText(state: state, id: entry.id, columns: pane.columns - 1).lines(
      rows: pane.rows - 1)
    {
      draw(line, row: row, on: &grid)
      row += 1
    }
    for place in indices.indices.dropFirst(state.preview.top) where row < end {
      let isCursor = place == state.preview.reference
      if isCursor {
        grid.put(state.bar, row: row, column: pane.firstColumn, style: .bar)
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
    showsAllTabs
      ? text.sections(rows: pane.rows - 1)
      : text.lines(of: state.preview.tab, rows: isFull ? PreviewText.most : pane.rows - 1)
  }

  private var showsAllTabs: Bool {
    !isFull && state.layout.showsAllTabs
  }

  /// The row above the preview: the asset, and the tabs with the one that is shown picked out.
  private func drawTabs(on grid: inout Grid) {
    let row = pane.firstRow
    let end = pane.firstColumn + pane.columns
    let line = String(repeating: state.rule, count: pane.columns)
    grid.put(line, row: row, column: pane.firstColumn, width: pane.columns, style: .border)
    let separator = state.isUnicode ? " \u{B7} " : " | "
    let tabs = PreviewState.Tab.allCases
    let width = tabs.reduce(2) { $0 + $1.rawValue.utf8.count } + (tabs.count - 1) * 3
    let room = max(0, pane.columns - (showsAllTabs ? 0 : width) - 6)
    var column = pane.firstColumn + 1
    if let name = state.previewName, room >= 8 {
      column +=
        grid.put(
          " \(Fit.path(name, columns: room, ellipsis: state.ellipsis)) ", row: row, column: column,
          width: end - column, style: .heading) + 1
    }
    if showsAllTabs { return }
    column += grid.put(" ", row: row, column: column, width: end - column)
    for (index, tab) in tabs.enumerated() {
      if index > 0 {
        column += grid.put(separator, row: row, column: column, width: end - column, style: .hint)
      }
      let start = column
      column += grid.put(
        tab.rawValue, row: row, column: column, width: end - column,
        style: tab == state.preview.tab ? .tab : .hint)
      if column > start {
        grid.addButton(row: row, columns: start..<column, name: "tab \(tab.rawValue)")
      }
    }
    grid.put(" ", row: row, column: column, width: max(0, end - column))
  }
}

extension AppState {
  /// The character of horizontal lines.
  var rule: String { isUnicode ? "\u{2500}" : "-" }

  /// The character of vertical lines.
  var post: String { isUnicode ? "\u{2502}" : "|" }

  /// The name of what the preview is about.
  var previewName: String? {
    if let current { return name(of: current.id) }
    return currentFolder.map { label(ofFolder: $0, in: nil) }
  }
}
