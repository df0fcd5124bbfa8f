/// The way through one folder of a root, and what is found on it.
struct FolderWalk {
  private let root: StaticRoot
  private let ignore: GlobList
  private let fileSystem: any FileSystem
  private var found = FolderScan()

  init(root: StaticRoot, ignore: GlobList, fileSystem: any FileSystem) {
    self.root = root
    self.ignore = ignore
    self.fileSystem = fileSystem
  }

  /// A folder that is yet to be listed.
  private struct Pending {
    var path: BytePath
    var file: BytePath
    /// The folders on the way here, so that a link to one of them is known for a loop.
    var ancestors: [FileIdentity]
    var isLinked: Bool
  }

  /// Lists a folder and all below it.
  ///
  /// - Parameter step: told the number of assets found so far, once a folder; true ends the way with
  ///   ``FileError/Reason/cancelled``.
  mutating func list(_ folder: BytePath, step: (Int) -> Bool) throws(FileError) -> FolderScan {
    let top = try fileSystem.realPath(of: folder)
    let topEntries = try fileSystem.entries(of: top)
    var pending: [Pending] = []
    take(
      topEntries, of: Pending(path: "", file: top, ancestors: [], isLinked: false), top, &pending)
    while let next = pending.popLast() {
      if step(found.assets.count) { throw FileError(folder, .cancelled) }
      do throws(FileError) {
        take(try fileSystem.entries(of: next.file), of: next, top, &pending)
      } catch {
        note(.unreadable(error.reason), at: next.path, isFolder: true)
      }
    }
    _ = step(found.assets.count)
    return found.sorted()
  }

  private mutating func take(
    _ entries: [FolderEntry], of folder: Pending, _ top: BytePath, _ pending: inout [Pending]
  ) {
    for entry in entries where entry.name.first != BytePath.dot {
      let path = folder.path.appending(BytePath(bytes: entry.name))
      let file = folder.file.appending(BytePath(bytes: entry.name))
      if entry.kind == .folder ? ignore.matchesFolder(path) : ignore.matches(path) { continue }
      if let reason = linkProblem(entry, file: file, in: folder, top: top) {
        note(reason, at: path, isFolder: entry.kind == .folder)
        continue
      }
      switch entry.kind {
      case .folder:
        pending.append(
          Pending(
            path: path, file: file, ancestors: folder.ancestors + [entry.identity],
            isLinked: folder.isLinked || entry.isLink))
      case .file: add(path, file: file, entry)
      case let kind?: note(.notFile(kind), at: path)
      case nil: note(.unreadable(.notFound), at: path)
      }
    }
  }

  private func linkProblem(
    _ entry: FolderEntry, file: BytePath, in folder: Pending, top: BytePath
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

  private mutating func add(_ path: BytePath, file: BytePath, _ entry: FolderEntry) {
    if path.text == nil { return note(.notUTF8, at: path) }
    if path.bytes.contains(0x0A) { return note(.lineFeed, at: path) }
    found.assets.append(
      Asset(
        id: AssetID(root: root.name, path: path), file: file, size: entry.size,
        modified: entry.modified))
  }

  private mutating func note(
    _ reason: Problem.Reason, at path: BytePath, isFolder: Bool = false
  ) {
    found.problems.append(
      Problem(id: AssetID(root: root.name, path: path), reason: reason, isFolder: isFolder))
  }
}
