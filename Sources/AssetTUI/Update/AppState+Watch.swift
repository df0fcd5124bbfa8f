import References
import Site
import Values

/// The folders that are watched for files that change.
extension AppState {
  /// Whether a change on disk is read at once: not under a write, nor while a text is typed.
  var followsDisk: Bool {
    switch mode {
    case .list, .preview, .page, .help, .messages, .result, .sort, .copy: true
    default: false
    }
  }

  /// Asks for other folders to be watched, where the project has others: its own, those of its assets,
  /// and those of the files that name them.
  mutating func watches() -> [Effect] {
    var folders: [BytePath] = [project.folder, project.versionsPath.folder]
    for root in project.settings.roots {
      folders += root.folders.map { project.folder.appending($0).normalized }
    }
    let tree = list.tree
    let files = inventory.files
    var last: BytePath?
    for index in tree.folderOfAsset.indices
    where index == 0 || tree.folder(of: index) != tree.folder(of: index - 1) {
      guard let folder = files[index]?.folder, folder != last else { continue }
      last = folder
      folders.append(folder.normalized)
    }
    for file in referringFiles { folders.append(project.folder.appending(file).folder.normalized) }
    let wanted = Set(folders).sorted()
    guard wanted != watched else { return [] }
    watched = wanted
    return [.watch(wanted)]
  }

  /// The files that name assets, as far as they are known.
  private var referringFiles: Set<BytePath> {
    guard let map = references.map else { return [] }
    return Set(map.all.lazy.map(\.reference.file))
  }
}
