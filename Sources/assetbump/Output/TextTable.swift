/// Rows of text under headings, each column as wide as its widest cell.
struct TextTable {
  let headings: [String]
  var rows: [[Cell]] = []

  /// One cell and its colour.
  struct Cell {
    var text: String
    var colour: Paint.Colour?

    init(_ text: String, _ colour: Paint.Colour? = nil) {
      self.text = text
      self.colour = colour
    }
  }

  /// The table, a line a row, with room for all of it.
  func text(_ paint: Paint) -> String {
    text(paint, ColumnFit(flexible: [], spare: [], width: nil))
  }

  /// The table, a line a row.
  func text(_ paint: Paint, _ fit: ColumnFit) -> String {
    let table = packed
    return String(decoding: table.lines(fit.widths(table.widest), paint), as: UTF8.self)
  }

  /// The columns of the terminal that its widest line may take.
  var width: Int {
    packed.widest.reduce(0, +) + 2 * (headings.count - 1)
  }

  private var packed: PackedTable {
    var table = PackedTable(columns: headings.count)
    table.append(headings.map { Cell($0, .heading) })
    for row in rows { table.append(row) }
    return table
  }
}
