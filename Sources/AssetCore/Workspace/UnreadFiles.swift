import Disk
import Site
import Values

/// The files of a project that are still to be read, and what the next run is to know of all of them.
public final class UnreadFiles: Sendable {
  /// The number of files.
  public let count: Int

  /// For each tree which of its files are to be read, and the index of each in the inventory.
  private let parts: [Part]
  private let state: Locked<[Scan.RootTree]>
  private let versions: VersionsDocument.Read
  /// Whether the versions file is remembered as it is.
  private let isKnown: Bool
  private let cache: ProjectCache?

  fileprivate struct Part {
    var isUnread: [Bool]
    /// For each file; 0 for one that is no asset.
    var indices: [UInt32]
    var count = 0
  }

  init(
    of inventory: Inventory, trees: [Scan.RootTree], versions: VersionsDocument.Read,
    isKnown: Bool, cache: ProjectCache?
  ) {
    parts = trees.map { Part(inventory, $0) }
    count = parts.reduce(0) { $0 + $1.count }
    state = Locked(trees)
    self.versions = versions
    self.isKnown = isKnown
    self.cache = cache
  }

  /// What was seen below the roots, with the digests that were taken since.
  var trees: [Scan.RootTree] { state.use { $0 } }

  /// Digests every file.
  ///
  /// - Parameters:
  ///   - finished: told the index of each asset in the inventory that was listed, and the result, from
  ///     any thread.
  ///   - isCancelled: asked between blocks; true ends the run, and of what is not read yet nothing is
  ///     told.
  public func read(
    on fileSystem: any FileSystem,
    finished: @escaping @Sendable (Int, Result<FileDigest, FileError>) -> Void,
    isCancelled: @escaping @Sendable () -> Bool = { false }
  ) {
    guard count > 0 else { return }
    let files = zip(state.use { $0 }, parts).map { tree, part in
      TreeDigestRun.Part(tree: tree.tree, isUnread: part.isUnread)
    }
    TreeDigestRun(fileSystem: fileSystem).digest(
      files,
      finished: { place, results in
        self.note(results, in: place)
        for (row, outcome) in results {
          guard let result = outcome.result else { continue }
          finished(Int(self.parts[place].indices[row]), result)
        }
      }, isCancelled: isCancelled)
  }

  /// Remembers what was listed and what was read for the next run, where it is not what is remembered
  /// already; of a run that was called off, as much as was read.
  public func remember() {
    guard let cache else { return }
    let trees = trees
    if !isKnown || trees.contains(where: \.hasChanged) { cache.save(trees, versions) }
  }

  private func note(_ results: [TreeDigestRun.Outcome], in place: Int) {
    state.use { trees in
      for case (let row, .digest(let read)) in results
      where trees[place].tree.setDigest(read, at: row) {
        trees[place].hasChanged = true
      }
    }
  }
}

extension FileOutcome {
  /// What reading the file gave; nil where it was not read.
  fileprivate var result: Result<FileDigest, FileError>? {
    switch self {
    case .digest(let digest): .success(digest)
    case .failure(let error, _): .failure(error)
    case .large: nil
    }
  }
}

extension UnreadFiles.Part {
  /// The files of a tree that an inventory does not know the digests of.
  init(_ inventory: Inventory, _ seen: Scan.RootTree) {
    let paths = seen.tree.paths
    isUnread = Array(repeating: false, count: paths.count)
    indices = Array(repeating: 0, count: paths.count)
    // Both stand in the order of their paths.
    var row = 0
    for index in inventory.names.sections[seen.root].range
    where inventory.hasFile(at: index) && inventory.folder(of: index) == seen.folder {
      inventory.names.withPath(index) { path in
        while row < paths.count {
          let order = paths.compare(row, to: path)
          if order > 0 { return }
          row += 1
          if order < 0 { continue }
          indices[row - 1] = UInt32(index)
          if !inventory.isRead(at: index) {
            isUnread[row - 1] = true
            count += 1
          }
          return
        }
      }
    }
  }
}
