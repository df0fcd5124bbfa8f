import Disk
import Values

/// What lies below the static roots.
public struct Scan: Equatable, Sendable {
  /// The assets, in the order of the roots, then of the paths' bytes.
  public var assets = AssetTable()
  /// The names that cannot be versioned or served, in the same order.
  public var problems: [Problem] = []
  /// Files that another folder of their root hides, and the file that is served instead.
  public var shadowed: [Shadowed] = []
  /// What the next scan is to know of each folder of a root, where it is to know something.
  package var trees: [RootTree] = []

  /// What was seen below a folder of a root.
  package struct RootTree: Sendable {
    /// The index of the root among the settings', and of the folder among the root's.
    package var root: Int
    package var folder: Int
    package var tree: KnownTree
    /// Whether the tree is not what the scan knew before.
    package var hasChanged: Bool
    /// The paths, absolute, of links and other names that are more than the state of their folder tells.
    package var oddPlaces: [BytePath] = []
  }

  /// A file that is not served, because an earlier folder of its root has the path too.
  public struct Shadowed: Equatable, Sendable {
    /// The asset's name.
    public var id: AssetID
    /// The file that is hidden.
    public var file: BytePath
    /// The file that is served.
    public var by: BytePath
  }

  /// Makes an empty scan.
  public init() {}

  /// Compares what was found.
  public static func == (left: Scan, right: Scan) -> Bool {
    left.assets == right.assets && left.problems == right.problems
      && left.shadowed == right.shadowed
  }
}
