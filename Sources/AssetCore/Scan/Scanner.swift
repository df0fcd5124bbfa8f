/// Lists what lies below the static roots of a project.
///
/// Regular files are assets. Names that begin with a dot, names that the settings ignore and the versions
/// file are left out; every other name that is no asset becomes a ``Problem``, so that nothing drops out silently.
public struct Scanner: Sendable {
  let project: Project
  let fileSystem: any FileSystem
  /// What an earlier run saw; nil where the next one is to know nothing.
  let known: [KnownTree]?

  /// Makes a scanner for a project on a file system.
  public init(project: Project, fileSystem: any FileSystem) {
    self.init(project: project, fileSystem: fileSystem, knowing: nil)
  }

  /// Makes a scanner that lists only what is not as an earlier run saw it, and remembers for the next.
  init(project: Project, fileSystem: any FileSystem, knowing known: [KnownTree]?) {
    self.project = project
    self.fileSystem = fileSystem
    self.known = known
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
    for (number, root) in project.settings.roots.enumerated() {
      var found = FolderScan(assets: AssetTable.Part(root: root.name))
      for (place, folder) in root.folders.enumerated() {
        let (part, tree) = try list(folder, of: root) { count in
          progress(scan.assets.count + found.assets.paths.count + count)
          return isCancelled()
        }
        if let tree {
          scan.trees.append(
            Scan.RootTree(
              root: number, folder: place, tree: tree.tree, hasChanged: tree.hasChanged))
        }
        scan.shadowed += found.add(part)
      }
      scan.assets.append(found.assets)
      scan.problems += found.problems
    }
    return scan
  }

  /// What is left out below a folder.
  ///
  /// The versions file is no asset: it is written last, with the digests of all assets, and would never
  /// be fresh.
  private func ignored(below folder: BytePath) -> GlobList {
    guard let path = project.versionsPath.normalized.relative(to: folder.normalized) else {
      return project.settings.ignore
    }
    let special = "\\*?[".unicodeScalars
    let pattern = String(decoding: path.bytes, as: UTF8.self).unicodeScalars.map { scalar in
      special.contains(scalar) ? "\\\(scalar)" : "\(scalar)"
    }.joined()
    return GlobList(project.settings.ignore.patterns + ["/" + pattern])
  }

  private func list(
    _ folder: BytePath, of root: StaticRoot, step: (Int) -> Bool
  ) throws(ScanError) -> (FolderScan, FolderWalk.Seen?) {
    let path = project.folder.appending(folder)
    if (try? fileSystem.realPath(of: path)) == "/" {
      throw .wholeDisk(name: root.name, folder: folder, settings: project.settingsName)
    }
    do throws(FileError) {
      var walk = FolderWalk(root: root, ignore: ignored(below: path), fileSystem: fileSystem)
      let found = try walk.list(path, knowing: known, step: step)
      return (found, known == nil ? nil : walk.seen)
    } catch {
      if error.reason == .cancelled { throw .cancelled }
      throw .root(
        name: root.name, folder: folder, reason: error.reason, settings: project.settingsName)
    }
  }
}
