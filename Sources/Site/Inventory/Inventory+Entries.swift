import Disk
import Values

extension Inventory {
  /// The entries, in the order of the roots, then of the paths' bytes; each is made when it is asked
  /// for.
  public var entries: Entries { Entries(inventory: self) }

  /// The entries of an inventory.
  public struct Entries: RandomAccessCollection, Sendable {
    let inventory: Inventory

    /// The index of the first entry.
    public var startIndex: Int { 0 }

    /// The number of entries.
    public var endIndex: Int { inventory.names.count }

    /// An entry.
    public subscript(index: Int) -> Entry { inventory.entry(at: index) }
  }

  /// The entry whose file lies at an absolute path without `.` and `..`; nil where it is no asset, or one
  /// that another folder of its root hides.
  public func entry(ofFile file: BytePath) -> Entry? {
    for (section, root) in zip(names.sections, roots) {
      for folder in root.folders {
        guard let path = file.relative(to: folder.normalized),
          let entry = self[AssetID(root: section.root, path: path)],
          entry.file?.normalized == file
        else { continue }
        return entry
      }
    }
    return nil
  }

  /// The files of the entries.
  public var files: Files {
    Files(names: names, roots: roots, sizes: sizes, folders: folders)
  }

  /// The files of an inventory by the index of their entry.
  ///
  /// Shares with the inventory only what reading does not change, so that neither is copied.
  public struct Files: Sendable {
    package let names: AssetNames
    package let roots: [RootFacts]
    let sizes: [UInt64]
    package let folders: [UInt16]
    /// The index of the folder that an entry's file lies in, among its root's.
    func folder(of index: Int) -> Int {
      folders.isEmpty ? 0 : Int(folders[index])
    }

    /// The file of an entry, absolute; nil where it has none.
    public subscript(index: Int) -> BytePath? {
      guard sizes[index] != Inventory.noFile else { return nil }
      let root = roots[names.sectionIndex(of: index)]
      return root.folder(UInt16(folder(of: index))).appending(names.path(at: index))
    }
  }
}

extension Inventory {
  /// This inventory once changes are written: beside the new records, and without what has neither
  /// file nor record any more.
  ///
  /// - Parameter versions: the versions file as it is then.
  public func taking(_ versions: VersionsFile, settings: Settings) -> Inventory {
    var builder = InventoryBuilder(settings: settings)
    for (place, section) in names.sections.enumerated() {
      guard let root = settings.roots.first(where: { $0.name == section.root }) else { continue }
      let indices = section.range
      builder.append(
        root, assets: part(of: section, roots[place]),
        problems: indices.compactMap { hasFile(at: $0) ? nil : problems[$0] },
        records: versions.tables[section.root] ?? RecordTable())
    }
    var after = Inventory(builder, shadowed: shadowed, versions: versions)
    names.forEachIndex(in: after.names) { old, new in
      guard let new, hasFile(at: old), let size = size(at: old) else { return }
      if let digest = digest(at: old) {
        after.setDigest(.success(FileDigest(digest: digest, size: size)), at: new)
      }
      if let problem = problems[old] { after.note(problem, at: new) }
    }
    return after
  }

  /// The files of a root, as a scan would find them.
  private func part(of section: AssetNames.Section, _ facts: RootFacts) -> AssetTable.Part {
    var part = AssetTable.Part(root: section.root)
    part.folders = facts.folders
    for index in section.range where hasFile(at: index) {
      names.withPath(index) { part.paths.append($0) }
      part.sizes.append(sizes[index])
      part.times.append(times[index])
      if facts.folders.count > 1 { part.folderIndices.append(UInt16(folder(of: index))) }
    }
    return part
  }

  /// This inventory with the digests of an earlier one for the files that are not read yet and have the
  /// same size there.
  ///
  /// - Returns: the inventory, and the indices in it of the files that were read before and have
  ///   another size or digest now.
  public func keepingDigests(of earlier: Inventory) -> (inventory: Inventory, changed: [Int]) {
    var kept = self
    var changed: [Int] = []
    earlier.names.forEachIndex(in: names) { old, new in
      guard let new, hasFile(at: new), let digest = earlier.digest(at: old) else { return }
      if let known = self.digest(at: new) {
        if known != digest { changed.append(new) }
      } else if sizes[new] == earlier.sizes[old] {
        kept.setDigest(.success(FileDigest(digest: digest, size: sizes[new])), at: new)
      } else {
        changed.append(new)
      }
    }
    return (kept, changed)
  }
}
