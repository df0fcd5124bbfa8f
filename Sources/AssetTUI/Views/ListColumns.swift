/// The columns of the list and their widths, by the width of the list; 0 where a column has no room.
struct ListColumns: Equatable {
  /// The name, behind the columns for cursor, mark, status letter and sign of a pending change.
  var name = 0
  var strategy = 0
  /// The token, right-aligned, and the arrow behind it.
  var token = 0
  var arrow = 0
  /// The next token.
  var next: Int
  /// The number of references, right-aligned.
  var references = 0
  /// The size of the file, right-aligned.
  var size = 0
  /// When the file was last changed.
  var changed = 0

  /// The columns before the name: cursor, mark, status letter, sign of a pending change.
  static let lead = 4

  private static let strategyColumns = 9
  private static let arrowColumns = 3
  private static let referenceColumns = 6
  private static let sizeColumns = 10
  private static let changedColumns = 13

  /// Fits the columns into a width: the name gets what the others leave.
  ///
  /// REFS goes first, then STRATEGY, then TOKEN. What the list is sorted by has its column first of all.
  ///
  /// - Parameters:
  ///   - tokens: the columns of a token.
  ///   - order: what the list is sorted by.
  ///   - hasExtras: whether size and time of change are shown too.
  init(
    width: Int, tokens: Int = 10, order: ListOrder.Key = .path, hasExtras: Bool = false
  ) {
    next = width < 32 ? 9 : tokens + 1
    if width >= 46 { (token, arrow) = (tokens, ListColumns.arrowColumns) }
    if width >= 60 { strategy = ListColumns.strategyColumns }
    if width >= 71 { references = ListColumns.referenceColumns }
    let isWide = hasExtras && width >= ListColumns.leastWide
    if isWide || (order == .size && width >= 46) { size = ListColumns.sizeColumns }
    if isWide || (order == .changed && width >= 46) { changed = ListColumns.changedColumns }
    // Where the column that was asked for leaves the names too little, the others go in their order.
    if rest(of: width) < ListColumns.leastName { references = 0 }
    if rest(of: width) < ListColumns.leastName { strategy = 0 }
    name = max(0, rest(of: width))
  }

  /// What the other columns leave of a width.
  private func rest(of width: Int) -> Int {
    width - ListColumns.lead - strategy - token - arrow - next - references - size - changed
  }

  /// The least columns of a name, beside a column that the list is sorted by.
  private static let leastName = 16
  /// The least and the most columns of names where the preview stands beside the list.
  static let nameColumns = 28...48

  /// The columns that a list beside the preview needs for its names and all it says of them.
  static func wanted(names: Int, token: Int, screen: Int, order: ListOrder.Key) -> Int {
    let name = max(nameColumns.lowerBound, min(names, nameColumns.upperBound))
    var wanted =
      lead + name + strategyColumns + token + arrowColumns + token + 1 + referenceColumns
    if screen >= leastWithExtras {
      wanted = max(leastWide, wanted + sizeColumns + changedColumns)
    } else {
      if order == .size { wanted += sizeColumns }
      if order == .changed { wanted += changedColumns }
    }
    return wanted
  }

  /// The least columns of a screen whose list shows size and time of change beside a preview.
  static let leastWithExtras = 170
  /// The least columns of a list that shows them.
  private static let leastWide = 100
}
