import AssetCore
import Planning
import Screen
import Site
import Values

extension AppState {
  /// Takes in that nothing is set up yet: the offer is shown where the list is, and nothing is pending.
  mutating func receiveOffer(_ offer: SetUpOffer) {
    guard setUpOffer == nil else {
      if setUpOffer != offer { setUpOffer = offer }
      return
    }
    setUpOffer = offer
    if mode == .list, pending.count == 0 {
      mode = .setUp(offer)
    } else {
      notice = Notice(offer.words)
    }
  }

  /// Takes a key on the offer; only one leads to the screen that shows what is written.
  mutating func takeInSetUp(_ key: Key, _ offer: SetUpOffer) -> [Effect] {
    switch key {
    case "i", .enter:
      notice = nil
      var screen = WriteScreen(
        plan: offer.plan, heading: [], list: list(of: offer.plan), versions: offer.versions.name)
      screen.isSetUp = true
      screen.isLeavingNothing = false
      mode = .write(screen)
      arrangeWriteScreen()
    case .escape, .left:
      mode = .list
      notice = Notice("nothing is set up: by what is usual alone no token in files counts")
    case "q", .control("c"): return [.quit(.done)]
    case .control("l"): return [.redraw]
    default: notice = Notice("\(key.name) does nothing here")
    }
    return []
  }

  /// Takes in that the project was set up, or was not.
  mutating func finishSetUp(
    _ result: Result<VersionsDocument, WriteError>, settingUp screen: inout WriteScreen
  ) -> [Effect] {
    switch result {
    case .success(let written):
      versions = written
      setUpOffer = nil
      mode = .list
      notice = Notice("wrote \(screen.plan.fileEdits.map(\.name).words): commit both")
      return startScan()
    case .failure(let error):
      switch error {
      case .changed, .assetChanged, .assetUnreadable: screen.isOutdated = true
      default: break
      }
      screen.notice = Notice(error.description, isError: true)
      mode = .write(screen)
      return []
    }
  }
}
