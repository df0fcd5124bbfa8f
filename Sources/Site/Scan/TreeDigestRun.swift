import Disk

/// Reads files of trees on several threads and gives each one's digest.
package struct TreeDigestRun: Sendable {
  package let fileSystem: any FileSystem
  /// The number of threads.
  var threads = Threads.cores

  /// Makes a run that reads with so many threads.
  package init(fileSystem: any FileSystem, threads: Int = Threads.cores) {
    self.fileSystem = fileSystem
    self.threads = threads
  }

  /// The files of a tree that are to be read.
  package struct Part: Sendable {
    /// The folders and the names; nothing of the files' states.
    let tree: KnownTree
    /// For each file whether it is to be read.
    let isUnread: [Bool]
    /// The files among them that are known to be large, with their sizes in bytes.
    let large: [(row: Int, size: UInt64)]

    package init(tree: KnownTree, isUnread: [Bool]) {
      self.isUnread = isUnread
      large = tree.sizes.indices.lazy.filter {
        isUnread[$0] && tree.sizes[$0] >= FolderFiles.large
      }.map { ($0, tree.sizes[$0]) }
      self.tree = tree.withoutStates
    }
  }

  /// The row of a file in its tree, and what came of reading it.
  package typealias Outcome = (row: Int, outcome: FileOutcome)

  /// Digests the files; nothing is collected, the caller is told.
  ///
  /// Of the large files that are known the largest is always started before all others, so that the last
  /// core is not left alone with one of them. Where sizes are not known yet a large file is known when it
  /// is come to; the others are read folder by folder, each folder opened once.
  ///
  /// - Parameters:
  ///   - finished: told the index of a part and some of its files, from any thread; of none that it is
  ///     large.
  ///   - isCancelled: asked between blocks; true ends the run.
  package func digest(
    _ parts: [Part], finished: @escaping @Sendable (Int, [Outcome]) -> Void,
    isCancelled: @escaping @Sendable () -> Bool
  ) {
    let queue = DigestQueue(parts)
    Threads.run(min(threads, queue.count)) { [fileSystem] in
      while !isCancelled(), let files = queue.next() {
        var outcomes: [Outcome] = []
        fileSystem.read(files.files, isCancelled: isCancelled) { row, outcome in
          if case .large(let size) = outcome {
            queue.add(DigestQueue.LargeFile(part: files.part, row: row, size: size))
          } else {
            outcomes.append((row, outcome))
          }
        }
        if !outcomes.isEmpty { finished(files.part, outcomes) }
      }
    }
  }
}
