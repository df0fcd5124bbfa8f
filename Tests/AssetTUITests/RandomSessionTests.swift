import Disk
import Screen
import TestSupport
import Testing
import Values

@testable import AssetTUI

@Suite("Sessions: any keys")
struct RandomSessionTests {
  @Test(
    "no keys, texts, pastes, clicks and sizes lead to a torn screen", arguments: [1, 2, 3, 4, 5, 6])
  func anything(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    // With folders and three roots, and flat.
    let session =
      try seed > 2 ? Shop.tree(rows: 24) : Shop.session(holding: true)
    session.findings = MockUp.findings
    session.disk.write(PageSessions.base + "\t\u{65E5}\u{1B}<p", to: "templates/base.html")
    session.disk.write(PageSessions.home, to: "templates/home.html")
    session.oldBytes["/shop/static/css/app.css"] = "app css 1\nline\n"
    // No write comes off, so that what is pending is left to be undone; with the last seeds each does,
    // so that its result is shown, and taken back.
    let writes = seed > 4
    if !writes { session.disk.fail(.replace, "asset-versions.json", .full) }
    var modes: Set<String> = []
    for step in 0..<3_000 {
      act(on: session, &random)
      let state = session.state
      let grid = state.grid()
      modes.insert(Self.name(of: state.mode))
      #expect(grid.size == state.size)
      let hints = StatusView(state: state).hints.map(\.key)
      #expect(Set(hints).count == hints.count, "step \(step): \(hints)")
      for line in grid.lines where ColumnWidth.of(line) != state.size.columns {
        Issue.record("step \(step): a row of another width: \(line)")
      }
      if let cursor = grid.cursor {
        #expect((0..<state.size.rows).contains(cursor.row), "step \(step)")
        #expect((0..<state.size.columns).contains(cursor.column), "step \(step)")
      }
      #expect(state.list.rows.isEmpty || state.list.rows.indices.contains(state.list.cursor))
      #expect(state.list.rows.compactMap(\.asset).allSatisfy { $0 < state.inventory.names.count })
    }
    session.deliver()
    let reached = ["list", "preview", "filter", "write", "help", "messages", "sort", "copy"]
    for mode in reached + (writes ? ["result"] : ["token", "page", "quitGuard"]) {
      #expect(modes.contains(mode), "\(mode) was never reached")
    }
    if !writes { try leadsBack(session) }
  }

  /// As many undos as there were changes lead back to nothing pending, as many redos to the last.
  private func leadsBack(_ session: Session) throws {
    session.resize(80, 24)
    // Out of every mode: the help, the editors and the preview close with Esc.
    session.press("Esc Esc Esc Esc Esc")
    #expect(session.state.mode == .list)
    let pending = session.state.pending
    var steps = 0
    session.press("u")
    while session.state.notice != Notice("nothing to undo"), steps < 10_000 {
      steps += 1
      session.press("u")
    }
    #expect(session.state.pending.choices == [:])
    #expect(session.state.pending.followers == [])
    for _ in 0..<steps { session.press("^R") }
    #expect(session.state.pending.choices == pending.choices)
  }

  private func act(on session: Session, _ random: inout SeededGenerator) {
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<70: pressKey(on: session, &random)
    case 70..<80: session.type(text(&random))
    case 80..<84: session.paste(text(&random) + "\n" + text(&random))
    case 84..<90:
      session.resize(
        .random(in: 0...250, using: &random), .random(in: 0...80, using: &random))
    case 90..<94: session.deliver(.random(in: 0...4, using: &random))
    case 94..<97:
      session.mouse(
        [.press, .wheelUp, .wheelDown][Int.random(in: 0..<3, using: &random)],
        row: .random(in: -1...80, using: &random), column: .random(in: -1...250, using: &random))
    case 97: session.disk.write(text(&random), to: "static/css/print.css")
    case 98: session.disk.remove("static/img/hero.png")
    default: session.disk.write("hero", to: "static/img/hero.png")
    }
  }

  /// The name of a mode, without what it holds.
  private static func name(of mode: Mode) -> String {
    Mirror(reflecting: mode).children.first?.label ?? "\(mode)"
  }

  private func pressKey(on session: Session, _ random: inout SeededGenerator) {
    let keys =
      KeyTable.standard.rows.flatMap(\.keys) + [
        .enter, .backspace, "y", "r", "B", "b", "n", "W",
      ]
    guard let key = keys.randomElement(using: &random) else { return }
    session.press(key.name)
  }

  private func text(_ random: inout SeededGenerator) -> String {
    let pieces = [
      "css", "js", " ", "!", "s:S", "rc", "1", "-", "/", "\u{E9}", "\u{65E5}", "e\u{301}",
      "\u{202E}",
      "\u{1F468}\u{200D}\u{1F469}", "\\", "\"", "0123456789012345678901234567890123456789",
    ]
    return (0..<Int.random(in: 1...5, using: &random))
      .compactMap { _ in pieces.randomElement(using: &random) }.joined()
  }
}
