import Screen

/// The help, drawn from the key table.
struct HelpView {
  let state: AppState
  let screen: HelpScreen

  func draw(on grid: inout Grid) {
    let columns = state.size.columns
    grid.fill(row: 0, columns: 0..<columns, style: .title)
    grid.put(screen.isPalette ? " run " : " help ", row: 0, column: 0, style: .name)
    let label = screen.isPalette ? "action: " : "search: "
    let window = LineWindow(of: screen.line, columns: columns - 9)
    grid.put(label, row: 1, column: 1, style: .hint)
    grid.put(window.text, row: 1, column: 9)
    let items = screen.items(of: state.keys)
    let legend =
      screen.isPalette
      ? [] : StatusLetters.lines(columns: columns - 1, most: max(1, (state.size.rows - 4) / 3))
    let height = max(1, state.size.rows - 3 - legend.count)
    let top = max(0, min(screen.cursor - height / 2, items.count - height))
    for (offset, item) in items.dropFirst(top).prefix(height).enumerated() {
      drawItem(item, row: 2 + offset, isCursor: top + offset == screen.cursor, on: &grid)
    }
    if items.isEmpty {
      grid.put(screen.isPalette ? "no action is called so" : "no key does that", row: 2, column: 1)
    }
    for (offset, line) in legend.enumerated() {
      grid.put(line, row: state.size.rows - 1 - legend.count + offset, column: 1, style: .hint)
    }
    HintLine(items: [
      HintLine.Item(key: "Enter", word: "do it"), HintLine.Item(key: "Esc", word: "back"),
      HintLine.Item(key: "Up Down", word: "move"), HintLine.Item(key: "a-z", word: "search"),
    ]).draw(row: state.size.rows - 1, on: &grid)
    grid.cursor = Position(row: 1, column: 9 + window.cursor)
  }

  private func drawItem(_ item: HelpScreen.Item, row: Int, isCursor: Bool, on grid: inout Grid) {
    let columns = state.size.columns
    if item.isHeading {
      grid.put(
        Fit.end(item.text, columns: columns - 2, ellipsis: state.ellipsis), row: row, column: 1,
        style: .heading)
      return
    }
    let keyColumns = min(18, columns / 3)
    grid.put(
      Fit.end(item.keys, columns: keyColumns - 1, ellipsis: state.ellipsis), row: row, column: 2,
      style: .key)
    grid.put(
      Fit.end(item.text, columns: columns - keyColumns - 3, ellipsis: state.ellipsis), row: row,
      column: keyColumns + 2)
    if isCursor {
      grid.put(state.bar, row: row, column: 0, style: .bar)
      grid.restyle(row: row, columns: 0..<columns) { $0.isCursor = true }
    }
  }
}
