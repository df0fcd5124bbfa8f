import Planning
import Site
import Values

/// The list of what is to be said about the project, by kind, the worst first: of view 5.
///
/// A finding about an asset is its index alone, and is made when it is drawn: a hundred thousand stale
/// assets cost four bytes each.
public struct FindingList: Equatable, Sendable {
  /// What is to be said about roots and references.
  private(set) var others: [Finding] = []
  /// The kinds, the worst first.
  private(set) var groups: [Group] = []
  /// The rows that are shown: headings, and the findings of those that are open.
  public private(set) var rows: [Row] = []
  /// The number of findings of each severity.
  private(set) var counts: [Finding.Severity: Int] = [:]
  /// The place of the cursor in ``rows``; 0 where there are none.
  public internal(set) var cursor = 0
  /// The place in ``rows`` of the first row on the screen.
  public internal(set) var top = 0
  /// What a person made of kinds: whether each is open.
  private var opened: [String: Bool] = [:]

  /// The findings of one kind that matter alike.
  struct Group: Equatable, Sendable {
    let severity: Finding.Severity
    let kind: String
    /// The rows of its findings.
    var rows: [Row]

    /// Whether it is about the whole project: until it is mended nothing else is of use.
    var isOfAll: Bool { kind == Finding.noLoader }

    /// What tells it from others.
    var name: String { "\(severity.rawValue) \(kind)" }
  }

  /// A row: a heading, or a finding about the asset of an index, or another one.
  public struct Row: Equatable, Sendable {
    private let code: UInt32
    private static let otherBit: UInt32 = 1 << 31
    private static let headingBit: UInt32 = 1 << 30
    private static let mask: UInt32 = (1 << 30) - 1

    static func asset(_ index: Int) -> Row { Row(code: UInt32(index)) }
    static func other(_ index: Int) -> Row { Row(code: UInt32(index) | otherBit) }
    static func heading(_ group: Int) -> Row { Row(code: UInt32(group) | headingBit) }

    /// The index of the asset; nil for another row.
    var asset: Int? { code & ~Row.mask == 0 ? Int(code) : nil }
    /// The index among the others; nil for another row.
    var other: Int? { code & Row.otherBit != 0 ? Int(code & Row.mask) : nil }
    /// The place of the kind; nil for a finding.
    var heading: Int? { code & Row.headingBit != 0 ? Int(code & Row.mask) : nil }
  }

  /// The most findings of which all kinds are open at first.
  private static let mostOpen = 40

  /// The row under the cursor.
  var current: Row? {
    rows.indices.contains(cursor) ? rows[cursor] : nil
  }

  /// The number of findings.
  var count: Int { counts.values.reduce(0, +) }

  /// Shows other findings; the cursor stays on its row, or else near its place.
  mutating func show(_ groups: [Group], others: [Finding]) {
    self.others = others
    self.groups = groups.sorted {
      ($0.severity.rank, $0.isOfAll ? 0 : 1, -$0.rows.count, $0.kind)
        < ($1.severity.rank, $1.isOfAll ? 0 : 1, -$1.rows.count, $1.kind)
    }
    counts = [:]
    for group in groups { counts[group.severity, default: 0] += group.rows.count }
    makeRows()
  }

  private mutating func makeRows() {
    let before = current
    let name = before.flatMap(\.heading).flatMap {
      groups.indices.contains($0) ? groups[$0].name : nil
    }
    rows = []
    for (place, group) in groups.enumerated() {
      rows.append(.heading(place))
      if isOpen(group) { rows += group.rows }
    }
    if let name, let place = groups.firstIndex(where: { $0.name == name }),
      let row = rows.firstIndex(of: .heading(place))
    {
      move(to: row)
    } else {
      move(to: before.flatMap { rows.firstIndex(of: $0) } ?? cursor)
    }
  }

  /// Whether the findings of a kind are shown.
  func isOpen(_ group: Group) -> Bool {
    opened[group.name] ?? (count <= FindingList.mostOpen)
  }

  /// The kind that a row belongs to; nil where there is none.
  func group(at place: Int) -> Int? {
    guard rows.indices.contains(place) else { return nil }
    return rows[...place].last { $0.heading != nil }?.heading
  }

  /// Opens the kind under the cursor, or goes into it.
  mutating func open() {
    guard let place = current?.heading else { return }
    if isOpen(groups[place]) {
      move(to: cursor + 1)
    } else {
      opened[groups[place].name] = true
      makeRows()
    }
  }

  /// Folds the kind under the cursor, or goes to its heading.
  mutating func fold() {
    guard let place = group(at: cursor), let row = rows.firstIndex(of: .heading(place)) else {
      return
    }
    if row == cursor, isOpen(groups[place]) {
      opened[groups[place].name] = false
      makeRows()
    } else {
      move(to: row)
    }
  }

  /// Goes to the next finding (1) or the one before (-1), and opens its kind.
  ///
  /// - Returns: whether there is one.
  mutating func goToFinding(_ step: Int) -> Bool {
    var place = cursor + step
    while rows.indices.contains(place) {
      guard let group = rows[place].heading else {
        move(to: place)
        return true
      }
      if !isOpen(groups[group]) {
        opened[groups[group].name] = true
        move(to: place)
        makeRows()
        place = step > 0 ? cursor + 1 : cursor + groups[group].rows.count
      } else {
        place += step
      }
    }
    return false
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

extension Finding.Severity {
  /// The place among the severities, the worst first.
  fileprivate var rank: Int {
    switch self {
    case .error: 0
    case .warning: 1
    case .note: 2
    }
  }
}
