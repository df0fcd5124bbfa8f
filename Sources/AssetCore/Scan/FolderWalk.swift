/// The way through one folder of a root, and what is found on it.
///
/// The way goes by the bytes of the paths, so that the assets come in their order and are never
/// sorted: a folder stands among the names beside it as its name with a slash.
struct FolderWalk {
  private let root: StaticRoot
  private let ignore: GlobList
  private let fileSystem: any FileSystem
  private var found: FolderScan
  /// The folders from the top to the one that is being walked.
  private var levels: [Level] = []

  init(root: StaticRoot, ignore: GlobList, fileSystem: any FileSystem) {
    self.root = root
    self.ignore = ignore
    self.fileSystem = fileSystem
    found = FolderScan(assets: AssetTable.Part(root: root.name))
  }

  /// A folder that is being walked.
  private struct Level {
    var path: BytePath
    var file: BytePath
    /// The folders on the way here, so that a link to one of them is known for a loop.
    var ancestors: [FileIdentity]
    var isLinked: Bool
    /// What is yet to be looked at, the next name last.
    var entries: [FolderEntry]
  }

  /// Lists a folder and all below it.
  ///
  /// - Parameter step: told the number of assets found so far, once a folder; true ends the way with
  ///   ``FileError/Reason/cancelled``.
  mutating func list(_ folder: BytePath, step: (Int) -> Bool) throws(FileError) -> FolderScan {
    let top = try fileSystem.realPath(of: folder)
    found.assets.folders = [top]
    levels = [
      Level(
        path: "", file: top, ancestors: [], isLinked: false,
        entries: FolderWalk.inOrder(try fileSystem.entries(of: top)))
    ]
    while !levels.isEmpty {
      guard let entry = levels[levels.count - 1].entries.popLast() else {
        levels.removeLast()
        continue
      }
      guard let next = take(entry, in: levels[levels.count - 1], top) else { continue }
      if step(found.assets.paths.count) { throw FileError(folder, .cancelled) }
      do throws(FileError) {
        var next = next
        next.entries = FolderWalk.inOrder(try fileSystem.entries(of: next.file))
        levels.append(next)
      } catch {
        note(.unreadable(error.reason), at: next.path, isFolder: true)
      }
    }
    _ = step(found.assets.paths.count)
    found.problems.sort { $0.id.path < $1.id.path }
    found.assets.trim()
    return found
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
    if let reason = linkProblem(entry, file: file, in: folder, top: top) {
      note(reason, at: path, isFolder: entry.kind == .folder)
      return nil
    }
    switch entry.kind {
    case .folder:
      return Level(
        path: path, file: file, ancestors: folder.ancestors + [entry.identity],
        isLinked: folder.isLinked || entry.isLink, entries: [])
    case .file: add(path, entry)
    case let kind?: note(.notFile(kind), at: path)
    case nil: note(.unreadable(.notFound), at: path)
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

  private mutating func add(_ path: BytePath, _ entry: FolderEntry) {
    if let problem = path.urlProblem { return note(problem, at: path) }
    found.assets.paths.append(path.bytes)
    found.assets.sizes.append(entry.size)
    found.assets.times.append(entry.modified ?? Inventory.unknownTime)
  }

  private mutating func note(
    _ reason: Problem.Reason, at path: BytePath, isFolder: Bool = false
  ) {
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
