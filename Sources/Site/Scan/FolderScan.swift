import Values

/// What lies below a folder of a root, or below several of them, in the order of the paths' bytes.
struct FolderScan {
  var assets: AssetTable.Part
  var problems: [Problem] = []

  /// Takes in a further folder, whose names count only where no earlier folder has them.
  ///
  /// - Returns: the assets of the further folder that are hidden.
  mutating func add(_ other: FolderScan) -> [Scan.Shadowed] {
    if assets.folders.isEmpty {
      self = other
      return []
    }
    let merged = merged(with: other)
    // A name that an earlier folder has, as an asset or a problem, is told already.
    problems += other.problems.filter { problem in
      assets.paths.row(of: problem.id.path.bytes) == nil && !hasProblem(at: problem.id.path)
    }
    problems.sort { $0.id.path < $1.id.path }
    assets = merged.assets
    return merged.shadowed
  }

  private func merged(
    with other: FolderScan
  ) -> (assets: AssetTable.Part, shadowed: [Scan.Shadowed]) {
    var merged = AssetTable.Part(root: assets.root)
    merged.folders = assets.folders + other.assets.folders
    var shadowed: [Scan.Shadowed] = []
    var row = 0
    for otherRow in 0..<other.assets.paths.count {
      var order = 1
      while row < assets.paths.count {
        order = assets.paths.compare(row, to: other.assets.paths, otherRow)
        if order >= 0 { break }
        merged.append(row, of: assets, folder: assets.folder(of: row))
        row += 1
      }
      let path = other.assets.paths.path(at: otherRow)
      if row < assets.paths.count && order == 0 {
        let (file, winner) = (other.assets.file(at: otherRow), assets.file(at: row))
        // They are one where the further folder is a link to the earlier one.
        if file != winner {
          shadowed.append(
            Scan.Shadowed(
              id: AssetID(root: assets.root, path: path), file: file, by: winner))
        }
      } else if !hasProblem(at: path) {
        merged.append(otherRow, of: other.assets, folder: assets.folders.count)
      }
    }
    while row < assets.paths.count {
      merged.append(row, of: assets, folder: assets.folder(of: row))
      row += 1
    }
    return (merged, shadowed)
  }

  private func hasProblem(at path: BytePath) -> Bool {
    var (low, high) = (0, problems.count)
    while low < high {
      let middle = (low + high) / 2
      if problems[middle].id.path < path { low = middle + 1 } else { high = middle }
    }
    return low < problems.count && problems[low].id.path == path
  }
}
