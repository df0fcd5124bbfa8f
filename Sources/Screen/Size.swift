/// The size of a screen, in character cells.
public struct Size: Hashable, Sendable {
  /// The most columns and the most rows a screen is taken to have.
  ///
  /// A terminal may claim 65535 by 65535 cells (the fields of `struct winsize` have 16 bits); a grid
  /// of that size would exhaust memory.
  public static let limit = 2000

  /// The number of columns, 0 to `limit`.
  public let columns: Int
  /// The number of rows, 0 to `limit`.
  public let rows: Int

  /// Makes a size; numbers out of range are brought into it.
  public init(columns: Int, rows: Int) {
    self.columns = min(max(columns, 0), Size.limit)
    self.rows = min(max(rows, 0), Size.limit)
  }
}
