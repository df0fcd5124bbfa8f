import Screen

extension KeyTable {
  static let standardRows: [Row] =
    grouped(moving, .moving) + grouped(marking, .marking) + grouped(versioning, .versioning)
    + grouped(showing, .showing) + leaving

  private static func grouped(_ rows: [Row], _ group: Group) -> [Row] {
    rows.map { row in
      var row = row
      row.group = group
      return row
    }
  }

  private static let moving: [Row] = [
    row(.down, "down", "j", .down, .control("n")),
    row(.up, "up", "k", .up, .control("p")),
    row(.halfPageDown, "half a page down", .control("d")),
    row(.halfPageUp, "half a page up", .control("u")),
    row(.pageDown, "page down", .pageDown, .control("f")),
    row(.pageUp, "page up", .pageUp, .control("b")),
    row(.first, "first row", "g", .home),
    row(.last, "last row", "G", .end),
    row(.open, "open the folder; go into it", hint: "open", .right, "l"),
    row(.fold, "fold the folder; go to the one around it", .left, "h"),
    row(.next, "next outdated asset, finding or change", hint: "next", "n"),
    row(.previous, "the one before", "N"),
    row(.tree, "folders, or one flat list", "t"),
  ]

  private static let marking: [Row] = [
    row(.mark, "mark or unmark, and step down", hint: "mark", " "),
    row(.range, "mark a range: v, move, v", "v"),
    row(.markAll, "mark all that are visible, or none of them", "a"),
    row(.markInvert, "invert the marks of all that are visible", "*"),
    row(.markNone, "take every mark off", "U"),
  ]

  private static let versioning: [Row] = [
    row(.bump, "bump the marked assets, else the one under the cursor", hint: "bump", "b"),
    row(
      .bumpAll, "bump all that is stale or new in view, drop missing ones", hint: "bump all", "B"),
    row(.date, "version by date, and bump what is stale", "d"),
    row(.hash, "version by hash, and bump what is stale", "#"),
    row(.manual, "type a token by hand", hint: "type token", "m"),
    row(.strategyNext, "next strategy: date, hash, manual, count", ">"),
    row(.strategyPrevious, "strategy before: count, manual, hash, date", "<"),
    row(
      .addTokens, "bump, and add a token wherever the asset is named without", hint: "add token",
      "+"),
    row(.drop, "drop the pending change", hint: "drop", "x"),
    row(.write, "look at what will change, then write it", hint: "review", "w"),
    row(.undo, "undo; right after a write: take the write back", hint: "undo", "u"),
    row(.redo, "redo", .control("r")),
  ]

  private static let showing: [Row] = [
    row(.filter, "filter the list", hint: "filter", "/"),
    row(.viewAll, "view: all assets", "1"),
    row(.viewStale, "view: stale, new and missing assets", "2"),
    row(.viewPending, "view: assets with a pending change", "3"),
    row(.viewMarked, "view: marked assets", "4"),
    row(.viewFindings, "view: findings, worst first", "5"),
    row(.preview, "the preview, full screen; PgDn scrolls it; again: back", .tab, .backTab),
    row(.previewTab, "next tab of the preview: URL, HTML, Refs, Why, Diff", "]"),
    row(.previewTabBack, "tab of the preview before", "["),
    row(.previewHide, "hide or show the preview", "p"),
    row(.integrity, "integrity in the HTML of the preview, on or off", "i"),
    row(.page, "a page that mentions the asset, with its next URLs", hint: "page", .enter),
    row(.copy, "copy the URL, path, token, HTML tag, diff or command", hint: "copy", "c"),
    row(.edit, "open the line that mentions the asset in your editor", hint: "edit", "e"),
    row(.browse, "open the page in your browser", "o"),
    row(.verify, "read the running site of the settings, and judge what it serves", "V"),
    row(.rescan, "read everything again, keep what is pending", "R", .function(5)),
    row(.redraw, "draw the screen anew", .control("l")),
    row(.mouse, "mouse on or off", "%"),
    row(.sort, "sort by path, status, size or time of change", "s"),
  ]

  private static let leaving: [Row] = [
    row(.suspend, "suspend; fg comes back", .control("z")),
    row(.run, "find any action by its name, and run it", ":"),
    row(.messages, "the messages of this session", "L"),
    row(.help, "this help", hint: "help", "?", .function(1)),
    row(.quit, "quit", hint: "quit", "q", .control("c")),
    row(.peel, "peel one layer: popup, range, filter, then a running scan", .escape),
  ]

  private static func row(
    _ action: Action, _ help: String, hint: String? = nil, _ keys: Key...
  ) -> Row {
    Row(action: action, keys: keys, hint: hint, help: help)
  }
}

extension Key: ExpressibleByUnicodeScalarLiteral {
  /// The key that types a scalar.
  public init(unicodeScalarLiteral scalar: Unicode.Scalar) {
    self = .scalar(scalar)
  }
}
