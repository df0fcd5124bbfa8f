import AssetCore

/// The diff of everything that a write would change: the only way to the disk.
public struct WriteScreen: Equatable, Sendable {
  /// The plan that `y` carries out.
  public let plan: Plan
  /// The first lines: what changes, what is left, what is hidden.
  public let heading: [String]
  /// The diff of every file.
  public let diff: [UnifiedDiff.Line]
  /// The first line of the diff on the screen.
  public internal(set) var top = 0
  /// The columns of the diff that are left out at its left.
  public internal(set) var left = 0
  /// Whether the plan is being carried out.
  public internal(set) var isWriting = false
  /// The line for the person.
  public internal(set) var notice: Notice?
  /// Whether a file changed under the plan, so that it must be read again.
  public internal(set) var isOutdated = false
  /// Whether the plan takes a write back.
  public internal(set) var isTakingBack = false

  init(plan: Plan, heading: [String]) {
    self.plan = plan
    self.heading = heading
    diff = plan.edits.flatMap { UnifiedDiff($0).lines }
  }

  /// Scrolls by lines, and no further than the last screenful of this many rows.
  mutating func scroll(_ lines: Int, rows: Int) {
    top = max(0, min(top + lines, diff.count - rows))
  }

  /// Scrolls sideways by columns, and no further than the longest line.
  mutating func shift(_ columns: Int) {
    let longest = diff.map(\.bytes.count).max() ?? 0
    left = max(0, min(left + columns, longest - 1))
  }
}
