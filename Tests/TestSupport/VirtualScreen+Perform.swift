import Screen

extension VirtualScreen {
  mutating func perform(_ token: VirtualScreenParser.Token) {
    switch token {
    case .scalar(let scalar): write(scalar)
    case .control(let byte): control(byte)
    case .escape(let text): escape(text)
    case .string: break
    case .sequence(let marker, let parameters, let intermediates, let final):
      let isKnown =
        marker.isEmpty && intermediates.isEmpty
        ? sequence(final, parameters) : privateSequence(marker, intermediates, final, parameters)
      if !isKnown {
        let numbers = parameters.map { $0 < 0 ? "" : String($0) }.joined(separator: ";")
        unknown.append("[\(marker)\(numbers)\(intermediates)\(final)")
      }
    }
  }

  private mutating func write(_ scalar: Unicode.Scalar) {
    let width = ColumnWidth.of(scalar)
    if width == 0 {
      let column = wrapsNext ? cursor.column : cursor.column - 1
      guard column >= 0 else { return }
      let base = rows[cursor.row][column].isContinuation && column > 0 ? column - 1 : column
      rows[cursor.row][base].text.unicodeScalars.append(scalar)
      return
    }
    put(String(Character(scalar)), width: max(width, 1))
  }

  private mutating func put(_ text: String, width: Int) {
    if wrapsNext || cursor.column + width > size.columns {
      guard width <= size.columns else { return }
      lineFeed()
      moveTo(row: cursor.row, column: 0)
    }
    if isInserting { insertCells(width) }
    let (row, column) = (cursor.row, cursor.column)
    clear(row: row, columns: column..<column + width)
    rows[row][column] = Cell(text: text, rendition: rendition)
    if width == 2 {
      rows[row][column + 1] = Cell(text: "", isContinuation: true, rendition: rendition)
    }
    lastText = text
    if column + width >= size.columns {
      moveTo(row: row, column: size.columns - 1)
      wrapsNext = true
    } else {
      moveTo(row: row, column: column + width)
    }
  }

  private mutating func control(_ byte: UInt8) {
    switch byte {
    case 0x08: moveTo(row: cursor.row, column: cursor.column - 1)
    case 0x09: moveTo(row: cursor.row, column: (cursor.column / 8 + 1) * 8)
    case 0x0A, 0x0B, 0x0C: lineFeed()
    case 0x0D: moveTo(row: cursor.row, column: 0)
    default: break
    }
  }

  private mutating func lineFeed() {
    if cursor.row == region.upperBound {
      scroll(1)
      wrapsNext = false
    } else {
      moveTo(row: cursor.row + 1, column: cursor.column)
    }
  }

  private mutating func escape(_ text: String) {
    switch text {
    case "7": save()
    case "8": restore()
    case "D": lineFeed()
    case "E":
      lineFeed()
      moveTo(row: cursor.row, column: 0)
    case "M":
      if cursor.row == region.lowerBound {
        scroll(-1)
      } else {
        moveTo(row: cursor.row - 1, column: cursor.column)
      }
    case "c": self = VirtualScreen(size)
    case "=", ">", "(B", ")B", ")0": break
    default: unknown.append(text)
    }
  }

  /// Performs a sequence without a marker; false where it is unknown.
  private mutating func sequence(_ final: Character, _ parameters: [Int]) -> Bool {
    let count = max(parameters.first ?? 1, 1)
    let (row, column) = (cursor.row, cursor.column)
    switch final {
    case "A": moveTo(row: row - count, column: column)
    case "B", "e": moveTo(row: row + count, column: column)
    case "C", "a": moveTo(row: row, column: column + count)
    case "D": moveTo(row: row, column: column - count)
    case "E": moveTo(row: row + count, column: 0)
    case "F": moveTo(row: row - count, column: 0)
    case "G", "`": moveTo(row: row, column: count - 1)
    case "d": moveTo(row: count - 1, column: column)
    case "H", "f":
      moveTo(row: count - 1, column: max(parameters.count > 1 ? parameters[1] : 1, 1) - 1)
    case "m": render(parameters)
    case "r": setRegion(parameters)
    case "h", "l":
      if parameters == [34] { break }  // the cursor's shape, in the entries of screen and tmux
      guard parameters == [4] else { return false }
      isInserting = final == "h"
    case "t": break  // the title stack
    default: return edit(final, parameters)
    }
    return true
  }

  /// Performs a sequence that changes cells; false where it is unknown.
  private mutating func edit(_ final: Character, _ parameters: [Int]) -> Bool {
    let count = max(parameters.first ?? 1, 1)
    let mode = max(parameters.first ?? 0, 0)
    let (row, column) = (cursor.row, cursor.column)
    switch final {
    case "J":
      if mode == 0 || mode == 2 { clear(rows: (mode == 0 ? row + 1 : 0)..<size.rows) }
      if mode == 1 { clear(rows: 0..<row) }
      if mode == 0 { clear(row: row, columns: column..<size.columns) }
      if mode == 1 { clear(row: row, columns: 0..<column + 1) }
    case "K":
      clear(
        row: row, columns: (mode == 0 ? column : 0)..<(mode == 1 ? column + 1 : size.columns))
    case "X": clear(row: row, columns: column..<column + min(count, size.columns))
    case "@": insertCells(count)
    case "P":
      let count = min(count, size.columns - column)
      rows[row].removeSubrange(column..<column + count)
      rows[row] += Array(repeating: erased, count: count)
    case "L": scroll(-count, from: row)
    case "M": scroll(count, from: row)
    case "S": scroll(count)
    case "T": scroll(-count)
    case "b":
      for _ in 0..<min(count, 4096) { put(lastText, width: max(ColumnWidth.of(lastText), 1)) }
    default: return false
    }
    return true
  }

  private mutating func privateSequence(
    _ marker: String, _ intermediates: String, _ final: Character, _ parameters: [Int]
  ) -> Bool {
    if intermediates == "!", final == "p" { return true }  // soft reset
    if marker == "?", final == "c" { return true }  // the cursor's shape on the console of Linux
    guard marker == "?", intermediates.isEmpty, final == "h" || final == "l" else { return false }
    var isKnown = true
    for mode in parameters { isKnown = set(mode, final == "h") && isKnown }
    return isKnown
  }

  private mutating func set(_ mode: Int, _ on: Bool) -> Bool {
    switch mode {
    case 1: modes.hasApplicationKeys = on
    case 25: modes.showsCursor = on
    case 1000: modes.reportsMouse = on
    case 1004: modes.reportsFocus = on
    case 2004: modes.bracketsPaste = on
    case 47, 1047, 1049: showAlternate(on)
    case 3, 4, 7, 12, 1006: break  // widths, smooth scroll, wrap, blink, the form of mouse reports
    default: return false
    }
    return true
  }

  private mutating func setRegion(_ parameters: [Int]) {
    let top = max(parameters.first ?? 1, 1) - 1
    let given = parameters.count > 1 ? parameters[1] : size.rows
    let bottom = min(given < 1 ? size.rows : given, size.rows) - 1
    guard top < bottom || size.rows == 1 else { return }
    region = min(top, bottom)...bottom
    moveTo(row: 0, column: 0)
  }

  private mutating func render(_ parameters: [Int]) {
    var rest = (parameters.isEmpty ? [0] : parameters)[...]
    while let code = rest.popFirst() {
      switch code {
      case -1, 0: rendition = Rendition()
      case 1: rendition.isBold = true
      case 2: rendition.isDim = true
      case 4: rendition.isUnderlined = true
      case 7: rendition.isReverse = true
      case 10...12: break  // fonts, on the console of Linux
      case 22: (rendition.isBold, rendition.isDim) = (false, false)
      case 24: rendition.isUnderlined = false
      case 27: rendition.isReverse = false
      case 30...37: rendition.foreground = code - 30
      case 39: rendition.foreground = nil
      case 40...47: rendition.background = code - 40
      case 49: rendition.background = nil
      case 90...97: rendition.foreground = code - 82
      case 100...107: rendition.background = code - 92
      case 38, 48:
        guard rest.popFirst() == 5, let color = rest.popFirst() else { return }
        if code == 38 { rendition.foreground = color } else { rendition.background = color }
      default: unknown.append("[\(code)m")
      }
    }
  }

  /// An erased cell keeps the background colour (terminfo's `bce`).
  private var erased: Cell {
    var cell = Cell()
    cell.rendition.background = rendition.background
    return cell
  }

  private mutating func clear(rows range: Range<Int>) {
    for row in range { clear(row: row, columns: 0..<size.columns) }
  }

  private mutating func clear(row: Int, columns: Range<Int>) {
    let columns = columns.clamped(to: 0..<size.columns)
    guard let first = columns.first, let last = columns.last else { return }
    if rows[row][first].isContinuation { rows[row][first - 1] = erased }
    if last + 1 < size.columns, rows[row][last + 1].isContinuation {
      rows[row][last + 1] = erased
    }
    for column in columns { rows[row][column] = erased }
  }

  private mutating func insertCells(_ count: Int) {
    let count = min(count, size.columns - cursor.column)
    rows[cursor.row].insert(
      contentsOf: Array(repeating: erased, count: count), at: cursor.column)
    rows[cursor.row].removeLast(count)
  }

  /// Moves rows up (down where negative) between a row, or the region's top, and the region's bottom.
  private mutating func scroll(_ count: Int, from row: Int? = nil) {
    let top = row ?? region.lowerBound
    guard region.contains(top) else { return }
    let height = region.upperBound - top + 1
    let count = min(max(count, -height), height)
    let blank = Array(repeating: Array(repeating: erased, count: size.columns), count: abs(count))
    if count > 0 {
      rows.removeSubrange(top..<top + count)
      rows.insert(contentsOf: blank, at: top + height - count)
    } else {
      rows.removeSubrange(top + height + count..<top + height)
      rows.insert(contentsOf: blank, at: top)
    }
  }
}
