import Planning
import Screen
import Site
import Values

/// The screen after a write.
struct ResultView {
  let state: AppState
  let screen: ResultScreen

  func draw(on grid: inout Grid) {
    let columns = state.size.columns
    var row = 0
    if state.layout.title != nil {
      grid.fill(row: 0, columns: 0..<columns, style: .title)
      var column = grid.put(" written ", row: 0, column: 0, style: .name)
      column += grid.put("  \(screen.summary.files)", row: 0, column: column, style: .title)
      let separator = state.isUnicode ? " \u{B7} " : ", "
      let words = screen.summary.text(columns: columns - column - 4, separator: separator)
      grid.put("   \(words)", row: 0, column: column, style: .title)
      row = 1
    }
    let end = state.size.rows - 2
    for line in screen.left where row < end {
      grid.put(
        Fit.end(line, columns: columns - 2, ellipsis: state.ellipsis), row: row, column: 1,
        style: screen.isLeavingNothing ? .hint : .warning)
      row += 1
    }
    let keys = keys
    // What there is to take along is shown before the names of the files.
    let room = max(0, end - row - keys.count - 2)
    let names = screen.plan.fileEdits.map { VisibleText.of($0.name) }
    let shown = names.count > room ? max(0, room - 1) : names.count
    if shown > 0 { row += 1 }
    for name in names.prefix(shown) {
      grid.put(
        Fit.path(name, columns: columns - 2, ellipsis: state.ellipsis), row: row, column: 1,
        style: .heading)
      row += 1
    }
    if shown > 0, shown < names.count {
      grid.put("and \(names.count - shown) more files", row: row, column: 1, style: .hint)
      row += 1
    }
    if end - row > keys.count { row += 1 }
    for (key, words) in keys where row < end {
      let used = grid.put(key, row: row, column: 1, style: .key)
      grid.put(
        Fit.end(words, columns: columns - used - 4, ellipsis: state.ellipsis), row: row,
        column: 1 + max(3, used + 1))
      row += 1
    }
    if let notice = state.notice {
      NoticeView(notice: notice, ellipsis: state.ellipsis).draw(lastRow: end, on: &grid)
    }
    HintLine(items: hints).draw(row: state.size.rows - 1, on: &grid)
    grid.cursor = Position(row: 0, column: 0)
  }

  private var keys: [(String, String)] {
    let undo = state.keys.keyName(of: .undo) ?? "u"
    return [
      ("g", "copies the git commands, with a message that names the assets"),
      ("p", "copies \(Words.count(screen.urls.count, "URL", "URLs")) that changed, for a purge"),
      ("m", "copies a summary in Markdown, for the pull request"),
    ] + (state.canTakeBack ? [(undo, "takes the write back, through its own diff")] : [])
  }

  private var hints: [HintLine.Item] {
    ([("Esc", "list"), ("g", "git"), ("p", "URLs"), ("m", "Markdown")]
      + (state.canTakeBack ? [(state.keys.keyName(of: .undo) ?? "u", "take back")] : [])
      + [(state.keys.keyName(of: .quit) ?? "q", "quit")])
      .map { HintLine.Item(key: $0.0, word: $0.1) }
  }
}

extension AppState {
  /// Whether the last write can be taken back.
  var canTakeBack: Bool { takingBack?.plan != nil }
}
