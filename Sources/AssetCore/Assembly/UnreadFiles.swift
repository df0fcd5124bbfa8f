/// The files of a project that are still to be read, and what the next run is to know of all of them.
public final class UnreadFiles: Sendable {
  /// The number of files.
  public var count: Int { files.readCount }

  private let files: Inventory.Files
  private let trees: Locked<[Scan.RootTree]>
  private let versions: VersionsDocument.Read
  /// Whether the versions file is remembered as it is.
  private let isKnown: Bool
  private let cache: ProjectCache?

  init(
    _ files: Inventory.Files, trees: [Scan.RootTree], versions: VersionsDocument.Read,
    isKnown: Bool, cache: ProjectCache?
  ) {
    self.files = files
    self.trees = Locked(trees)
    self.versions = versions
    self.isKnown = isKnown
    self.cache = cache
  }

  /// What was seen below the roots, with the digests that were taken since.
  var seen: [Scan.RootTree] { trees.use { $0 } }

  /// Digests every file.
  ///
  /// - Parameters:
  ///   - finished: told the index of each asset in the inventory that was listed, and the result, from
  ///     any thread.
  ///   - isCancelled: asked between blocks; true ends the run, and what is not read yet fails with
  ///     ``FileError/Reason/cancelled``.
  public func read(
    on fileSystem: any FileSystem,
    finished: @escaping @Sendable (Int, Result<FileDigest, FileError>) -> Void,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    guard files.readCount > 0 else { return }
    DigestRun(fileSystem: fileSystem).digest(
      files,
      finished: { index, result in
        self.note(result, at: index)
        finished(index, result)
      }, isCancelled: isCancelled)
  }

  /// Takes the digest of every file into the inventory that was listed.
  func read(on fileSystem: any FileSystem, into inventory: inout Inventory) {
    let shared = Locked(consume inventory)
    read(on: fileSystem) { index, result in shared.use { $0.take(result, at: index) } }
    inventory = shared.use { $0 }
  }

  /// Remembers what was listed and what was read for the next run, where it is not what is remembered
  /// already; of a run that was called off, as much as was read.
  public func remember() {
    guard let cache else { return }
    let trees = trees.use { $0 }
    if !isKnown || trees.contains(where: \.hasChanged) { cache.save(trees, versions) }
  }

  private func note(_ result: Result<FileDigest, FileError>, at index: Int) {
    guard case .success(let read) = result, let stamp = read.stamp else { return }
    let root = files.names.sectionIndex(of: index)
    let folder = files.folder(of: index)
    trees.use { trees in
      guard let place = trees.firstIndex(where: { $0.root == root && $0.folder == folder }) else {
        return
      }
      let row = files.names.withPath(index) { trees[place].tree.paths.row(of: $0) }
      if let row, trees[place].tree.note(read.digest, of: stamp, at: row) {
        trees[place].hasChanged = true
      }
    }
  }
}
