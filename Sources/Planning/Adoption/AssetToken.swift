import Disk
import Values

/// An asset with a token that stands beside its name in some file.
package struct AssetToken: Hashable {
  /// The asset.
  package let asset: AssetID
  /// The token as written.
  package let token: [UInt8]

  /// Names a token of an asset.
  package init(asset: AssetID, token: [UInt8]) {
    self.asset = asset
    self.token = token
  }
}

extension AssetToken: Comparable {
  package static func < (left: AssetToken, right: AssetToken) -> Bool {
    if left.asset != right.asset { return left.asset < right.asset }
    return left.token.lexicographicallyPrecedes(right.token)
  }
}
