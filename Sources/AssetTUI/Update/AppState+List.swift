import AssetCore
import Planning
import Screen
import Values

extension AppState {
  mutating func takeInList(_ key: Key) -> [Effect] {
    notice = nil
    list.isAtStart = false
    guard let action = keys.action(for: key) else {
      notice = Notice(
        "\(key.name) does nothing here (\(keys.keyName(of: .help) ?? "?") shows the keys)")
      return []
    }
    return perform(action)
  }

  /// Does what an action of the list says, or says why it cannot yet.
  mutating func perform(_ action: Action) -> [Effect] {
    if let failure, action.needsAssets {
      let key = keys.keyName(of: failure.file == nil ? .rescan : .edit) ?? "e"
      let name = failure.name ?? "the project"
      notice = Notice(
        failure.file == nil
          ? "\(name) cannot be read: \(key) reads it again"
          : "\(name) cannot be read: \(key) opens it")
      return []
    }
    if !hasListed && action.needsAssets && scan.isRunning {
      typedAhead.append(action)
      notice = Notice("\(keys.keyName(of: action) ?? "") waits until the assets are listed")
      return []
    }
    return performNow(action)
  }

  /// Does what keys said that were typed before the assets were listed.
  mutating func performTypedAhead() -> [Effect] {
    guard !typedAhead.isEmpty else { return [] }
    let actions = typedAhead
    typedAhead = []
    notice = nil
    return actions.flatMap { action in
      mode == .list || mode == .preview ? performNow(action) : []
    }
  }

  private mutating func performNow(_ action: Action) -> [Effect] {
    switch action {
    case .down, .up, .pageDown, .pageUp, .halfPageDown, .halfPageUp, .first, .last: move(action)
    case .mark, .range, .markAll, .markInvert, .markNone: mark(action)
    case .bump: bump()
    case .bumpAll: bumpAll()
    case .addTokens: addTokens()
    case .date: choose(.date)
    case .hash: choose(.hash)
    case .manual: openTokenEditor()
    case .strategyNext: stepStrategy(1)
    case .strategyPrevious: stepStrategy(-1)
    case .drop: drop()
    case .undo: undo()
    case .redo: redo()
    case .write: openWriteScreen()
    case .filter: mode = .filter(FilterPrompt(list.filterText, history: filterHistory))
    case .viewAll: show(.all)
    case .viewStale: show(.stale)
    case .viewPending: show(.pending)
    case .viewMarked: show(.marked)
    case .viewFindings: show(.findings)
    case .preview:
      mode = mode == .preview ? .list : .preview
      preview.goToTop()
    case .previewTab: preview.step(1)
    case .previewTabBack: preview.step(-1)
    case .integrity: toggleIntegrity()
    case .previewHide: preview.isHidden.toggle()
    case .page: openPage()
    case .copy: openCopyMenu()
    case .edit: return wish(.edit)
    case .browse: return wish(.browse)
    case .verify: verifySite()
    case .rescan: return startScan()
    case .redraw: return [.redraw]
    case .mouse: return toggleMouse()
    case .suspend: return [.suspend]
    case .help: openHelp()
    case .run: openHelp(isPalette: true)
    case .messages: mode = .messages(back: 0)
    case .quit: return quit()
    case .peel: return peel()
    case .sort: mode = .sort
    case .open: open()
    case .fold: fold()
    case .tree: toggleTree()
    case .next: goToOutdated(1)
    case .previous: goToOutdated(-1)
    }
    return []
  }

  private mutating func move(_ action: Action) {
    if moveReference(action) || mode == .preview && scrollPreview(action) { return }
    preview.goToTop()
    let page = max(1, showsFindings ? layout.findingPanes.list.rows : layout.listRows)
    switch action {
    case .down: moveCursor(1)
    case .up: moveCursor(-1)
    case .pageDown: moveCursor(page)
    case .pageUp: moveCursor(-page)
    case .halfPageDown: moveCursor(max(1, page / 2))
    case .halfPageUp: moveCursor(-max(1, page / 2))
    case .first: moveCursor(-rowCount)
    default: moveCursor(rowCount)
    }
  }

  /// Moves the cursor by rows, and no further than the first and the last.
  mutating func moveCursor(_ steps: Int) {
    if showsFindings {
      findings.move(to: findings.cursor + steps)
    } else {
      list.move(to: list.cursor + steps)
    }
  }

  private mutating func mark(_ action: Action) {
    if showsFindings {
      let key = keys.keyName(of: action) ?? ""
      let all = keys.keyName(of: .viewAll) ?? "1"
      notice = Notice("\(key) marks assets, not findings: \(all) shows them")
      return
    }
    switch action {
    case .mark:
      if let count = list.toggleMark() {
        notice = Notice(
          count == 0 ? "no longer marked" : "\(Words.count(count, "asset", "assets")) marked")
      }
    case .range:
      if list.rangeStart == nil { list.beginRange() } else { list.markRange() }
    case .markAll: list.toggleAll()
    case .markInvert: list.invert()
    default: list.marks = MarkSet()
    }
    if action == .markAll { sayFolded(list.visible, "in folded folders") }
    if list.scope == .marked { refreshVisible() }
  }

  private mutating func toggleMouse() -> [Effect] {
    isMouseOn.toggle()
    notice = Notice(isMouseOn ? "mouse on" : "mouse off")
    return [.mouse(isMouseOn)]
  }

  mutating func quit() -> [Effect] {
    if pending.count == 0 {
      if pending.chosen.followerCount > 0 { pending.discard() }
      return [.quit(.done)]
    }
    mode = .quitGuard
    return []
  }

  /// Esc takes one layer off at a time, and never quits.
  private mutating func peel() -> [Effect] {
    if mode == .preview {
      mode = .list
    } else if list.rangeStart != nil {
      list.rangeStart = nil
    } else if !list.filterText.isEmpty {
      narrow("")
    } else if awaitsWrite {
      awaitsWrite = false
      notice = Notice("\(keys.keyName(of: .write) ?? "w") waits no longer")
    } else if scan.isRunning {
      notice = Notice("scan stopped: what is known is kept, R reads everything again")
      return [.stopScan]
    } else if site.isRunning {
      site.stop()
      notice = Notice("the site is not read on: \(keys.keyName(of: .verify) ?? "V") reads it again")
      return [.stopVerifying]
    } else if references.isReading {
      references.stop()
      notice = Notice("references are not read: R reads everything again")
      return [.stopReferences]
    }
    return []
  }

  /// Shows only what matches a filter.
  mutating func narrow(_ text: String) {
    list.filterText = text
    list.rangeStart = nil
    refreshVisible()
  }

  mutating func takeInFilter(_ key: Key, _ prompt: inout FilterPrompt) {
    switch key {
    case .enter:
      let text = prompt.line.text
      if !text.isEmpty && filterHistory.last != text { filterHistory.append(text) }
      mode = .list
      return
    case .escape, .control("c"):
      mode = .list
      narrow("")
      return
    case .up, .control("p"): prompt.recall(-1)
    case .down, .control("n"): prompt.recall(1)
    default: if !prompt.line.handleKey(key) { return }
    }
    mode = .filter(prompt)
    narrow(prompt.line.text)
  }

  /// Opens the help over what is shown.
  mutating func openHelp(isPalette: Bool = false) {
    var screen = HelpScreen(over: mode, isPalette: isPalette)
    screen.move(0, among: screen.items(of: keys))
    mode = .help(screen)
  }

  mutating func takeInHelp(_ key: Key, _ screen: HelpScreen) -> [Effect] {
    var screen = screen
    let items = screen.items(of: keys)
    switch key {
    case .escape, .control("c"), .function(1):
      mode = screen.origin
      return []
    case "q" where screen.line.text.isEmpty && !screen.isPalette:
      mode = screen.origin
      return []
    case .enter:
      guard items.indices.contains(screen.cursor), let action = items[screen.cursor].action else {
        mode = screen.origin
        return []
      }
      mode = .list
      return perform(action)
    case .down, .control("n"): screen.move(1, among: items)
    case .up, .control("p"): screen.move(-1, among: items)
    case .pageDown: screen.move(max(1, size.rows - 4), among: items)
    case .pageUp: screen.move(-max(1, size.rows - 4), among: items)
    default:
      if screen.line.handleKey(key) {
        screen.cursor = 0
        screen.move(0, among: screen.items(of: keys))
      }
    }
    mode = .help(screen)
    return []
  }

  mutating func takeInMessages(_ key: Key, back: Int) -> [Effect] {
    switch key {
    case .up, "k", .control("p"): mode = .messages(back: min(back + 1, messages.count))
    case .down, "j", .control("n"): mode = .messages(back: max(0, back - 1))
    case .pageUp, .control("b"): mode = .messages(back: min(back + size.rows, messages.count))
    case .pageDown, .control("f"): mode = .messages(back: max(0, back - size.rows))
    default: mode = .list
    }
    return []
  }

  mutating func takeInQuitGuard(_ key: Key) -> [Effect] {
    switch key {
    case "d":
      pending.discard()
      return [.quit(.done)]
    case "w":
      mode = .list
      openWriteScreen()
    case .escape: mode = .list
    default: break
    }
    return []
  }
}
