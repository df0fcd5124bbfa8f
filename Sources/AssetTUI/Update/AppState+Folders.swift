import Screen
import Site
import Values

/// Folders that are opened and folded, and the way to what is outdated in them.
extension AppState {
  /// Opens what is under the cursor: of a folder what is outdated, then all of it; steps into one that is
  /// open.
  mutating func open() {
    if showsFindings { return findings.open() }
    guard let row = list.currentRow, list.showsTree else { return sayNoFolder(.open) }
    if let folder = row.rest {
      list.folding[folder] = .full
      let first = list.assets(of: row).first
      refreshVisible()
      if let first { list.move(toAsset: first) }
    } else if let folder = row.folder {
      if isOpen(list.cursor) {
        list.move(to: list.cursor + 1)
      } else {
        list.folding[folder] = .open
        refreshVisible()
      }
    } else {
      sayNoFolder(.open)
    }
  }

  /// Folds the folder under the cursor; goes to the folder around what is not open.
  mutating func fold() {
    if showsFindings { return findings.fold() }
    guard let row = list.currentRow, list.showsTree else { return sayNoFolder(.fold) }
    if let folder = row.folder, isOpen(list.cursor) {
      list.folding[folder] = .closed
      refreshVisible()
      return
    }
    let around =
      row.asset.flatMap(list.rowFolder(ofAsset:)) ?? row.folder.flatMap(list.rowFolder(around:))
      ?? row.rest.flatMap { list.hasRow[$0] ? $0 : nil }
    guard let around, let place = list.place(of: .folder(around)) else {
      notice = Notice("this is the top")
      return
    }
    list.move(to: place)
  }

  private mutating func sayNoFolder(_ action: Action) {
    let key = keys.keyName(of: action) ?? ""
    if list.showsTree {
      notice = Notice(
        "\(key) opens folders: \(keys.keyName(of: .page) ?? "Enter") shows the page of an asset")
    } else {
      let way =
        list.order == ListOrder()
        ? "\(keys.keyName(of: .tree) ?? "t") shows them" : "the list is sorted"
      notice = Notice("there are no folders here: \(way)")
    }
  }

  /// Shows assets in folders, or one under the other.
  mutating func toggleTree() {
    let asset = currentIndex ?? list.currentRow.flatMap { list.assets(of: $0).first }
    list.isTree.toggle()
    list.rangeStart = nil
    refreshVisible(keeping: asset)
    if let asset { list.move(toAsset: asset) }
    notice = Notice(
      list.isTree
        ? list.order == ListOrder() ? "in folders" : "in folders once the list is sorted by path"
        : "one under the other")
  }

  /// Goes to the next asset in view that is outdated (1), or to the one before (-1), and opens its
  /// folders.
  mutating func goToOutdated(_ step: Int) {
    if showsFindings {
      if !findings.goToFinding(step) {
        notice = Notice("no finding \(step > 0 ? "below" : "above")")
      }
      return
    }
    let statuses = inventory.statuses
    var place = list.placeInView + (step > 0 && list.current == nil ? 0 : step)
    while list.visible.indices.contains(place), !statuses[list.visible[place]].stopsRelease {
      place += step
    }
    guard list.visible.indices.contains(place) else {
      notice = Notice(
        inventory.stoppingCount == 0
          ? "nothing is outdated" : "nothing outdated \(step > 0 ? "below" : "above")")
      return
    }
    show(asset: list.visible[place])
  }

  /// Moves the cursor to an asset in view, and opens the folders that hide it.
  mutating func show(asset index: Int) {
    if list.showsTree, !list.rows.contains(.asset(index)) {
      var folder: Int? = list.tree.folder(of: index)
      while let next = folder {
        if list.folding[next] == .closed { list.folding[next] = .open }
        folder = list.tree.parent(of: next)
      }
      refreshVisible(keeping: index)
    }
    list.move(toAsset: index)
  }

  /// Adds to what is said how many of some assets are folded away.
  mutating func sayFolded(_ indices: [Int], _ words: String) {
    guard list.showsTree else { return }
    let shown = MarkSet(list.rows.lazy.compactMap(\.asset))
    let folded = indices.count - shown.count(among: indices)
    guard folded > 0 else { return }
    let said = notice.map { "\($0.text), " } ?? "\(Words.count(indices.count, "asset", "assets")), "
    notice = Notice("\(said)\(folded) \(words)")
  }
}
