import Screen
import Site
import Values

/// The words of the status line: what is the case, what will be written, what is being done.
extension StatusView {
  /// Draws what is the case; the first of the pieces are left out where there is no room for all.
  func drawStatus(row: Int, on grid: inout Grid) {
    if let notice = state.notice ?? state.recoveryOffer {
      NoticeView(notice: notice, ellipsis: state.ellipsis).draw(lastRow: row, on: &grid)
      return
    }
    let place = placeText
    let columns = state.size.columns
    let room = max(0, columns - ColumnWidth.of(place) - 3)
    var pieces = pieces
    while pieces.count > 1, width(of: pieces) > room { pieces.removeFirst() }
    var column = 1
    for (index, piece) in pieces.enumerated() {
      if index > 0 { column += 3 }
      for part in piece where column < 1 + room {
        column += grid.put(
          Fit.end(part.text, columns: 1 + room - column, ellipsis: state.ellipsis), row: row,
          column: column, style: part.style)
      }
    }
    grid.put(place, row: row, column: columns - ColumnWidth.of(place) - 1, style: .hint)
  }

  private func width(of pieces: [[StyledText]]) -> Int {
    pieces.reduce(-3) { $0 + 3 + $1.reduce(0) { $0 + ColumnWidth.of($1.text) } }
  }

  /// What there is to say, the least needed first.
  private var pieces: [[StyledText]] {
    if state.failure != nil { return [[StyledText(text: "cannot be read", style: .error)]] }
    if state.inventory.entries.isEmpty && state.scan.isRunning { return [work] }
    let pieces = [
      order, filter, state.showsFindings ? findings : marks, outdated, pending, wanting, work,
    ]
    return pieces.filter { !$0.isEmpty }
  }

  private var findings: [StyledText] { [StyledText(text: state.findings.words)] }

  private var outdated: [StyledText] {
    let count = state.inventory.stoppingCount
    if state.showsFindings || state.pending.count > 0 { return [] }
    if count > 0 { return [StyledText(text: "\(count) outdated", style: .warning)] }
    return state.scan.isRunning ? [] : [StyledText(text: "nothing is outdated")]
  }

  /// `9 pending ━━━━━━─ 9/10`: what of the outdated assets is to be bumped.
  private var pending: [StyledText] {
    let following = state.pending.chosen.followerCount
    guard state.pending.count > 0 || following > 0 else { return [] }
    let more = following > 0 ? " (\(following) to follow)" : ""
    let count = StyledText(text: "\(state.pending.count) pending\(more)", style: .pending)
    let total = state.inventory.stoppingCount
    guard total > 0, state.size.columns >= 60 else { return [count] }
    let done = state.pendingOutdatedCount
    return [count, StyledText(text: " ")] + bar(done, of: total, .pending)
      + [StyledText(text: " \(done)/\(total)")]
  }

  private var wanting: [StyledText] {
    let count = state.awaitingTokens.count
    guard count > 0 else { return [] }
    let key = state.keys.keyName(of: .manual) ?? "m"
    return [
      StyledText(
        text: Words.count(count, "needs a token", "need a token") + ": \(key)", style: .warning)
    ]
  }

  private var marks: [StyledText] {
    guard !state.list.marks.isEmpty else { return [] }
    let shown = state.list.marks.count(among: state.list.visible)
    let hidden = state.list.marks.count - shown
    return [
      StyledText(
        text: "\(state.list.marks.count) marked" + (hidden > 0 ? " (\(hidden) hidden)" : ""),
        style: .mark)
    ]
  }

  private var order: [StyledText] {
    state.list.order.words.map { [StyledText(text: $0, style: .hint)] } ?? []
  }

  private var filter: [StyledText] {
    state.list.filterText.isEmpty
      ? [] : [StyledText(text: "/\(VisibleText.of(state.list.filterText))", style: .key)]
  }

  /// What is being done aside, with a bar where it is known how much there is to do.
  private var work: [StyledText] {
    if case .reading(let done, let total) = state.scan, total > 0 {
      let counts = StyledText(text: " \(done)/\(total)", style: .hint)
      guard state.size.columns >= 60 else {
        return [StyledText(text: "Hashing", style: .hint), counts]
      }
      return [StyledText(text: "Hashing ", style: .hint)] + bar(done, of: total, .key) + [counts]
    }
    let words = state.work
    return words.isEmpty ? [] : [StyledText(text: words, style: .hint)]
  }

  /// A bar of which a part is done.
  private func bar(_ done: Int, of total: Int, _ style: Style) -> [StyledText] {
    let columns = state.size.columns >= 100 ? 20 : 10
    let full = done >= total ? columns : min(columns - 1, done * columns / max(1, total))
    return [
      StyledText(
        text: String(repeating: state.isUnicode ? "\u{2501}" : "=", count: full), style: style),
      StyledText(
        text: String(repeating: state.isUnicode ? "\u{2500}" : "-", count: columns - full),
        style: .hint),
    ].filter { !$0.text.isEmpty }
  }

  /// The place of what is under the cursor among the assets, or findings, in view.
  private var placeText: String {
    if state.failure != nil { return "" }
    let count = state.showsFindings ? state.findings.rows.count : state.list.visible.count
    let place = state.showsFindings ? state.findings.cursor : state.list.placeInView
    return count == 0 ? "0/0" : "\(place + 1)/\(count)"
  }
}

extension AppState {
  /// The number of outdated assets that a write would mend.
  var pendingOutdatedCount: Int {
    let chosen = pending.chosen
    guard pending.count > 0 else { return 0 }
    var count = 0
    for (index, status) in inventory.statuses.enumerated() where status.isOutdated {
      if let choice = chosen[at: index], choice.bump != .keep, !needsToken(index) { count += 1 }
    }
    return count
  }
}
