extension Grid {
  /// Writes text into a row, cut to the grid and to a width.
  ///
  /// A wide character that does not fit whole becomes a space, and so does the other half of one that
  /// is overwritten in part. A combining mark without a character before it in this text is dropped.
  /// A scalar that cannot be shown (`ColumnWidth.of` is -1) becomes U+FFFD.
  ///
  /// - Parameters:
  ///   - text: one line, already safe to show.
  ///   - row: the row; outside the grid nothing is written.
  ///   - column: where the text begins; may lie left of the grid, the text is then cut at the left.
  ///   - width: the most columns that the text takes from `column` on, or nil for all to the right edge.
  ///   - style: how the text looks.
  /// - Returns: the columns that the text took, counted from `column`; 0 where nothing was written.
  @discardableResult
  public mutating func put(
    _ text: String, row: Int, column: Int, width: Int? = nil, style: Style = .plain
  ) -> Int {
    guard contains(row) else { return 0 }
    let limit = limit(from: column, width: width)
    guard column < limit else { return 0 }
    if column >= 0, let used = putASCII(text, row: row, column: column, limit: limit, style: style)
    {
      return used
    }
    return putScalars(text, row: row, column: column, limit: limit, style: style)
  }

  /// The first column that text may not take.
  private func limit(from column: Int, width: Int?) -> Int {
    guard let width else { return size.columns }
    guard width > 0 else { return column }
    let (end, overflow) = column.addingReportingOverflow(width)
    return overflow ? size.columns : min(end, size.columns)
  }

  /// Writes printable ASCII, or gives nil when the text holds anything else and writes nothing.
  private mutating func putASCII(
    _ text: String, row: Int, column: Int, limit: Int, style: Style
  ) -> Int? {
    let start = row * size.columns + column
    let room = limit - column
    var text = text
    let count = text.withUTF8 { bytes -> Int? in
      // One byte more than fits is looked at: it may be a mark for the last character.
      let end = min(bytes.count, room + 1)
      var index = 0
      while index < end {
        guard bytes[index] >= 0x20 && bytes[index] < 0x7F else { return nil }
        index += 1
      }
      return min(bytes.count, room)
    }
    guard let count else { return nil }
    guard count > 0 else { return 0 }
    split(row: row, at: column)
    split(row: row, at: column + count)
    text.withUTF8 { bytes in
      for index in 0..<count {
        cells[start + index] = Cell(scalar: Unicode.Scalar(bytes[index]), width: 1, style: style)
      }
    }
    return count
  }

  private mutating func putScalars(
    _ text: String, row: Int, column: Int, limit: Int, style: Style
  ) -> Int {
    let start = row * size.columns
    var next = column
    var base: Int?
    for scalar in text.unicodeScalars {
      let width = ColumnWidth.of(scalar)
      if width == 0 {
        if let base { cells[start + base].add(mark: scalar) }
        continue
      }
      guard next < limit else { break }
      let end = min(next + max(width, 1), limit)
      let isWhole = end - next == max(width, 1) && next >= 0
      if isWhole {
        let shown = width < 0 ? "\u{FFFD}" : scalar
        set(Cell(scalar: shown, width: Int8(end - next), style: style), row: row, column: next)
      } else if end > 0 {
        set(.blank(style), row: row, column: max(next, 0))
      }
      base = isWhole ? next : nil
      next = end
    }
    return next - column
  }

  private mutating func set(_ cell: Cell, row: Int, column: Int) {
    let index = row * size.columns + column
    split(row: row, at: column)
    split(row: row, at: column + Int(cell.width))
    cells[index] = cell
    if cell.width == 2 { cells[index + 1] = .continuation(cell.style) }
  }
}
