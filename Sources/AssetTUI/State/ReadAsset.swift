import AssetCore
import Disk
import Planning
import References
import Screen
import Site
import Values

/// The result of reading one asset.
public struct ReadAsset: Sendable {
  /// The index of its entry in the inventory that the scan has listed.
  public var index: Int
  /// Its digest and size, or why it could not be read.
  public var result: Result<FileDigest, FileError>

  /// Makes the result of reading an asset.
  public init(index: Int, result: Result<FileDigest, FileError>) {
    self.index = index
    self.result = result
  }
}
