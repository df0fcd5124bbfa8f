/// The assets that were looked up last, by their paths.
///
/// The same few assets are named by nearly all pages of a site: they are found by one comparison where a
/// search among all names takes a dozen.
struct AssetMemo {
  private let assets: [AssetIndex]
  /// The indices of assets, each in the slot of its path's hash.
  private var slots = [UInt32](repeating: Self.free, count: Self.size)

  private static let size = 4096
  private static let free = UInt32.max

  /// Prepares to look assets up.
  ///
  /// - Parameter assets: those of each root; all share their names.
  init(_ assets: [AssetIndex]) {
    self.assets = assets
  }

  /// The index of the asset of a root at a path among the names; nil where there is no such asset.
  mutating func index(of path: UnsafeBufferPointer<UInt8>, in root: Int) -> Int? {
    let slot = Self.slot(of: path)
    if slots[slot] != Self.free, assets[root].isAsset(Int(slots[slot]), at: path) {
      return Int(slots[slot])
    }
    guard let index = assets[root].index(of: path) else { return nil }
    slots[slot] = UInt32(index)
    return index
  }

  /// FNV-1a over the bytes.
  private static func slot(of path: UnsafeBufferPointer<UInt8>) -> Int {
    var hash: UInt32 = 0x811C_9DC5
    for byte in path { hash = (hash ^ UInt32(byte)) &* 0x0100_0193 }
    return Int(hash ^ hash >> 16) & (size - 1)
  }
}
