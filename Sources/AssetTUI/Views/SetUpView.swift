import AssetCore
import Screen

/// What was found in a project that is not set up yet, and the key that shows what would be written.
struct SetUpView {
  let state: AppState
  let offer: SetUpOffer

  func draw(on grid: inout Grid) {
    let (columns, rows) = (state.size.columns, state.size.rows)
    grid.putTitle("not set up yet")
    let room = max(1, columns - 2)
    let lines =
      Wrap.lines(offer.words, columns: room).map { ($0, Style.plain) }
      + [("", .plain)]
      + offer.lines.flatMap { line in Wrap.lines(line, columns: room) }
      .map { ($0, Style.hint) }
    for (offset, line) in lines.prefix(max(1, rows - 3)).enumerated() {
      grid.put(line.0, row: 1 + offset, column: 1, style: line.1)
    }
    if let notice = state.notice {
      NoticeView(notice: notice, ellipsis: state.ellipsis).draw(lastRow: rows - 2, on: &grid)
    }
    HintLine(
      items: [("i", "see what is written"), ("Esc", "leave it"), ("q", "quit")]
        .map { HintLine.Item(key: $0, word: $1) }
    ).draw(row: rows - 1, on: &grid)
  }
}
