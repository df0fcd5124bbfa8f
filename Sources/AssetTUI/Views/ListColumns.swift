/// The columns of the list and their widths, each with the blanks behind it, by the width of the list
/// alone; 0 where a column has no room.
struct ListColumns: Equatable {
  var path: Int
  var strategy: Int
  var token: Int
  var next: Int
  /// The number of references.
  var references: Int
  var size: Int
  /// When the file was last changed.
  var changed: Int

  /// The columns before the path: cursor, mark, status letter, sign of a pending change.
  static let lead = 4

  /// Fits the columns into a width: the path gets what the others leave; REFS goes first, then
  /// STRATEGY, then TOKEN, which then stands where NEXT has nothing.
  init(width: Int) {
    switch width {
    case 100...: (strategy, token, next) = (10, 14, 14)
    case 60...: (strategy, token, next) = (10, 11, 14)
    case 52...: (strategy, token, next) = (9, 11, 11)
    case 48...: (strategy, token, next) = (0, 11, 11)
    case 32...: (strategy, token, next) = (0, 0, 12)
    default: (strategy, token, next) = (0, 0, 9)
    }
    (size, changed) = width >= 100 ? (10, 12) : (0, 0)
    references = width >= 72 ? 6 : 0
    path = max(0, width - ListColumns.lead - strategy - token - next - references - size - changed)
  }
}
