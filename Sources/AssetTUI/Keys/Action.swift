/// What a key of the asset list can do; the raw value is the name that `[keys]` in the settings uses.
public enum Action: String, CaseIterable, Sendable {
  case down, up
  case pageDown = "page-down"
  case pageUp = "page-up"
  case halfPageDown = "half-page-down"
  case halfPageUp = "half-page-up"
  case first, last
  case mark, range
  case markAll = "mark-all"
  case markInvert = "mark-invert"
  case markNone = "mark-none"
  case bump
  case bumpAll = "bump-all"
  case addTokens = "add-tokens"
  case date, hash, manual
  case strategyNext = "strategy-next"
  case strategyPrevious = "strategy-previous"
  case drop, undo, redo, write, filter
  case viewAll = "view-all"
  case viewStale = "view-stale"
  case viewPending = "view-pending"
  case viewMarked = "view-marked"
  case viewFindings = "view-findings"
  case preview
  case previewTab = "preview-tab"
  case previewTabBack = "preview-tab-back"
  case previewHide = "preview-hide"
  case integrity
  case page, copy, edit, browse
  case verify
  case rescan, redraw, suspend, mouse, help, quit
  case peel
  case sort
  case open, fold, tree
  case next, previous
  case run, messages

  /// Whether it acts on assets, so that there is nothing to do before they are listed.
  var needsAssets: Bool {
    switch self {
    case .mark, .range, .markAll, .markInvert, .bump, .bumpAll, .addTokens, .date, .hash, .manual,
      .strategyNext, .strategyPrevious, .drop, .write, .page, .copy, .browse,
      .verify:
      true
    default: false
    }
  }
}
