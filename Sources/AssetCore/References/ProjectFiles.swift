/// All files of a project, but for dotfiles and installed packages.
struct ProjectFiles {
  private let folder: BytePath
  private let fileSystem: any FileSystem

  init(of project: Project, on fileSystem: any FileSystem) {
    folder = project.folder
    self.fileSystem = fileSystem
  }

  /// The files, relative to the project's folder, in the order of their bytes.
  ///
  /// Links to folders are not followed, and a folder that cannot be listed holds none.
  ///
  /// - Parameters:
  ///   - passedOver: folders that are not looked into.
  ///   - isCancelled: asked once a folder; true ends the search with what is found.
  ///   - isWanted: whether a file is wanted, by its name; the first file of each folder is given
  ///     anyway, so that the folders that hold files are known.
  func paths(
    outside passedOver: [BytePath] = [], isCancelled: () -> Bool = { false },
    isWanted: (BytePath) -> Bool = { _ in true }
  ) -> [BytePath] {
    let passedOver = Set(passedOver.map(\.normalized))
    var files: [BytePath] = []
    var folders: [BytePath] = ["."]
    while let below = folders.popLast(), !isCancelled() {
      var isFirst = true
      for entry in (try? fileSystem.names(of: folder.appending(below))) ?? [] {
        let name = BytePath(bytes: entry.name)
        switch entry.kind {
        case .folder where !entry.isLink && !DetectedLayout.isPassedOver(entry.name):
          let path = below == "." ? name : below.appending(name)
          if !passedOver.contains(path) { folders.append(path) }
        case .file where entry.name.first != BytePath.dot && (isFirst || isWanted(name)):
          files.append(below == "." ? name : below.appending(name))
          isFirst = false
        default: break
        }
      }
    }
    return files.sorted()
  }
}
