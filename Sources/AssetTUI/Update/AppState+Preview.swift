import Screen

extension AppState {
  /// Scrolls the preview that has the whole screen.
  ///
  /// - Returns: false where the action is one of the list's.
  mutating func scrollPreview(_ action: Action) -> Bool {
    let rows = max(1, fullPreview.rows - 1)
    let lines: Int
    switch action {
    case .pageDown: lines = rows
    case .pageUp: lines = -rows
    case .halfPageDown: lines = max(1, rows / 2)
    case .halfPageUp: lines = -max(1, rows / 2)
    default: return false
    }
    preview.top = max(0, min(preview.top + lines, fullPreviewLines.count - rows))
    return true
  }
}
