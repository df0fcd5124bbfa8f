import Screen

/// A line for the person; where it is too long it takes rows above, for its end says what to do next.
struct NoticeView {
  let notice: Notice
  let ellipsis: String

  /// Draws it with its last line in a row.
  func draw(lastRow: Int, on grid: inout Grid) {
    let columns = grid.size.columns - 2
    var lines = Wrap.lines(notice.text, columns: columns)
    let most = max(1, min(NoticeView.mostRows, grid.size.rows - 3))
    if lines.count > most {
      let rest = lines[(most - 1)...].joined(separator: " ")
      lines[(most - 1)...] = [Fit.end(rest, columns: columns, ellipsis: ellipsis)]
    }
    for (offset, line) in lines.enumerated() {
      let row = lastRow - lines.count + 1 + offset
      grid.fill(row: row, columns: 0..<grid.size.columns)
      grid.put(line, row: row, column: 1, style: notice.isError ? .error : .plain)
    }
  }

  private static let mostRows = 3
}
