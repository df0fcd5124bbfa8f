/// Files in or below a folder that are to be read, the way to which is to be gone once.
public struct FolderFiles: Sendable {
  /// The folder, absolute, links followed.
  public let folder: BytePath
  /// The rows of the files, by which they are told apart.
  public let rows: [Int]
  /// Whether files that turn out to be large are not read yet.
  public let putsOffLarge: Bool
  private let tree: KnownTree
  private let prefix: Int

  init(_ tree: KnownTree, folder: Int, rows: [Int], putsOffLarge: Bool) {
    self.tree = tree
    self.rows = rows
    self.putsOffLarge = putsOffLarge
    let isTop = folder == 0
    prefix = isTop ? 0 : tree.folderPaths.length(of: folder) + 1
    self.folder = isTop ? tree.top : tree.top.appending(tree.folderPaths.path(at: folder))
  }

  /// The path of a file, absolute.
  public func path(of row: Int) -> BytePath {
    tree.top.appending(tree.paths.path(at: row))
  }

  /// The greatest number of bytes that a file's path below the folder has.
  var longestName: Int { rows.reduce(0) { max($0, tree.paths.length(of: $1) - prefix) } }

  /// Writes the path of a file below the folder to a place, with a zero byte behind it.
  func copyName(of row: Int, to place: UnsafeMutablePointer<CChar>) {
    let length = tree.paths.copy(row, from: prefix, to: place)
    place[length] = 0
  }
}
