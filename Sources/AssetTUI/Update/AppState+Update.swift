import Screen

extension AppState {
  /// Takes in what happened, and says what is to be done outside.
  public mutating func update(_ message: Message) -> [Effect] {
    let (revision, hadEarlier) = (pending.revision, !recovery.choices.isEmpty)
    let said = notice
    var effects = effects(of: message)
    // What was said of pending changes is no longer true once they are others.
    if pending.revision != revision, !message.isInput, notice == said, said?.isError == false {
      notice = nil
    }
    // A terminal that got too small shows the same again once it has grown.
    if !isTooSmall {
      list.scroll(rows: layout.listRows)
      findings.scroll(rows: layout.findingPanes.list.rows)
      scrollPage()
      scrollReferences()
      arrangeWriteScreen()
    }
    // First, for the program may leave by what follows.
    if pending.revision != revision { refreshEditedTokens() }
    if pending.revision != revision || (hadEarlier && recovery.choices.isEmpty) {
      effects.insert(.keep(kept), at: 0)
    }
    // What changed on disk while a text was typed or a write looked at is read now.
    if isOvertaken, followsDisk, !scan.isRunning {
      isOvertaken = false
      effects += startScan()
    }
    effects += lookUps() + factsLookUp() + diffLookUp() + excerptLookUp() + mendingLookUp()
    return effects
  }

  private mutating func effects(of message: Message) -> [Effect] {
    switch message {
    case .started: return startScan()
    case .unfinished(let screen): mode = .unfinished(screen)
    case .repaired(let result): return takeRepair(result)
    case .input(let event): return handleInput(event)
    case .written(let result): return finishWrite(result)
    case .mending(let result, let reading): return receiveMending(result, reading: reading)
    case .tokens(let mentions, let plan): receiveMentions(mentions, of: plan)
    case .recovered(let choices): recovery.choices = choices
    case .found(let count, let scan):
      if scan == scanNumber { self.scan = .listing(found: count) }
    case .listed(let listing, let scan):
      if scan == scanNumber {
        replaceListing(listing)
        return watches() + performTypedAhead()
      }
    case .digested(let assets, let scan):
      if scan == scanNumber { addDigests(assets) }
    case .scanned(let scan):
      if scan == scanNumber {
        endScan()
        // What changed while everything was read is read once more.
        if isOvertaken && followsDisk {
          isOvertaken = false
          return startScan()
        }
      }
    case .scanFailed(let reason, let scan):
      if scan == scanNumber { failScan(reason) }
    case .references(let map, let findings, let reading):
      return receiveReferences(map, findings, reading: reading)
    case .facts(let facts, let reading): self.facts.receive(facts, reading: reading)
    case .diff(let diff, let reading): diffs.receive(diff, reading: reading)
    case .setUpOffered(let offer): receiveOffer(offer)
    case .changedOnDisk:
      if scan.isRunning || !followsDisk { isOvertaken = true } else { return startScan() }
    case .watchesRanOut:
      if !hasSaidWatches {
        hasSaidWatches = true
        notice = Notice(
          "too many folders to watch: \(keys.keyName(of: .rescan) ?? "R") reads what changed")
      }
    case .excerpt(let excerpt, let reading): excerpts.receive(excerpt, reading: reading)
    case .page(let result, let page): receivePage(result, page: page)
    case .said(let notice): self.notice = notice
    case .siteUnconfirmed(let run): askForSite(run: run)
    case .verifying(let progress, let run): site.receive(progress, run: run)
    case .verified(let result, let run): finishSiteCheck(result, run: run)
    case .edited(let failure): return edited(failure)
    }
    return []
  }

  /// Takes in that the screen was drawn as the state is: what can be confirmed there was seen.
  public mutating func noteDrawn() {
    guard case .write(var screen) = mode, !screen.isShown, !isTooSmall else { return }
    screen.isShown = true
    mode = .write(screen)
  }

  private mutating func handleInput(_ event: InputEvent) -> [Effect] {
    switch event {
    case .key(let key): return handleKey(key)
    case .paste(let bytes): paste(bytes)
    case .mouse(let event): return handleMouse(event)
    case .focus(let isHere):
      // Coming back from another window is when a file is likely to have changed.
      if case .unfinished = mode { return [] }
      if isHere && !scan.isRunning { return startScan() }
    case .resize(let size): self.size = size
    case .resumed: return [.redraw]
    case .terminate(let signal): return [.quit(.signal(signal))]
    case .ground: return [.redraw]
    case .hangup: return [.quit(.hangup)]
    }
    return []
  }

  private mutating func handleKey(_ key: Key) -> [Effect] {
    wish = nil
    if case .unfinished(let screen) = mode { return takeInUnfinished(key, screen) }
    if isTooSmall { return takeUnseen(key) }
    switch mode {
    case .list, .preview:
      if takeInRecoveryOffer(key) { return [] }
      return takeInList(key)
    case .filter(var prompt): takeInFilter(key, &prompt)
    case .token(var editor): takeInTokenEditor(key, &editor)
    case .write(let screen): return takeInWriteScreen(key, screen)
    case .result(let screen): return takeInResult(key, screen)
    case .help(let screen): return takeInHelp(key, screen)
    case .messages(let back): return takeInMessages(key, back: back)
    case .quitGuard: return takeInQuitGuard(key)
    case .sort: takeInSortMenu(key)
    case .page(let screen): return takeInPage(key, screen)
    case .copy(let overPreview): return takeInCopyMenu(key, overPreview: overPreview)
    case .siteQuestion(let url): return takeInSiteQuestion(key, url)
    case .setUp(let offer): return takeInSetUp(key, offer)
    case .unfinished: break
    }
    return []
  }

  private mutating func paste(_ bytes: [UInt8]) {
    switch mode {
    case .filter(var prompt):
      prompt.line.paste(bytes)
      mode = .filter(prompt)
      narrow(prompt.line.text)
    case .token(var editor):
      editor.line.paste(bytes)
      mode = .token(editor)
    case .help(var screen):
      screen.line.paste(bytes)
      screen.cursor = 0
      screen.move(0, among: screen.items(of: keys))
      mode = .help(screen)
    case .page(var screen) where screen.prompt != nil:
      screen.prompt?.paste(bytes)
      mode = .page(screen)
    case .write(var screen) where screen.prompt != nil:
      screen.prompt?.paste(bytes)
      mode = .write(screen)
    case .list, .preview, .write, .result, .messages, .quitGuard, .sort, .page, .copy, .unfinished,
      .siteQuestion, .setUp:
      notice = Notice("pasted text is not taken as keys")
    }
  }

  /// Does what a click or the wheel asks for: whatever looks like a button is one.
  private mutating func handleMouse(_ event: MouseEvent) -> [Effect] {
    guard !isTooSmall else { return [] }
    if event.action == .press, let name = grid().button(at: event.position) {
      return press(name)
    }
    guard case .list = mode else {
      if event.action == .wheelUp { return handleKey(Key.up) }
      if event.action == .wheelDown { return handleKey(Key.down) }
      return []
    }
    click(event)
    return []
  }

  /// Does what a button is for.
  private mutating func press(_ name: String) -> [Effect] {
    if name.hasPrefix("key "), let key = Key(name: String(name.dropFirst(4))) {
      return handleKey(key)
    }
    if name.hasPrefix("tab "), let tab = PreviewState.Tab(rawValue: String(name.dropFirst(4))) {
      preview.tab = tab
      preview.goToTop()
    }
    return []
  }

  private mutating func click(_ event: MouseEvent) {
    switch event.action {
    case .wheelUp: moveCursor(-3)
    case .wheelDown: moveCursor(3)
    case .press where showsFindings:
      let pane = layout.findingPanes.list
      let place = findings.top + event.position.row - pane.firstRow
      if pane.contains(event.position), findings.rows.indices.contains(place) {
        findings.move(to: place)
        if let heading = findings.rows[place].heading {
          if findings.isOpen(findings.groups[heading]) { findings.fold() } else { findings.open() }
        }
      }
    case .press:
      let place = list.top + event.position.row - layout.list.firstRow
      guard layout.list.contains(event.position), list.rows.indices.contains(place) else {
        return
      }
      list.move(to: place)
      if event.position.column == 1 {
        _ = list.toggleMark()
        list.move(to: place)
      } else if list.rows[place].asset == nil {
        if isOpen(place) { fold() } else { open() }
      }
    }
  }
}
