import Screen

/// The messages of this session, the newest last.
struct MessagesView {
  let state: AppState
  /// The number of messages that are scrolled past, from the newest.
  let back: Int

  func draw(on grid: inout Grid) {
    let columns = state.size.columns
    grid.fill(row: 0, columns: 0..<columns, style: .title)
    grid.put(" messages ", row: 0, column: 0, style: .name)
    let lines = lines(columns: columns - 2)
    let height = max(1, state.size.rows - 2)
    let end = max(min(height, lines.count), lines.count - back)
    for (offset, line) in lines[max(0, end - height)..<end].enumerated() {
      grid.put(line.text, row: 1 + offset, column: 1, style: line.style)
    }
    if lines.isEmpty { grid.put("nothing was said yet", row: 1, column: 1, style: .hint) }
    HintLine(items: [
      HintLine.Item(key: "Esc", word: "back"), HintLine.Item(key: "j k", word: "scroll"),
    ]).draw(row: state.size.rows - 1, on: &grid)
    grid.cursor = Position(row: 1, column: 0)
  }

  private func lines(columns: Int) -> [StyledText] {
    state.messages.flatMap { notice in
      Wrap.lines(notice.text, columns: columns).map {
        StyledText(text: $0, style: notice.isError ? .error : .plain)
      }
    }
  }
}
