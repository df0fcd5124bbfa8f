import Planning
import Screen

extension AppState {
  /// Takes a key while it is asked what becomes of an interrupted write; nothing is done without one.
  mutating func takeInUnfinished(_ key: Key, _ screen: UnfinishedScreen) -> [Effect] {
    guard !screen.isWorking else { return [] }
    var direction: Repair.Direction?
    switch key {
    case "q", .escape, .control("c"): return [.quit(.unfinished)]
    case .control("l"): return [.redraw]
    case "f" where screen.isOwn && !isTooSmall: direction = .finish
    case "t" where screen.isOwn && !isTooSmall: direction = .undo
    default: break
    }
    guard let direction else { return [] }
    var screen = screen
    screen.isWorking = true
    mode = .unfinished(screen)
    return [.repair(direction)]
  }

  /// Takes in what came of it: the words of what was done, after which everything is read, or why not.
  mutating func takeRepair(_ result: Result<String, RepairError>) -> [Effect] {
    guard case .unfinished = mode else { return [] }
    switch result {
    case .success(let words):
      mode = .list
      notice = Notice(words)
      return startScan()
    case .failure(let error):
      mode = .unfinished(UnfinishedScreen(words: error.description, isOwn: error.isOwn))
      return []
    }
  }
}
