import AssetCore
import Screen

/// The last two rows: what is the case, and the keys that matter.
struct StatusView {
  let state: AppState

  func draw(on grid: inout Grid) {
    let row = state.size.rows - 2
    switch state.mode {
    case .filter(let prompt): drawFilter(prompt, row: row, on: &grid)
    case .quitGuard:
      let count = Words.count(state.pending.count, "pending change is", "pending changes are")
      put("\(count) not written", .warning, row, on: &grid)
    case .sort: draw(Notice(ListOrder.menu), row: row, on: &grid)
    case .copy: put("copy", .heading, row, on: &grid)
    default: drawStatus(row: row, on: &grid)
    }
    HintLine(items: hints).draw(row: row + 1, on: &grid)
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
  }

  private func drawStatus(row: Int, on grid: inout Grid) {
    if let notice = state.notice ?? state.recoveryOffer {
      draw(notice, row: row, on: &grid)
      return
    }
    let place = placeText
    let room = max(0, state.size.columns - ColumnWidth.of(place) - 3)
    grid.put(
      Fit.end(words(columns: room), columns: room, ellipsis: state.ellipsis), row: row, column: 1)
    grid.put(place, row: row, column: state.size.columns - ColumnWidth.of(place) - 1)
  }

  private func draw(_ notice: Notice, row: Int, on grid: inout Grid) {
    NoticeView(notice: notice, ellipsis: state.ellipsis).draw(lastRow: row, on: &grid)
  }

  /// What is the case; the first of the counts are left out where there is no room for all.
  private func words(columns: Int) -> String {
    var counts = counts
    while true {
      let parts = [counts.joined(separator: "  "), scanText].filter { !$0.isEmpty }
      let text = parts.joined(separator: "   ")
      if ColumnWidth.of(text) <= columns || counts.isEmpty { return text }
      if counts.count == 1 && scanText.isEmpty { return text }
      counts.removeFirst()
    }
  }

  private var counts: [String] {
    if state.inventory.entries.isEmpty && state.scan.isRunning { return [] }
    var parts = ["\(state.inventory.outdatedCount) stale"]
    if !state.list.marks.isEmpty {
      let shown = state.list.marks.count(among: state.list.visible)
      let hidden = state.list.marks.count - shown
      parts.append("\(state.list.marks.count) marked" + (hidden > 0 ? " (\(hidden) hidden)" : ""))
    }
    let following = state.pending.chosen.followerCount
    if state.pending.count > 0 || following > 0 {
      parts.append(
        "\(state.pending.count) pending" + (following > 0 ? " (\(following) to follow)" : ""))
    }
    if let order = state.list.order.words { parts.append(order) }
    if !state.list.filterText.isEmpty { parts.append("/\(VisibleText.of(state.list.filterText))") }
    return parts
  }

  private var scanText: String {
    switch state.scan {
    case .idle: ""
    case .listing(let found): "Scanning \(found) files"
    case .reading(let done, let total): "Hashing \(done)/\(total)"
    }
  }

  private var placeText: String {
    let count = state.list.visible.count
    guard count > 0 else { return "0/0" }
    guard state.size.columns >= 60 else { return "\(state.list.cursor + 1)/\(count)" }
    let percent = count == 1 ? 100 : state.list.cursor * 100 / (count - 1)
    let padding = String(repeating: " ", count: 3 - String(percent).utf8.count)
    return "\(state.list.cursor + 1)/\(count)  \(padding)\(percent)%"
  }

  private var hints: [HintLine.Item] {
    switch state.mode {
    case .filter:
      [
        ("Enter", "keep"), ("Esc", "clear"), ("Up", "earlier"), ("!x", "without x"),
        ("s:S", "status"),
      ]
      .map { HintLine.Item(key: $0, word: $1) }
    case .token:
      [
        ("Enter", "apply"), ("Esc", "close, keep text"), ("Up", "earlier tokens"),
        ("^U", "empty"),
      ]
      .map { HintLine.Item(key: $0, word: $1) }
    case .quitGuard:
      [("w", "review"), ("d", "discard and quit"), ("Esc", "stay")]
        .map { HintLine.Item(key: $0, word: $1) }
    case .preview:
      [("Tab", "back"), ("]", "next tab"), ("j k", "other asset")]
        .map { HintLine.Item(key: $0, word: $1) }
    case .sort: []
    case .copy:
      [
        ("u", "URL"), ("p", "path"), ("t", "token"), ("h", "HTML tag"), ("d", "diff"),
        ("Esc", "no copy"),
      ]
      .map { HintLine.Item(key: $0, word: $1) }
    default:
      state.keys.rows.compactMap { row in
        guard let hint = row.hint, let key = row.keys.first else { return nil }
        return HintLine.Item(
          key: key.name, word: hint, isRight: row.action == .help || row.action == .quit,
          isFirst: row.action == .bumpAll || row.action == .write)
      }
    }
  }
}
