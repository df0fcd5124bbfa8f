import Screen

/// What is wrong at a start without a project, and the keys that help.
struct StartView {
  let state: StartState

  func draw(on grid: inout Grid) {
    let (columns, rows) = (state.size.columns, state.size.rows)
    var items = [("R", "read again"), ("q", "quit")]
    switch state.problem {
    case .broken(let failure):
      grid.putTitle("the settings cannot be read")
      FailureView(
        failure, pane: Pane(firstRow: 1, rows: rows - 2, firstColumn: 0, columns: columns),
        ellipsis: state.ellipsis
      ).draw(on: &grid)
      if failure.file != nil { items.insert(("e", "edit"), at: 0) }
    case .missing(let words, let draft):
      grid.putTitle("no project here")
      draw(words, draft, on: &grid)
      if draft != nil { items.insert(("i", "set it up here"), at: 0) }
    }
    if let notice = state.notice {
      NoticeView(notice: notice, ellipsis: state.ellipsis).draw(lastRow: rows - 2, on: &grid)
    }
    HintLine(items: items.map { HintLine.Item(key: $0, word: $1) }).draw(row: rows - 1, on: &grid)
  }

  private func draw(_ words: String, _ draft: [String]?, on grid: inout Grid) {
    let room = max(1, state.size.columns - 2)
    var lines = Wrap.lines(words, columns: room).map { ($0, Style.plain) }
    if let draft {
      lines += [("", .plain), ("i sets up a project in this folder:", .plain)]
      lines += draft.flatMap { Wrap.lines($0, columns: room) }.map { ($0, .hint) }
    }
    for (offset, line) in lines.prefix(max(1, state.size.rows - 3)).enumerated() {
      grid.put(line.0, row: 1 + offset, column: 1, style: line.1)
    }
  }
}
