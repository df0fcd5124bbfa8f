/// The config that the program writes and the web application loads: the record of each asset.
public struct VersionsFile: Equatable, Sendable {
  /// The records by root name and path.
  public var roots: [String: [BytePath: Record]]
  /// Members of the top-level object that this version does not know, kept as they stand.
  public var unknown: [UnknownMember]

  /// Makes the contents of a versions file.
  public init(roots: [String: [BytePath: Record]] = [:], unknown: [UnknownMember] = []) {
    self.roots = roots
    self.unknown = unknown
  }

  /// The number of the file format that this version reads and writes.
  public static let format = 1

  /// The record of an asset; setting nil drops it.
  public subscript(id: AssetID) -> Record? {
    get { roots[id.root]?[id.path] }
    set {
      roots[id.root, default: [:]][id.path] = newValue
      if roots[id.root]?.isEmpty == true { roots[id.root] = nil }
    }
  }
}
