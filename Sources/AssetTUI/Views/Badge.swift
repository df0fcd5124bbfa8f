import Screen
import Site
import Values

/// The name of a view in the title, and the number of what it shows.
struct Badge {
  let name: String
  let count: String
  let isActive: Bool
  /// The key that shows the view; nil where it has none.
  let key: String?
  let style: Style
  /// The columns before it, from the first badge.
  var offset = 0

  var columns: Int { ColumnWidth.of(name) + ColumnWidth.of(count) }

  /// Badges one after the other.
  static func placed(_ badges: [Badge]) -> [Badge] {
    var offset = 0
    return badges.map { badge in
      var badge = badge
      badge.offset = offset
      offset += badge.columns
      return badge
    }
  }

  func draw(row: Int, start: Int, on grid: inout Grid) {
    var column = start + offset
    column += grid.put(" ", row: row, column: column, style: .title)
    column += grid.put(
      String(name.dropFirst()), row: row, column: column, style: isActive ? .active : .title)
    grid.put(count, row: row, column: column, style: style)
  }
}
