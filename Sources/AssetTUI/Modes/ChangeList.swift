import Planning
import Screen
import Values

/// The assets that a plan changes, each with its old and its new token.
public struct ChangeList: Equatable, Sendable {
  /// A row for each asset, in the order of the plan.
  public let rows: [Row]
  /// The columns of the longest name, old token and new token.
  let nameColumns: Int
  let oldColumns: Int
  let newColumns: Int

  init(_ rows: [Row]) {
    self.rows = rows
    nameColumns = rows.reduce(0) { max($0, ColumnWidth.of($1.name)) }
    // A token is ASCII.
    oldColumns = rows.reduce(0) { max($0, $1.old.utf8.count) }
    newColumns = rows.reduce(0) { max($0, $1.new.utf8.count) }
  }

  /// One asset.
  public struct Row: Equatable, Sendable {
    /// Its name in the list.
    public let name: String
    /// The token now; `-` for none.
    public let old: String
    /// The token then; `(gone)` where the file is, `-` for none, `(same)` where it stays.
    public let new: String
    /// What else changes; empty where nothing does.
    public let remark: String
    /// Whether the record is dropped.
    public let isDrop: Bool

    /// Puts a change in words.
    ///
    /// - Parameters:
    ///   - name: the name of the asset in the list.
    ///   - hasFile: whether there is a file.
    ///   - configured: the strategy that the settings give the asset.
    init(_ change: Change, name: String, hasFile: Bool, configured: Strategy) {
      self.name = name
      let (before, after) = (change.before, change.after)
      old = before?.token.text ?? "-"
      isDrop = after == nil
      guard let after else {
        (new, remark) = (hasFile ? "-" : "(gone)", "")
        return
      }
      new = after.token == before?.token ? "(same)" : after.token.text
      let strategy = after.strategy ?? configured
      if strategy != before?.strategy ?? configured {
        remark = "now by \(strategy.rawValue)"
      } else {
        remark = after.token == before?.token ? "recorded for other bytes" : ""
      }
    }
  }
}
