/// The columns of the list and their widths, by the width of the list alone.
struct ListColumns: Equatable {
  var path: Int
  var strategy: Int
  var token: Int
  var next: Int
  var size: Int

  /// The columns before the path: cursor, mark, status letter, space.
  static let lead = 4

  /// Fits the columns into a width: the path gets what the others leave; STRATEGY goes first, then
  /// TOKEN, which then stands where NEXT has nothing.
  init(width: Int) {
    switch width {
    case 100...: (strategy, token, next, size) = (10, 18, 18, 9)
    case 60...: (strategy, token, next, size) = (10, 11, 14, 0)
    case 48...: (strategy, token, next, size) = (0, 11, 11, 0)
    case 32...: (strategy, token, next, size) = (0, 0, 12, 0)
    default: (strategy, token, next, size) = (0, 0, 9, 0)
    }
    path = max(0, width - ListColumns.lead - strategy - token - next - size)
  }
}
