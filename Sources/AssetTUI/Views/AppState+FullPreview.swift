import Screen

extension AppState {
  /// The rectangle of the preview where it has the whole screen.
  var fullPreview: Pane {
    Pane(firstRow: 0, rows: max(1, size.rows - 2), firstColumn: 0, columns: size.columns)
  }

  /// The lines of the preview where it has the whole screen.
  var fullPreviewLines: [[StyledText]] {
    guard let current else { return [] }
    return PreviewText(state: self, entry: current, columns: fullPreview.columns - 1)
      .lines(of: preview.tab, rows: PreviewText.most)
  }
}
