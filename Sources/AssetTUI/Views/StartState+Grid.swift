import Screen

extension StartState {
  /// Draws the state.
  public func grid() -> Grid {
    var grid = Grid(size)
    guard size.columns >= Layout.least.columns, size.rows >= Layout.least.rows else {
      grid.put(
        "\(Layout.least.columns)x\(Layout.least.rows) needed", row: 0, column: 0)
      return grid
    }
    StartView(state: self).draw(on: &grid)
    return grid
  }
}
