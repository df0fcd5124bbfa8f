/// The way through one folder of a root, and what is found on it.
///
/// The way goes by the bytes of the paths, so that the assets come in their order and are never
/// sorted: a folder stands among the names beside it as its name with a slash. What an earlier run saw,
/// and is as it was, is taken over; ``TreeCheck`` says how that is known.
struct FolderWalk {
  private let root: StaticRoot
  private let ignore: GlobList
  private let fileSystem: any FileSystem
  private var found: FolderScan
  /// What the next run is to know; nil where it is to know nothing.
  private var tree: KnownTree?
  private var earlier: TreeCheck?
  /// Whether the folder is as the earlier run saw it.
  private var isUnchanged = false
  /// The paths, absolute, of links, of what lies in linked folders, and of names with a problem.
  private var oddPlaces: [BytePath] = []
  /// The folders from the top to the one that is being walked.
  private var levels: [Level] = []

  init(root: StaticRoot, ignore: GlobList, fileSystem: any FileSystem) {
    self.root = root
    self.ignore = ignore
    self.fileSystem = fileSystem
    found = FolderScan(assets: AssetTable.Part(root: root.name))
  }

  /// What the next run is to know.
  struct Seen {
    var tree: KnownTree
    /// Whether it is not what was known before.
    var hasChanged: Bool
    /// The paths, absolute, of what more than its folder's state tells of.
    var oddPlaces: [BytePath]
  }

  /// What the next run is to know; nil before the way was gone, and where nothing is to be known.
  var seen: Seen? {
    tree.map { Seen(tree: $0, hasChanged: !isUnchanged, oddPlaces: oddPlaces) }
  }

  /// A folder that is being walked.
  private struct Level {
    var path: BytePath
    var file: BytePath
    /// The folders on the way here, so that a link to one of them is known for a loop.
    var ancestors: [FileIdentity]
    var isLinked: Bool
    /// What is yet to be looked at, the next name last.
    var entries: [FolderEntry] = []
    /// The index of the folder in the tree that is made, and in the one that is known.
    var index: Int?
    var earlier: Int?
  }

  /// Lists a folder and all below it.
  ///
  /// - Parameters:
  ///   - known: what an earlier run saw, of this folder or others; nil where the next run is to know
  ///     nothing.
  ///   - step: told the number of assets found so far, once a folder; true ends the way with
  ///     ``FileError/Reason/cancelled``.
  mutating func list(
    _ folder: BytePath, knowing known: [KnownTree]?, step: (Int) -> Bool
  ) throws(FileError) -> FolderScan {
    let top = try fileSystem.realPath(of: folder)
    found.assets.folders = [top]
    if let known {
      tree = KnownTree(top: top, rules: ignore.patterns)
      if let earlier = known.first(where: { $0.top == top && $0.rules == ignore.patterns }) {
        let check = TreeCheck(of: earlier, threads: Threads.cores)
        self.earlier = check
        if check.isWhole.first == true {
          isUnchanged = check.changes == 0
          tree = check.tree
          finish()
          _ = step(found.assets.paths.count)
          return found
        }
      }
    }
    try enter(Level(path: "", file: top, ancestors: [], isLinked: false, earlier: 0))
    while !levels.isEmpty {
      guard let entry = levels[levels.count - 1].entries.popLast() else {
        leave()
        continue
      }
      guard let next = take(entry, in: levels[levels.count - 1], top) else { continue }
      if step(count) { throw FileError(folder, .cancelled) }
      do throws(FileError) {
        try enter(next)
      } catch {
        note(.unreadable(error.reason), at: next.path, next.file, isFolder: true)
      }
    }
    _ = step(count)
    found.problems.sort { $0.id.path < $1.id.path }
    if let tree, let earlier { isUnchanged = earlier.changes == 0 && tree == earlier.tree }
    finish()
    return found
  }

  /// The number of assets so far.
  private var count: Int { tree?.paths.count ?? found.assets.paths.count }

  /// Makes the assets out of the tree, where there is one.
  private mutating func finish() {
    if let tree {
      found.assets.paths = tree.paths
      found.assets.sizes = tree.sizes
      found.assets.times = tree.times
      found.assets.digests = tree.digests
      found.assets.known = tree.known
    }
    found.assets.trim()
  }

  /// Goes into a folder: its names are those that an earlier run saw, where they are the same.
  private mutating func enter(_ level: Level) throws(FileError) {
    var level = level
    let known = level.earlier.flatMap { _ in
      tree == nil || level.isLinked ? nil : earlier?.folder(at: level.path)
    }
    level.earlier = known
    if let earlier, let known, earlier.isWhole[known] {
      tree?.append(known, of: earlier.tree)
      return
    }
    var stamp: FileStamp?
    var isAtRest = true
    if let earlier, let known, earlier.isSame[known] {
      stamp = earlier.tree.folders[known].stamp
      level.entries = FolderWalk.inOrder(earlier.tree.entries(of: known))
    } else {
      let listing = try fileSystem.listing(of: level.file)
      (stamp, isAtRest) = (listing.stamp, listing.isAtRest)
      level.entries = FolderWalk.inOrder(listing.entries)
    }
    if level.isLinked { oddPlaces.append(level.file) }
    if !level.isLinked { level.index = tree?.begin(level.path, stamp, isAtRest: isAtRest) }
    levels.append(level)
  }

  private mutating func leave() {
    if let index = levels.removeLast().index { tree?.end(index) }
  }

  /// The names of a folder from the last to the first; they are given in the order of their bytes.
  private static func inOrder(_ entries: [FolderEntry]) -> [FolderEntry] {
    guard entries.contains(where: { $0.kind == .folder }) else { return entries.reversed() }
    return entries.sorted { $1.precedesInPaths($0) }
  }

  /// Takes a name in.
  ///
  /// - Returns: the folder that it is, to be walked next.
  private mutating func take(_ entry: FolderEntry, in folder: Level, _ top: BytePath) -> Level? {
    if entry.name.first == BytePath.dot { return nil }
    let path = folder.path.appending(BytePath(bytes: entry.name))
    if entry.kind == .folder ? ignore.matchesFolder(path) : ignore.matches(path) { return nil }
    let file = folder.file.appending(BytePath(bytes: entry.name))
    if entry.isLink {
      markOdd(file)
      if let reason = linkProblem(entry, file: file, in: folder, top: top) {
        note(reason, at: path, file, isFolder: entry.kind == .folder)
        return nil
      }
    }
    switch entry.kind {
    case .folder:
      return Level(
        path: path, file: file, ancestors: folder.ancestors + [entry.identity],
        isLinked: folder.isLinked || entry.isLink, earlier: folder.earlier)
    case .file: add(path, file, entry)
    case let kind?: note(.notFile(kind), at: path, file)
    case nil: note(.unreadable(.notFound), at: path, file)
    }
    return nil
  }

  private func linkProblem(
    _ entry: FolderEntry, file: BytePath, in folder: Level, top: BytePath
  ) -> Problem.Reason? {
    guard entry.isLink else { return nil }
    guard let kind = entry.kind else { return .brokenLink }
    let target: BytePath
    do throws(FileError) {
      target = try fileSystem.realPath(of: file)
    } catch {
      return .unreadable(error.reason)
    }
    if target == top { return .linkLoop }
    if target.relative(to: top) == nil { return .linkOutside(target) }
    guard kind == .folder else { return nil }
    if folder.ancestors.contains(entry.identity) { return .linkLoop }
    // Folders that link to each other would otherwise be listed once for each order of them.
    return folder.isLinked ? .nestedLink : nil
  }

  private mutating func add(_ path: BytePath, _ file: BytePath, _ entry: FolderEntry) {
    if let problem = path.urlProblem { return note(problem, at: path, file) }
    guard tree != nil else {
      found.assets.paths.append(path.bytes)
      found.assets.sizes.append(entry.size)
      found.assets.times.append(entry.modified ?? Inventory.unknownTime)
      return
    }
    var stamp = entry.stamp ?? KnownTree.unknownStamp
    if entry.stamp == nil {
      stamp.size = entry.size
      stamp.modified = (entry.modified ?? 0) &* 1_000_000_000
    }
    let digest = earlier?.tree.digest(of: path, in: stamp)
    path.bytes.withUnsafeBufferPointer { tree?.append($0, stamp, digest) }
  }

  /// Notes that the folder that is being walked is to be listed each time, for what lies at a path.
  private mutating func markOdd(_ file: BytePath) {
    oddPlaces.append(file)
    if let index = levels.last?.index { tree?.folders[index].isPlain = 0 }
  }

  private mutating func note(
    _ reason: Problem.Reason, at path: BytePath, _ file: BytePath, isFolder: Bool = false
  ) {
    markOdd(file)
    found.problems.append(
      Problem(id: AssetID(root: root.name, path: path), reason: reason, isFolder: isFolder))
  }
}

extension FolderEntry {
  /// Whether this name and what lies below it stand before another's in the order of paths: behind a
  /// folder's name comes a slash.
  fileprivate func precedesInPaths(_ other: FolderEntry) -> Bool {
    let common = min(name.count, other.name.count)
    for index in 0..<common where name[index] != other.name[index] {
      return name[index] < other.name[index]
    }
    return byte(common) < other.byte(common)
  }

  /// The byte at an index of a path through this name: the slash behind a folder's, 0 behind others.
  private func byte(_ index: Int) -> UInt8 {
    index < name.count ? name[index] : kind == .folder ? BytePath.slash : 0
  }
}
