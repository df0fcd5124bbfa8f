import Screen

/// Rows of cells, one behind the other as bytes: a part of a table of many thousand rows.
struct PackedTable {
  /// The number of cells of a row.
  let columns: Int
  private var text: [UInt8] = []
  /// Where each cell ends.
  private var ends: [UInt32] = []
  /// The columns of the terminal that each cell takes.
  private var widths: [UInt32] = []
  /// The colours of the cells; none where none has one.
  private var colours: [Paint.Colour?] = []
  /// The widest cell of each column.
  private(set) var widest: [Int]

  /// Begins a table of no rows.
  ///
  /// - Parameter room: the bytes that its cells take as a rule.
  init(columns: Int, room: Int = 0) {
    self.columns = columns
    text.reserveCapacity(room)
    widest = [Int](repeating: 0, count: columns)
  }

  /// Adds cells that a body writes.
  mutating func append(_ body: (inout [UInt8], (inout [UInt8]) -> Void) -> Void) {
    var ends = self.ends
    self.ends = []
    body(&text) { text in ends.append(UInt32(text.count)) }
    for end in ends[widths.count...] {
      let start = widths.isEmpty ? 0 : Int(ends[widths.count - 1])
      let width = ColumnWidth.of(text[start..<Int(end)])
      widest[widths.count % columns] = max(widest[widths.count % columns], width)
      widths.append(UInt32(width))
    }
    self.ends = ends
  }

  /// Adds a row of cells with colours.
  mutating func append(_ cells: [TextTable.Cell]) {
    append { text, endCell in
      for cell in cells {
        text += cell.text.utf8
        endCell(&text)
      }
    }
    colours += [Paint.Colour?](repeating: nil, count: widths.count - cells.count - colours.count)
    colours += cells.map(\.colour)
  }

  /// The rows as lines, without the last line's end.
  ///
  /// - Parameter widths: the width of each column.
  func lines(_ widths: [Int], _ paint: Paint) -> [UInt8] {
    var lines: [UInt8] = []
    lines.reserveCapacity(self.widths.count / columns * (widths.reduce(0, +) + 2 * columns))
    for row in stride(from: 0, to: ends.count, by: columns) {
      if row > 0 { lines.append(0x0A) }
      var last = row + columns - 1
      while last > row, self.widths[last] == 0, cell(last).isEmpty { last -= 1 }
      for index in row...last {
        let colour = index < colours.count ? colours[index] : nil
        paint.append(cell(index), colour, to: &lines)
        if index < last {
          let gap = widths[index - row] - Int(self.widths[index]) + 2
          lines.append(contentsOf: repeatElement(0x20, count: gap))
        }
      }
    }
    return lines
  }

  private func cell(_ index: Int) -> ArraySlice<UInt8> {
    text[(index == 0 ? 0 : Int(ends[index - 1]))..<Int(ends[index])]
  }
}

extension ColumnWidth {
  /// The columns that a text in UTF-8 takes.
  fileprivate static func of(_ text: ArraySlice<UInt8>) -> Int {
    text.allSatisfy { $0 < 0x80 } ? text.count : of(String(decoding: text, as: UTF8.self))
  }
}
