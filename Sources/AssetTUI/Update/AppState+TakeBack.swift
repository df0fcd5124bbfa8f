import Planning
import Screen
import Site
import Values

extension AppState {
  /// Shows what taking the last write back would change, where there was one.
  mutating func takeWriteBack() {
    guard let takingBack else {
      notice = Notice("nothing to undo")
      return
    }
    guard let plan = takingBack.plan else {
      let name = VisibleText.of(takingBack.before.name)
      notice = Notice("nothing to take back to: the write made \(name), remove it by hand")
      return
    }
    notice = nil
    var screen = WriteScreen(
      plan: plan, heading: [], list: list(of: plan), versions: versions.name)
    screen.isTakingBack = true
    mode = .write(screen)
    arrangeWriteScreen()
  }

  /// Takes in that the last write was taken back, or was not.
  mutating func finishTakeBack(
    _ result: Result<VersionsDocument, WriteError>, takingBack screen: inout WriteScreen
  ) -> [Effect] {
    switch result {
    case .success:
      if let before = takingBack?.before { versions = before }
      site.forgetVerdicts()
      let choices = takingBack?.choices ?? [:]
      takingBack = nil
      takeRecords(of: screen.plan)
      takeEdits(of: screen.plan)
      // What was pending before the write is so again.
      pending.change({ "bump of \(Words.count($0, "asset", "assets")), taken back" }) {
        for (id, choice) in choices { $0[id] = choice }
      }
      mode = .list
      notice = Notice("took back: \(screen.summary.text(separator: "; "))")
      // The record of a missing asset that comes back has no entry yet.
      return startScan()
    case .failure(.changed(let name)):
      screen.isOutdated = true
      screen.notice = Notice(
        "not taken back: \(VisibleText.of(name)) changed on disk since it was written",
        isError: true)
    case .failure(let error): screen.notice = Notice(error.description, isError: true)
    }
    mode = .write(screen)
    return []
  }
}
