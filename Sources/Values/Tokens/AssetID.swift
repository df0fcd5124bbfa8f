/// The name of an asset: its static root's name and its path below that root.
public struct AssetID: Hashable, Sendable {
  /// The root's name, the Flask endpoint (`static`, `admin.static`).
  public let root: String
  /// The path below the root.
  public let path: BytePath

  /// Names the asset at a path below a root.
  public init(root: String, path: BytePath) {
    self.root = root
    self.path = path
  }

  /// `root:path`, made safe for a terminal; the form that commands take as PATH.
  public var description: String {
    "\(VisibleText.of(root)):\(VisibleText.of(path))"
  }
}

extension AssetID: Comparable {
  /// By the root's name, then by the path's bytes.
  public static func < (left: AssetID, right: AssetID) -> Bool {
    if left.root != right.root { return left.root.utf8.lexicographicallyPrecedes(right.root.utf8) }
    return left.path < right.path
  }
}
