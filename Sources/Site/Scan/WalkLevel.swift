import Disk
import Formats
import Values

/// A folder on a walk.
struct WalkLevel: Sendable {
  /// The path below the root.
  var path: BytePath
  /// The path, absolute.
  var file: BytePath
  /// The folders on the way here, so that a link to one of them is known for a loop.
  var ancestors: [FileIdentity]
  /// Whether a link led here.
  var isLinked: Bool
  /// The index of the folder in the tree that is known, or of the one around it.
  var earlier: Int?
  /// The names, and the rows of those that are yet to be looked at, the next last.
  var listing = FolderListing()
  var rows: [Int32] = []
  /// The index of the folder in the tree that is made; none for a linked one.
  var index: Int?

  /// The way's first folder.
  init(top: BytePath) {
    self.init(path: "", file: top, ancestors: [], isLinked: false, earlier: 0)
  }

  /// A folder of a name in another one.
  init(_ row: Int, in parent: WalkLevel) {
    let name = parent.listing.name(at: row)
    let item = parent.listing.items[row]
    self.init(
      path: parent.path.appending(name), file: parent.file.appending(name),
      ancestors: parent.ancestors + [item.identity], isLinked: parent.isLinked || item.isLink,
      earlier: parent.earlier)
  }

  private init(
    path: BytePath, file: BytePath, ancestors: [FileIdentity], isLinked: Bool, earlier: Int?
  ) {
    self.path = path
    self.file = file
    self.ancestors = ancestors
    self.isLinked = isLinked
    self.earlier = earlier
  }

  /// Lists the folder, unless an earlier run, or somebody ahead, has it as it is.
  mutating func list(
    knowing check: TreeCheck?, ahead: inout WalkAhead, on fileSystem: any FileSystem,
    statesFiles: Bool
  ) throws(FileError) {
    if let listing = try ahead.takeListing(of: path) {
      self.listing = listing
    } else if let check, let earlier, check.isSame[earlier] {
      listing = check.tree.listing(of: earlier)
    } else {
      listing = try fileSystem.listing(of: file, statesFiles: statesFiles)
    }
  }
}
