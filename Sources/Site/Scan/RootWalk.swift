import CMemory
import Disk
import Formats
import Values

/// The way through one folder of a root, on as many threads as there are cores.
struct RootWalk {
  let root: StaticRoot
  let ignore: GlobList
  let fileSystem: any FileSystem
  /// Whether the states of files are asked for, which they tell once more when they are read.
  let statesFiles: Bool

  /// The number of files from which on what a walk leaves behind is worth giving back.
  private static let many = 10_000

  /// What lies in a folder of a root.
  struct Found {
    /// The assets, and the names that cannot be.
    var scan: FolderScan
    /// What the next run is to know.
    var seen: WalkedFolder
    /// Whether it is not what was known before.
    var hasChanged: Bool
  }

  /// Lists a folder and all below it.
  ///
  /// - Parameters:
  ///   - known: what an earlier run saw, of this folder or others.
  ///   - step: told the number of assets found so far, once a folder; true ends the way with
  ///     ``FileError/Reason/cancelled``.
  func list(
    _ folder: BytePath, knowing known: [KnownTree], step: (Int) -> Bool
  ) throws(FileError) -> Found {
    let top = try fileSystem.realPath(of: folder)
    let earlier = known.first { $0.top == top && $0.rules == ignore.patterns }
      .map { TreeCheck(of: $0, threads: Threads.cores) }
    if let earlier, earlier.isWhole.first == true {
      _ = step(earlier.tree.paths.count)
      return found(WalkedFolder(tree: earlier.tree), hasChanged: earlier.changes > 0)
    }
    var walk = FolderWalk(
      root: root.name, ignore: ignore, fileSystem: fileSystem, top: top, earlier: earlier,
      statesFiles: statesFiles)
    // What is found ahead the walk comes to once more.
    var (ahead, walked) = (0, 0)
    walk.ahead = WalkAhead(of: walk, threads: Threads.cores) { more in
      ahead += more
      return step(ahead)
    }
    walk.ahead.reserveRoom(in: &walk.found.tree)
    try walk.go(from: WalkLevel(top: top)) { more in
      walked += more
      return step(max(ahead, walked))
    }
    walk.found.tree.addUnknownStates()
    walk.found.tree.trim()
    // What the threads found, folder by folder, is in one piece now.
    if walk.found.tree.paths.count >= Self.many { cmemory_give_back_now() }
    walk.found.problems.sort { $0.id.path < $1.id.path }
    let isUnchanged = earlier.map { $0.changes == 0 && walk.found.tree == $0.tree } ?? false
    return found(walk.found, hasChanged: !isUnchanged)
  }

  /// Makes the assets out of what was seen.
  private func found(_ seen: WalkedFolder, hasChanged: Bool) -> Found {
    Found(
      scan: FolderScan(
        assets: AssetTable.Part(root: root.name, tree: seen.tree), problems: seen.problems),
      seen: seen, hasChanged: hasChanged)
  }
}
