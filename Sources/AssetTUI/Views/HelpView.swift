import AssetCore
import Screen

/// The help, drawn from the key table.
struct HelpView {
  let state: AppState
  let screen: HelpScreen

  func draw(on grid: inout Grid) {
    let columns = state.size.columns
    grid.fill(row: 0, columns: 0..<columns, style: .title)
    grid.put(" help", row: 0, column: 0, style: .title)
    let window = LineWindow(of: screen.line, columns: columns - 9)
    grid.put("search: ", row: 1, column: 1, style: .hint)
    grid.put(window.text, row: 1, column: 9)
    let rows = screen.rows(of: state.keys)
    let height = max(1, state.size.rows - 4)
    let top = max(0, min(screen.cursor - height / 2, rows.count - height))
    for (offset, item) in rows.dropFirst(top).prefix(height).enumerated() {
      drawRow(item, row: 2 + offset, isCursor: top + offset == screen.cursor, on: &grid)
    }
    if rows.isEmpty { grid.put("no key does that", row: 2, column: 1) }
    grid.put(
      Fit.end(StatusLetters.legend, columns: columns - 2, ellipsis: state.ellipsis),
      row: state.size.rows - 2, column: 1, style: .hint)
    HintLine(items: [
      HintLine.Item(key: "Enter", word: "do it"), HintLine.Item(key: "Esc", word: "back"),
      HintLine.Item(key: "Up Down", word: "move"), HintLine.Item(key: "a-z", word: "search"),
    ]).draw(row: state.size.rows - 1, on: &grid)
    grid.cursor = Position(row: 1, column: 9 + window.cursor)
  }

  private func drawRow(_ item: KeyTable.Row, row: Int, isCursor: Bool, on grid: inout Grid) {
    let columns = state.size.columns
    let keyColumns = min(18, columns / 3)
    let keys = item.keys.map(\.name).joined(separator: " ")
    grid.put(
      Fit.end(keys, columns: keyColumns - 1, ellipsis: state.ellipsis), row: row, column: 2,
      style: .key)
    grid.put(
      Fit.end(item.help, columns: columns - keyColumns - 3, ellipsis: state.ellipsis), row: row,
      column: keyColumns + 2)
    if isCursor {
      grid.put(">", row: row, column: 0)
      grid.restyle(row: row, columns: 0..<columns) { $0.isCursor = true }
    }
  }
}

/// What the status letters mean.
enum StatusLetters {
  static let legend = "S stale  N new  M missing  E unreadable  ? not read yet  . untracked"
}
