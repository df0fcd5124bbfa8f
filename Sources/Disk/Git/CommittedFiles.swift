import Values

/// The files of the project's folder as a commit has them, laid out in a folder of their own: as git keeps
/// them, without line ends of a checkout, and no filter is run.
public struct CommittedFiles {
  /// The folder that was made.
  public var folder: BytePath { tree.folder }
  private let tree: TemporaryTree

  /// Lays out the files of a commit.
  ///
  /// - Parameter isRead: whether the contents of a file count; of one where they do not only its name is
  ///   there.
  /// - Throws: ``StagedFilesError``, ``GitError`` or ``FileError``.
  public init(
    of commit: ObjectID, in repository: GitRepository, reading isRead: (BytePath) -> Bool
  ) throws {
    let listed = try GitProcess.output(
      in: repository.folder, ["ls-tree", "-r", "-z", commit.hex].map { Array($0.utf8) })
    tree = try TemporaryTree.filled(named: "assetbump-commit") { tree in
      let objects = try repository.objects()
      for row in listed.split(separator: 0) { try Self.add(row, to: tree, objects, isRead) }
    }
  }

  /// Removes the folder.
  public func remove() {
    tree.remove()
  }

  /// `MODE TYPE ID`, a tab, the path (git-ls-tree(1)).
  private static func add(
    _ row: ArraySlice<UInt8>, to tree: TemporaryTree, _ objects: any ObjectReader,
    _ isRead: (BytePath) -> Bool
  ) throws {
    guard let file = ListedFile(row) else { throw GitError.unreadable }
    if file.isSubmodule { return }
    guard file.isLink || isRead(file.path) else { return try tree.addFile(file.path, []) }
    let contents = try file.contents(named: file.words[2], objects)
    if file.isLink {
      try tree.addLink(file.path, to: BytePath(bytes: contents))
    } else {
      try tree.addFile(file.path, contents)
    }
  }
}
