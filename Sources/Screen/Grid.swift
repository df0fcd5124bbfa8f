/// A frame as a value: the cells of a whole screen, and where its cursor stands.
///
/// Drawing never traps: what lies outside the grid is cut off.
public struct Grid: Equatable, Sendable {
  /// The size of the grid.
  public let size: Size
  /// Where the terminal's own cursor stands, or nil to hide it.
  public var cursor: Position?
  /// What can be clicked.
  public private(set) var buttons: [Button] = []
  var cells: [Cell]

  /// A stretch of a row that does something when it is clicked.
  public struct Button: Equatable, Sendable {
    /// The row.
    public let row: Int
    /// The columns.
    public let columns: Range<Int>
    /// What it is called by whoever drew it.
    public let name: String
  }

  /// Lets a stretch of a row be clicked.
  public mutating func addButton(row: Int, columns: Range<Int>, name: String) {
    buttons.append(Button(row: row, columns: columns, name: name))
  }

  /// The name of what can be clicked at a place; what was drawn last lies on top.
  public func button(at position: Position) -> String? {
    buttons.last { $0.row == position.row && $0.columns.contains(position.column) }?.name
  }

  /// Makes a blank grid.
  public init(_ size: Size) {
    self.size = size
    cells = Array(repeating: .blank(), count: size.columns * size.rows)
  }

  /// The cell at a place; outside the grid a blank.
  public subscript(row: Int, column: Int) -> Cell {
    guard contains(row), column >= 0, column < size.columns else { return .blank() }
    return cells[row * size.columns + column]
  }

  /// Makes columns of a row blank; a wide character that loses one half loses the other.
  public mutating func fill(row: Int, columns: Range<Int>, style: Style = .plain) {
    guard contains(row) else { return }
    let columns = columns.clamped(to: 0..<size.columns)
    guard !columns.isEmpty else { return }
    let start = row * size.columns
    split(row: row, at: columns.lowerBound)
    split(row: row, at: columns.upperBound)
    for column in columns { cells[start + column] = .blank(style) }
  }

  /// Changes the style of columns of a row and leaves their text.
  ///
  /// Both halves of a wide character take the style of its left half.
  public mutating func restyle(row: Int, columns: Range<Int>, _ change: (inout Style) -> Void) {
    guard contains(row) else { return }
    let start = row * size.columns
    for column in columns.clamped(to: 0..<size.columns) {
      if cells[start + column].isContinuation { continue }
      change(&cells[start + column].style)
      if cells[start + column].width == 2 {
        cells[start + column + 1].style = cells[start + column].style
      }
    }
  }

  /// The text of each row; a row has exactly as many columns as the grid.
  public var lines: [String] {
    (0..<size.rows).map { line($0) }
  }

  /// The text of a row: plain loops over bytes, for tests look at a great many screens.
  private func line(_ row: Int) -> String {
    let columns = size.columns
    return cells.withUnsafeBufferPointer { cells in
      // A cell takes a character and two marks of four bytes at most.
      String(unsafeUninitializedCapacity: columns * 12) { bytes in
        var count = 0
        var index = row * columns
        let end = index + columns
        while index < end {
          let value = cells[index].scalar.value
          if cells[index].width != 0 {
            if value < 0x80 && !cells[index].hasMarks {
              bytes[count] = UInt8(truncatingIfNeeded: value)
              count += 1
            } else {
              count += Grid.encode(cells[index], at: count, of: bytes)
            }
          }
          index += 1
        }
        return count
      }
    }
  }

  /// Writes the UTF-8 of a cell into bytes; gives the number of them.
  private static func encode(
    _ cell: Cell, at start: Int, of bytes: UnsafeMutableBufferPointer<UInt8>
  ) -> Int {
    var count = start
    for byte in UTF8.encode(cell.scalar) ?? UTF8.encodedReplacementCharacter {
      bytes[count] = byte
      count += 1
    }
    for byte in cell.marks.flatMap({ Array(String($0).utf8) }) {
      bytes[count] = byte
      count += 1
    }
    return count - start
  }

  /// The style of each row, one letter a column; see `Style.letter`.
  public var styleLines: [String] {
    rows.map { row in String(row.map(\.style.letter)) }
  }

  func contains(_ row: Int) -> Bool {
    row >= 0 && row < size.rows
  }

  /// Blanks the wide character that a cut before a column would split.
  mutating func split(row: Int, at column: Int) {
    guard column > 0, column < size.columns else { return }
    let index = row * size.columns + column
    guard cells[index].isContinuation else { return }
    cells[index - 1] = .blank(cells[index - 1].style)
    cells[index] = .blank(cells[index].style)
  }

  private var rows: [ArraySlice<Cell>] {
    (0..<size.rows).map { cells[$0 * size.columns..<($0 + 1) * size.columns] }
  }
}
