import AssetCore
import Screen

/// The write screen: what will change in words, and the diff of every file.
struct WriteView {
  let state: AppState
  let screen: WriteScreen

  func draw(on grid: inout Grid) {
    let columns = state.size.columns
    var row = 0
    if state.layout.title != nil {
      grid.fill(row: 0, columns: 0..<columns, style: .title)
      let names = screen.plan.edits.map { VisibleText.of($0.name) }.joined(separator: ", ")
      grid.put(
        Fit.end(
          " \(screen.isTakingBack ? "undo" : "write")  \(names)", columns: columns,
          ellipsis: state.ellipsis), row: 0, column: 0, style: .title)
      row = 1
    }
    for (index, line) in shownHeading.enumerated() {
      grid.put(
        Fit.end(line, columns: columns - 2, ellipsis: state.ellipsis), row: row, column: 1,
        style: index == 0 ? .heading : .warning)
      row += 1
    }
    drawDiff(firstRow: row, on: &grid)
    drawNotice(row: state.size.rows - 2, on: &grid)
    HintLine(items: hints).draw(row: state.size.rows - 1, on: &grid)
    grid.cursor = Position(row: row, column: 0)
  }

  private var shownHeading: [String] {
    guard screen.heading.count > WriteScreen.mostHeading else { return screen.heading }
    let rest = screen.heading.count - WriteScreen.mostHeading + 1
    return screen.heading.prefix(WriteScreen.mostHeading - 1) + [
      "and \(rest) more lines like these"
    ]
  }

  private func drawDiff(firstRow: Int, on grid: inout Grid) {
    for offset in 0..<max(0, state.size.rows - 2 - firstRow) {
      guard screen.diff.indices.contains(screen.top + offset) else { break }
      let line = screen.diff[screen.top + offset]
      let text = String(line.text.unicodeScalars.dropFirst(screen.left))
      grid.put(
        Fit.end(text, columns: state.size.columns, ellipsis: state.ellipsis),
        row: firstRow + offset, column: 0, style: line.kind.style)
    }
  }

  private func drawNotice(row: Int, on grid: inout Grid) {
    let notice = screen.isWriting ? Notice("writing") : screen.notice ?? state.notice
    if let notice {
      NoticeView(notice: notice, ellipsis: state.ellipsis).draw(lastRow: row, on: &grid)
    } else if !screen.diff.isEmpty {
      let rows = state.layout.diffRows(under: screen)
      let last = min(screen.diff.count, screen.top + rows)
      grid.put("line \(screen.top + 1)-\(last) of \(screen.diff.count)", row: row, column: 1)
    }
  }

  private var hints: [HintLine.Item] {
    let items = [
      HintLine.Item(key: "y", word: screen.isTakingBack ? "take back" : "write"),
      HintLine.Item(key: "Esc", word: "back"),
      HintLine.Item(key: "j k", word: "scroll"), HintLine.Item(key: "Left Right", word: "sideways"),
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
