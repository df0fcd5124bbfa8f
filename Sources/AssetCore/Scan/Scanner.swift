/// Lists what lies below the static roots of a project.
///
/// Regular files are assets. Names that begin with a dot and names that the settings ignore are left
/// out; every other name that is no asset becomes a ``Problem``, so that nothing drops out silently.
public struct Scanner: Sendable {
  let project: Project
  let fileSystem: any FileSystem

  /// Makes a scanner for a project on a file system.
  public init(project: Project, fileSystem: any FileSystem) {
    self.project = project
    self.fileSystem = fileSystem
  }

  /// Lists every root.
  ///
  /// - Parameters:
  ///   - progress: told the number of files found so far, once a folder.
  ///   - isCancelled: asked once a folder; true ends the scan with ``ScanError/cancelled``.
  public func scan(
    progress: (Int) -> Void = { _ in }, isCancelled: () -> Bool = { false }
  ) throws(ScanError) -> Scan {
    var scan = Scan()
    for root in project.settings.roots {
      var found = RootScan(root: root, ignore: project.settings.ignore, fileSystem: fileSystem)
      for folder in root.folders {
        try list(folder, of: root, into: &found) { count in
          progress(scan.assets.count + count)
          return isCancelled()
        }
      }
      scan.add(found)
    }
    return scan
  }

  private func list(
    _ folder: BytePath, of root: StaticRoot, into found: inout RootScan, step: (Int) -> Bool
  ) throws(ScanError) {
    do {
      try found.list(project.folder.appending(folder), step: step)
    } catch {
      if error.reason == .cancelled { throw .cancelled }
      throw .root(
        name: root.name, folder: folder, reason: error.reason, settings: project.settingsName)
    }
  }
}

/// What one root's folders hold, while they are listed.
private struct RootScan {
  let root: StaticRoot
  let ignore: GlobList
  let fileSystem: any FileSystem
  var assets: [BytePath: Asset] = [:]
  var problems: [BytePath: Problem] = [:]
  var shadowed: [Scan.Shadowed] = []

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

  mutating func list(_ folder: BytePath, step: (Int) -> Bool) throws(FileError) {
    let top = try fileSystem.realPath(of: folder)
    let topEntries = try fileSystem.entries(of: top)
    var pending: [Pending] = []
    take(
      topEntries, of: Pending(path: "", file: top, ancestors: [], isLinked: false), top, &pending)
    while let next = pending.popLast() {
      if step(assets.count) { throw FileError(folder, .cancelled) }
      do throws(FileError) {
        take(try fileSystem.entries(of: next.file), of: next, top, &pending)
      } catch {
        note(.unreadable(error.reason), at: next.path, isFolder: true)
      }
    }
    _ = step(assets.count)
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
      case .file: add(path, file: file, size: entry.size)
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

  private mutating func add(_ path: BytePath, file: BytePath, size: UInt64) {
    if path.text == nil { return note(.notUTF8, at: path) }
    if path.bytes.contains(0x0A) { return note(.lineFeed, at: path) }
    let id = AssetID(root: root.name, path: path)
    // A name that an earlier folder has as a problem is told already, and is what would be served.
    if problems[path] != nil { return }
    if let first = assets[path] {
      shadowed.append(Scan.Shadowed(id: id, file: file, by: first.file))
    } else {
      assets[path] = Asset(id: id, file: file, size: size)
    }
  }

  private mutating func note(
    _ reason: Problem.Reason, at path: BytePath, isFolder: Bool = false
  ) {
    if assets[path] != nil || problems[path] != nil { return }
    problems[path] = Problem(
      id: AssetID(root: root.name, path: path), reason: reason, isFolder: isFolder)
  }
}

extension Scan {
  fileprivate mutating func add(_ found: RootScan) {
    assets += found.assets.values.sorted { $0.id.path < $1.id.path }
    problems += found.problems.values.sorted { $0.id.path < $1.id.path }
    shadowed += found.shadowed.sorted { $0.id.path < $1.id.path }
  }
}
