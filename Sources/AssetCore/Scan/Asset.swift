/// One file below a static root.
public struct Asset: Equatable, Sendable {
  /// The asset's name.
  public var id: AssetID
  /// Where the file lies, absolute.
  public var file: BytePath
  /// The size in bytes when it was listed.
  public var size: UInt64

  /// Makes an asset.
  public init(id: AssetID, file: BytePath, size: UInt64) {
    self.id = id
    self.file = file
    self.size = size
  }
}
