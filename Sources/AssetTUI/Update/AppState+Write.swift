import Formats
import Planning
import Screen
import Site
import Values

extension AppState {
  mutating func openWriteScreen() {
    let following = pending.chosen.followerCount
    if pending.count == 0, following > 0, scan.isRunning {
      awaitsWrite = true
      let key = keys.keyName(of: .write) ?? "w"
      notice = Notice(
        "\(key) waits: \(Words.count(following, "asset is", "assets are")) still being read"
          + " (Esc cancels)")
      return
    }
    guard
      pending.count > 0 || mending.isAll || !mending.asked.isEmpty
        || !mending.receivers.isEmpty
    else {
      notice = Notice(
        "nothing is pending: \(keys.keyName(of: .bump) ?? "b") bumps the asset under the cursor,"
          + " \(keys.keyName(of: .bumpAll) ?? "B") all that is stale")
      return
    }
    notice = nil
    mending.forget()
    mode = .write(writeScreen())
  }

  private func writeScreen() -> WriteScreen {
    let plan = Plan(
      choices: pending.chosen, inventory: inventory, versions: versions, rules: rules,
      mending: chosenMending)
    // What changes is not all known while the files are read, and so neither is what is left.
    let left = awaitsMending ? nil : leftover(after: plan)
    var screen = WriteScreen(
      plan: plan, heading: left.map { lines(of: $0) } ?? [], list: list(of: plan),
      versions: versions.name)
    screen.awaitsMending = awaitsMending
    if let left {
      screen.brief = left.isEmpty ? "" : "left: \(words(of: left))"
      screen.isLeavingNothing = left.isEmpty
      screen.needsToken = !left.untyped.isEmpty
    }
    screen.notes = notes(on: plan) + plan.mended.leftLines()
    if mending.mentionedPlan == plan { screen.notes += mending.mentions.map(\.description) }
    return screen
  }

  /// A line for each asset that a plan changes.
  func list(of plan: Plan) -> ChangeList {
    ChangeList(
      plan.changes.map { change in
        let entry = inventory[change.id]
        return ChangeList.Row(
          change, name: name(of: change.id), hasFile: entry?.file != nil,
          configured: entry?.configured
            ?? project.settings.strategies.strategy(for: change.id.path))
      })
  }

  /// What else is to be said of a plan: what it leaves, what follows, what is not seen in the list.
  private func notes(on plan: Plan) -> [String] {
    var lines = plan.left.filter { $0.reason != .needsToken }
      .map { "left as it is: \(name(of: $0.id)): \($0.reason)" }
    lines += plan.mended.reasonLines(named: name(of:)).map {
      $0.contains(" because ") ? "also new: \($0) gets a new token" : $0
    }
    let gone = plan.changes.filter { $0.after == nil && vanished.contains($0.id) }
    if !gone.isEmpty {
      lines.append(
        "gone, record dropped: "
          + gone.map { name(of: $0.id) }.joined(separator: ", "))
    }
    // A strategy alone has no record to stand in while the asset has no token.
    lines += inventory.statuses.indices.filter {
      pending.chosen[at: $0]?.bump == .keep && !inventory.isRecorded(at: $0)
        && inventory.isRead(at: $0)
    }.map {
      "not written yet: \(name(of: inventory.names[$0])): its strategy is recorded with its first"
        + " token"
    }
    let visible = Set(shownAssets)
    let hidden = plan.changes.filter { change in
      inventory.index(of: change.id).map { !visible.contains($0) } ?? false
    }
    if !hidden.isEmpty {
      lines.append("not in view: \(hidden.map { name(of: $0.id) }.joined(separator: ", "))")
    }
    let unread = inventory.statuses.indices.count {
      inventory.statuses[$0] == .unhashed && pending.chosen.follows(at: $0)
    }
    if unread > 0 { lines.append(followingWords(unread)) }
    return lines
  }

  private func followingWords(_ count: Int) -> String {
    scan.isRunning
      ? "\(Words.count(count, "asset", "assets")) still being read will follow"
      : "\(Words.count(count, "asset was", "assets were")) not read and \(count == 1 ? "is" : "are")"
        + " left: \(keys.keyName(of: .rescan) ?? "R") reads \(count == 1 ? "it" : "them")"
  }

  /// Plans anew on the write screen when what it rests on was read again.
  mutating func refreshWriteScreen() {
    guard case .write(let screen) = mode, !screen.isWriting, !screen.isFixed else { return }
    var fresh = writeScreen()
    fresh.isWhole = screen.isWhole
    fresh.wraps = screen.wraps
    fresh.query = screen.query
    fresh.prompt = screen.prompt
    fresh.isReading = screen.isReading
    // That a file changed is old news once it is read again; anything else stays until a key.
    fresh.notice = screen.isOutdated ? nil : screen.notice
    fresh.top = screen.top
    mode = .write(fresh)
    arrangeWriteScreen()
  }

  /// Answers `r` on the write screen once everything is read.
  mutating func sayReadAgain(_ news: String?) {
    guard case .write(var screen) = mode, screen.isReading else { return }
    screen.isReading = false
    screen.notice = Notice("read again: \(news ?? "nothing changed")")
    mode = .write(screen)
  }

  /// Makes the rows of the write screen for the width there is.
  mutating func arrangeWriteScreen() {
    guard case .write(var screen) = mode else { return }
    screen.arrange(columns: size.columns, ellipsis: ellipsis, arrow: arrow)
    screen.scroll(0, height: writeHeight(of: screen))
    mode = .write(screen)
  }

  mutating func takeInWriteScreen(_ key: Key, _ screen: WriteScreen) -> [Effect] {
    guard !screen.isWriting else { return [] }
    var screen = screen
    screen.notice = nil
    notice = nil
    if screen.prompt != nil {
      searchWriteScreen(key, &screen)
      mode = .write(screen)
      return []
    }
    if let effects = leaveWriteScreen(key, &screen) { return effects }
    move(key, in: &screen)
    mode = .write(screen)
    return []
  }

  /// What leads out of the write screen, or acts; nil where the key is about what it shows.
  private mutating func leaveWriteScreen(_ key: Key, _ screen: inout WriteScreen) -> [Effect]? {
    switch key {
    case .escape where !screen.query.isEmpty:
      screen.query = ""
      mode = .write(screen)
    case .escape, "q", .control("c"): mode = .list
    case "y": return write(&screen)
    case "r" where !screen.isFixed:
      screen.isReading = true
      mode = .write(screen)
      return startScan()
    case "?", .function(1):
      mode = .write(screen)
      openHelp()
    case .enter:
      screen.notice = Notice("press y to \(screen.isTakingBack ? "take it back" : "write")")
      mode = .write(screen)
    default:
      guard !screen.isFixed, screen.needsToken, keys.action(for: key) == .manual else {
        return nil
      }
      wanting.formUnion(leftover(after: screen.plan).untyped.map { inventory.names[$0] })
      mode = .list
      openTokenEditor(leadsBack: true)
    }
    return []
  }

  private func move(_ key: Key, in screen: inout WriteScreen) {
    let height = writeHeight(of: screen)
    switch key {
    case .down, "j", .control("n"): screen.scroll(1, height: height)
    case .up, "k", .control("p"): screen.scroll(-1, height: height)
    case .pageDown, " ", .control("f"): screen.scroll(height, height: height)
    case .pageUp, .control("b"): screen.scroll(-height, height: height)
    case .control("d"): screen.scroll(max(1, height / 2), height: height)
    case .control("u"): screen.scroll(-max(1, height / 2), height: height)
    case .home, "g":
      (screen.top, screen.left, screen.change) = (0, 0, nil)
    case .end, "G": screen.scroll(screen.rows.count, height: height)
    case "n", "]": screen.jump(1, height: height)
    case "N", "[": screen.jump(-1, height: height)
    case "/": screen.prompt = LineEditor()
    case "z":
      screen.isWhole.toggle()
      screen.rearrange()
    case "W" where !screen.isWhole:
      screen.wraps.toggle()
      screen.rearrange()
    case .right where screen.isWhole: screen.shift(max(1, size.columns / 4))
    case .left where screen.isWhole: screen.shift(-max(1, size.columns / 4))
    default: screen.notice = Notice("\(key.name) does nothing here")
    }
  }

  private func searchWriteScreen(_ key: Key, _ screen: inout WriteScreen) {
    switch key {
    case .escape, .control("c"): screen.prompt = nil
    case .enter:
      screen.query = screen.prompt?.text ?? ""
      screen.prompt = nil
      screen.change = nil
      if !screen.query.isEmpty { screen.jump(1, height: writeHeight(of: screen)) }
    default: _ = screen.prompt?.handleKey(key)
    }
  }

  private mutating func write(_ screen: inout WriteScreen) -> [Effect] {
    defer { mode = .write(screen) }
    guard screen.isShown else {
      screen.notice = Notice("y counts once this is seen: press it again")
      return []
    }
    if screen.isOutdated {
      screen.notice = Notice(
        screen.isTakingBack
          ? "it cannot be taken back: Esc leaves it"
          : screen.isSetUp
            ? "it cannot be written: Esc leaves it" : "press r to read it again first",
        isError: true)
      return []
    }
    if screen.awaitsMending && !screen.isFixed {
      screen.notice = Notice("the project's files are still being read for their tokens")
      return []
    }
    if screen.plan.isEmpty {
      screen.notice = Notice("nothing to write")
      return []
    }
    screen.isWriting = true
    return [.write(screen.plan, versions)]
  }

  mutating func finishWrite(_ result: Result<VersionsDocument, WriteError>) -> [Effect] {
    guard case .write(var screen) = mode else { return [] }
    screen.isWriting = false
    if screen.isTakingBack { return finishTakeBack(result, takingBack: &screen) }
    if screen.isSetUp { return finishSetUp(result, settingUp: &screen) }
    switch result {
    case .success(let written):
      adoptWritten(written, of: screen.plan)
    case .failure(let error):
      switch error {
      case .changed, .assetChanged, .assetUnreadable:
        screen.isOutdated = true
        screen.notice = Notice(
          "\(error) - r reads it again and keeps what is pending", isError: true)
      case .file, .lock, .held, .unfinished, .outside, .foreignSettings, .state, .oneFile, .halted:
        screen.notice = Notice(error.description, isError: true)
      }
      mode = .write(screen)
    }
    return []
  }

  private mutating func adoptWritten(_ written: VersionsDocument, of plan: Plan) {
    takingBack = TakingBack(of: plan, to: versions, chosen: pending.chosen)
    versions = written
    site.forgetVerdicts()
    pending.clear(written: plan.changes.map(\.id))
    takeRecords(of: plan)
    takeEdits(of: plan)
    references.expire()
    mending.isAll = false
    mending.asked = []
    mending.receivers = []
    wanting = wanting.filter { inventory[$0]?.isOutdated ?? false }
    let left = self.leftover()
    wanting.formUnion(left.untyped.map { inventory.names[$0] })
    let rest =
      left.isEmpty
      ? "; nothing is left outdated"
      : left.count == 0
        ? "; \(left.unread) not read yet" : "; \(left.count) still outdated"
    let undo =
      takingBack?.plan == nil ? "" : " (\(keys.keyName(of: .undo) ?? "u") takes it back)"
    notice = Notice(
      "wrote \(PlanWords(plan).files): \(PlanWords(plan).brief(separator: ", "))\(rest)\(undo)")
    showResult(of: plan, left)
  }
}
