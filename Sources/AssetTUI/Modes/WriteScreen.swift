import Formats
import Planning

/// The diff of everything that a write would change: the only way to the disk.
public struct WriteScreen: Equatable, Sendable {
  /// The plan that `y` carries out.
  public let plan: Plan
  /// The first lines: what changes, what is left, what is hidden.
  public let heading: [String]
  /// The diff of every file.
  public let diff: [UnifiedDiff.Line]
  /// The assets that change, above the diff.
  public let list: ChangeList
  /// The lines that name what keeps an old token, between the list and the diff.
  public internal(set) var notes: [String] = []
  /// The first line of list, notes and diff on the screen.
  public internal(set) var top = 0
  /// The columns of the diff that are left out at its left.
  public internal(set) var left = 0
  /// Whether the plan is being carried out.
  public internal(set) var isWriting = false
  /// The line for the person.
  public internal(set) var notice: Notice?
  /// Whether a file changed under the plan, so that it must be read again.
  public internal(set) var isOutdated = false
  /// Whether everything is being read again because the person asked for it.
  public internal(set) var isReading = false
  /// Whether the plan takes a write back.
  public internal(set) var isTakingBack = false

  /// Whether the tokens that stand in the project's files are not in the plan yet.
  public internal(set) var awaitsMending = false

  init(plan: Plan, heading: [String], list: ChangeList) {
    self.plan = plan
    self.heading = heading
    self.list = list
    diff = plan.fileEdits.flatMap { UnifiedDiff($0).lines }
  }

  /// The number of lines of list, notes and diff.
  var lineCount: Int { diffStart + diff.count }

  /// The number of lines above the diff.
  var diffStart: Int { list.rows.count + notes.count }

  /// Goes to the next part (1) or the one before (-1): the list, the notes, then each file's diff.
  mutating func jump(_ step: Int, rows: Int) {
    let files = diff.indices.filter {
      diff[$0].kind == .file && ($0 == 0 || diff[$0 - 1].kind != .file)
    }
    let parts =
      [0] + (notes.isEmpty ? [] : [list.rows.count]) + files.map { $0 + diffStart }
    let part = step > 0 ? parts.first { $0 > top } : parts.last { $0 < top }
    if let part { scroll(part - top, rows: rows) }
  }

  /// Scrolls by lines, and no further than the last screenful of this many rows.
  mutating func scroll(_ lines: Int, rows: Int) {
    top = max(0, min(top + lines, lineCount - rows))
  }

  /// Scrolls sideways by columns, and no further than the longest line.
  mutating func shift(_ columns: Int) {
    let longest = diff.map(\.bytes.count).max() ?? 0
    left = max(0, min(left + columns, longest - 1))
  }
}
