import Screen

/// What a terminal shows after the bytes that a program wrote: a small emulator of xterm for tests.
///
/// It knows what ncurses sends for `TERM=xterm-256color`. Sequences that it does not know are listed in
/// `unknown`, so that a test sees when a screen may be wrong.
///
/// ```swift
/// var screen = VirtualScreen(Size(columns: 10, rows: 2))
/// screen.feed(Array("ab\u{1B}[2;4Hc".utf8))
/// screen.lines  // ["ab        ", "   c      "]
/// ```
public struct VirtualScreen: Sendable {
  /// How a cell is drawn.
  public struct Rendition: Hashable, Sendable {
    /// Bold.
    public var isBold = false
    /// Dim.
    public var isDim = false
    /// Underlined.
    public var isUnderlined = false
    /// Foreground and background exchanged.
    public var isReverse = false
    /// The colour of the text, 0 to 255, or nil for the terminal's own.
    public var foreground: Int?
    /// The colour behind the text, 0 to 255, or nil for the terminal's own.
    public var background: Int?

    /// The terminal's own look.
    public init() {}
  }

  /// The modes that a program switches and must switch back.
  public struct Modes: Hashable, Sendable {
    /// Whether the alternate screen is shown.
    public var isAlternate = false
    /// Whether the cursor is visible.
    public var showsCursor = true
    /// Whether clicks are reported.
    public var reportsMouse = false
    /// Whether pastes are bracketed.
    public var bracketsPaste = false
    /// Whether the focus is reported.
    public var reportsFocus = false
    /// Whether cursor keys send `ESC O …`.
    public var hasApplicationKeys = false

    /// The modes of a terminal that no program has changed.
    public init() {}
  }

  struct Cell: Hashable, Sendable {
    var text: String = " "
    var isContinuation = false
    var rendition = Rendition()
  }

  /// The size.
  public private(set) var size: Size
  /// Where the cursor stands.
  public internal(set) var cursor = Position(row: 0, column: 0)
  /// The modes.
  public internal(set) var modes = Modes()
  /// The sequences that the emulator does not know, without their ESC.
  public internal(set) var unknown: [String] = []

  var rows: [[Cell]]
  var rendition = Rendition()
  var region: ClosedRange<Int>
  /// Whether the last column was written and the next character goes to the next row.
  var wrapsNext = false
  var isInserting = false
  var lastText = " "
  private var saved: (cursor: Position, rendition: Rendition) = (.init(row: 0, column: 0), .init())
  private var main: (rows: [[Cell]], cursor: Position)?
  var parser = VirtualScreenParser()

  /// Makes an empty screen; of at least one cell.
  public init(_ size: Size) {
    self.size = Size(columns: max(size.columns, 1), rows: max(size.rows, 1))
    rows = VirtualScreen.blank(self.size)
    region = 0...self.size.rows - 1
  }

  /// The text of each row, with exactly as many columns as the screen.
  public var lines: [String] {
    rows.map { row in row.filter { !$0.isContinuation }.map(\.text).joined() }
  }

  /// The rows without the spaces at their ends, joined by line ends, without empty rows at the end.
  public var text: String {
    var trimmed = lines.map { line in
      String(line.unicodeScalars.reversed().drop { $0 == " " }.reversed().map(Character.init))
    }
    while trimmed.last?.isEmpty == true { trimmed.removeLast() }
    return trimmed.joined(separator: "\n")
  }

  /// How a cell is drawn; the terminal's own look outside the screen.
  public func rendition(row: Int, column: Int) -> Rendition {
    guard rows.indices.contains(row), rows[row].indices.contains(column) else { return Rendition() }
    return rows[row][column].rendition
  }

  /// Whether a text stands anywhere within a row.
  public func shows(_ text: String) -> Bool {
    lines.contains { $0.contains(text) }
  }

  /// Takes in bytes that a program wrote.
  public mutating func feed(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      guard let token = parser.take(byte) else { continue }
      perform(token)
    }
  }

  /// Changes the size: rows and columns are cut or added at the end, as xterm does.
  public mutating func resize(_ new: Size) {
    size = Size(columns: max(new.columns, 1), rows: max(new.rows, 1))
    rows = VirtualScreen.fitted(rows, size)
    if let (rows, cursor) = main { main = (VirtualScreen.fitted(rows, size), cursor) }
    region = 0...size.rows - 1
    wrapsNext = false
    moveTo(row: cursor.row, column: cursor.column)
  }

  mutating func save() { saved = (cursor, rendition) }

  mutating func restore() {
    rendition = saved.rendition
    moveTo(row: saved.cursor.row, column: saved.cursor.column)
  }

  mutating func showAlternate(_ on: Bool) {
    guard on != modes.isAlternate else { return }
    modes.isAlternate = on
    if on {
      main = (rows, cursor)
      rows = VirtualScreen.blank(size)
    } else if let main {
      rows = main.rows
      moveTo(row: main.cursor.row, column: main.cursor.column)
      self.main = nil
    }
  }

  mutating func moveTo(row: Int, column: Int) {
    cursor = Position(
      row: min(max(row, 0), size.rows - 1), column: min(max(column, 0), size.columns - 1))
    wrapsNext = false
  }

  static func blank(_ size: Size) -> [[Cell]] {
    Array(repeating: Array(repeating: Cell(), count: size.columns), count: size.rows)
  }

  private static func fitted(_ rows: [[Cell]], _ size: Size) -> [[Cell]] {
    let cut = rows.prefix(size.rows).map { row in
      row.prefix(size.columns) + Array(repeating: Cell(), count: max(0, size.columns - row.count))
    }
    let added = max(0, size.rows - rows.count)
    return cut.map(Array.init)
      + Array(repeating: Array(repeating: Cell(), count: size.columns), count: added)
  }
}
