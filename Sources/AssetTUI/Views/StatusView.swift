import AssetCore
import Planning
import Screen
import Site
import Values

/// The last two rows: what is the case, and the keys that matter.
struct StatusView {
  let state: AppState

  func draw(on grid: inout Grid) {
    let row = state.size.rows - 2
    switch state.mode {
    case .filter(let prompt): drawFilter(prompt, row: row, on: &grid)
    case .quitGuard:
      let count = Words.count(state.pending.count, "pending change is", "pending changes are")
      put(
        isNarrow ? "\(state.pending.count) pending, not written" : "\(count) not written", .warning,
        row, on: &grid)
    case .siteQuestion(let url):
      put(
        isNarrow
          ? "ask \(url.authority)?" : "the settings name \(url.origin), another machine: ask it?",
        .warning, row, on: &grid)
    case .sort: return drawMenu("sort by   (the same again: reversed)", row: row, on: &grid)
    case .copy: return drawMenu("copy", row: row, on: &grid)
    default: drawStatus(row: row, on: &grid)
    }
    HintLine(items: hints).draw(row: row + 1, on: &grid)
  }

  private var isNarrow: Bool { state.size.columns < 40 }

  /// A heading and the choices under it; where they do not fit into one row, choices in both.
  private func drawMenu(_ heading: String, row: Int, on grid: inout Grid) {
    let all = HintLine(items: hints)
    let count = all.fittingCount(columns: state.size.columns)
    guard count < all.items.count else {
      put(heading, .heading, row, on: &grid)
      return all.draw(row: row + 1, on: &grid)
    }
    HintLine(items: Array(all.items.prefix(count))).draw(row: row, on: &grid)
    HintLine(items: Array(all.items.dropFirst(count))).draw(row: row + 1, on: &grid)
  }

  private func put(_ text: String, _ style: Style, _ row: Int, on grid: inout Grid) {
    grid.put(
      Fit.end(text, columns: state.size.columns - 1, ellipsis: state.ellipsis), row: row, column: 1,
      style: style)
  }

  private func drawFilter(_ prompt: FilterPrompt, row: Int, on grid: inout Grid) {
    grid.put("/", row: row, column: 0, style: .key)
    let window = LineWindow(of: prompt.line, columns: state.size.columns - 1)
    grid.put(window.text, row: row, column: 1)
    grid.cursor = Position(row: row, column: 1 + window.cursor)
    let shown = state.showsFindings ? state.findings.count : state.list.visible.count
    let count = "\(shown) of \(state.count(of: state.list.scope) ?? 0)"
    let column = state.size.columns - count.utf8.count - 1
    if column > 1 + ColumnWidth.of(window.text) + 1 {
      grid.put(count, row: row, column: column, style: .hint)
    }
  }

  /// The hint of an action that helps while the project cannot be read.
  private func failureHint(of row: KeyTable.Row) -> HintLine.Item? {
    guard let key = row.keys.first else { return nil }
    let word: String
    switch row.action {
    case .edit where state.failure?.file != nil: word = "edit"
    case .rescan: word = "read again"
    case .help, .quit: word = row.hint ?? ""
    default: return nil
    }
    return HintLine.Item(
      key: key.name, word: word, isRight: row.action == .help || row.action == .quit)
  }

  var hints: [HintLine.Item] {
    switch state.mode {
    case .filter:
      [
        ("Enter", "keep"), ("Esc", "clear"), ("Up", "earlier"), ("!x", "without x"),
        ("s:S", "status"),
      ]
      .map { HintLine.Item(key: $0, word: $1) }
    case .token:
      [
        ("Enter", "apply"), ("Esc", isNarrow ? "close" : "close, keep text"),
        ("Up", "likely ones"), ("^U", "empty"),
      ]
      .map { HintLine.Item(key: $0, word: $1) }
    case .quitGuard:
      [
        ("w", isNarrow ? "see" : "review"), ("d", isNarrow ? "drop" : "discard and quit"),
        ("Esc", "stay"),
      ]
      .map { HintLine.Item(key: $0, word: $1) }
    case .siteQuestion:
      [("y", isNarrow ? "ask" : "ask it, now and later"), ("Esc", "do not")]
        .map { HintLine.Item(key: $0, word: $1) }
    case .preview where state.isInReferences:
      [
        ("Enter", "page"), ("e", "edit"), ("o", "browser"), ("j k", "line"), ("]", "tab"),
        ("Tab", "back"),
      ]
      .map { HintLine.Item(key: $0, word: $1) }
    case .preview:
      [("Tab", "back")].map { HintLine.Item(key: $0, word: $1) }
        + (state.fullPreviewLines.count > state.fullPreview.rows - 1
          ? [HintLine.Item(key: "PgDn", word: "more", isFirst: true)] : [])
        + [("]", "tab"), ("j k", "asset")].map { HintLine.Item(key: $0, word: $1) }
    case .sort:
      [("p", "path"), ("s", "status"), ("z", "size"), ("c", "changed"), ("Esc", "as it is")]
        .map { HintLine.Item(key: $0, word: $1) }
    case .copy:
      [
        ("u", "URL"), ("p", "path"), ("t", "token"), ("h", "HTML tag"), ("d", "diff"),
        ("c", "command"), ("Esc", "no copy"),
      ]
      .map { HintLine.Item(key: $0, word: $1) }
    default:
      state.failure == nil
        ? ListHints(state: state).items : state.keys.rows.compactMap(failureHint(of:))
    }
  }
}

extension AppState {
  /// What is being done aside, in words; empty where nothing is.
  var work: String {
    if scan.isRunning { return scan.words }
    if site.isRunning { return site.work }
    return references.isReading ? "Reading references" : ""
  }
}
