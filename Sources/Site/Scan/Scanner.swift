import Disk
import Formats
import Values

/// Lists what lies below the static roots of a project.
///
/// Regular files are assets. Names that begin with a dot, names that the settings ignore and the versions
/// file are left out; every other name that is no asset becomes a ``Problem``, so that nothing drops out silently.
public struct Scanner: Sendable {
  let project: Project
  let fileSystem: any FileSystem
  /// What an earlier run saw.
  let known: [KnownTree]

  /// Makes a scanner for a project on a file system.
  public init(project: Project, fileSystem: any FileSystem) {
    self.init(project: project, fileSystem: fileSystem, knowing: [])
  }

  /// Makes a scanner that lists only what is not as an earlier run saw it.
  package init(project: Project, fileSystem: any FileSystem, knowing known: [KnownTree]) {
    self.project = project
    self.fileSystem = fileSystem
    self.known = known
  }

  /// Lists every root.
  ///
  /// - Parameters:
  ///   - progress: told the number of files found so far, once a folder.
  ///   - isCancelled: asked once a folder; true ends the scan with ``ScanError/cancelled``.
  ///   - statesFiles: whether the sizes and times of files are asked for; without it they are known of
  ///     those only that an earlier run saw, and of all once they are read.
  public func scan(
    statesFiles: Bool = true, progress: (Int) -> Void = { _ in },
    isCancelled: () -> Bool = { false }
  ) throws(ScanError) -> Scan {
    var scan = Scan()
    for (number, root) in project.settings.roots.enumerated() {
      var found = FolderScan(assets: AssetTable.Part(root: root.name))
      for (place, folder) in root.folders.enumerated() {
        let below = try list(folder, of: root, statesFiles) { count in
          progress(scan.assets.count + found.assets.paths.count + count)
          return isCancelled()
        }
        scan.trees.append(
          Scan.RootTree(
            root: number, folder: place, tree: below.seen.tree, hasChanged: below.hasChanged,
            oddPlaces: below.seen.oddPlaces))
        scan.shadowed += found.add(below.scan)
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
    _ folder: BytePath, of root: StaticRoot, _ statesFiles: Bool, step: (Int) -> Bool
  ) throws(ScanError) -> RootWalk.Found {
    let path = project.folder.appending(folder)
    if (try? fileSystem.realPath(of: path)) == "/" {
      throw .wholeDisk(name: root.name, folder: folder, settings: project.settingsName)
    }
    do throws(FileError) {
      let walk = RootWalk(
        root: root, ignore: ignored(below: path), fileSystem: fileSystem,
        statesFiles: statesFiles)
      return try walk.list(path, knowing: known, step: step)
    } catch {
      if error.reason == .cancelled { throw .cancelled }
      throw .root(
        name: root.name, folder: folder, reason: error.reason, settings: project.settingsName)
    }
  }
}
