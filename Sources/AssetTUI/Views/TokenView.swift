import AssetCore
import Screen

/// The box in which a manual token is typed.
struct TokenView {
  let state: AppState
  let editor: TokenEditor

  func draw(on grid: inout Grid) {
    let width = min(70, state.size.columns)
    let left = (state.size.columns - width) / 2
    let advice = advice
    let urls = shownURLs(rows: state.size.rows - 4 - advice.lines.count)
    // The last row keeps the hints.
    var row = max(0, (state.size.rows - 4 - advice.lines.count - urls.count) / 2)
    func put(_ text: String, _ style: Style = .plain) {
      grid.fill(row: row, columns: left..<(left + width))
      grid.put("|", row: row, column: left, style: .border)
      grid.put("|", row: row, column: left + width - 1, style: .border)
      grid.put(text, row: row, column: left + 2, width: width - 4, style: style)
      row += 1
    }
    border(title, left, width, row, on: &grid)
    row += 1
    let window = LineWindow(of: editor.line, columns: width - 4 - TokenView.label)
    grid.cursor = Position(row: row, column: left + 2 + TokenView.label + window.cursor)
    put("token  \(window.text)")
    for line in advice.lines {
      put(String(repeating: " ", count: TokenView.label) + line, advice.style)
    }
    for url in urls { put(Fit.end(url, columns: width - 4, ellipsis: state.ellipsis)) }
    border("", left, width, row, on: &grid)
  }

  /// The columns before the token.
  private static let label = 7

  private func border(
    _ title: String, _ left: Int, _ width: Int, _ row: Int, on grid: inout Grid
  ) {
    let name = title.isEmpty ? "" : " \(title) "
    let text = Fit.end("+-\(name)", columns: width - 1, ellipsis: state.ellipsis)
    let line = text + String(repeating: "-", count: max(0, width - 1 - ColumnWidth.of(text))) + "+"
    grid.put(line, row: row, column: left, style: .border)
  }

  private var title: String {
    guard editor.targets.count == 1, let only = editor.targets.first else {
      return "Manual token for \(editor.targets.count) marked assets"
    }
    return "Manual token for \(state.name(of: only.id))"
  }

  private var advice: (lines: [String], style: Style) {
    var text = "A-Z a-z 0-9 . _ ~ -     1 to 64 characters"
    var style = Style.hint
    do throws(TokenEditor.Refusal) {
      _ = try editor.token()
    } catch {
      if !error.isEmpty { (text, style) = (error.reason, .error) }
    }
    let columns = min(70, state.size.columns) - 4 - TokenView.label
    return (Array(Wrap.lines(text, columns: columns).prefix(max(1, state.size.rows - 4))), style)
  }

  /// As many URLs as there are rows for; where there are more, the last row counts them.
  private func shownURLs(rows: Int) -> [String] {
    let rows = max(0, min(rows, 6))
    let urls = urls
    guard urls.count > rows else { return urls }
    return rows == 0
      ? [] : urls.prefix(rows - 1) + ["and \(urls.count - rows + 1) more like these"]
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
