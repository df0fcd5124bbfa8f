import Planning
import Screen
import Site
import Values

/// What a write has done: the screen after `y`.
extension AppState {
  /// Shows what was written, what is still outdated, and what there is to take along.
  mutating func showResult(of plan: Plan, _ left: Leftover) {
    var screen = ResultScreen(plan: plan, list: list(of: plan))
    screen.left = lines(of: left, isWritten: true)
    screen.isLeavingNothing = left.isEmpty
    screen.urls = changedURLs(of: plan)
    mode = .result(screen)
  }

  /// The URLs that a plan changes: those served before, then those served since.
  private func changedURLs(of plan: Plan) -> [String] {
    var before: [String] = []
    var after: [String] = []
    for change in plan.changes where change.before?.token != change.after?.token {
      guard let root = project.root(named: change.id.root) else { continue }
      if let token = change.before?.token, let url = root.url(of: change.id.path, token: token) {
        before.append(url)
      }
      if let token = change.after?.token, let url = root.url(of: change.id.path, token: token) {
        after.append(url)
      }
    }
    return before + after
  }

  mutating func takeInResult(_ key: Key, _ screen: ResultScreen) -> [Effect] {
    notice = nil
    switch key {
    case "g": return copyAlong(screen.gitCommands, "the git commands")
    case "p":
      guard !screen.urls.isEmpty else {
        notice = Notice("no URL changed")
        return []
      }
      return copyAlong(
        screen.urls.map { "\($0)\n" }.joined(),
        Words.count(screen.urls.count, "changed URL", "changed URLs"))
    case "m": return copyAlong(screen.markdown, "the summary in Markdown")
    case .escape, .enter, " ":
      mode = .list
      return []
    case .control("l"): return [.redraw]
    default:
      mode = .list
      return takeInList(key)
    }
  }

  private func copyAlong(_ text: String, _ words: String) -> [Effect] {
    [.copy(Array(text.utf8), saying: words)]
  }
}
