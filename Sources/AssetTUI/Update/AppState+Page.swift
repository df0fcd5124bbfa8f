import Disk
import Planning
import Screen
import Site
import Values

extension AppState {
  mutating func takeInPage(_ key: Key, _ screen: PageScreen) -> [Effect] {
    var screen = screen
    screen.notice = nil
    notice = nil
    if screen.prompt != nil {
      searchPage(key, &screen)
      mode = .page(screen)
      return []
    }
    if let effects = leaveOrAct(key, screen) { return effects }
    move(key, in: &screen)
    mode = .page(screen)
    return []
  }

  /// What leads out of the page, for good or for a while; nil where the key is about the page itself.
  private mutating func leaveOrAct(_ key: Key, _ screen: PageScreen) -> [Effect]? {
    switch key {
    case .escape where !screen.query.isEmpty:
      var screen = screen
      screen.query = ""
      mode = .page(screen)
      return []
    case "?", .function(1):
      mode = .page(screen)
      openHelp()
      return []
    case .escape, .tab, .backTab, "q", .control("c"):
      mode = screen.origin
      return []
    default: break
    }
    mode = .page(screen)
    switch keys.action(for: key) {
    case .edit:
      guard let file = screen.file else { return [] }
      if screen.isServed { return editTemplate(of: screen) }
      return [.edit(project.folder.appending(file), line: screen.currentLine?.number)]
    case .browse:
      if let source = servedPageSource(of: screen) { return [.browseServedPage(source)] }
      return screen.file.map { browse($0) } ?? []
    case .redraw, .suspend, .rescan, .mouse:
      return keys.action(for: key).map { perform($0) }
    default: return nil
    }
  }

  private mutating func move(_ key: Key, in screen: inout PageScreen) {
    let page = max(1, layout.pageRows)
    switch key {
    case .down, "j", .control("n"), .enter: screen.move(to: screen.cursor + 1)
    case .up, "k", .control("p"): screen.move(to: screen.cursor - 1)
    case .pageDown, " ", .control("f"): screen.move(to: screen.cursor + page)
    case .pageUp, .control("b"): screen.move(to: screen.cursor - page)
    case .control("d"): screen.move(to: screen.cursor + max(1, page / 2))
    case .control("u"): screen.move(to: screen.cursor - max(1, page / 2))
    case .home, "g": screen.move(to: 0)
    case .end, "G": screen.move(to: screen.lines.count - 1)
    case "]": screen.moveToChange(1)
    case "[": screen.moveToChange(-1)
    case "n": if screen.query.isEmpty { screen.moveToChange(1) } else { screen.search() }
    case "N": if screen.query.isEmpty { screen.moveToChange(-1) } else { screen.search(-1) }
    case "}": if !screen.step(1) { screen.notice = Notice("this is the last page") }
    case "{": if !screen.step(-1) { screen.notice = Notice("this is the first page") }
    case "/": screen.prompt = LineEditor()
    case "W": screen.wraps.toggle()
    case .right where !screen.wraps: shift(&screen, 1)
    case .left where !screen.wraps: shift(&screen, -1)
    default: screen.notice = Notice("\(key.name) does nothing here")
    }
  }

  /// Sideways by a quarter of the screen, and no further than the longest line.
  private func shift(_ screen: inout PageScreen, _ direction: Int) {
    let longest = screen.lines.map(\.next.count).max() ?? 0
    let wanted = screen.left + direction * max(1, size.columns / 4)
    screen.left = max(0, min(wanted, longest - 1))
  }

  private func searchPage(_ key: Key, _ screen: inout PageScreen) {
    switch key {
    case .escape, .control("c"): screen.prompt = nil
    case .enter:
      if let text = screen.prompt?.text, !text.isEmpty { screen.query = text }
      screen.prompt = nil
      screen.search()
    default: _ = screen.prompt?.handleKey(key)
    }
  }

  /// Has the page that is shown read again: its URLs may be others by now.
  mutating func refreshPage() {
    guard case .page(var screen) = mode else { return }
    screen.expire()
    mode = .page(screen)
  }

  mutating func receivePage(_ result: Result<PagePreview, FileError>, page number: Int) {
    guard case .page(var screen) = mode else { return }
    screen.receivePage(result, page: number)
    mode = .page(screen)
  }

  /// Scrolls the page that is shown as little as needed to keep its cursor on the screen.
  mutating func scrollPage() {
    guard case .page(var screen) = mode, !screen.lines.isEmpty else { return }
    let rows = max(1, layout.pageRows)
    if screen.cursor < screen.top { screen.top = screen.cursor }
    let text = PageText(screen, columns: size.columns, ellipsis: ellipsis)
    var used = 0
    // From the cursor up: as many lines as there are rows for, however many each takes.
    var first = screen.cursor
    for line in stride(from: screen.cursor, through: screen.top, by: -1) {
      used += screen.wraps ? text.height(of: line, most: rows + 1) : 1
      if used > rows { break }
      first = line
    }
    screen.top = max(screen.top, first)
    // No blank rows under the last line while there are lines above.
    if !screen.wraps { screen.top = max(0, min(screen.top, screen.lines.count - rows)) }
    mode = .page(screen)
  }
}
