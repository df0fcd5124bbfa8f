import Planning
import References
import Screen
import Site
import Values

/// The letters of a name that a filter found.
struct FilterMatches {
  private let terms: [PageQuery]

  init(_ text: String) {
    terms = text.split(separator: " ").filter { !$0.hasPrefix("!") && !$0.hasPrefix("s:") }
      .map { PageQuery(String($0)) }
  }

  /// Picks out what is found in a text that stands in a row.
  func mark(_ text: String, row: Int, column: Int, on grid: inout Grid) {
    guard !terms.isEmpty else { return }
    let bytes = Array(text.utf8)
    for term in terms {
      var rest = bytes[...]
      while term.count > 0, let found = term.firstIndex(in: rest) {
        let start = ColumnWidth.of(String(decoding: bytes[..<found], as: UTF8.self))
        let end = found + term.count
        let width = ColumnWidth.of(String(decoding: bytes[found..<end], as: UTF8.self))
        grid.restyle(row: row, columns: (column + start)..<(column + start + width)) {
          $0 = Style(.match, isCursor: $0.isCursor)
        }
        rest = bytes[end...]
      }
    }
  }
}
