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
    var files: [BytePath] = []
    forEachFolder(outside: passedOver, isCancelled: isCancelled) { below, listing in
      var isFirst = true
      for entry in listing?.entries ?? []
      where entry.kind == .file && entry.name.first != BytePath.dot {
        let name = BytePath(bytes: entry.name)
        guard isFirst || isWanted(name) else { continue }
        files.append(below == "." ? name : below.appending(name))
        isFirst = false
      }
    }
    return files.sorted()
  }

  /// Hands out each folder, relative to the project's, and what it holds; nil where it cannot be listed.
  ///
  /// - Parameters:
  ///   - passedOver: folders that are not looked into.
  ///   - statesFiles: whether the states of files are asked for.
  ///   - isCancelled: asked once a folder; true ends the search.
  func forEachFolder(
    outside passedOver: [BytePath] = [], statesFiles: Bool = false,
    isCancelled: () -> Bool = { false },
    _ body: (BytePath, FolderListing?) -> Void
  ) {
    let passedOver = Set(passedOver.map(\.normalized))
    var folders: [BytePath] = ["."]
    while let below = folders.popLast(), !isCancelled() {
      let listing = try? fileSystem.listing(
        of: folder.appending(below), statesFiles: statesFiles)
      for entry in listing?.entries ?? [] where entry.kind == .folder && !entry.isLink {
        if DetectedLayout.isPassedOver(entry.name) { continue }
        let name = BytePath(bytes: entry.name)
        let path = below == "." ? name : below.appending(name)
        if !passedOver.contains(path) { folders.append(path) }
      }
      body(below, listing)
    }
  }

  /// Whether a file is read, by its name, for what it tells of assets, or of how long they are kept.
  static func isRead(_ name: BytePath) -> Bool {
    ReferenceLanguage(name) != nil || CacheHeaders.isConfiguration(name)
  }
}
