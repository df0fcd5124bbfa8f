import Formats
import Planning
import Screen
import Values

/// The write screen: what will change in a line, what will be left, and each change cut around its token.
struct WriteView {
  let state: AppState
  let screen: WriteScreen

  func draw(on grid: inout Grid) {
    var row = 0
    if state.layout.title != nil {
      drawTitle(on: &grid)
      row = 1
    }
    for line in state.shownHeading(of: screen) {
      grid.put(
        Fit.end(line, columns: state.size.columns - 2, ellipsis: state.ellipsis), row: row,
        column: 1, style: screen.isLeavingNothing ? .hint : .warning)
      row += 1
    }
    let height = state.writeHeight(of: screen)
    for offset in 0..<height where screen.rows.indices.contains(screen.top + offset) {
      draw(screen.top + offset, row: row + offset, on: &grid)
    }
    grid.cursor = Position(
      row: row + max(0, min((screen.change ?? screen.top) - screen.top, height - 1)), column: 0)
    drawStatus(row: state.size.rows - 2, on: &grid)
    HintLine(items: hints).draw(row: state.size.rows - 1, on: &grid)
  }

  private func drawTitle(on grid: inout Grid) {
    let columns = state.size.columns
    grid.fill(row: 0, columns: 0..<columns, style: .title)
    var column = grid.put(
      screen.isTakingBack ? " undo " : " write ", row: 0, column: 0, style: .name)
    guard !awaitsMending else {
      grid.put("  (reading)", row: 0, column: column, style: .title)
      return
    }
    if screen.plan.isEmpty {
      grid.put("  nothing changes", row: 0, column: column, style: .title)
      return
    }
    column += grid.put("  \(screen.summary.files)", row: 0, column: column, style: .title)
    let separator = state.isUnicode ? " \u{B7} " : ", "
    let words = screen.summary.text(columns: columns - column - 4, separator: separator)
    grid.put("   \(words)", row: 0, column: column, style: .title)
  }

  private func draw(_ index: Int, row: Int, on grid: inout Grid) {
    let item = screen.rows[index]
    let columns = state.size.columns
    var column = grid.put(
      item.gutter, row: row, column: 0, width: columns, style: item.kind.gutterStyle)
    if index == screen.change { grid.put(state.bar, row: row, column: 0, style: .bar) }
    let isMoved = item.kind == .diff
    var hidden = isMoved ? screen.left : 0
    for part in item.parts {
      var text = part.text
      if hidden > 0 {
        let scalars = text.unicodeScalars.drop { scalar in
          guard hidden > 0 else { return false }
          hidden -= max(0, ColumnWidth.of(scalar))
          return true
        }
        text = String(String.UnicodeScalarView(scalars))
      }
      let room = columns - column
      guard room > 0 else { break }
      let fitted = Fit.end(text, columns: room, ellipsis: state.ellipsis)
      column += grid.put(fitted, row: row, column: column, style: part.style)
    }
    if !screen.query.isEmpty { markMatches(in: item, row: row, on: &grid) }
  }

  /// Picks out what was searched.
  private func markMatches(in item: WriteRow, row: Int, on grid: inout Grid) {
    let query = PageQuery(screen.query)
    let start = ColumnWidth.of(item.gutter)
    let bytes = Array(item.text.utf8)
    var rest = bytes[...]
    while let found = query.firstIndex(in: rest), query.count > 0 {
      let before = ColumnWidth.of(String(decoding: bytes[..<found], as: UTF8.self))
      let first = start + before - (item.kind == .diff ? screen.left : 0)
      let width = ColumnWidth.of(
        String(decoding: bytes[found..<(found + query.count)], as: UTF8.self))
      if first >= start {
        grid.restyle(row: row, columns: first..<(first + width)) { $0 = .match }
      }
      rest = bytes[(found + query.count)...]
    }
  }

  private func drawStatus(row: Int, on grid: inout Grid) {
    if let prompt = screen.prompt {
      grid.put("/", row: row, column: 0, style: .key)
      let window = LineWindow(of: prompt, columns: state.size.columns - 1)
      grid.put(window.text, row: row, column: 1)
      grid.cursor = Position(row: row, column: 1 + window.cursor)
    } else if let notice {
      NoticeView(notice: notice, ellipsis: state.ellipsis).draw(lastRow: row, on: &grid)
    } else if screen.rows.count > state.writeHeight(of: screen) {
      let last = min(screen.rows.count, screen.top + state.writeHeight(of: screen))
      grid.put(
        "\(screen.top + 1)-\(last) of \(screen.rows.count)", row: row, column: 1, style: .hint)
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
  private var awaitsMending: Bool { screen.awaitsMending && !screen.isFixed }

  private var hints: [HintLine.Item] {
    if screen.prompt != nil {
      return [("Enter", "find"), ("Esc", "no search")].map { HintLine.Item(key: $0, word: $1) }
    }
    var items: [(String, String)] = []
    if screen.isOutdated && !screen.isFixed {
      items.append(("r", "read again"))
    } else if !screen.plan.isEmpty, !screen.isOutdated {
      items.append(
        ("y", screen.isTakingBack ? "take back" : "write \(screen.summary.files)"))
    }
    items.append(("Esc", "back"))
    if screen.needsToken, !screen.isFixed {
      items.append((state.keys.keyName(of: .manual) ?? "m", "type token"))
    }
    items.append(("n N", screen.query.isEmpty ? "change" : "match"))
    items.append(("z", screen.isWhole ? "changes" : "whole diff"))
    if !screen.isWhole { items.append(("W", screen.wraps ? "cut" : "wrap")) }
    if screen.isWhole { items.append(("Left Right", "sideways")) }
    items.append(("/", "search"))
    return items.map { HintLine.Item(key: $0.0, word: $0.1) }
  }
}

extension AppState {
  /// The lines above the rows of the write screen: what is left, in one line where there is no room for
  /// more.
  func shownHeading(of screen: WriteScreen) -> [String] {
    let most = max(1, (size.rows - 3) / 3)
    return screen.heading.count > most && !screen.brief.isEmpty ? [screen.brief] : screen.heading
  }

  /// The number of rows that the write screen shows.
  func writeHeight(of screen: WriteScreen) -> Int {
    let title = layout.title == nil ? 0 : 1
    return max(1, size.rows - 2 - title - shownHeading(of: screen).count)
  }
}

extension WriteRow.Kind {
  /// The style of what stands before the text.
  fileprivate var gutterStyle: Style {
    switch self {
    case .old: .removed
    case .new: .added
    default: .hint
    }
  }
}
