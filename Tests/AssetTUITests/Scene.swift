import Planning
import Screen
import TestSupport
import Testing
import Values

/// A screen that is worth a golden file at every size, and the way to it.
enum Scene: String, CaseIterable {
  case main
  case filter
  case noMatch = "filter-no-match"
  case html = "preview-html"
  case references = "preview-refs"
  case why = "preview-why"
  case fullPreview = "preview-full"
  case token = "token-editor"
  case refused = "token-refused"
  case write
  case help
  case found = "help-found"
  case page
  case wrappedPage = "page-wrapped"
  case copy
  case sortMenu = "sort-menu"
  case sorted
  case quitGuard = "quit-guard"
  case recovery
  case takeBack = "undo"
  case empty
  case scanning
  case findings
  case referenceList = "refs-full"
  case writeFiles = "write-files"

  /// Whether the screen is another one than the main one, or than itself a size smaller.
  func differs(at columns: Int) -> Bool {
    switch self {
    case .html, .references, .why: (60..<200).contains(columns)
    case .refused, .noMatch, .found, .wrappedPage, .empty, .sorted: columns < 200
    default: true
    }
  }

  /// A session that shows the screen.
  func session(columns: Int, rows: Int, isUnicode: Bool = true) throws -> Session {
    switch self {
    case .recovery:
      let session = try Shop.session(columns: columns, rows: rows)
      session.send(
        .recovered([
          AssetID(root: "static", path: "css/app.css"): Choice(bump: .next),
          AssetID(root: "static", path: "js/app.js"): Choice(bump: .next),
        ]))
      return session
    case .takeBack:
      let session = try Shop.session(columns: columns, rows: rows)
      session.press("B w y u")
      return session
    case .findings, .referenceList:
      let session = try MockUp.session(columns: columns, rows: rows, isUnicode: isUnicode)
      session.findings = MockUp.findings
      session.deliver()
      session.deliver()
      session.press(self == .findings ? "5 j j j j" : "Tab ] ] j")
      return session
    case .writeFiles:
      let session = try Session(
        LiteralSessions.threeFiles(), columns: columns, rows: rows, isUnicode: isUnicode)
      session.press("b w")
      return session
    case .empty:
      let disk = MemoryFileSystem(workingFolder: "/shop")
      disk.makeFolder("static")
      return try Session(disk, columns: columns, rows: rows)
    case .scanning:
      let session = try Session(
        Shop.disk(), columns: columns, rows: rows, isUnicode: isUnicode, holding: true)
      session.deliver(1)
      return session
    default:
      let session = try MockUp.session(columns: columns, rows: rows, isUnicode: isUnicode)
      lead(session)
      return session
    }
  }

  /// The way from the mock-up's main screen.
  private func lead(_ session: Session) {
    switch self {
    case .main, .recovery, .takeBack, .empty, .scanning, .findings, .referenceList, .writeFiles:
      break
    case .filter, .noMatch:
      session.press("/")
      session.type(self == .filter ? "s:SN !js" : "css apx")
    case .html: session.press("]")
    case .references:
      session.press("] ]")
      // The rest of the scan, then the references once more, now that all is read.
      session.deliver()
      session.deliver()
    case .why: session.press("] ] ]")
    case .fullPreview: session.press("Tab ]")
    case .token, .refused:
      session.press("m")
      session.type(self == .token ? "2026.08-rc1" : "2026/08")
    case .write:
      session.press("B w")
      session.deliverLast()
    case .help: session.press("?")
    case .found:
      session.press("?")
      session.type("stale")
      session.press("Down")
    case .page, .wrappedPage:
      session.deliver()
      session.press("Enter")
      // The search, then the page.
      session.deliver()
      session.deliver()
      guard self == .wrappedPage else { return }
      session.press("W /")
      session.type("href")
      session.press("Enter")
    case .copy: session.press("c")
    case .sortMenu: session.press("s")
    case .sorted: session.press("s c")
    case .quitGuard: session.press("q")
    }
  }
}
