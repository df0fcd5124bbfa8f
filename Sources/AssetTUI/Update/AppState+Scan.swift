import AssetCore
import Planning
import Site
import Values

extension AppState {
  /// Reads everything again; what is pending stays.
  mutating func startScan() -> [Effect] {
    let stop: [Effect] = scan.isRunning ? [.stopScan] : []
    scanNumber += 1
    scan = .listing(found: 0)
    news = ScanNews()
    let stopReading: [Effect] = references.isReading ? [.stopReferences] : []
    references.expire()
    mending.forget()
    facts.forget()
    diffs.forget()
    excerpts.forget()
    return stop + stopReading + [.scan(scanNumber)]
  }

  mutating func replaceListing(_ listing: Listing) {
    failure = nil
    news.versionsChanged = hasListed && !versions.hasSameContents(as: listing.versions)
    if news.versionsChanged || listing.project.settings.site != project.settings.site {
      site.forgetVerdicts()
    }
    hasListed = true
    // Other settings may name other templates.
    if listing.project != project { references.forget() }
    project = listing.project
    versions = listing.versions
    // What was read before counts until it is read again: statuses do not flicker. Another size is
    // another content already; equal sizes are told apart when they are read.
    let before = inventory
    let (kept, changed) = listing.inventory.keepingDigests(of: before)
    news.changed = changed.map { kept.names[$0] }
    replaceInventory(kept, names: listing.names, tree: listing.tree)
    noteVanished(since: before)
    noteKnown(in: listing.inventory, since: before)
    scan = .reading(done: 0, total: listing.unread)
    refreshTokenEditor()
    refreshWriteScreen()
  }

  /// Puts another inventory in place; cursor and marks stay on their assets, folders as they are.
  mutating func replaceInventory(_ new: Inventory, names: NameIndex, tree: FolderTree) {
    let row = list.currentRow
    let asset = row?.asset.map { inventory.names[$0] }
    let folder = (row?.folder ?? row?.rest).map { list.tree.name(of: $0, in: inventory.names) }
    let marks = list.marks.sorted().map { inventory.names[$0] }
    list.folding.move(from: list.tree, inventory.names, to: tree, new.names)
    inventory = new
    self.names = names
    list.tree = tree
    pending.move(to: new.names)
    list.marks = MarkSet(marks.compactMap { new.index(of: $0) })
    list.rangeStart = nil
    list.visible = []
    list.rows = []
    let index = asset.flatMap { new.index(of: $0) }
    refreshVisible(keeping: index)
    if let index {
      list.move(toAsset: index)
    } else if let folder = folder.flatMap({ tree.folder(named: $0, in: new.names) }) {
      let wanted: ListRow = row?.rest == nil ? .folder(folder) : .rest(of: folder)
      if let place = list.place(of: wanted) { list.move(to: place) }
    }
  }

  /// Takes in the assets that had not been read before, and that a listing knows: where they were to be
  /// bumped once read, they are.
  private mutating func noteKnown(in listed: Inventory, since before: Inventory) {
    guard pending.hasFollowers else { return }
    var known: [Int] = []
    before.names.forEachIndex(in: listed.names) { old, new in
      guard let new, before.statuses[old] == .unhashed, listed.isRead(at: new) else { return }
      known.append(new)
    }
    for index in known { pending.follow(index, in: inventory, by: rules) }
  }

  /// Takes in the records of a plan that was carried out.
  mutating func takeRecords(of plan: Plan) {
    let after = inventory.taking(versions.file, settings: project.settings)
    let isSame = after.names.count == names.count
    replaceInventory(
      after, names: isSame ? names : NameIndex(after, of: project),
      tree: isSame ? list.tree : FolderTree(after.names))
  }

  mutating func addDigests(_ assets: [ReadAsset]) {
    for asset in assets {
      let status = inventory.statuses[asset.index]
      let before = inventory.isRead(at: asset.index) ? inventory.digest(at: asset.index) : nil
      inventory.setDigest(asset.result, at: asset.index)
      if before != nil && before != inventory.digest(at: asset.index) {
        news.changed.append(inventory.names[asset.index])
      }
      if status == .unhashed { pending.follow(asset.index, in: inventory, by: rules) }
    }
    refreshTokenEditor()
    if case .reading(let done, let total) = scan {
      scan = .reading(done: done + assets.count, total: total)
    }
    if list.showsTree || [.stale, .pending, .findings].contains(list.scope)
      || !list.filterText.isEmpty
    {
      refreshVisible()
    }
  }

  mutating func endScan() {
    scan = .idle
    // What was read while assets were knew only some of their bytes.
    references.expireIfEarly()
    recovery.isReady = hasListed
    settle()
    let words = news.words(
      versions: VisibleText.of(versions.name), dropKey: keys.keyName(of: .drop) ?? "x",
      name: name(of:))
    if let words { notice = Notice(words) }
    refreshVisible()
    refreshWriteScreen()
    sayReadAgain(words)
    refreshPage()
    if awaitsWrite {
      awaitsWrite = false
      if mode == .list || mode == .preview { openWriteScreen() }
    }
  }

  /// Says why there was no scan, for as long as there is none.
  mutating func failScan(_ failure: ProjectFailure) {
    scan = .idle
    self.failure = failure
    typedAhead = []
    awaitsWrite = false
    guard case .write(var screen) = mode else { return }
    screen.isReading = false
    screen.isOutdated = true
    screen.notice = Notice(failure.message, isError: true)
    mode = .write(screen)
  }

  /// Shows the assets of the scope that match the filter.
  ///
  /// - Parameter index: an asset that has a row of its own in any case; nil for the one under the cursor.
  mutating func refreshVisible(keeping index: Int? = nil) {
    list.show(
      matching(list.scope, in: list.order), statuses: inventory.statuses,
      showsAll: list.scope != .all || !list.filterText.isEmpty, keeping: index,
      names: inventory.names)
    if showsFindings { refreshFindings() }
  }
}
