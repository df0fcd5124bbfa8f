import Screen
import TestSupport
import Testing

@Suite struct GridTests {
  /// A row of ten columns after one `put`, and the columns that it says it used.
  @Test(
    arguments: [
      ("abc", 0, nil, "abc       ", 3),
      ("abc", 8, nil, "        ab", 2),
      ("abc", 9, 5, "         a", 1),
      ("abc", 10, nil, "          ", 0),
      ("abc", Int.max, Int.max, "          ", 0),
      ("abc", 2, 2, "  ab      ", 2),
      ("abc", 2, 0, "          ", 0),
      ("abc", 2, -1, "          ", 0),
      ("abc", -1, nil, "bc        ", 3),
      ("abc", -3, nil, "          ", 3),
      ("abc", -1, 2, "b         ", 2),
      ("日本", -5, 3, "          ", 3),
      ("abc", Int.min, Int.max, "          ", 3),
      ("日本語", 0, nil, "日本語    ", 6),
      ("日本語", 0, 5, "日本      ", 5),
      ("日本語", 5, nil, "     日本 ", 5),
      ("日本語", -1, nil, " 本語     ", 6),
      ("日本", -3, 4, "          ", 4),
      ("e\u{301}a", 0, nil, "e\u{301}a        ", 2),
      ("\u{301}a", 0, nil, "a         ", 1),
      ("e\u{301}\u{302}\u{303}a", 0, nil, "e\u{301}\u{302}a        ", 2),
      ("ae\u{301}", 8, nil, "        ae\u{301}", 2),
      ("e\u{301}a", -1, nil, "a         ", 2),
      ("日\u{301}", 9, nil, "          ", 1),
      ("a\u{1B}[31m\tb", 0, nil, "a�[31m�b  ", 8),
      ("a\u{202E}\u{200D}b\0", 0, nil, "a��b�     ", 5),
      ("🇩🇪", 0, nil, "🇩🇪        ", 2),
    ] as [(String, Int, Int?, String, Int)])
  func puts(text: String, column: Int, width: Int?, line: String, used: Int) {
    var grid = Grid(Size(columns: 10, rows: 1))
    #expect(grid.put(text, row: 0, column: column, width: width) == used)
    #expect(grid.lines == [line])
  }

  @Test func putsNothingOutsideTheRows() {
    var grid = Grid(Size(columns: 3, rows: 2))
    for row in [-1, 2, Int.min, Int.max] { #expect(grid.put("abc", row: row, column: 0) == 0) }
    #expect(grid == Grid(Size(columns: 3, rows: 2)))
  }

  /// A row `日本語` of six columns after a second `put` over it.
  @Test(arguments: [
    ("a", 0, "a 本語"), ("a", 1, " a本語"), ("ab", 1, " ab 語"), ("字", 1, " 字 語"),
    ("字", 2, "日字語"), ("a", 5, "日本 a"), ("字", 5, "日本  "),
  ])
  func overwritesHalves(text: String, column: Int, line: String) {
    var grid = Grid(Size(columns: 6, rows: 1))
    grid.put("日本語", row: 0, column: 0)
    grid.put(text, row: 0, column: column)
    #expect(grid.lines == [line])
  }

  @Test func stylesByLetter() {
    var grid = Grid(Size(columns: 12, rows: 2))
    grid.put("日a", row: 0, column: 0, style: .stale)
    grid.put("x", row: 0, column: 4, style: .plain.underCursor)
    grid.put("y", row: 0, column: 5, style: .error.underCursor.strong)
    grid.fill(row: 1, columns: -5..<3, style: .title)
    grid.restyle(row: 1, columns: 2..<50) { $0 = $0.underCursor }
    #expect(grid.styleLines == ["sss.:E......", "ttT:::::::::"])
    #expect(grid[0, 5].style == Style(.error, isCursor: true, isStrong: true))
  }

  @Test func everyMeaningHasItsLetter() {
    #expect(String(Style.Meaning.allCases.map(\.letter)) == ".tqvuxyhj&zsnepoikmarwcdlbfg")
  }

  @Test func restylesWideCharactersWhole() {
    var grid = Grid(Size(columns: 5, rows: 1))
    grid.put("日本a", row: 0, column: 0)
    grid.restyle(row: 0, columns: 1..<3) { $0 = .match }
    #expect(grid.styleLines == ["..ff."])
    #expect(grid.lines == ["日本a"])
  }

  @Test func fillsBlankHalves() {
    var grid = Grid(Size(columns: 6, rows: 1))
    grid.put("日本語", row: 0, column: 0)
    grid.fill(row: 0, columns: 1..<3)
    #expect(grid.lines == ["    語"])
    grid.fill(row: 7, columns: 0..<6)
    grid.restyle(row: -1, columns: 0..<6) { $0 = .error }
    #expect(grid.lines == ["    語"])
  }

  @Test func sizesAreBroughtIntoBounds() {
    #expect(Grid(Size(columns: -3, rows: 2)).lines == ["", ""])
    #expect(Grid(Size(columns: 3, rows: -1)).lines == [])
    #expect(Size(columns: 65535, rows: 65535) == Size(columns: 2000, rows: 2000))
  }

  @Test func readsOutsideAsBlank() {
    let grid = Grid(Size(columns: 2, rows: 1))
    #expect(grid[-1, 0] == .blank())
    #expect(grid[0, Int.max] == .blank())
  }

  @Test func everyRowKeepsItsWidth() {
    var random = SeededGenerator(seed: 2)
    let parts = ["a", "日", "e\u{301}", "\u{301}", "🚀", " ", "\u{1B}", "\u{202E}", "é", "abcdef"]
    for _ in 0..<3000 {
      var grid = Grid(
        Size(
          columns: Int.random(in: 0...12, using: &random),
          rows: Int.random(in: 0...3, using: &random)))
      for _ in 0..<8 {
        let count = Int.random(in: 0...6, using: &random)
        let text = (0..<count).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
        let row = Int.random(in: -1...3, using: &random)
        let column = Int.random(in: -4...14, using: &random)
        let width = Bool.random(using: &random) ? nil : Int.random(in: -1...14, using: &random)
        let used = grid.put(text, row: row, column: column, width: width)
        #expect(used <= ColumnWidth.of(text))
        if row == 0, column == 0, width == nil, ColumnWidth.of(text) <= grid.size.columns,
          grid.size.rows > 0
        {
          #expect(used == ColumnWidth.of(text))
        }
        if Int.random(in: 0..<4, using: &random) == 0 {
          grid.fill(row: row, columns: min(column, 3)..<max(column, 3))
        }
      }
      for line in grid.lines { #expect(ColumnWidth.of(line) == grid.size.columns) }
      for line in grid.styleLines { #expect(line.count == grid.size.columns) }
    }
  }
}
