import Disk
import Site
import Values

extension Project {
  /// The settings file, where it is somebody else's and the person does not trust its folder; nil where
  /// the settings count.
  ///
  /// As git has it for a repository: what belongs to the user, or to whoever became root by sudo(8), and
  /// what lies in a folder that `safe.directory` names, the project's or the one of its `.git`.
  public func foreignSettings(
    on disk: some FileSystem, trusting safe: () -> SafeFolders = { SafeFolders() }
  ) -> BytePath? {
    guard case .file(let name) = source, !disk.isOwn(folder.appending(name)) else { return nil }
    var folders = [folder]
    if let real = try? disk.realPath(of: folder) {
      folders.append(real)
      var top = real
      while top.folder != top, (try? disk.kind(of: top.appending(".git"))) ?? nil == nil {
        top = top.folder
      }
      folders.append(top)
    }
    let trusted = safe()
    return folders.contains(where: trusted.contains) ? nil : BytePath(name)
  }
}
