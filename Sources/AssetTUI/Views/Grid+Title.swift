import Screen

extension Grid {
  /// Draws the first row of a screen without views: the program's name, where there is room for it, and
  /// what is the matter.
  mutating func putTitle(_ words: String) {
    fill(row: 0, columns: 0..<size.columns, style: .title)
    let name = " assetbump "
    let hasName = ColumnWidth.of(name) + 2 + ColumnWidth.of(words) <= size.columns
    let column = hasName ? put(name, row: 0, column: 0, style: .name) : 0
    put(" \(words)", row: 0, column: column, style: .title)
  }
}
