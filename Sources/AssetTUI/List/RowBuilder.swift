import Site
import Values

/// Makes the rows of the list out of the assets in view, in the order of their paths.
struct RowBuilder {
  let tree: FolderTree
  let statuses: [Status]
  /// The assets in view, ascending.
  let visible: [Int]
  let folding: Folding
  /// Whether what is fresh has rows of its own, as under a filter.
  let showsAll: Bool
  /// An asset that has a row of its own in any case: the one under the cursor.
  let keep: Int?

  private(set) var rows: [ListRow] = []
  /// Whether each folder has a row of its own.
  private(set) var hasRow: [Bool]
  private var total: [UInt32]
  private var outdated: [UInt32]
  /// The place in ``visible`` that is next.
  private var place = 0

  /// The most fresh assets of a folder that have rows of their own.
  static let mostFresh = 3
  /// The most fresh folders of the first root that have rows of their own beside outdated ones.
  static let mostFolders = 12

  init(
    tree: FolderTree, statuses: [Status], visible: [Int], folding: Folding, showsAll: Bool,
    keep: Int?
  ) {
    self.tree = tree
    self.statuses = statuses
    self.visible = visible
    self.folding = folding
    self.showsAll = showsAll
    self.keep = keep
    hasRow = Array(repeating: false, count: tree.folders.count)
    total = Array(repeating: 0, count: tree.folders.count)
    outdated = total
    count()
    rows.reserveCapacity(min(visible.count, 4096))
    var root = 0
    while root < tree.folders.count {
      if total[root] > 0 {
        if root == 0 {
          append(contentOf: root, isFull: folding[root] == .full)
        } else {
          append(folder: root)
        }
      }
      root = Int(tree.folders[root].next)
    }
  }

  /// Counts what is in view below each folder.
  private mutating func count() {
    for index in visible {
      let folder = tree.folder(of: index)
      total[folder] += 1
      if statuses[index].stopsRelease { outdated[folder] += 1 }
    }
    for folder in tree.folders.indices.reversed() {
      guard let parent = tree.parent(of: folder) else { continue }
      total[parent] += total[folder]
      outdated[parent] += outdated[folder]
    }
  }

  private func fresh(_ folder: Int) -> Int { Int(total[folder] - outdated[folder]) }

  private func keeps(_ folder: Int) -> Bool { keep.map(tree.range(of: folder).contains) ?? false }

  /// The children of a folder that hold something in view.
  private func children(of folder: Int) -> [Int] {
    var children: [Int] = []
    var child = folder + 1
    let end = Int(tree.folders[folder].next)
    while child < end {
      if total[child] > 0 { children.append(child) }
      child = Int(tree.folders[child].next)
    }
    return children
  }

  /// The folder whose row stands for a child: where it holds nothing but one folder, that one.
  private func innermost(_ folder: Int) -> Int {
    var folder = folder
    while folding[folder] == nil {
      let inner = children(of: folder)
      guard inner.count == 1, total[inner[0]] == total[folder] else { break }
      folder = inner[0]
    }
    return folder
  }

  /// Whether a child has a row of its own, and does not stand in its parent's rows.
  private func ownsRow(_ child: Int, in parent: Int, isFull: Bool, foldsFresh: Bool) -> Bool {
    if folding[child] != nil { return true }
    if showsAll { return total[child] > 1 }
    if parent == 0 { return outdated[child] > 0 || !foldsFresh || keeps(child) }
    if isFull { return total[child] > 1 }
    return outdated[child] > 1
  }

  private mutating func append(folder: Int) {
    let folder = tree.isRoot(folder) ? folder : innermost(folder)
    hasRow[folder] = true
    rows.append(.folder(folder))
    let isOpen: Bool
    switch folding[folder] {
    case .closed: isOpen = false
    case .open, .full: isOpen = true
    case nil: isOpen = outdated[folder] > 0 || showsAll || keeps(folder)
    }
    if isOpen {
      append(contentOf: folder, isFull: folding[folder] == .full || outdated[folder] == 0)
    } else {
      skip(to: tree.range(of: folder).upperBound)
    }
  }

  private mutating func skip(to end: Int) {
    // Halving: a folder may hold a hundred thousand.
    var (low, high) = (place, visible.count)
    while low < high {
      let middle = (low + high) / 2
      if visible[middle] < end { low = middle + 1 } else { high = middle }
    }
    place = low
  }

  private mutating func append(contentOf folder: Int, isFull: Bool) {
    let children = children(of: folder)
    let freshFolders = folder == 0 ? children.count { outdated[$0] == 0 } : 0
    let foldsFresh =
      !isFull && !showsAll && outdated[folder] > 0 && freshFolders > RowBuilder.mostFolders
    let owners = children.filter {
      ownsRow($0, in: folder, isFull: isFull, foldsFresh: foldsFresh)
    }
    let apart = owners.reduce(0) { $0 + fresh($1) }
    let rest = fresh(folder) - apart
    let showsRest = showsAll || isFull || rest <= RowBuilder.mostFresh
    var folded = 0
    func isShown(_ index: Int) -> Bool {
      showsRest || statuses[index].stopsRelease || index == keep
    }
    for owner in owners {
      let range = tree.range(of: owner)
      while place < visible.count, visible[place] < range.lowerBound {
        if isShown(visible[place]) { rows.append(.asset(visible[place])) } else { folded += 1 }
        place += 1
      }
      append(folder: owner)
    }
    let end = tree.range(of: folder).upperBound
    while place < visible.count, visible[place] < end {
      if isShown(visible[place]) { rows.append(.asset(visible[place])) } else { folded += 1 }
      place += 1
    }
    if folded > 0 { rows.append(.rest(of: folder)) }
  }
}
