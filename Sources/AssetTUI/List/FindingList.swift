import Planning
import Values

/// The list of what is to be said about the project, worst first: of view 5.
///
/// A finding about an asset is its index alone, and is made when it is drawn: a hundred thousand stale
/// assets cost four bytes each.
public struct FindingList: Equatable, Sendable {
  /// What is to be said about roots and references.
  private(set) var others: [Finding] = []
  /// The rows that are shown.
  public private(set) var rows: [Row] = []
  /// The number of rows of each severity.
  private(set) var counts: [Finding.Severity: Int] = [:]
  /// The place of the cursor in ``rows``; 0 where there are none.
  public internal(set) var cursor = 0
  /// The place in ``rows`` of the first row on the screen.
  public internal(set) var top = 0

  /// A finding: about the asset of an index, or another one.
  public struct Row: Equatable, Sendable {
    private let code: UInt32
    private static let otherBit: UInt32 = 1 << 31

    static func asset(_ index: Int) -> Row { Row(code: UInt32(index)) }
    static func other(_ index: Int) -> Row { Row(code: UInt32(index) | otherBit) }

    /// The index of the asset; nil for another finding.
    var asset: Int? { code & Row.otherBit == 0 ? Int(code) : nil }
    /// The index among the others; nil for a finding about an asset.
    var other: Int? { code & Row.otherBit == 0 ? nil : Int(code & ~Row.otherBit) }
  }

  /// The row under the cursor.
  var current: Row? {
    rows.indices.contains(cursor) ? rows[cursor] : nil
  }

  /// Shows other rows; the cursor stays on its row, or else near its place.
  mutating func show(_ severities: [Finding.Severity: [Row]], others: [Finding]) {
    let before = current
    self.others = others
    rows = []
    counts = severities.mapValues(\.count)
    for severity in [Finding.Severity.error, .warning, .note] {
      rows += severities[severity, default: []]
    }
    move(to: before.flatMap { rows.firstIndex(of: $0) } ?? cursor)
  }

  /// Moves the cursor to a place, as near as there is one.
  mutating func move(to place: Int) {
    cursor = max(0, min(place, rows.count - 1))
  }

  /// Scrolls as little as needed to keep the cursor in a window of this many rows.
  mutating func scroll(rows height: Int) {
    let height = max(1, height)
    if cursor < top { top = cursor }
    if cursor >= top + height { top = cursor - height + 1 }
    top = max(0, min(top, rows.count - height))
  }

  /// `3 errors  1 warning`, without those there are none of.
  var words: String {
    let parts = [
      (Finding.Severity.error, "error", "errors"), (.warning, "warning", "warnings"),
      (.note, "note", "notes"),
    ].compactMap { severity, one, many in
      counts[severity].flatMap { $0 == 0 ? nil : Words.count($0, one, many) }
    }
    return parts.isEmpty ? "no findings" : parts.joined(separator: "  ")
  }
}
