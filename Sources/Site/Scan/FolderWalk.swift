import Disk
import Formats
import Values

/// The way through a folder and all below it.
///
/// The way goes by the bytes of the paths, so that the assets come in their order and are never
/// sorted: a folder stands among the names beside it as its name with a slash. What an earlier run saw,
/// and is as it was, is taken over; ``TreeCheck`` says how that is known.
struct FolderWalk {
  /// The name of the root.
  let root: String
  let ignore: GlobList
  let fileSystem: any FileSystem
  /// The folder of the root, links followed.
  let top: BytePath
  let earlier: TreeCheck?
  /// Whether the states of files are asked for.
  let statesFiles: Bool
  /// What was found so far.
  var found: WalkedFolder
  /// What was found ahead of the way, by the paths of folders that it will come to.
  var ahead = WalkAhead()
  /// The folders from the first to the one that is being walked.
  var levels: [WalkLevel] = []
  /// The path of the name that is looked at; kept for its room.
  var path: [UInt8] = []

  /// Makes a way below a folder of a root.
  ///
  /// - Parameters:
  ///   - top: the folder of the root, links followed.
  ///   - earlier: what an earlier run saw of it, looked at again; nil where there is nothing.
  ///   - statesFiles: whether the states of files are asked for; always where there is something to
  ///     compare them with.
  init(
    root: String, ignore: GlobList, fileSystem: any FileSystem, top: BytePath, earlier: TreeCheck?,
    statesFiles: Bool
  ) {
    self.root = root
    self.ignore = ignore
    self.fileSystem = fileSystem
    self.top = top
    self.earlier = earlier
    self.statesFiles = statesFiles || earlier != nil
    found = WalkedFolder(tree: KnownTree(top: top, rules: ignore.patterns))
  }

  /// Goes the way from a folder on.
  ///
  /// - Parameter isCancelled: told the number of files since it was asked last, once a folder; true ends
  ///   the way with ``FileError/Reason/cancelled``.
  mutating func go(from first: WalkLevel, isCancelled: (Int) -> Bool) throws(FileError) {
    var told = 0
    try enter(first)
    while !levels.isEmpty {
      guard let row = levels[levels.count - 1].rows.popLast() else {
        leave()
        continue
      }
      guard let next = visit(Int(row)) else { continue }
      let count = found.tree.paths.count
      if isCancelled(count - told) { throw FileError(first.file, .cancelled) }
      told = count
      do throws(FileError) {
        try enter(next)
      } catch {
        note(.unreadable(error.reason), at: next.path, next.file, isFolder: true)
      }
    }
    _ = isCancelled(found.tree.paths.count - told)
  }

  /// Goes into a folder: its names are those that an earlier run saw, where they are the same.
  mutating func enter(_ level: WalkLevel) throws(FileError) {
    if let below = try ahead.takeFolder(at: level.path) { return found.append(below) }
    var level = level
    level.earlier = level.earlier.flatMap { _ in
      level.isLinked ? nil : earlier?.folder(at: level.path)
    }
    if let earlier, let known = level.earlier, earlier.isWhole[known] {
      return found.tree.append(known, of: earlier.tree)
    }
    try level.list(
      knowing: earlier, ahead: &ahead, on: fileSystem, statesFiles: statesFiles)
    level.rows = level.listing.lastToFirst
    if level.isLinked {
      found.oddPlaces.append(level.file)
    } else {
      level.index = found.tree.begin(
        level.path, level.listing.stamp, isAtRest: level.listing.isAtRest)
    }
    levels.append(level)
  }

  private mutating func leave() {
    if let index = levels.removeLast().index { found.tree.end(index) }
  }
}
