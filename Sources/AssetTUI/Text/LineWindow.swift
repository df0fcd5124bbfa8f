import Screen
import Values

/// The part of a line being typed that a screen has room for: always the part with the cursor.
struct LineWindow: Equatable {
  /// The text, safe to show, from the first column on; it may be longer than the room.
  let text: String
  /// The column of the cursor, below the number of columns there are.
  let cursor: Int

  /// Takes what fits into this many columns, the cursor's own among them.
  init(of line: LineEditor, columns: Int) {
    let before = VisibleText.of(line.textBeforeCursor).unicodeScalars
    let whole = VisibleText.of(line.text).unicodeScalars
    var width = before.reduce(0) { $0 + abs(ColumnWidth.of($1)) }
    var hidden = 0
    for scalar in before where width >= columns {
      width -= abs(ColumnWidth.of(scalar))
      hidden += 1
    }
    text = String(whole.dropFirst(hidden))
    cursor = width
  }
}
