import Screen

extension AppState {
  /// Takes a key while nothing can be seen.
  ///
  /// Only those that leave and those of the terminal: any other would do something unseen, a write
  /// perhaps.
  mutating func takeUnseen(_ key: Key) -> [Effect] {
    if mode == .quitGuard {
      return key == "d" || key == .escape ? takeInQuitGuard(key) : []
    }
    switch keys.action(for: key) {
    case .quit:
      if case .write(let screen) = mode, screen.isWriting { return [] }
      if case .token(let editor) = mode { tokenDraft = editor.line.text }
      mode = .list
      return quit()
    case .redraw: return [.redraw]
    case .suspend: return [.suspend]
    default: return []
    }
  }
}
