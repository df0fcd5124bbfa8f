import Screen

/// A row of keys, each with a word for what it does.
struct HintLine {
  let items: [Item]

  struct Item {
    var key: String
    var word: String
    /// Whether it stands at the right end, and stays when there is little room.
    var isRight = false

    var columns: Int { ColumnWidth.of(key) + 1 + ColumnWidth.of(word) }
  }

  func draw(row: Int, on grid: inout Grid) {
    let right = items.filter(\.isRight)
    let width = right.reduce(0) { $0 + $1.columns + 2 }
    var column = max(1, grid.size.columns - width + 1)
    let limit = right.isEmpty ? grid.size.columns : column - 2
    for item in right { put(item, row: row, at: &column, on: &grid) }
    column = 1
    for item in items where !item.isRight && column + item.columns <= limit {
      put(item, row: row, at: &column, on: &grid)
    }
  }

  private func put(_ item: Item, row: Int, at column: inout Int, on grid: inout Grid) {
    column += grid.put(item.key, row: row, column: column, style: .key) + 1
    column += grid.put(item.word, row: row, column: column, style: .hint) + 2
  }
}
