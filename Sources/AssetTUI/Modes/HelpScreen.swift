import Screen
import Values

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
    let words = line.text.lowercased().split(separator: " ").map { Array($0.utf8) }
    return table.rows.filter { row in
      guard !row.keys.isEmpty else { return false }
      let text = Array(
        (row.help + " " + row.keys.map(\.name).joined(separator: " ")).lowercased().utf8)
      return words.allSatisfy { ByteSearch.contains(text[...], $0) }
    }
  }

  /// Moves the cursor among this many rows.
  mutating func move(_ steps: Int, of count: Int) {
    cursor = max(0, min(cursor + steps, count - 1))
  }
}
