import Screen

extension AppState {
  /// The rectangle of the preview where it has the whole screen.
  var fullPreview: Pane {
    Pane(firstRow: 0, rows: max(1, size.rows - 2), firstColumn: 0, columns: size.columns)
  }

  /// The lines of the preview where it has the whole screen.
  var fullPreviewLines: [[PreviewText.Part]] {
    guard let current else { return [] }
    return PreviewText(state: self, entry: current, columns: fullPreview.columns - 1)
      .lines(of: preview.tab, rows: PreviewText.most)
  }

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
