import Screen

/// A row of keys, each with a word for what it does.
struct HintLine {
  let items: [Item]

  struct Item {
    var key: String
    var word: String
    /// Whether it stands at the right end, and stays when there is little room.
    var isRight = false
    /// Whether it stays before others when there is little room.
    var isFirst = false

    var columns: Int { ColumnWidth.of(key) + 1 + ColumnWidth.of(word) }
  }

  func draw(row: Int, on grid: inout Grid) {
    let right = items.filter(\.isRight)
    let width = right.reduce(0) { $0 + $1.columns + 2 }
    var column = max(1, grid.size.columns - width + 1)
    let limit = right.isEmpty ? grid.size.columns : column - 2
    for item in right { put(item, row: row, at: &column, on: &grid) }
    column = 1
    for index in fitting(limit) { put(items[index], row: row, at: &column, on: &grid) }
  }

  /// The number of items, from the first, that fit into a row.
  func fittingCount(columns: Int) -> Int {
    var column = 1
    let fitting = items.prefix { item in
      defer { column += item.columns + 2 }
      return column + item.columns <= columns
    }
    return fitting.count
  }

  /// The items at the left that fit below a column, those that stay first before the others.
  private func fitting(_ limit: Int) -> [Int] {
    var column = 1
    let left = items.indices.filter { !items[$0].isRight }
    let ordered = left.filter { items[$0].isFirst } + left.filter { !items[$0].isFirst }
    return ordered.filter { index in
      guard column + items[index].columns <= limit else { return false }
      column += items[index].columns + 2
      return true
    }.sorted()
  }

  private func put(_ item: Item, row: Int, at column: inout Int, on grid: inout Grid) {
    let start = column
    column += grid.put(item.key, row: row, column: column, style: .key) + 1
    column += grid.put(item.word, row: row, column: column, style: .hint) + 2
    // Of several keys the first one.
    if let key = item.key.split(separator: " ").first, Key(name: String(key)) != nil {
      grid.addButton(row: row, columns: start..<(column - 2), name: "key \(key)")
    }
  }
}
