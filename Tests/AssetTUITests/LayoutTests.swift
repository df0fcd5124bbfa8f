import Screen
import Site
import Testing

@testable import AssetTUI

@Suite("Layout")
struct LayoutTests {
  @Test("a filter is substrings, all of which must be there")
  func filter() {
    let cases: [(String, String, Status, Bool)] = [
      ("", "css/app.css", .fresh, true),
      ("   ", "css/app.css", .fresh, true),
      ("app", "css/app.css", .fresh, true),
      ("app css", "css/app.css", .fresh, true),
      ("app js", "css/app.css", .fresh, false),
      ("APP", "css/app.css", .fresh, false),
      ("app", "css/APP.css", .fresh, true),
      ("App", "css/App.css", .fresh, true),
      ("App", "css/app.css", .fresh, false),
      ("!app", "css/app.css", .fresh, false),
      ("!js", "css/app.css", .fresh, true),
      ("css !map", "css/app.css.map", .fresh, false),
      ("!", "css/app.css", .fresh, true),
      ("css/app.css", "css/app.css", .fresh, true),
      ("css/app.cssx", "css/app.css", .fresh, false),
      ("s:S", "css/app.css", .stale, true),
      ("s:S", "css/app.css", .fresh, false),
      ("s:SN", "css/app.css", .new, true),
      ("s:sn", "css/app.css", .new, true),
      ("s:-", "css/app.css", .fresh, true),
      ("s:M", "css/app.css", .missing, true),
      ("s:E", "css/app.css", .unreadable, true),
      ("s:?", "css/app.css", .unhashed, true),
      ("s:.", "css/app.css", .untracked, true),
      ("!s:S", "css/app.css", .stale, false),
      ("s:", "css/app.css", .stale, true),
      ("s:S app", "css/app.css", .stale, true),
      ("\u{E9}", "caf\u{E9}.css", .fresh, true),
      ("e\u{301}", "caf\u{E9}.css", .fresh, false),
    ]
    for (text, name, status, matches) in cases {
      let found = Filter(text).indices(
        in: NameIndex(names: [name]), status: { _ in status }, name: { _ in name })
      #expect(found == (matches ? [0] : []), "\(text) on \(name)")
    }
  }

  @Test("what a screen shows goes by its size, at each boundary")
  func layout() {
    // columns, rows, hidden; title, header, first row, rows and columns of the list; preview.
    let cases: [(Int, Int, Bool, Int?, Int?, Pane, Pane?, Bool)] = [
      (24, 5, false, nil, nil, pane(0, 3, 0, 24), nil, false),
      (24, 6, false, nil, nil, pane(0, 4, 0, 24), nil, false),
      (24, 7, false, 0, nil, pane(1, 4, 0, 24), nil, false),
      (24, 8, false, 0, nil, pane(1, 5, 0, 24), nil, false),
      (24, 9, false, 0, 1, pane(2, 5, 0, 24), nil, false),
      (59, 40, false, 0, 1, pane(2, 36, 0, 59), nil, false),
      (60, 15, false, 0, 1, pane(2, 11, 0, 60), nil, false),
      (60, 16, false, 0, 1, pane(2, 7, 0, 60), pane(9, 5, 0, 60), false),
      (80, 24, false, 0, 1, pane(2, 12, 0, 80), pane(14, 8, 0, 80), false),
      (80, 24, true, 0, 1, pane(2, 20, 0, 80), nil, false),
      (99, 50, false, 0, 1, pane(2, 34, 0, 99), pane(36, 12, 0, 99), false),
      (100, 13, false, 0, 1, pane(2, 9, 0, 100), nil, false),
      (100, 14, false, 0, 1, pane(2, 10, 0, 55), pane(1, 11, 56, 44), true),
      (100, 14, true, 0, 1, pane(2, 10, 0, 100), nil, false),
      (200, 60, false, 0, 1, pane(2, 56, 0, 110), pane(1, 57, 111, 89), true),
    ]
    for (columns, rows, hides, title, header, list, preview, isBeside) in cases {
      let layout = Layout(size: Size(columns: columns, rows: rows), hidesPreview: hides)
      #expect(layout.title == title)
      #expect(layout.header == header)
      #expect(layout.list == list)
      #expect(layout.preview == preview)
      #expect(layout.isSideBySide == isBeside)
    }
  }

  private func pane(_ row: Int, _ rows: Int, _ column: Int, _ columns: Int) -> Pane {
    Pane(firstRow: row, rows: rows, firstColumn: column, columns: columns)
  }

  @Test("the columns of the list fill its width exactly")
  func columns() {
    // width; path, strategy, token, next, references, size, changed.
    let cases: [(Int, [Int])] = [
      (24, [11, 0, 0, 9, 0, 0, 0]), (31, [18, 0, 0, 9, 0, 0, 0]),
      (32, [16, 0, 0, 12, 0, 0, 0]), (47, [31, 0, 0, 12, 0, 0, 0]),
      (48, [22, 0, 11, 11, 0, 0, 0]), (51, [25, 0, 11, 11, 0, 0, 0]),
      (52, [17, 9, 11, 11, 0, 0, 0]), (59, [24, 9, 11, 11, 0, 0, 0]),
      (60, [21, 10, 11, 14, 0, 0, 0]), (71, [32, 10, 11, 14, 0, 0, 0]),
      (72, [27, 10, 11, 14, 6, 0, 0]), (80, [35, 10, 11, 14, 6, 0, 0]),
      (99, [54, 10, 11, 14, 6, 0, 0]), (100, [30, 10, 14, 14, 6, 10, 12]),
      (110, [40, 10, 14, 14, 6, 10, 12]),
    ]
    for (width, widths) in cases {
      let columns = ListColumns(width: width)
      let found = [
        columns.path, columns.strategy, columns.token, columns.next, columns.references,
        columns.size, columns.changed,
      ]
      #expect(found == widths)
      #expect(found.reduce(ListColumns.lead, +) == width)
    }
  }
}
