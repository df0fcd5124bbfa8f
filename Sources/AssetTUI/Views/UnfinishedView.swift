import Screen

/// What lies there of an interrupted write, and the keys that decide about it.
struct UnfinishedView {
  let state: AppState
  let screen: UnfinishedScreen

  func draw(on grid: inout Grid) {
    let columns = state.size.columns
    grid.putTitle("an interrupted write")
    let style: Style = screen.isOwn ? .plain : .error
    let lines = Wrap.lines(
      screen.isWorking ? "working" : screen.words, columns: max(1, columns - 2))
    for (offset, line) in lines.prefix(max(1, state.size.rows - 2)).enumerated() {
      grid.put(line, row: 1 + offset, column: 1, style: style)
    }
    let own = screen.isOwn && !screen.isWorking ? [("f", "finish it"), ("t", "take it back")] : []
    HintLine(items: (own + [("q", "quit")]).map { HintLine.Item(key: $0, word: $1) })
      .draw(row: state.size.rows - 1, on: &grid)
  }
}
