import Planning
import Screen
import Values

/// The lines of a page as rows of the screen: what will change marked, tags and matches highlighted.
struct PageText {
  private let lines: [PagePreview.Line]
  private let query: PageQuery?
  private let columns: Int
  private let left: Int
  private let wraps: Bool
  /// What stands for text that is cut off.
  private let ellipsis: Unicode.Scalar

  /// The columns before the text: cursor, mark, space.
  static let gutter = 3

  init(_ screen: PageScreen, columns: Int, ellipsis: String) {
    lines = screen.lines
    query = screen.query.isEmpty ? nil : PageQuery(screen.query)
    self.columns = max(2, columns - PageText.gutter)
    left = screen.left
    wraps = screen.wraps
    self.ellipsis = ellipsis.unicodeScalars.first ?? "~"
  }

  /// The number of rows that a line takes, counted up to so many.
  func height(of line: Int, most: Int) -> Int {
    rows(of: line, most: most).count
  }

  /// The rows of a line, at least one and at most so many.
  func rows(of line: Int, most: Int) -> [[StyledText]] {
    let cells = cells(of: lines[line].next, upTo: wraps ? most * columns : left + columns + 1)
    guard wraps else { return [joined(unwrapped(cells))] }
    var rows: [[Cell]] = [[]]
    var width = 0
    for cell in cells {
      if width + cell.width > columns {
        if rows.count == most { break }
        rows.append([])
        width = 0
      }
      rows[rows.count - 1].append(cell)
      width += cell.width
    }
    return rows.map(joined)
  }

  private func unwrapped(_ cells: [Cell]) -> [Cell] {
    var skipped = 0
    let shown = cells.drop { cell in
      skipped += cell.width
      return skipped <= left
    }
    var room = columns
    let fitting = shown.prefix { cell in
      room -= cell.width
      return room >= 0
    }
    if fitting.count == shown.count { return Array(fitting) }
    // The last column tells that there is more.
    room = columns - 1
    let kept = fitting.prefix { cell in
      room -= cell.width
      return room >= 0
    }
    return kept + [Cell(scalar: ellipsis, width: 1, style: .hint)]
  }

  private struct Cell {
    var scalar: Unicode.Scalar
    var width: Int
    var style: Style
  }

  private func joined(_ cells: some Sequence<Cell>) -> [StyledText] {
    var parts: [StyledText] = []
    for cell in cells {
      if parts.last?.style != cell.style { parts.append(StyledText(text: "", style: cell.style)) }
      parts[parts.count - 1].text.unicodeScalars.append(cell.scalar)
    }
    return parts
  }

  /// The characters of a line's first columns: no more of a long line than can be seen.
  private func cells(of line: [UInt8], upTo columns: Int) -> [Cell] {
    var cells: [Cell] = []
    var width = 0
    for piece in pieces(of: Array(line.prefix(columns * 4))) {
      for scalar in VisibleText.of(piece.bytes).unicodeScalars {
        let scalarWidth = max(0, ColumnWidth.of(scalar))
        cells.append(Cell(scalar: scalar, width: scalarWidth, style: piece.style))
        width += scalarWidth
      }
      for _ in 0..<piece.tabs {
        let blanks = PageText.tab - width % PageText.tab
        for _ in 0..<blanks { cells.append(Cell(scalar: " ", width: 1, style: piece.style)) }
        width += blanks
      }
    }
    return cells
  }

  private static let tab = 4

  private struct Piece {
    var bytes: [UInt8]
    var style: Style
    /// The number of tabs right behind the bytes.
    var tabs = 0
  }

  /// The line cut at tags, matches and tabs.
  private func pieces(of line: [UInt8]) -> [Piece] {
    var pieces: [Piece] = []
    for (byte, style) in zip(line, styles(of: line)) {
      if byte == UInt8(ascii: "\t") {
        if pieces.isEmpty { pieces.append(Piece(bytes: [], style: style)) }
        pieces[pieces.count - 1].tabs += 1
      } else if let last = pieces.last, last.style == style, last.tabs == 0 {
        pieces[pieces.count - 1].bytes.append(byte)
      } else {
        pieces.append(Piece(bytes: [byte], style: style))
      }
    }
    return pieces
  }

  /// The style of each byte.
  private func styles(of line: [UInt8]) -> [Style] {
    var styles = [Style](repeating: .plain, count: line.count)
    var rest = line[...]
    while let open = rest.firstIndex(of: UInt8(ascii: "<")) {
      rest = rest[(open + 1)...]
      guard let next = rest.first, PageText.beginsTag(next) else { continue }
      let end = rest.firstIndex(of: UInt8(ascii: ">")) ?? rest.endIndex - 1
      for index in open...end { styles[index] = .tag }
      rest = rest[(end + 1)...]
    }
    guard let query else { return styles }
    rest = line[...]
    while let found = query.firstIndex(in: rest) {
      for index in found..<(found + query.count) { styles[index] = .match }
      rest = rest[(found + query.count)...]
    }
    return styles
  }

  /// Whether a byte behind `<` makes it a tag or a comment (HTML, "tag open state").
  private static func beginsTag(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "/"), UInt8(ascii: "!"):
      true
    default: false
    }
  }
}
