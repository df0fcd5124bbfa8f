import Screen
import Site
import Values

/// The box in which a manual token is typed.
struct TokenView {
  let state: AppState
  let editor: TokenEditor

  func draw(on grid: inout Grid) {
    let width = min(70, state.size.columns)
    let left = (state.size.columns - width) / 2
    let place = place
    let advice = (lines: advice.lines.prefix(max(1, place.rows - 3)), style: advice.style)
    let urls = shownURLs(rows: place.rows - 3 - advice.lines.count)
    var row = place.firstRow
    func put(_ text: String, _ style: Style = .plain) {
      grid.fill(row: row, columns: 0..<state.size.columns)
      grid.put(state.post, row: row, column: left, style: .border)
      grid.put(state.post, row: row, column: left + width - 1, style: .border)
      grid.put(text, row: row, column: left + 2, width: width - 4, style: style)
      row += 1
    }
    border(
      title, corners: state.isUnicode ? ("\u{250C}", "\u{2510}") : ("+", "+"), left, width, row,
      on: &grid)
    row += 1
    let window = LineWindow(of: editor.line, columns: width - 4 - TokenView.label)
    grid.cursor = Position(row: row, column: left + 2 + TokenView.label + window.cursor)
    put("token  \(window.text)")
    for line in advice.lines {
      put(String(repeating: " ", count: indent) + line, advice.style)
    }
    for url in urls { put(Fit.end(url, columns: width - 4, ellipsis: state.ellipsis)) }
    border(
      "", corners: state.isUnicode ? ("\u{2514}", "\u{2518}") : ("+", "+"), left, width, row,
      on: &grid)
  }

  /// The rows of the box: in the middle where that leaves the row under the cursor to be seen, else
  /// under it or over it, whichever side has more room; over all of it where neither has enough.
  private var place: (firstRow: Int, rows: Int) {
    // The last row keeps the hints.
    let room = state.size.rows - 1
    let wanted = min(room, 3 + advice.lines.count + min(6, max(1, editor.targets.count)))
    let middle = max(0, (state.size.rows - 1 - wanted) / 2)
    let cursor = state.layout.list.firstRow + state.list.cursor - state.list.top
    if !(middle..<(middle + wanted)).contains(cursor) { return (middle, wanted) }
    let below = room - cursor - 1
    let side = below >= wanted || below >= cursor ? below : cursor
    guard side >= TokenView.leastRows else { return (middle, wanted) }
    let rows = min(side, wanted)
    return (side == below ? cursor + 1 : cursor - rows, rows)
  }

  /// Two borders, the token, a line of advice.
  private static let leastRows = 4

  /// The columns before the advice: under the token where there is room.
  private var indent: Int { state.size.columns < 40 ? 0 : TokenView.label }

  /// The columns before the token.
  private static let label = 7

  private func border(
    _ title: String, corners: (String, String), _ left: Int, _ width: Int, _ row: Int,
    on grid: inout Grid
  ) {
    let name = title.isEmpty ? "" : " \(title) "
    let text = Fit.end(
      "\(corners.0)\(state.rule)\(name)", columns: width - 1, ellipsis: state.ellipsis)
    let line =
      text + String(repeating: state.rule, count: max(0, width - 1 - ColumnWidth.of(text)))
      + corners.1
    // What would stick out at its sides tells nothing.
    grid.fill(row: row, columns: 0..<state.size.columns)
    grid.put(line, row: row, column: left, style: .border)
  }

  private var title: String {
    guard editor.targets.count == 1, let only = editor.targets.first else {
      return "Manual token for \(editor.targets.count) marked assets"
    }
    return "Manual token for \(state.name(of: only.id))"
  }

  private var advice: (lines: [String], style: Style) {
    var text =
      state.size.columns < 64
      ? "A-Z a-z 0-9 . _ ~ -  up to 64" : "A-Z a-z 0-9 . _ ~ -     1 to 64 characters"
    var style = Style.hint
    do throws(TokenEditor.Refusal) {
      _ = try editor.token()
    } catch {
      if !error.isEmpty {
        (text, style) = (error.reason, .error)
      } else if let suggestion = editor.suggestion {
        text += "   Up: \(suggestion)"
      }
    }
    let columns = min(70, state.size.columns) - 4 - indent
    return (Array(Wrap.lines(text, columns: columns).prefix(max(1, state.size.rows - 4))), style)
  }

  /// As many URLs as there are rows for; where there are more, the last row counts them.
  private func shownURLs(rows: Int) -> [String] {
    let rows = max(0, min(rows, 6))
    let urls = urls
    guard urls.count > rows else { return urls }
    // A count alone would tell less than one of them.
    return rows < 2
      ? Array(urls.prefix(rows))
      : urls.prefix(rows - 1) + ["and \(urls.count - rows + 1) more like these"]
  }

  /// What the URLs become; while the text is no token, what they are.
  private var urls: [String] {
    let token = try? editor.token()
    return editor.targets.compactMap { entry in
      state.project.root(named: entry.id.root)?.url(
        of: entry.id.path, token: token ?? entry.record?.token
      ).map { VisibleText.of($0) }
    }
  }
}
