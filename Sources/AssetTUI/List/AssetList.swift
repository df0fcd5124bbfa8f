import Screen
import Site
import Values

/// The list on the screen: the assets in view, their rows, where the cursor stands, what is marked.
///
/// Assets are named by their index in the inventory; an index stays an asset's own until the next
/// scan.
public struct AssetList: Equatable, Sendable {
  /// The indices of the assets in view, folded away or not, in the order shown.
  public internal(set) var visible: [Int] = []
  /// The rows: those assets, their folders, and what is folded into one row.
  public internal(set) var rows: [ListRow] = []
  /// The place of the cursor in ``rows``; 0 where there are none.
  public internal(set) var cursor = 0
  /// The place in ``rows`` of the first row on the screen.
  public internal(set) var top = 0
  /// The indices of the marked assets, in view or not.
  public internal(set) var marks = MarkSet()
  /// Which assets are shown.
  public internal(set) var scope: ListScope = .all
  /// The text that narrows the list.
  public internal(set) var filterText = ""
  /// The place in ``rows`` where a range began; nil where none is being marked.
  public internal(set) var rangeStart: Int?
  /// The order of ``visible``.
  public internal(set) var order = ListOrder()
  /// Whether folders have rows, where the order is that of the paths.
  public internal(set) var isTree: Bool
  /// The folders.
  var tree = FolderTree()
  /// Whether each folder has a row of its own.
  var hasRow: [Bool] = []
  /// The columns of the longest name, as far as it was looked for; of the list without a filter, so that
  /// typing one moves no column.
  var widest = 0
  /// Whether no key was pressed yet, so that the cursor stays on the first row.
  var isAtStart = true
  /// Which folders a person opened or closed.
  var folding = Folding()

  /// Makes an empty list.
  public init(isTree: Bool = true) {
    self.isTree = isTree
  }

  /// Whether the rows are those of a tree.
  var showsTree: Bool { isTree && order == ListOrder() }

  /// The row under the cursor, or nil where there is none.
  var currentRow: ListRow? { rows.indices.contains(cursor) ? rows[cursor] : nil }

  /// The index of the asset under the cursor, or nil where no asset is.
  public var current: Int? { currentRow?.asset }

  /// The places in ``rows`` of a range that is being marked.
  public var range: ClosedRange<Int>? {
    rangeStart.map { min($0, cursor)...max($0, cursor) }
  }

  /// Moves the cursor to a place, as near as there is one.
  mutating func move(to place: Int) {
    cursor = max(0, min(place, rows.count - 1))
  }

  /// Moves the cursor to an asset, or to the folder that it is folded into.
  mutating func move(toAsset index: Int) {
    if let place = place(of: .asset(index)) { move(to: place) }
  }

  /// The place of a row; of an asset that is folded away, that of its folder.
  func place(of row: ListRow) -> Int? {
    if let place = rows.firstIndex(of: row) { return place }
    var folder: Int?
    if let index = row.asset {
      guard showsTree, tree.folderOfAsset.indices.contains(index) else { return nil }
      folder = tree.folder(of: index)
    } else {
      folder = row.rest ?? row.folder.flatMap(tree.parent(of:))
    }
    while let next = folder {
      if let place = rows.firstIndex(of: .folder(next)) { return place }
      folder = tree.parent(of: next)
    }
    return nil
  }

  /// Shows other assets; the cursor stays on its row, or else near its place, and a range goes on
  /// while the row it began with is there.
  ///
  /// - Parameters:
  ///   - showsAll: whether what is fresh has rows of its own.
  ///   - kept: an asset that has one in any case; nil for the one under the cursor.
  mutating func show(
    _ indices: [Int], statuses: [Status], showsAll: Bool, keeping kept: Int? = nil,
    names: AssetNames? = nil
  ) {
    let row = currentRow
    let rangeRow = rangeStart.flatMap { rows.indices.contains($0) ? rows[$0] : nil }
    visible = indices
    let names = names ?? AssetNames()
    makeRows(statuses: statuses, showsAll: showsAll, keeping: kept ?? row?.asset)
    if scope == .all && filterText.isEmpty { noteWidest(names) }
    rangeStart = rangeRow.flatMap { rows.firstIndex(of: $0) }
    if isAtStart {
      cursor = 0
    } else if let row, let place = place(of: row) {
      cursor = place
    } else {
      move(to: cursor)
    }
  }

  /// Looks for the longest name among the first rows.
  private mutating func noteWidest(_ names: AssetNames) {
    guard names.count > 0 else { return }
    widest = rows.prefix(AssetList.looked).reduce(0) { widest, row in
      guard let index = row.asset else { return widest }
      let folder = rowFolder(ofAsset: index)
      let skipped = folder.map { Int(tree.folders[$0].length) } ?? 0
      let length = names.withPath(index) { $0.count } - skipped + 2 * level(of: folder) + 1
      return max(widest, length)
    }
  }

  /// The number of rows among which the longest name is looked for.
  private static let looked = 2000

  /// Makes the rows of what is in view.
  private mutating func makeRows(statuses: [Status], showsAll: Bool, keeping kept: Int?) {
    guard showsTree, tree.folderOfAsset.count == statuses.count else {
      rows = visible.map { .asset($0) }
      hasRow = []
      return
    }
    let builder = RowBuilder(
      tree: tree, statuses: statuses, visible: visible, folding: folding, showsAll: showsAll,
      keep: kept)
    rows = builder.rows
    hasRow = builder.hasRow
  }

  /// The nearest folder around an asset that has a row; nil where none has.
  func rowFolder(ofAsset index: Int) -> Int? {
    hasRow.isEmpty ? nil : rowFolder(from: tree.folder(of: index))
  }

  /// The nearest folder around a folder that has a row.
  func rowFolder(around folder: Int) -> Int? {
    hasRow.isEmpty ? nil : tree.parent(of: folder).flatMap(rowFolder(from:))
  }

  private func rowFolder(from folder: Int) -> Int? {
    var folder: Int? = folder
    while let next = folder {
      if hasRow[next] { return next }
      folder = tree.parent(of: next)
    }
    return nil
  }

  /// The number of folders with rows around a row.
  func level(of folder: Int?) -> Int {
    var (level, folder) = (0, folder)
    while let next = folder {
      level += 1
      folder = rowFolder(around: next)
    }
    return level
  }

  /// The assets in view that a row stands for: the asset, all below the folder, or what is folded into
  /// one row.
  func assets(of row: ListRow) -> [Int] {
    if let index = row.asset { return [index] }
    if let folder = row.folder { return Array(inView(below: folder)) }
    guard let folder = row.rest else { return [] }
    // What stands in rows of its own is not folded.
    let shown = MarkSet(rows.lazy.compactMap(\.asset))
    let owner = hasRow[folder] ? folder : nil
    return inView(below: folder).filter { index in
      !shown.contains(index) && rowFolder(ofAsset: index) == owner
    }
  }

  /// The assets in view below a folder.
  func inView(below folder: Int) -> ArraySlice<Int> {
    let range = tree.range(of: folder)
    return visible[
      firstPlace(notBefore: range.lowerBound)..<firstPlace(notBefore: range.upperBound)]
  }

  /// The place in ``visible`` of the first asset that does not come before an index, in a tree.
  func firstPlace(notBefore index: Int) -> Int {
    var (low, high) = (0, visible.count)
    while low < high {
      let middle = (low + high) / 2
      if visible[middle] < index { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The place among the assets in view of what is under the cursor, from 0.
  var placeInView: Int {
    guard showsTree, !hasRow.isEmpty, let row = currentRow else { return cursor }
    if let index = row.asset { return firstPlace(notBefore: index) }
    return assets(of: row).first.map { firstPlace(notBefore: $0) } ?? 0
  }

  /// Scrolls as little as needed to keep the cursor in a window of this many rows.
  mutating func scroll(rows height: Int) {
    let height = max(1, height)
    if cursor < top { top = cursor }
    if cursor >= top + height { top = cursor - height + 1 }
    top = max(0, min(top, rows.count - height))
  }

  /// Begins a range at the cursor, where there is a row.
  mutating func beginRange() {
    rangeStart = currentRow == nil ? nil : cursor
  }

  /// Marks the assets of the range, which ends with it.
  mutating func markRange() {
    guard let range else { return }
    for place in range where rows.indices.contains(place) {
      marks.insert(assets(of: rows[place]))
    }
    rangeStart = nil
  }

  /// Turns the mark of what is under the cursor and steps down; a folder is marked with all below it, or
  /// unmarked where all is marked, and the step goes over it.
  ///
  /// - Returns: the number of assets of a folder that are marked then; nil for an asset.
  mutating func toggleMark() -> Int? {
    guard let row = currentRow else { return nil }
    if let index = row.asset {
      marks.toggle(index)
      move(to: cursor + 1)
      return nil
    }
    let below = assets(of: row)
    let isMarked = below.allSatisfy(marks.contains)
    if isMarked { marks.remove(below) } else { marks.insert(below) }
    var place = cursor + 1
    if let folder = row.folder {
      let range = tree.range(of: folder)
      while rows.indices.contains(place), isBelow(rows[place], range) { place += 1 }
    }
    if rows.indices.contains(place) { move(to: place) }
    return isMarked ? 0 : below.count
  }

  /// Whether a row stands for assets of a stretch.
  private func isBelow(_ row: ListRow, _ range: Range<Int>) -> Bool {
    if let index = row.asset { return range.contains(index) }
    guard let folder = row.folder ?? row.rest else { return false }
    return range.contains(Int(tree.folders[folder].first))
      && tree.range(of: folder).upperBound <= range.upperBound
  }

  /// Marks all in view, or, where all are marked, takes their marks off.
  mutating func toggleAll() {
    if visible.allSatisfy(marks.contains) {
      marks.remove(visible)
    } else {
      marks.insert(visible)
    }
  }

  /// Turns the mark of each asset in view.
  mutating func invert() {
    for index in visible { marks.toggle(index) }
  }
}
