import Planning
import References
import Screen
import Site
import Values

/// The rows of folders and assets under their headings.
struct ListView {
  let state: AppState
  let pane: Pane
  let header: Int?
  let columns: ListColumns
  private let matches: FilterMatches

  init(state: AppState, pane: Pane, header: Int?) {
    self.state = state
    self.pane = pane
    self.header = header
    columns = ListColumns(
      width: pane.columns, tokens: state.tokenColumns, order: state.list.order.key,
      hasExtras: state.size.columns >= ListColumns.leastWithExtras || state.preview.isHidden)
    matches = FilterMatches(state.list.filterText)
  }

  func draw(on grid: inout Grid) {
    if let failure = state.failure {
      var pane = pane
      if let header { (pane.firstRow, pane.rows) = (header, pane.rows + 1) }
      return FailureView(failure, pane: pane, state: state).draw(on: &grid)
    }
    if let header { drawHeader(row: header, on: &grid) }
    guard !state.list.rows.isEmpty else {
      let lines = emptyLines.flatMap { Wrap.lines($0, columns: pane.columns - 3) }
      for (offset, line) in lines.enumerated() where offset < pane.rows {
        grid.put(line, row: pane.firstRow + offset, column: 2, width: pane.columns - 2)
      }
      return
    }
    for offset in 0..<pane.rows {
      let place = state.list.top + offset
      guard state.list.rows.indices.contains(place) else { break }
      drawRow(place, row: pane.firstRow + offset, on: &grid)
    }
    if state.showsListCursor {
      grid.cursor = Position(row: pane.firstRow + state.list.cursor - state.list.top, column: 0)
    }
  }

  private func drawHeader(row: Int, on grid: inout Grid) {
    let order = state.list.order
    let sign = state.foldSign(isOpen: order.isReversed == (order.key == .path))
    func put(_ text: String, _ key: ListOrder.Key?, column: Int, width: Int, isRight: Bool = false)
    {
      guard width > 1 else { return }
      let isSorted = key == order.key && order != ListOrder()
      let text = isSorted ? "\(text) \(sign)" : text
      let blanks = isRight ? max(0, width - 1 - ColumnWidth.of(text)) : 0
      grid.put(
        String(repeating: " ", count: blanks) + text, row: row, column: column, width: width,
        style: isSorted ? .active : .columnHead)
    }
    if order.key == .status {
      grid.put(sign, row: row, column: 2, style: .active)
    }
    var column = ListColumns.lead
    put("ASSET", .path, column: column, width: columns.name)
    column += columns.name
    put("STRATEGY", nil, column: column, width: columns.strategy)
    column += columns.strategy
    put("TOKEN", nil, column: column, width: columns.token + 1, isRight: true)
    column += columns.token
    if columns.arrow > 0 { put(state.columnArrow, nil, column: column + 1, width: columns.arrow) }
    column += columns.arrow
    put("NEXT", nil, column: column, width: columns.next)
    column += columns.next
    put("REFS", nil, column: column, width: columns.references, isRight: true)
    column += columns.references
    put("SIZE", .size, column: column, width: columns.size, isRight: true)
    column += columns.size
    put("CHANGED", .changed, column: column, width: columns.changed)
  }

  private var emptyLines: [String] {
    let folders = state.project.settings.roots.flatMap(\.folders)
      .map { "\(VisibleText.of($0))/" }.joined(separator: ", ")
    switch state.scan {
    case .listing(let found):
      return ["Scanning \(folders) \(state.ellipsis) \(found) files (Esc stops)"]
    case .idle, .reading:
      let rescan = state.keys.keyName(of: .rescan) ?? "R"
      if !state.hasListed { return ["nothing is read yet - \(rescan) reads \(folders)"] }
      if state.inventory.entries.isEmpty {
        return [
          "no assets in \(folders)",
          "\(rescan) looks again; \(whereFoldersStand)",
        ]
      }
      if !state.list.filterText.isEmpty {
        let text = "\"\(VisibleText.of(state.list.filterText))\""
        return [
          state.list.scope == .all
            ? "no asset matches \(text) - Esc clears"
            : "no asset of this view matches \(text) - Esc clears, 1 shows all"
        ]
      }
      return [state.list.scope.emptyText]
    }
  }

  private var whereFoldersStand: String {
    switch state.project.source {
    case .file(let name): "its folders stand in \(name)"
    case .conventions: "assetbump init writes settings that name other folders"
    }
  }

  private func drawRow(_ place: Int, row: Int, on grid: inout Grid) {
    let item = state.list.rows[place]
    let isCursor = place == state.list.cursor
    let isInRange = state.list.range?.contains(place) ?? false
    if isCursor { grid.put(state.bar, row: row, column: 0, style: .bar) }
    if let index = item.asset {
      drawAsset(index, isInRange: isInRange, row: row, on: &grid)
    } else if let folder = item.folder {
      drawFolder(folder, place, isInRange: isInRange, row: row, on: &grid)
    } else if let folder = item.rest {
      drawRest(item, of: folder, row: row, on: &grid)
    }
    if isCursor {
      grid.restyle(row: row, columns: pane.firstColumn..<(pane.firstColumn + pane.columns)) {
        $0.isCursor = true
      }
    }
  }

  private func drawAsset(_ index: Int, isInRange: Bool, row: Int, on grid: inout Grid) {
    let entry = state.inventory.entries[index]
    if isInRange || state.list.marks.contains(index) {
      grid.put("*", row: row, column: 1, style: .mark)
    } else if state.isBeyondBump(index) {
      grid.put("!", row: row, column: 1, style: .mark)
    }
    grid.put(String(entry.status.letter), row: row, column: 2, style: entry.status.style)
    if state.pending[entry.id] != nil { grid.put("+", row: row, column: 3, style: .pending) }
    let folder = state.list.rowFolder(ofAsset: index)
    let indent = min(state.list.level(of: folder) * 2, columns.name / 2)
    let name = state.label(ofAsset: index, in: folder)
    let room = max(0, columns.name - 1 - indent)
    let path = Fit.path(name, columns: room, ellipsis: state.ellipsis)
    let column = ListColumns.lead + indent
    grid.put(path, row: row, column: column, width: room)
    matches.mark(path, row: row, column: column, on: &grid)
    drawTokens(of: entry, row: row, on: &grid)
  }

  private func drawTokens(of entry: Entry, row: Int, on grid: inout Grid) {
    let choice = state.pending[entry.id]
    let next = NextText(of: entry, state.next(of: entry), isPending: state.isPending(entry))
    var column = ListColumns.lead + columns.name
    func put(_ text: String, _ width: Int, _ style: Style, isRight: Bool = false) {
      guard width > 1 else { return }
      let fitted = Fit.end(text, columns: width - 1, ellipsis: state.ellipsis)
      let blanks = isRight ? max(0, width - 1 - ColumnWidth.of(fitted)) : 0
      grid.put(fitted, row: row, column: column + blanks, width: width - 1 - blanks, style: style)
      column += width
    }
    put(
      entry.strategy(with: choice).rawValue, columns.strategy,
      choice?.strategy == nil ? .hint : .pending)
    if columns.token > 0 {
      let isReplaced = !next.text.isEmpty
      put(
        entry.record?.token.text ?? "-", columns.token + 1,
        entry.record == nil ? .hint : isReplaced ? .removed : .plain,
        isRight: true)
      if isReplaced { grid.put(state.columnArrow, row: row, column: column, style: .hint) }
      column += columns.arrow - 1
    }
    put(next.text, columns.next, next.style)
    if columns.references > 0 {
      let count = state.references.map.map { String($0.count(of: entry.id)) } ?? ""
      put(count, columns.references, .hint, isRight: true)
    }
    if columns.size > 0 {
      put(entry.size.map(SizeText.of) ?? "", columns.size, .plain, isRight: true)
    }
    if columns.changed > 0 { put(state.changedText(of: entry) ?? "", columns.changed, .plain) }
  }

  private func drawFolder(
    _ folder: Int, _ place: Int, isInRange: Bool, row: Int, on grid: inout Grid
  ) {
    let below = state.list.inView(below: folder)
    let isOpen = state.isOpen(place)
    if isInRange || (!state.list.marks.isEmpty && below.allSatisfy(state.list.marks.contains)) {
      grid.put("*", row: row, column: 1, style: .mark)
    }
    grid.put(state.foldSign(isOpen: isOpen), row: row, column: 2, style: .fold)
    let around = state.list.rowFolder(around: folder)
    let indent = min(state.list.level(of: around) * 2, columns.name / 2)
    var column = ListColumns.lead + indent
    let room = pane.columns - column - 1
    let name = Fit.path(
      state.label(ofFolder: folder, in: around), columns: max(1, room * 2 / 3),
      ellipsis: state.ellipsis)
    column += grid.put(name, row: row, column: column, width: room, style: .heading) + 1
    let counts = FolderCounts(below, of: state.inventory)
    let isFull = isOpen && counts.stopping == 0
    let words = isFull ? "" : counts.words(isOpen ? nil : state.folderCount(below: folder))
    column += grid.put(
      Fit.end(words, columns: max(0, pane.columns - column - 1), ellipsis: state.ellipsis),
      row: row, column: column, style: counts.stopping > 0 ? .warning : .hint)
    guard !isOpen else { return }
    let pending = below.count { state.pending.chosen[at: $0] != nil }
    if pending > 0 {
      grid.put(
        "\(words.isEmpty ? "" : ", ")\(pending) pending", row: row, column: column,
        width: max(0, pane.columns - column), style: .pending)
    }
  }

  private func drawRest(_ item: ListRow, of folder: Int, row: Int, on grid: inout Grid) {
    let level = state.list.level(of: state.list.hasRow[folder] ? folder : nil)
    let column = ListColumns.lead + min(level * 2, columns.name / 2) + 2
    let assets = state.list.assets(of: item)
    let counts = FolderCounts(assets[...], of: state.inventory)
    let key = state.keys.keyName(of: .open) ?? "Right"
    let isMarked = !state.list.marks.isEmpty && assets.allSatisfy(state.list.marks.contains)
    if isMarked { grid.put("*", row: row, column: 1, style: .mark) }
    grid.put(
      Fit.end(
        "\(state.ellipsis) \(counts.words(nil)) (\(key) opens)",
        columns: pane.columns - column - 1, ellipsis: state.ellipsis), row: row, column: column,
      style: .hint)
  }
}

extension AppState {
  /// Whether the terminal's own cursor stands in the list.
  var showsListCursor: Bool {
    [.list, .quitGuard, .sort, .copy(overPreview: false)].contains(mode)
  }

  /// The arrow between the columns of tokens, one column wide.
  var columnArrow: String { isUnicode ? arrow : ">" }

  /// What stands before the name of a folder.
  func foldSign(isOpen: Bool) -> String {
    isUnicode ? (isOpen ? "\u{25BE}" : "\u{25B8}") : (isOpen ? "v" : ">")
  }

  /// Whether no bump mends an asset: a person must type its token, or it cannot be read.
  func isBeyondBump(_ index: Int) -> Bool {
    switch inventory.statuses[index] {
    case .unreadable: true
    case .stale, .new: needsToken(index)
    default: false
    }
  }

  /// The name of an asset below the folder whose row it stands under.
  func label(ofAsset index: Int, in folder: Int?) -> String {
    guard let folder else { return name(of: inventory.names[index]) }
    let skipped = Int(list.tree.folders[folder].length)
    return inventory.names.withPath(index) { VisibleText.of(Array($0.dropFirst(skipped))) }
  }

  /// The name of a folder below the one whose row it stands under; that of a root is the root's.
  func label(ofFolder folder: Int, in around: Int?) -> String {
    let tree = list.tree
    let name = tree.name(of: folder, in: inventory.names)
    if tree.isRoot(folder) { return VisibleText.of(name.root) }
    let skipped = around.map { Int(tree.folders[$0].length) } ?? 0
    let isFirst = around != nil || name.root == project.settings.roots.first?.name
    let path = VisibleText.of(Array(name.path.bytes.dropFirst(skipped)))
    return isFirst ? path : "\(VisibleText.of(name.root)):\(path)"
  }

  /// The number of folders with assets in view below a folder, itself among them.
  func folderCount(below folder: Int) -> Int {
    let tree = list.tree
    var last = -1
    var count = 0
    for index in list.inView(below: folder) where tree.folder(of: index) != last {
      let own = tree.folder(of: index)
      // Assets of a folder may stand before and behind those of one in it.
      if own > last { count += 1 }
      last = own
    }
    return count
  }
}

extension ListScope {
  /// What stands in the list where the view has no asset.
  var emptyText: String {
    switch self {
    case .all: "no assets"
    case .stale: "nothing is outdated - 1 shows all"
    case .pending: "nothing is pending - 1 shows all"
    case .marked: "nothing is marked - 1 shows all"
    case .findings: "nothing is amiss - 1 shows all"
    }
  }
}
