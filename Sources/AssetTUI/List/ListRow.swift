/// A row of the list: an asset, a folder, or the assets of a folder that are folded into one row.
public struct ListRow: Equatable, Sendable {
  private let code: UInt32
  private static let folderBit: UInt32 = 1 << 30
  private static let restBit: UInt32 = 1 << 31
  private static let mask: UInt32 = (1 << 30) - 1

  private init(code: UInt32) { self.code = code }

  /// The row of an asset, by its index.
  static func asset(_ index: Int) -> ListRow { ListRow(code: UInt32(index)) }
  /// The row of a folder, by its place in the tree.
  static func folder(_ folder: Int) -> ListRow { ListRow(code: UInt32(folder) | folderBit) }
  /// The row for what is fresh in a folder.
  static func rest(of folder: Int) -> ListRow { ListRow(code: UInt32(folder) | restBit) }

  /// The index of the asset; nil for another row.
  var asset: Int? { code & ~ListRow.mask == 0 ? Int(code) : nil }
  /// The folder; nil for another row.
  var folder: Int? { code & ListRow.folderBit != 0 ? Int(code & ListRow.mask) : nil }
  /// The folder whose fresh assets stand in this row; nil for another row.
  var rest: Int? { code & ListRow.restBit != 0 ? Int(code & ListRow.mask) : nil }
}
