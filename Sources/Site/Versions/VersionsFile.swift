import Values

/// The config that the program writes and the web application loads: the record of each asset.
///
/// Records are kept packed; a ``Record`` is made of them when it is asked for.
public struct VersionsFile: Equatable, Sendable {
  /// The records of each root.
  package var tables: [String: RecordTable]
  /// Members of the top-level object that this version does not know, kept as they stand.
  public var unknown: [UnknownMember]

  /// Makes the contents of a versions file.
  public init(roots: [String: [BytePath: Record]] = [:], unknown: [UnknownMember] = []) {
    tables = roots.mapValues(RecordTable.init)
    self.unknown = unknown
  }

  /// The number of the file format that this version reads and writes.
  public static let format = 1

  /// The records by root name and path, unpacked and packed again as a whole: for a few of them.
  public var roots: [String: [BytePath: Record]] {
    get { tables.mapValues(\.dictionary) }
    set { tables = newValue.mapValues(RecordTable.init) }
  }

  /// The record of an asset.
  public subscript(id: AssetID) -> Record? {
    tables[id.root]?[id.path]
  }
}
