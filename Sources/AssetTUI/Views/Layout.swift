import Screen

/// Which part of the screen shows what, by the size of the terminal alone.
struct Layout: Equatable {
  /// The row of the title; nil where there is no room for one.
  var title: Int?
  /// The row of the column headings; nil where there is no room for them.
  var header: Int?
  /// The rows of assets.
  var list: Pane
  /// The preview with its row of tabs; nil where it has no room or is hidden.
  var preview: Pane?
  /// Whether the preview stands at the right of the list, not under it.
  var isSideBySide = false

  /// The least size that shows anything.
  static let least = Size(columns: 24, rows: 5)

  /// Lays out a screen of a size.
  init(size: Size, hidesPreview: Bool) {
    // The last two rows are the status line and the hints.
    let rows = max(0, size.rows - 2)
    let first = rows >= 7 ? 2 : rows >= 5 ? 1 : 0
    title = first >= 1 ? 0 : nil
    header = first == 2 ? 1 : nil
    list = Pane(firstRow: first, rows: rows - first, firstColumn: 0, columns: size.columns)
    if hidesPreview { return }
    if size.columns >= 100 && size.rows >= 14 {
      isSideBySide = true
      list.columns = size.columns * 55 / 100
      preview = Pane(
        firstRow: first - 1, rows: list.rows + 1, firstColumn: list.columns + 1,
        columns: size.columns - list.columns - 1)
    } else if size.columns >= 60 && size.rows >= 16 {
      let height = min(max(5, size.rows / 3), 12)
      list.rows -= height
      preview = Pane(
        firstRow: list.firstRow + list.rows, rows: height, firstColumn: 0, columns: size.columns)
    }
  }

  /// Whether the preview has room for all its tabs at once.
  var showsAllTabs: Bool { isSideBySide && (preview?.rows ?? 0) >= 36 }

  /// The number of assets on the screen.
  var listRows: Int { max(0, list.rows) }
}

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

extension AppState {
  /// How the screen is laid out now.
  var layout: Layout {
    Layout(size: size, hidesPreview: preview.isHidden || failure != nil)
  }
}
