import Screen
import Values

extension AppState {
  /// Draws the state.
  public func grid() -> Grid {
    var grid = Grid(size)
    guard size.columns >= Layout.least.columns, size.rows >= Layout.least.rows else {
      grid.put(tooSmallText, row: 0, column: 0)
      return grid
    }
    switch mode {
    case .write(let screen): WriteView(state: self, screen: screen).draw(on: &grid)
    case .result(let screen): ResultView(state: self, screen: screen).draw(on: &grid)
    case .messages(let back): MessagesView(state: self, back: back).draw(on: &grid)
    case .help(let screen): HelpView(state: self, screen: screen).draw(on: &grid)
    case .preview, .copy(overPreview: true): drawFullPreview(on: &grid)
    case .list, .filter, .token, .quitGuard, .sort, .copy, .siteQuestion: drawMain(on: &grid)
    case .unfinished(let screen): UnfinishedView(state: self, screen: screen).draw(on: &grid)
    case .setUp(let offer): SetUpView(state: self, offer: offer).draw(on: &grid)
    case .page(let screen): PageView(state: self, screen: screen).draw(on: &grid)
    }
    return grid
  }

  /// The only line of a screen that is too small; the question before leaving, where it is asked, in
  /// as many words as there is room for.
  private var tooSmallText: String {
    let needed = "\(Layout.least.columns)x\(Layout.least.rows) needed"
    guard mode == .quitGuard else { return needed }
    let texts = [
      "\(Words.count(pending.count, "pending change is", "pending changes are")) not written:"
        + "  d discard and quit  Esc stay",
      "\(pending.count) pending: d discard  Esc stay", "\(pending.count) pending: d quit",
      "d drops \(pending.count)", "d quit?",
    ]
    return texts.first { ColumnWidth.of($0) <= size.columns } ?? "d?"
  }

  private func drawMain(on grid: inout Grid) {
    let layout = layout
    if let row = layout.title { TitleView(state: self).draw(row: row, on: &grid) }
    if let row = layout.banner { BannerView(state: self).draw(row: row, on: &grid) }
    if showsFindings && failure == nil {
      FindingsView(state: self, layout: layout).draw(on: &grid)
    } else {
      ListView(state: self, pane: layout.list, header: layout.header).draw(on: &grid)
      if let pane = layout.preview {
        PreviewView(state: self, pane: pane, isBeside: layout.isSideBySide).draw(on: &grid)
      }
    }
    StatusView(state: self).draw(on: &grid)
    if case .token(let editor) = mode { TokenView(state: self, editor: editor).draw(on: &grid) }
  }

  private func drawFullPreview(on grid: inout Grid) {
    if showsFindings {
      FindingDetail(state: self, pane: fullPreview).draw(on: &grid)
      return StatusView(state: self).draw(on: &grid)
    }
    PreviewView(state: self, pane: fullPreview, isBeside: false, isFull: true).draw(on: &grid)
    StatusView(state: self).draw(on: &grid)
  }

  /// Whether the terminal is too small to show anything.
  var isTooSmall: Bool {
    size.columns < Layout.least.columns || size.rows < Layout.least.rows
  }
}
