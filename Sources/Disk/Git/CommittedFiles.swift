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
    tree = try TemporaryTree(named: "assetbump-commit")
    do {
      let objects = try repository.objects()
      for row in listed.split(separator: 0) { try add(row, objects, isRead) }
    } catch {
      tree.remove()
      throw error
    }
  }

  /// Removes the folder.
  public func remove() {
    tree.remove()
  }

  /// `MODE TYPE ID`, a tab, the path (git-ls-tree(1)).
  private func add(
    _ row: ArraySlice<UInt8>, _ objects: any ObjectReader, _ isRead: (BytePath) -> Bool
  ) throws {
    guard let tab = row.firstIndex(of: 0x09) else { return }
    let words = row[..<tab].split(separator: 0x20)
    let path = BytePath(bytes: Array(row[(tab + 1)...]))
    // A submodule has a repository of its own.
    guard words.count == 3, !words[0].elementsEqual("160000".utf8) else { return }
    let isLink = words[0].elementsEqual("120000".utf8)
    guard isLink || isRead(path) else { return try tree.addFile(path, []) }
    guard let id = ObjectID(words[2]), let contents = try objects.contents(of: id) else {
      throw StagedFilesError.noObject(path)
    }
    if isLink {
      try tree.addLink(path, to: BytePath(bytes: contents))
    } else {
      try tree.addFile(path, contents)
    }
  }
}
