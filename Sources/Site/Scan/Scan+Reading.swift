import Disk
import Values

// How what was listed is read.
extension Scan {
  /// Digests every asset whose digest is not known, and takes in what reading it tells.
  ///
  /// - Returns: the assets that could not be read, and why.
  package mutating func readFiles(on fileSystem: any FileSystem) -> [Problem] {
    let unread = trees.map { TreeDigestRun.Part(tree: $0.tree, isUnread: isUnread($0)) }
    guard unread.contains(where: { $0.isUnread.contains(true) }) else { return [] }
    // Whoever holds what changes would make the change copy it.
    assets.forgetStates()
    let roots = assets.parts.map(\.root)
    let state = Locked(Reading(trees: trees))
    trees = []
    TreeDigestRun(fileSystem: fileSystem).digest(
      unread,
      finished: { place, outcomes in
        state.use { state in
          for (row, outcome) in outcomes { state.apply(outcome, at: row, of: place, roots) }
        }
      }, isCancelled: { false })
    let problems = state.use { state in
      trees = state.trees
      return state.problems
    }
    assets.copyStates(of: trees)
    return problems
  }

  /// For each file of a tree whether it is an asset whose digest is not known.
  private func isUnread(_ seen: RootTree) -> [Bool] {
    let tree = seen.tree
    let isUnread = tree.known.map { $0 == KnownTree.unknown }
    let part = assets.parts[seen.root]
    if part.folders.count == 1 { return isUnread }
    // Of files that another folder hides nothing is asked.
    var isServed = Array(repeating: false, count: isUnread.count)
    for row in 0..<part.paths.count where part.folder(of: row) == seen.folder {
      if let own = part.paths.withRow(row, { tree.paths.row(of: $0) }) { isServed[own] = true }
    }
    return zip(isUnread, isServed).map { $0 && $1 }
  }

  private struct Reading {
    var trees: [RootTree]
    var problems: [Problem] = []

    mutating func apply(
      _ outcome: FileOutcome, at row: Int, of place: Int, _ roots: [String]
    ) {
      switch outcome {
      case .digest(let digest):
        if trees[place].tree.setDigest(digest, at: row) { trees[place].hasChanged = true }
      case .failure(let error, let stamp):
        if let stamp { trees[place].tree.set(stamp, at: row) }
        let path = trees[place].tree.paths.path(at: row)
        problems.append(
          Problem(
            id: AssetID(root: roots[trees[place].root], path: path),
            reason: Problem.Reason(error.reason)))
      case .large: break
      }
    }
  }
}

extension AssetTable {
  /// Gives up the states of files until they are known.
  fileprivate mutating func forgetStates() {
    for index in parts.indices {
      (parts[index].sizes, parts[index].times) = ([], [])
      (parts[index].digests, parts[index].known) = ([], [])
    }
  }

  /// Takes in the states of the files of trees.
  fileprivate mutating func copyStates(of trees: [Scan.RootTree]) {
    for index in parts.indices {
      let own = trees.filter { $0.root == index }.map(\.tree)
      if own.count == 1 { parts[index].setStates(own[0]) } else { parts[index].appendStates(own) }
    }
  }
}

extension AssetTable.Part {
  /// Takes in the states of the files of several folders' trees.
  fileprivate mutating func appendStates(_ trees: [KnownTree]) {
    for row in 0..<paths.count {
      let tree = trees[folder(of: row)]
      guard let own = paths.withRow(row, { tree.paths.row(of: $0) }) else { continue }
      sizes.append(tree.sizes[own])
      times.append(tree.stamp(at: own, device: 0).seconds ?? FileStamp.unknownTime)
      digests.append(tree.digests[own])
      known.append(tree.known[own])
    }
  }
}
