import Screen

/// A rectangle of the screen.
struct Pane: Equatable {
  var firstRow: Int
  var rows: Int
  var firstColumn: Int
  var columns: Int

  /// Whether a position lies in the rectangle.
  func contains(_ position: Position) -> Bool {
    (firstRow..<(firstRow + rows)).contains(position.row)
      && (firstColumn..<(firstColumn + columns)).contains(position.column)
  }
}
