/// What lies below a folder of a root, or below several of them, in the order of the paths' bytes.
struct FolderScan {
  var assets: [Asset] = []
  var problems: [Problem] = []

  /// The same in the order of the paths' bytes.
  func sorted() -> FolderScan {
    var sorted = self
    sorted.assets.sort { $0.id.path < $1.id.path }
    sorted.problems.sort { $0.id.path < $1.id.path }
    return sorted
  }

  /// Takes in a further folder, whose names count only where no earlier folder has them.
  ///
  /// - Returns: the assets of the further folder that are hidden.
  mutating func add(_ other: FolderScan) -> [Scan.Shadowed] {
    if assets.isEmpty && problems.isEmpty {
      self = other
      return []
    }
    let earlier = self
    var shadowed: [Scan.Shadowed] = []
    for asset in other.assets {
      if let first = earlier.asset(at: asset.id.path) {
        shadowed.append(Scan.Shadowed(id: asset.id, file: asset.file, by: first.file))
      } else if !earlier.hasProblem(at: asset.id.path) {
        assets.append(asset)
      }
    }
    // A name that an earlier folder has, as an asset or a problem, is told already.
    problems += other.problems.filter { problem in
      earlier.asset(at: problem.id.path) == nil && !earlier.hasProblem(at: problem.id.path)
    }
    self = sorted()
    return shadowed
  }

  private func asset(at path: BytePath) -> Asset? {
    assets.first(sortedBy: \.id.path, equalTo: path)
  }

  private func hasProblem(at path: BytePath) -> Bool {
    problems.first(sortedBy: \.id.path, equalTo: path) != nil
  }
}

extension Array {
  /// The element with a key, found by halving; the elements are sorted by that key.
  fileprivate func first<Key: Comparable>(
    sortedBy key: (Element) -> Key, equalTo wanted: Key
  ) -> Element? {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if key(self[middle]) < wanted { low = middle + 1 } else { high = middle }
    }
    return low < count && key(self[low]) == wanted ? self[low] : nil
  }
}
