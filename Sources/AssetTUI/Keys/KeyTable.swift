import Screen

/// Every action of the asset list with its keys and words: dispatch, hints and help are drawn from it.
public struct KeyTable: Equatable, Sendable {
  /// The rows, in the order the help shows them.
  public let rows: [Row]
  private let actions: [Key: Action]

  /// One action, the keys that do it, and the words for it.
  public struct Row: Equatable, Sendable {
    /// What the keys do.
    public var action: Action
    /// The keys; the first stands in the hint line.
    public var keys: [Key]
    /// The word in the hint line; nil where the action has no place there.
    public var hint: String?
    /// What the help says.
    public var help: String
    /// What it is about, as a heading of the help.
    public var group = Group.other
  }

  /// What keys are about; the raw value is the heading in the help.
  public enum Group: String, Sendable {
    /// The way through the list.
    case moving = "move"
    /// Marks.
    case marking = "mark"
    /// New tokens.
    case versioning = "version"
    /// What is shown.
    case showing = "show"
    /// The program.
    case other = "program"
  }

  /// The table as it is where the settings rebind nothing.
  public static let standard = KeyTable(rows: KeyTable.standardRows)

  init(rows: [Row]) {
    self.rows = rows
    actions = Dictionary(
      rows.flatMap { row in row.keys.map { ($0, row.action) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// What a key does, or nil where it does nothing.
  public func action(for key: Key) -> Action? {
    actions[key]
  }

  /// The row of an action.
  public func row(of action: Action) -> Row? {
    rows.first { $0.action == action }
  }

  /// The name of the first key of an action, or nil where it has none.
  public func keyName(of action: Action) -> String? {
    row(of: action)?.keys.first?.name
  }
}
