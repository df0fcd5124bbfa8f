import AssetCore
import Screen

extension AppState {
  mutating func openWriteScreen() {
    guard pending.count > 0 else {
      notice = Notice(
        "nothing is pending: \(keys.keyName(of: .bump) ?? "b") bumps the asset under the cursor,"
          + " \(keys.keyName(of: .bumpAll) ?? "B") all that is stale")
      return
    }
    notice = nil
    mode = .write(writeScreen())
  }

  private func writeScreen() -> WriteScreen {
    let plan = Plan(
      choices: pending.choices, inventory: inventory, versions: versions, rules: rules)
    return WriteScreen(plan: plan, heading: heading(of: plan))
  }

  private func heading(of plan: Plan) -> [String] {
    var lines = [plan.isEmpty ? "nothing changes" : plan.summary]
    lines += plan.left.map { "left as it is: \(name(of: $0.id)): \($0.reason)" }
    // A strategy alone has no record to stand in while the asset has no token.
    lines += inventory.entries.filter {
      $0.record == nil && $0.digest != nil && pending[$0.id].map { $0.bump == .keep } ?? false
    }.map {
      "not written yet: \(name(of: $0.id)): its strategy is recorded with its first token"
    }
    let visible = Set(list.visible)
    let hidden = plan.changes.filter { change in
      inventory.index(of: change.id).map { !visible.contains($0) } ?? false
    }
    if !hidden.isEmpty {
      lines.append("not in view: \(hidden.map { name(of: $0.id) }.joined(separator: ", "))")
    }
    let unread = pending.followers.count { inventory[$0]?.status == .unhashed }
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
    fresh.top = screen.top
    fresh.left = screen.left
    mode = .write(fresh)
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
    case .end, "G": screen.scroll(screen.diff.count, rows: rows)
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
      case .file, .held, .unfinished, .oneFile, .halted:
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
    let left = plan.left.isEmpty ? "" : ", \(plan.left.count) left"
    let undo =
      takingBack?.plan == nil ? "" : " (\(keys.keyName(of: .undo) ?? "u") takes it back)"
    notice = Notice("wrote \(plan.edits.map(\.name).words): \(plan.outcome)\(left)\(undo)")
  }
}
