import Planning
import Screen
import Values

/// A page that mentions an asset, with the URLs that it will have.
struct PageView {
  let state: AppState
  let screen: PageScreen

  func draw(on grid: inout Grid) {
    if state.layout.title != nil { drawTitle(on: &grid) }
    drawLines(on: &grid)
    drawStatus(row: state.size.rows - 2, on: &grid)
    HintLine(items: hints).draw(row: state.size.rows - 1, on: &grid)
  }

  private var firstRow: Int { state.layout.title == nil ? 0 : 1 }

  private func drawTitle(on grid: inout Grid) {
    let columns = state.size.columns
    grid.fill(row: 0, columns: 0..<columns, style: .title)
    let column = grid.put(
      screen.isServed ? " generated page " : " page ", row: 0, column: 0, style: .name)
    guard let file = screen.file else { return }
    let place = "  \(screen.index + 1) of \(screen.pages.count)"
    let room = max(0, columns - column - 2 - ColumnWidth.of(place))
    let name = Fit.path(VisibleText.of(file), columns: room, ellipsis: state.ellipsis)
    grid.put(
      Fit.end("  \(name)\(place)", columns: columns - column, ellipsis: state.ellipsis), row: 0,
      column: column, style: .title)
  }

  private func drawLines(on grid: inout Grid) {
    switch screen.content {
    case .searching: grid.put("reading references", row: firstRow, column: 1, style: .hint)
    case .reading: grid.put("reading the page", row: firstRow, column: 1, style: .hint)
    case .failed(let reason):
      for (offset, line) in Wrap.lines(reason, columns: state.size.columns - 2).enumerated()
      where offset < state.layout.pageRows {
        grid.put(line, row: firstRow + offset, column: 1, style: .error)
      }
    case .page(let page):
      if page.lines.isEmpty {
        grid.put("the page is empty", row: firstRow, column: 1, style: .hint)
      }
      draw(page, on: &grid)
    }
  }

  private func draw(_ page: PagePreview, on grid: inout Grid) {
    let text = PageText(
      screen, columns: state.size.columns, ellipsis: state.ellipsis)
    let end = firstRow + state.layout.pageRows
    var row = firstRow
    for index in page.lines.indices.dropFirst(screen.top) where row < end {
      let isCursor = index == screen.cursor
      if isCursor {
        grid.put(state.bar, row: row, column: 0, style: .bar)
        if screen.prompt == nil { grid.cursor = Position(row: row, column: 0) }
      }
      if page.lines[index].changes { grid.put("~", row: row, column: 1, style: .pending) }
      for parts in text.rows(of: index, most: end - row) {
        var column = PageText.gutter
        for part in parts {
          column += grid.put(part.text, row: row, column: column, style: part.style)
        }
        if isCursor {
          grid.restyle(row: row, columns: 0..<state.size.columns) { $0.isCursor = true }
        }
        row += 1
      }
    }
  }

  private func drawStatus(row: Int, on grid: inout Grid) {
    if let prompt = screen.prompt {
      grid.put("/", row: row, column: 0, style: .key)
      let window = LineWindow(of: prompt, columns: state.size.columns - 1)
      grid.put(window.text, row: row, column: 1)
      grid.cursor = Position(row: row, column: 1 + window.cursor)
    } else if let notice = screen.notice ?? state.notice {
      NoticeView(notice: notice, ellipsis: state.ellipsis).draw(lastRow: row, on: &grid)
    } else if let line = screen.currentLine {
      let text = line.changes ? change(of: line) : placeText
      grid.put(
        Fit.end(text, columns: state.size.columns - 2, ellipsis: state.ellipsis), row: row,
        column: 1, style: line.changes ? .pending : .plain)
    }
  }

  private var placeText: String {
    "line \(screen.cursor + 1) of \(screen.lines.count)   "
      + Words.count(screen.changeCount, "line changes", "lines change")
  }

  /// What changes in a line: the old URL and the new one.
  private func change(of line: PagePreview.Line) -> String {
    var changes: [(now: [UInt8], next: [UInt8])] = []
    for replacement in line.replacements where replacement.now != replacement.next {
      let change = (now: replacement.now, next: replacement.next)
      if !changes.contains(where: { $0 == change }) { changes.append(change) }
    }
    guard let (now, next) = changes.first else { return placeText }
    let more = changes.count > 1 ? "  and \(changes.count - 1) more" : ""
    let room = state.size.columns - 2 - more.utf8.count - 4
    let whole = "\(VisibleText.of(now)) \(state.arrow) \(VisibleText.of(next))\(more)"
    if ColumnWidth.of(whole) <= state.size.columns - 2 { return whole }
    let sides = [now, next].map { url in
      let text = VisibleText.of(url)
      // Where little room is left, the end counts: the token is there.
      return room / 2 < 16
        ? Fit.start(text, columns: max(1, room / 2), ellipsis: state.ellipsis)
        : Fit.path(text, columns: room / 2, ellipsis: state.ellipsis)
    }
    return sides.joined(separator: " \(state.arrow) ") + more
  }

  private var hints: [HintLine.Item] {
    if screen.prompt != nil {
      return [("Enter", "next match"), ("Esc", "no search")]
        .map { HintLine.Item(key: $0, word: $1) }
    }
    let edit = state.keys.keyName(of: .edit).map { [($0, "edit")] } ?? []
    let browse = state.keys.keyName(of: .browse).map { [($0, "browser")] } ?? []
    return
      ([
        ("Esc", "back"), ("n N", screen.query.isEmpty ? "change" : "match"), ("} {", "file"),
        ("/", "search"), ("W", "wrap"),
      ] + edit
      + browse)
      .map { HintLine.Item(key: $0, word: $1) }
  }
}
