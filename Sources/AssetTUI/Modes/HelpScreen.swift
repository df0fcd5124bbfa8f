import Screen

/// The help: every key and what it does, out of the key table; what is typed narrows it.
public struct HelpScreen: Equatable, Sendable {
  /// The words that narrow the help.
  public internal(set) var line = LineEditor()
  /// The row under the cursor, among those that match.
  public internal(set) var cursor = 0

  /// Makes the help with every row.
  init() {}

  /// The rows that match, in the order of the table.
  func rows(of table: KeyTable) -> [KeyTable.Row] {
    let words = line.text.lowercased().split(separator: " ")
    return table.rows.filter { row in
      guard !row.keys.isEmpty else { return false }
      let text = (row.help + " " + row.keys.map(\.name).joined(separator: " ")).lowercased()
      return words.allSatisfy { text.utf8.contains(subsequence: $0.utf8) }
    }
  }

  /// Moves the cursor among this many rows.
  mutating func move(_ steps: Int, of count: Int) {
    cursor = max(0, min(cursor + steps, count - 1))
  }
}

extension Collection where Element: Equatable {
  /// Whether the elements of another collection stand in this one, in a row.
  func contains(subsequence other: some Collection<Element>) -> Bool {
    var start = startIndex
    while true {
      if self[start...].starts(with: other) { return true }
      if start == endIndex { return false }
      start = index(after: start)
    }
  }
}
