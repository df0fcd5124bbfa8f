import Screen

/// Rows of text under headings, each column as wide as its widest cell.
struct TextTable {
  let headings: [String]
  var rows: [[Cell]] = []

  /// One cell and its colour.
  struct Cell {
    var text: String
    var colour: Paint.Colour?

    init(_ text: String, _ colour: Paint.Colour? = nil) {
      self.text = text
      self.colour = colour
    }
  }

  /// The table, a line a row.
  func text(_ paint: Paint) -> String {
    let all = [headings.map { Cell($0, .heading) }] + rows
    let widths = headings.indices.map { column in
      all.map { ColumnWidth.of($0[column].text) }.max() ?? 0
    }
    return all.map { row in
      let last = row.lastIndex { !$0.text.isEmpty } ?? 0
      return row[...last].enumerated().map { column, cell in
        let gap = column == last ? 0 : widths[column] - ColumnWidth.of(cell.text) + 2
        return paint(cell.text, cell.colour) + String(repeating: " ", count: gap)
      }.joined()
    }.joined(separator: "\n")
  }
}
