import Screen

/// Which part of the screen shows what, by the size of the terminal and what list and preview need.
struct Layout: Equatable {
  /// The row of the title; nil where there is no room for one.
  var title: Int?
  /// The row of the column headings; nil where there is no room for them.
  var header: Int?
  /// The row above the status line that says what is wrong with the whole project; nil where nothing is, or
  /// where there is no room.
  var banner: Int?
  /// The rows of assets.
  var list: Pane
  /// The preview with its row of tabs; nil where it has no room or is hidden.
  var preview: Pane?
  /// Whether the preview stands at the right of the list, not under it.
  var isSideBySide = false

  /// The least size that shows anything.
  static let least = Size(columns: 24, rows: 5)
  /// The least size with the preview beside the list, and the least columns of the preview then.
  static let leastBeside = Size(columns: 120, rows: 14)
  static let leastPreview = 40
  /// The least rows with the preview under the list, and the most rows of the preview then.
  static let leastBelow = 16
  static let mostBelow = 8

  /// Lays out a screen of a size.
  ///
  /// - Parameters:
  ///   - listColumns: the columns that the list needs for its names and all it says of them.
  ///   - previewRows: the rows that the preview has something for, that of its tabs among them.
  ///   - hasBanner: whether there is something to say of the whole project.
  init(
    size: Size, hidesPreview: Bool, listColumns: Int = 75, previewRows: Int = 5,
    hasBanner: Bool = false
  ) {
    // The last two rows are the status line and the hints.
    var rows = max(0, size.rows - 2)
    let first = rows >= 7 ? 2 : rows >= 5 ? 1 : 0
    title = first >= 1 ? 0 : nil
    header = first == 2 ? 1 : nil
    if hasBanner, first == 2 {
      // At the bottom: what is above it does not move once it is known.
      rows -= 1
      banner = rows
    }
    list = Pane(firstRow: first, rows: rows - first, firstColumn: 0, columns: size.columns)
    if hidesPreview { return }
    if size.columns >= Layout.leastBeside.columns && size.rows >= Layout.leastBeside.rows
      && size.columns - listColumns - 1 >= Layout.leastPreview
    {
      isSideBySide = true
      list.columns = listColumns
      preview = Pane(
        firstRow: first - 1, rows: list.rows + 1, firstColumn: list.columns + 1,
        columns: size.columns - list.columns - 1)
    } else if size.rows >= Layout.leastBelow {
      let height = min(previewRows, Layout.mostBelow, list.rows / 2)
      list.rows -= height
      preview = Pane(
        firstRow: list.firstRow + list.rows, rows: height, firstColumn: 0, columns: size.columns)
    }
  }

  /// Whether the preview has room for all its tabs at once.
  var showsAllTabs: Bool { (preview?.rows ?? 0) >= 16 }

  /// The number of rows of the list on the screen.
  var listRows: Int { max(0, list.rows) }
}

extension AppState {
  /// How the screen is laid out now.
  var layout: Layout {
    Layout(
      size: size, hidesPreview: preview.isHidden || failure != nil,
      listColumns: ListColumns.wanted(
        names: list.widest, token: tokenColumns, screen: size.columns, order: list.order.key),
      previewRows: preview.tab.rows, hasBanner: failure == nil && !bannerWords.isEmpty)
  }

  /// The columns of a token in the list.
  var tokenColumns: Int { max(10, min(16, project.settings.strategies.hashLength)) }
}

extension PreviewState.Tab {
  /// The rows that the tab has something for under the list, that of the tabs among them.
  ///
  /// By the tab alone, so that the list does not move while the cursor does.
  fileprivate var rows: Int {
    self == .url ? 5 : Layout.mostBelow
  }
}
