import Formats
import Planning
import Screen
import Site
import Values

extension AppState {
  mutating func openWriteScreen() {
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
    var screen = WriteScreen(plan: plan, heading: heading(of: plan), list: list(of: plan))
    screen.awaitsMending = awaitsMending
    screen.notes = plan.mended.leftLines()
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

  private func heading(of plan: Plan) -> [String] {
    // What is to be mended is known once the files are read.
    let nothing = awaitsMending ? "nothing changes as far as is known" : "nothing changes"
    var lines = [plan.isEmpty ? nothing : plan.summary]
    lines += plan.left.map { "left as it is: \(name(of: $0.id)): \($0.reason)" }
    lines += plan.mended.reasonLines(named: name(of:))
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
    guard case .write(let screen) = mode, !screen.isWriting, !screen.isTakingBack else { return }
    var fresh = writeScreen()
    fresh.left = screen.left
    fresh.isReading = screen.isReading
    // That a file changed is old news once it is read again; anything else stays until a key.
    fresh.notice = screen.isOutdated ? nil : screen.notice
    fresh.top = screen.top
    fresh.scroll(0, rows: max(1, layout.diffRows(under: fresh)))
    mode = .write(fresh)
  }

  /// Answers `r` on the write screen once everything is read.
  mutating func sayReadAgain(_ news: String?) {
    guard case .write(var screen) = mode, screen.isReading else { return }
    screen.isReading = false
    screen.notice = Notice("read again: \(news ?? "nothing changed")")
    mode = .write(screen)
  }

  mutating func takeInWriteScreen(_ key: Key, _ screen: WriteScreen) -> [Effect] {
    guard !screen.isWriting else { return [] }
    var screen = screen
    let rows = max(1, layout.diffRows(under: screen))
    screen.notice = nil
    notice = nil
    switch key {
    case .escape, "q", .control("c"):
      mode = .list
      return []
    case "y": return write(&screen)
    case "r" where !screen.isTakingBack:
      screen.isReading = true
      mode = .write(screen)
      return startScan()
    case .enter:
      screen.notice = Notice("press y to \(screen.isTakingBack ? "take it back" : "write")")
    case .down, "j", .control("n"): screen.scroll(1, rows: rows)
    case .up, "k", .control("p"): screen.scroll(-1, rows: rows)
    case .pageDown, " ", .control("f"): screen.scroll(rows, rows: rows)
    case .pageUp, .control("b"): screen.scroll(-rows, rows: rows)
    case .control("d"): screen.scroll(max(1, rows / 2), rows: rows)
    case .control("u"): screen.scroll(-max(1, rows / 2), rows: rows)
    case .home, "g": screen.top = 0
    case .end, "G": screen.scroll(screen.lineCount, rows: rows)
    case "]": screen.jump(1, rows: rows)
    case "[": screen.jump(-1, rows: rows)
    case .right: screen.shift(max(1, size.columns / 4))
    case .left: screen.shift(-max(1, size.columns / 4))
    default: break
    }
    mode = .write(screen)
    return []
  }

  private mutating func write(_ screen: inout WriteScreen) -> [Effect] {
    defer { mode = .write(screen) }
    if screen.isOutdated {
      screen.notice = Notice(
        screen.isTakingBack
          ? "it cannot be taken back: Esc leaves it" : "press r to read it again first",
        isError: true)
      return []
    }
    if screen.awaitsMending && !screen.isTakingBack {
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

  mutating func take(_ result: Result<VersionsDocument, WriteError>) -> [Effect] {
    guard case .write(var screen) = mode else { return [] }
    screen.isWriting = false
    if screen.isTakingBack { return take(result, takingBack: &screen) }
    switch result {
    case .success(let written):
      take(written, of: screen.plan)
      mode = .list
    case .failure(let error):
      switch error {
      case .changed, .assetChanged, .assetUnreadable:
        screen.isOutdated = true
        screen.notice = Notice(
          "\(error) - r reads it again and keeps what is pending", isError: true)
      case .file, .lock, .held, .unfinished, .state, .oneFile, .halted:
        screen.notice = Notice(error.description, isError: true)
      }
      mode = .write(screen)
    }
    return []
  }

  private mutating func take(_ written: VersionsDocument, of plan: Plan) {
    takingBack = TakingBack(of: plan, to: versions)
    versions = written
    pending.clear(written: plan.changes.map(\.id))
    takeRecords(of: plan)
    takeEdits(of: plan)
    references.expire()
    mending.isAll = false
    mending.asked = []
    mending.receivers = []
    let left = plan.left.isEmpty ? "" : ", \(plan.left.count) left"
    let undo =
      takingBack?.plan == nil ? "" : " (\(keys.keyName(of: .undo) ?? "u") takes it back)"
    notice = Notice("wrote \(plan.fileEdits.map(\.name).words): \(plan.outcome)\(left)\(undo)")
  }
}
