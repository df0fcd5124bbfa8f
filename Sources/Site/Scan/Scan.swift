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

/// Why the static roots could not be scanned.
public enum ScanError: Error, Equatable, Sendable {
  /// A folder of a root cannot be listed: root name, the folder as the settings name it, reason.
  case root(name: String, folder: BytePath, reason: FileError.Reason, settings: String)
  /// A folder of a root is a link to `/`: root name, the folder as the settings name it.
  case wholeDisk(name: String, folder: BytePath, settings: String)
  /// The scan was called off.
  case cancelled
}

extension ScanError: CustomStringConvertible {
  /// What happened, where, and what to do.
  public var description: String {
    switch self {
    case .root("static", "static", .notFound, let settings):
      "static root \"static\": no such folder: static - create it, or name the folder that is served in a"
        + " [[root]] of \(settings): where one is listed there, take the # away from its lines"
    case .root(let name, let folder, .notFound, let settings):
      "static root \"\(VisibleText.of(name))\": no such folder: \(VisibleText.of(folder))"
        + " - create it, or correct its paths in \(settings)"
    case .root(let name, let folder, let reason, let settings):
      "static root \"\(VisibleText.of(name))\": \(reason): \(VisibleText.of(folder))"
        + " - make it readable, or correct its paths in \(settings)"
    case .wholeDisk(let name, let folder, let settings):
      "static root \"\(VisibleText.of(name))\": a link to /, all files of the machine:"
        + " \(VisibleText.of(folder)) - link to the static files alone, or correct its paths in"
        + " \(settings)"
    case .cancelled: "the scan was stopped"
    }
  }
}
