import Planning
import Screen
import Values

/// Everything that a write would change, cut around each change: the only way to the disk.
public struct WriteScreen: Equatable, Sendable {
  /// The plan that `y` carries out.
  public let plan: Plan
  /// What changes, in a line.
  let summary: PlanWords
  /// What is left, what is hidden, what follows; the lines that stand above the rows and never move.
  public let heading: [String]
  /// The files that change beside the versions file, with the lines that do.
  let files: [File]
  /// The assets that change.
  let list: ChangeList
  /// The name of the versions file.
  let versionsName: String
  /// What is left in one line, for a screen that has no room for the heading.
  var brief = ""
  /// Whether nothing is left outdated.
  var isLeavingNothing = false
  /// Whether an asset is left because a person must type its token.
  var needsToken = false
  /// The lines that name what keeps an old token, before the changes.
  var notes: [String] = []
  /// The rows for the width they were made for.
  private(set) var rows: [WriteRow] = []
  private var columns = 0
  /// The first of the rows on the screen.
  public internal(set) var top = 0
  /// The row of the change that `n` went to last; nil before it went to any.
  var change: Int?
  /// The columns of the whole diff that are left out at its left.
  public internal(set) var left = 0
  /// Whether the whole diff is shown, in place of what is cut around each change.
  public internal(set) var isWhole = false
  /// Whether lines that are too long go on in the next row.
  public internal(set) var wraps = false
  /// A search that is being typed.
  var prompt: LineEditor?
  /// The text searched last; empty where `n` goes to the next change.
  var query = ""
  /// Whether the plan is being carried out.
  public internal(set) var isWriting = false
  /// The line for the person.
  public internal(set) var notice: Notice?
  /// Whether a file changed under the plan, so that it must be read again.
  public internal(set) var isOutdated = false
  /// Whether everything is being read again because the person asked for it.
  public internal(set) var isReading = false
  /// Whether it was drawn with what it writes: before, no key confirms it.
  public internal(set) var isShown = false
  /// Whether the plan takes a write back.
  public internal(set) var isTakingBack = false
  /// Whether the plan sets the project up.
  public internal(set) var isSetUp = false
  /// Whether the plan is what it is, whatever is chosen.
  var isFixed: Bool { isTakingBack || isSetUp }
  /// Whether the tokens that stand in the project's files are not in the plan yet.
  public internal(set) var awaitsMending = false

  /// A file that changes.
  struct File: Equatable, Sendable {
    let name: BytePath
    let lines: [ChangedLine]
  }

  /// The most records that are shown one by one.
  static let mostRecords = 50

  init(plan: Plan, heading: [String], list: ChangeList, versions: BytePath) {
    self.plan = plan
    self.heading = heading
    self.list = list
    versionsName = VisibleText.of(versions)
    summary = PlanWords(plan)
    files = plan.fileEdits.filter { $0.name != versions }.map {
      File(name: $0.name, lines: ChangedLine.all(of: $0))
    }
  }

  /// Makes the rows for a width, where they are not made for it yet; what was moved sideways is back.
  mutating func arrange(columns: Int, ellipsis: String, arrow: String) {
    guard columns != self.columns else { return }
    self.columns = columns
    left = 0
    change = nil
    rows = WriteRows(screen: self, columns: columns, ellipsis: ellipsis, arrow: arrow).all
  }

  /// Lets the rows be made anew.
  mutating func rearrange() {
    columns = 0
    top = 0
  }

  /// Goes to the next change (1) or the one before (-1); after a search to what was searched.
  mutating func jump(_ step: Int, height: Int) {
    let query = query
    let isWanted = { (row: WriteRow) in
      query.isEmpty ? row.beginsChange : PageQuery(query).matches(Array(row.text.utf8))
    }
    var place = change.map { $0 + step } ?? (step > 0 ? 0 : rows.count - 1)
    while rows.indices.contains(place), !isWanted(rows[place]) { place += step }
    guard rows.indices.contains(place) else {
      let what = query.isEmpty ? "change" : "match"
      notice = Notice(step > 0 ? "no \(what) below" : "no \(what) above")
      return
    }
    change = place
    if isWhole { bringIntoSight(rows[place]) }
    if place < top { top = place }
    if place + 1 >= top + height { top = place - height / 2 }
    scroll(0, height: height)
  }

  /// Moves the whole diff sideways as far as what changes in a row, or was searched, is seen.
  private mutating func bringIntoSight(_ row: WriteRow) {
    var start = 0
    var width = 0
    if query.isEmpty {
      for part in row.parts {
        width = ColumnWidth.of(part.text)
        if part.style == .newPart || part.style == .oldPart { break }
        start += width
      }
    } else {
      let bytes = Array(row.text.utf8)
      guard let found = PageQuery(query).firstIndex(in: bytes[...]) else { return }
      start = ColumnWidth.of(String(decoding: bytes[..<found], as: UTF8.self))
      width = ColumnWidth.of(query)
    }
    let room = columns - ColumnWidth.of(row.gutter)
    if start < left || start + width >= left + room {
      left = start + width < room ? 0 : max(0, start - room / 2)
    }
  }

  /// Scrolls by rows, and no further than the last screenful of this height.
  mutating func scroll(_ lines: Int, height: Int) {
    top = max(0, min(top + lines, rows.count - height))
  }

  /// Scrolls the whole diff sideways by columns, and no further than its longest line.
  mutating func shift(_ columns: Int) {
    let longest = rows.map { ColumnWidth.of($0.text) }.max() ?? 0
    left = max(0, min(left + columns, longest - 1))
  }
}
