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
  /// - Parameter widths: the width of each column; nil for one that is left out.
  func lines(_ widths: [Int?], _ paint: Paint) -> [UInt8] {
    var lines: [UInt8] = []
    let room = widths.reduce(0) { $0 + ($1 ?? 0) }
    lines.reserveCapacity(self.widths.count / columns * (room + 2 * columns))
    let shown = widths.indices.filter { widths[$0] != nil }
    for row in stride(from: 0, to: ends.count, by: columns) {
      if row > 0 { lines.append(UInt8(ascii: "\n")) }
      let last = shown.last { self.widths[row + $0] > 0 || !cell(row + $0).isEmpty }
      for column in shown where column <= last ?? shown[0] {
        let index = row + column
        let width = widths[column] ?? 0
        let colour = index < colours.count ? colours[index] : nil
        var taken = Int(self.widths[index])
        if taken > width {
          let cut = ColumnWidth.cutAtStart(cell(index), to: width)
          paint.append(cut.text[...], colour, to: &lines)
          taken = cut.width
        } else {
          paint.append(cell(index), colour, to: &lines)
        }
        if column < last ?? shown[0] {
          lines.append(contentsOf: repeatElement(UInt8(ascii: " "), count: width - taken + 2))
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
  /// The end of a text in UTF-8 behind an ellipsis, and the columns that both take.
  fileprivate static func cutAtStart(
    _ text: ArraySlice<UInt8>, to width: Int
  ) -> (text: [UInt8], width: Int) {
    var rest = String(decoding: text, as: UTF8.self)[...]
    while !rest.isEmpty, of(String(rest)) >= width { rest.removeFirst() }
    return (Array("…\(rest)".utf8), of(String(rest)) + 1)
  }

  /// The columns that a text in UTF-8 takes.
  fileprivate static func of(_ text: ArraySlice<UInt8>) -> Int {
    text.allSatisfy { $0 < 0x80 } ? text.count : of(String(decoding: text, as: UTF8.self))
  }
}
