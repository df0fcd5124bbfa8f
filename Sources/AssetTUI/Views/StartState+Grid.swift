import Screen

extension StartState {
  /// Draws the state.
  public func grid() -> Grid {
    var grid = Grid(size)
    guard !isTooSmall else {
      grid.put(
        "\(Layout.least.columns)x\(Layout.least.rows) needed", row: 0, column: 0)
      return grid
    }
    StartView(state: self).draw(on: &grid)
    return grid
  }

  /// Whether the terminal is too small to show anything.
  var isTooSmall: Bool {
    size.columns < Layout.least.columns || size.rows < Layout.least.rows
  }
}
