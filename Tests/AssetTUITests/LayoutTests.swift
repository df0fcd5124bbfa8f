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
    // columns, rows, hidden; title, header, list; preview, and whether it stands beside the list.
    let cases: [(Int, Int, Bool, Int?, Int?, Pane, Pane?, Bool)] = [
      (24, 5, false, nil, nil, pane(0, 3, 0, 24), nil, false),
      (24, 6, false, nil, nil, pane(0, 4, 0, 24), nil, false),
      (24, 7, false, 0, nil, pane(1, 4, 0, 24), nil, false),
      (24, 8, false, 0, nil, pane(1, 5, 0, 24), nil, false),
      (24, 9, false, 0, 1, pane(2, 5, 0, 24), nil, false),
      (80, 15, false, 0, 1, pane(2, 11, 0, 80), nil, false),
      (80, 16, false, 0, 1, pane(2, 7, 0, 80), pane(9, 5, 0, 80), false),
      (80, 24, false, 0, 1, pane(2, 15, 0, 80), pane(17, 5, 0, 80), false),
      (80, 24, true, 0, 1, pane(2, 20, 0, 80), nil, false),
      (119, 50, false, 0, 1, pane(2, 41, 0, 119), pane(43, 5, 0, 119), false),
      (120, 13, false, 0, 1, pane(2, 9, 0, 120), nil, false),
      (120, 14, false, 0, 1, pane(2, 10, 0, 75), pane(1, 11, 76, 44), true),
      (120, 14, true, 0, 1, pane(2, 10, 0, 120), nil, false),
      (200, 60, false, 0, 1, pane(2, 56, 0, 75), pane(1, 57, 76, 124), true),
    ]
    for (columns, rows, hides, title, header, list, preview, isBeside) in cases {
      let layout = Layout(size: Size(columns: columns, rows: rows), hidesPreview: hides)
      #expect(layout.title == title)
      #expect(layout.header == header)
      #expect(layout.list == list, "\(columns)x\(rows)")
      #expect(layout.preview == preview, "\(columns)x\(rows)")
      #expect(layout.isSideBySide == isBeside)
    }
  }

  private func pane(_ row: Int, _ rows: Int, _ column: Int, _ columns: Int) -> Pane {
    Pane(firstRow: row, rows: rows, firstColumn: column, columns: columns)
  }

  @Test("the columns of the list fill its width exactly")
  func columns() {
    for width in 24...250 {
      for order in ListOrder.Key.allCases {
        for hasExtras in [false, true] {
          let columns = ListColumns(width: width, order: order, hasExtras: hasExtras)
          let sum =
            ListColumns.lead + columns.name + columns.strategy + columns.token + columns.arrow
            + columns.next + columns.references + columns.size + columns.changed
          #expect(sum == width, "\(width) \(order)")
        }
      }
    }
  }

  @Test("a wider screen never shows less", arguments: [20, 28, 35, 48, 60])
  func wider(names: Int) {
    var before: (columns: Set<String>, name: Int) = ([], 0)
    for width in 24...250 {
      let layout = Layout(
        size: Size(columns: width, rows: 40), hidesPreview: false,
        listColumns: ListColumns.wanted(names: names, token: 10, screen: width, order: .path))
      let columns = ListColumns(
        width: layout.list.columns, hasExtras: width >= ListColumns.leastWithExtras)
      let shown = Set(
        [
          ("strategy", columns.strategy), ("token", columns.token),
          ("references", columns.references),
          ("size", columns.size), ("changed", columns.changed),
        ].filter { $0.1 > 0 }.map(\.0))
      #expect(shown.isSuperset(of: before.columns), "\(width)")
      // A name is cut no more than before, where it was whole or as long as a name gets.
      #expect(
        columns.name + 2 >= min(before.name, names, ListColumns.nameColumns.upperBound)
          || !shown.isSubset(of: before.columns), "\(width)")
      before = (shown, columns.name)
    }
  }
}
