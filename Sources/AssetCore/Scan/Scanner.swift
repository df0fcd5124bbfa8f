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
      var found = FolderScan(assets: AssetTable.Part(root: root.name))
      for folder in root.folders {
        let part = try list(folder, of: root) { count in
          progress(scan.assets.count + found.assets.paths.count + count)
          return isCancelled()
        }
        scan.shadowed += found.add(part)
      }
      scan.assets.append(found.assets)
      scan.problems += found.problems
    }
    return scan
  }

  private func list(
    _ folder: BytePath, of root: StaticRoot, step: (Int) -> Bool
  ) throws(ScanError) -> FolderScan {
    let path = project.folder.appending(folder)
    if (try? fileSystem.realPath(of: path)) == "/" {
      throw .wholeDisk(name: root.name, folder: folder, settings: project.settingsName)
    }
    do throws(FileError) {
      var walk = FolderWalk(root: root, ignore: project.settings.ignore, fileSystem: fileSystem)
      return try walk.list(path, step: step)
    } catch {
      if error.reason == .cancelled { throw .cancelled }
      throw .root(
        name: root.name, folder: folder, reason: error.reason, settings: project.settingsName)
    }
  }
}
