import Disk
import Site
import Values

extension AssetName {
  /// The assets in a folder that is named, in the order of the inventory; nil where no folder is.
  ///
  /// - Parameter folder: the working folder, absolute, that the named one is seen from.
  /// - Throws: ``AssetNameError`` where the folder has no assets.
  public func assets(
    below folder: BytePath, in inventory: Inventory, of project: Project,
    on fileSystem: some FileSystem
  ) throws(AssetNameError) -> [AssetID]? {
    // An empty word, as an unset variable of a shell leaves it, names nothing.
    guard !given.isEmpty else { return nil }
    let named = folder.appending(given).normalized
    guard (try? fileSystem.kind(of: named)) == .folder else { return nil }
    let real = (try? fileSystem.realPath(of: named)) ?? named
    let assets = inventory.entries.filter { entry in
      guard let file = entry.file ?? place(of: entry.id, in: project) else { return false }
      return file.relative(to: named) != nil || file.relative(to: real) != nil
    }
    guard !assets.isEmpty else { throw .unknown(given) }
    return assets.map(\.id)
  }

  /// Where a missing file would lie.
  private func place(of id: AssetID, in project: Project) -> BytePath? {
    project.settings.roots.first { $0.name == id.root }?.folders.first.map {
      project.folder.appending($0).appending(id.path).normalized
    }
  }

  /// The asset that may be meant: the one whose file has the name, else the one that is spelled nearly so.
  func nearest(in inventory: Inventory) -> String? {
    let name = BytePath(given).name
    let same = inventory.entries.filter { $0.id.path.name.elementsEqual(name) }
    if same.count == 1 { return same[0].id.description }
    let names = inventory.entries.map(\.id.description)
    let withoutRoot = inventory.entries.map { VisibleText.of($0.id.path) }
    let lastNames = inventory.entries.map {
      VisibleText.of(BytePath(bytes: Array($0.id.path.name)))
    }
    for (written, words) in [
      (given, names), (given, withoutRoot),
      (VisibleText.of(BytePath(bytes: Array(name))), lastNames),
    ] {
      if let near = Spelling.nearest(to: written, of: words), let index = words.firstIndex(of: near)
      {
        return names[index]
      }
    }
    return nil
  }
}
