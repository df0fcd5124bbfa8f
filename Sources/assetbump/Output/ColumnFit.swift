/// How a table finds room on a terminal: long cells are cut at their start, and columns left out.
///
/// Into a file or a pipe everything is printed as it is.
struct ColumnFit {
  /// The columns whose cells may be cut: names whose ends tell more than their starts.
  let flexible: Set<Int>
  /// The columns that may be left out, the first to go first.
  let spare: [Int]
  /// The columns of the terminal; nil where everything fits.
  let width: Int?

  /// What a cell keeps at least, before a column is left out for it.
  private static let least = 20

  /// The width of each column; nil for one that is left out.
  ///
  /// - Parameter widest: the widest cell of each column.
  func widths(_ widest: [Int]) -> [Int?] {
    guard let width else { return widest }
    var shown = widest.map(Optional.some)
    for column in [nil] + spare.map(Optional.some) {
      if let column { shown[column] = nil }
      if let fitting = fitting(shown, width, keeping: Self.least) { return fitting }
    }
    return fitting(shown, width, keeping: 8) ?? shown
  }

  /// The widths with flexible columns cut, the widest first; nil where one would keep too little.
  private func fitting(_ widths: [Int?], _ width: Int, keeping least: Int) -> [Int?]? {
    var widths = widths
    let gaps = 2 * (widths.count { $0 != nil } - 1)
    var excess = widths.reduce(gaps - width) { $0 + ($1 ?? 0) }
    while excess > 0 {
      let columns = flexible.filter { (widths[$0] ?? 0) > least }
      guard let top = columns.compactMap({ widths[$0] }).max() else { return nil }
      let tallest = columns.filter { widths[$0] == top }
      // Down to the next widest, or as far as is needed.
      let next = columns.compactMap { widths[$0] }.filter { $0 < top }.max() ?? least
      let step = min(top - next, (excess + tallest.count - 1) / tallest.count)
      for column in tallest { widths[column] = top - step }
      excess -= step * tallest.count
    }
    return widths
  }
}
