import AssetCore
import Planning
import Screen
import Values

/// Why the project cannot be read, in the list's place: the words, the lines around the place, and the
/// keys that help.
struct FailureView {
  let failure: ProjectFailure
  let pane: Pane
  /// The lines that say which keys help.
  let keys: [String]
  let ellipsis: String

  init(_ failure: ProjectFailure, pane: Pane, state: AppState) {
    self.init(
      failure, pane: pane, ellipsis: state.ellipsis, edit: state.keys.keyName(of: .edit) ?? "e",
      rescan: state.keys.keyName(of: .rescan) ?? "R", keepsPending: state.pending.count > 0)
  }

  init(
    _ failure: ProjectFailure, pane: Pane, ellipsis: String, edit: String = "e",
    rescan: String = "R", keepsPending: Bool = false
  ) {
    self.failure = failure
    self.pane = pane
    self.ellipsis = ellipsis
    keys =
      (failure.name.map { ["\(edit) opens \($0) in your editor"] } ?? [])
      + ["\(rescan) reads everything again"]
      + (keepsPending ? ["what is pending is kept"] : [])
  }

  func draw(on grid: inout Grid) {
    let end = pane.firstRow + pane.rows
    var row = pane.firstRow
    for line in Wrap.lines(failure.message, columns: pane.columns - 3) where row < end {
      grid.put(line, row: row, column: 2, width: pane.columns - 2, style: .error)
      row += 1
    }
    // The keys stand there even where the lines of the file have no room.
    let room = end - row - 1 - keys.count
    if room >= 3 {
      row += 1
      for line in shown(room - 1) {
        draw(line, row: row, on: &grid)
        row += 1
      }
    }
    if row + keys.count < end { row += 1 }
    for line in keys where row < end {
      grid.put(line, row: row, column: 2, width: pane.columns - 2, style: .hint)
      row += 1
    }
  }

  /// As many lines of the file as there are rows, the one that is meant among them.
  private func shown(_ rows: Int) -> ArraySlice<FileExcerpt.Line> {
    let lines = failure.excerpt
    let meant = lines.firstIndex { $0.number == failure.line } ?? 0
    let first = max(0, min(meant - rows / 2, lines.count - rows))
    return lines[first..<min(lines.count, first + rows)]
  }

  private func draw(_ line: FileExcerpt.Line, row: Int, on grid: inout Grid) {
    let number = String(line.number)
    let isMeant = line.number == failure.line
    if isMeant { grid.put(">", row: row, column: 2, style: .error) }
    grid.put(
      String(repeating: " ", count: max(0, 4 - number.utf8.count)) + number, row: row, column: 4,
      style: .hint)
    grid.put(
      Fit.end(VisibleText.of(line.bytes), columns: pane.columns - 11, ellipsis: ellipsis),
      row: row, column: 10, width: pane.columns - 10, style: isMeant ? .plain : .hint)
  }
}
