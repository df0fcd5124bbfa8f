import AssetCore
import Screen

/// The box in which a manual token is typed.
struct TokenView {
  let state: AppState
  let editor: TokenEditor

  func draw(on grid: inout Grid) {
    let width = min(70, state.size.columns)
    let left = (state.size.columns - width) / 2
    let urls = urls
    let fixed = 5
    let shown = min(urls.count, max(0, state.size.rows - fixed), 6)
    let top = max(0, (state.size.rows - fixed - shown) / 2)
    var row = top
    func put(_ text: String, _ style: Style = .plain) {
      grid.fill(row: row, columns: left..<(left + width))
      grid.put("|", row: row, column: left, style: .border)
      grid.put("|", row: row, column: left + width - 1, style: .border)
      grid.put(
        Fit.end(text, columns: width - 4, ellipsis: state.ellipsis), row: row, column: left + 2,
        style: style)
      row += 1
    }
    border(title, left, width, row, on: &grid)
    row += 1
    put("token  \(VisibleText.of(editor.line.text))")
    grid.cursor = Position(
      row: row - 1,
      column: min(left + width - 2, left + 9 + ColumnWidth.of(editor.line.textBeforeCursor)))
    put("       \(advice.text)", advice.style)
    for url in urls.prefix(shown) { put(url) }
    put("Enter apply   Esc close, keep text   Up earlier tokens   ^U empty", .hint)
    border("", left, width, row, on: &grid)
  }

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

  private var advice: (text: String, style: Style) {
    do throws(TokenEditor.Refusal) {
      _ = try editor.token()
      return ("A-Z a-z 0-9 . _ ~ -     1 to 64 characters", .hint)
    } catch {
      return error.isEmpty
        ? ("A-Z a-z 0-9 . _ ~ -     1 to 64 characters", .hint) : (error.reason, .error)
    }
  }

  /// What the URLs become; empty while the text is no token.
  private var urls: [String] {
    let token = try? editor.token()
    return editor.targets.compactMap { entry in
      state.project.root(named: entry.id.root)?.url(
        of: entry.id.path, token: token ?? entry.record?.token
      ).map { VisibleText.of($0) }
    }
  }
}
