import Formats
import Planning
import Screen
import Values

/// The write screen: what will change in words, and the diff of every file.
struct WriteView {
  let state: AppState
  let screen: WriteScreen

  func draw(on grid: inout Grid) {
    let columns = state.size.columns
    var row = 0
    if state.layout.title != nil {
      grid.fill(row: 0, columns: 0..<columns, style: .title)
      let names =
        awaitsMending
        ? "(reading)"
        : screen.plan.fileEdits.map { VisibleText.of($0.name) }.joined(separator: ", ")
      grid.put(
        Fit.end(
          " \(screen.isTakingBack ? "undo" : "write")  \(names)", columns: columns,
          ellipsis: state.ellipsis), row: 0, column: 0, style: .title)
      row = 1
    }
    for (index, heading) in shownHeading.enumerated() {
      let isCut = index == 0 && ColumnWidth.of(heading) > columns - 2
      let line = isCut ? shortSummary : heading
      grid.put(
        Fit.end(line, columns: columns - 2, ellipsis: state.ellipsis), row: row, column: 1,
        style: index == 0 ? .heading : .warning)
      row += 1
    }
    drawLines(firstRow: row, on: &grid)
    drawNotice(row: state.size.rows - 2, on: &grid)
    HintLine(items: hints).draw(row: state.size.rows - 1, on: &grid)
    grid.cursor = Position(row: row, column: 0)
  }

  /// The summary where there is little room: `2 tokens +1 -1`.
  private var shortSummary: String {
    let plan = screen.plan
    return "\(Words.count(plan.count(.token) + plan.count(.strategy), "token", "tokens"))"
      + " +\(plan.count(.added)) -\(plan.count(.removed))"
  }

  private var shownHeading: [String] {
    guard screen.heading.count > WriteScreen.mostHeading else { return screen.heading }
    let rest = screen.heading.count - WriteScreen.mostHeading + 1
    return screen.heading.prefix(WriteScreen.mostHeading - 1) + [
      "and \(rest) more lines like these"
    ]
  }

  private func drawLines(firstRow: Int, on grid: inout Grid) {
    for offset in 0..<max(0, state.size.rows - 2 - firstRow) {
      let place = screen.top + offset
      let row = firstRow + offset
      if screen.list.rows.indices.contains(place) {
        draw(screen.list.rows[place], row: row, on: &grid)
      } else if screen.notes.indices.contains(place - screen.list.rows.count) {
        let note = screen.notes[place - screen.list.rows.count]
        let shown = String(note.unicodeScalars.dropFirst(screen.left))
        grid.put(
          Fit.end(shown, columns: state.size.columns - 2, ellipsis: state.ellipsis), row: row,
          column: 1, style: .warning)
      } else if screen.diff.indices.contains(place - screen.diffStart) {
        draw(screen.diff[place - screen.diffStart], row: row, on: &grid)
      }
    }
  }

  private func draw(_ line: UnifiedDiff.Line, row: Int, on grid: inout Grid) {
    let text = String(line.text.unicodeScalars.dropFirst(screen.left))
    grid.put(
      Fit.end(text, columns: state.size.columns, ellipsis: state.ellipsis),
      row: row, column: 0, style: line.kind.style)
  }

  /// One asset: `path  old -> new`; on narrow screens without the old token.
  private func draw(_ change: ChangeList.Row, row: Int, on grid: inout Grid) {
    let columns = state.size.columns
    let old = columns < 40 ? 0 : min(screen.list.oldColumns, columns / 4)
    let new = min(screen.list.newColumns, columns < 40 ? columns / 2 : columns / 4)
    let room = columns - 2 - (old == 0 ? 1 : old + 3) - 3 - new
    let name = min(screen.list.nameColumns, max(1, room))
    let path = Fit.path(change.name, columns: name, ellipsis: state.ellipsis)
    grid.put(path, row: row, column: 1)
    var column = 1 + name + 1
    if old > 0 {
      let text = Fit.end(change.old, columns: old, ellipsis: state.ellipsis)
      grid.put(text, row: row, column: column + 1, style: .removed)
      column += 1 + old + 1
    }
    column += grid.put("-> ", row: row, column: column, style: .hint)
    let text = Fit.end(change.new, columns: new, ellipsis: state.ellipsis)
    grid.put(text, row: row, column: column, style: change.isDrop ? .removed : .added)
    let remark = Fit.end(
      change.remark, columns: columns - column - new - 2, ellipsis: state.ellipsis)
    grid.put(remark, row: row, column: column + new + 2, style: .hint)
  }

  private func drawNotice(row: Int, on grid: inout Grid) {
    if let notice = notice {
      NoticeView(notice: notice, ellipsis: state.ellipsis).draw(lastRow: row, on: &grid)
    } else if screen.lineCount > 0 {
      let rows = state.layout.diffRows(under: screen)
      let last = min(screen.lineCount, screen.top + rows)
      let lines = last > screen.top + 1 ? "\(screen.top + 1)-\(last)" : "\(last)"
      grid.put("line \(lines) of \(screen.lineCount)", row: row, column: 1)
    }
  }

  private var notice: Notice? {
    if screen.isWriting { return Notice("writing") }
    if screen.isReading && state.scan.isRunning {
      return Notice("reading again   \(state.scan.words)")
    }
    if awaitsMending && screen.notice == nil {
      return Notice("reading the tokens that stand in the project's files")
    }
    return screen.notice ?? state.notice
  }

  /// Whether the plan lacks the tokens that stand in files, so that it cannot be written yet.
  private var awaitsMending: Bool { screen.awaitsMending && !screen.isTakingBack }

  private var hints: [HintLine.Item] {
    let yes = HintLine.Item(key: "y", word: screen.isTakingBack ? "take back" : "write")
    let items =
      (awaitsMending ? [] : [yes]) + [
        HintLine.Item(key: "Esc", word: "back"),
        HintLine.Item(key: "j k", word: "scroll"), HintLine.Item(key: "] [", word: "part"),
        HintLine.Item(key: "Left Right", word: "sideways"),
      ]
    return screen.isTakingBack
      ? items : items + [HintLine.Item(key: "r", word: "read again")]
  }
}

extension WriteScreen {
  /// The greatest number of lines above the diff.
  static let mostHeading = 4
}

extension UnifiedDiff.Line.Kind {
  fileprivate var style: Style {
    switch self {
    case .file: .heading
    case .place: .hint
    case .context: .plain
    case .removed: .removed
    case .added: .added
    }
  }
}
