import Values

/// One file below a static root.
public struct Asset: Equatable, Sendable {
  /// The asset's name.
  public var id: AssetID
  /// Where the file lies, absolute.
  public var file: BytePath
  /// The size in bytes when it was listed.
  public var size: UInt64
  /// When the file was last changed, in seconds since 1970-01-01 00:00 UTC; nil where it is not known.
  public var modified: Int64?

  /// Makes an asset.
  public init(id: AssetID, file: BytePath, size: UInt64, modified: Int64? = nil) {
    self.id = id
    self.file = file
    self.size = size
    self.modified = modified
  }
}
