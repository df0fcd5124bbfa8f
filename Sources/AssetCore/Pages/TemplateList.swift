/// The templates of a project: the files that the settings' globs name.
public struct TemplateList: Sendable {
  let project: Project
  let fileSystem: any FileSystem

  /// Looks for the templates of a project on a file system.
  public init(project: Project, fileSystem: any FileSystem) {
    self.project = project
    self.fileSystem = fileSystem
  }

  /// The templates, relative to the project's folder, in the order of their bytes.
  ///
  /// Dotfolders and folders of installed packages are not looked into, links to folders are not
  /// followed, and a folder that cannot be listed holds none.
  ///
  /// - Parameter isCancelled: asked once a folder; true ends the search with what is found.
  public func files(isCancelled: () -> Bool = { false }) -> [BytePath] {
    var files: [BytePath] = []
    var folders: [BytePath] = ["."]
    while let folder = folders.popLast(), !isCancelled() {
      let entries = (try? fileSystem.entries(of: project.folder.appending(folder))) ?? []
      for entry in entries {
        let name = BytePath(bytes: entry.name)
        let path = folder == "." ? name : folder.appending(name)
        switch entry.kind {
        case .folder where !entry.isLink && !DetectedLayout.isPassedOver(entry.name):
          folders.append(path)
        case .file where project.settings.templates.matches(path): files.append(path)
        default: break
        }
      }
    }
    return files.sorted()
  }
}
