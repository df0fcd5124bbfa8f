import Glibc
import Planning
import Screen
import TestSupport
import Testing
import Values

/// What is pending outlives the terminal UI, however it ends.
@Suite("The recovery of a session", .serialized)
struct RecoveryTests {
  private static let offer =
    "2 pending changes of an earlier session: r restore  d discard  Esc later"

  @Test(
    "a signal saves what is pending and says so; the next start restores it",
    arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT])
  func signal(number: Int32) throws {
    let project = try Project()
    let terminal = try project.start()
    try project.bumpAll(in: terminal)
    terminal.signal(number)
    #expect(try terminal.waitForExit() == .signal(number))
    #expect(
      terminal.lastLine == "assetbump: 2 pending changes saved; start again to restore them")
    #expect(project.saved == [project.name()])

    let again = try project.start()
    try again.wait(for: Self.offer)
    again.send("r")
    try again.wait(for: "restored 2 pending changes")
    again.send("w")
    try again.wait(for: "2 tokens added")
    again.send("y")
    try again.wait(for: "wrote 1 file")
    again.send("q")
    #expect(try again.waitForExit() == .code(0))
    #expect(project.saved == [])
  }

  @Test("a program that is killed loses nothing")
  func killed() throws {
    let project = try Project()
    let terminal = try project.start()
    try project.bumpAll(in: terminal)
    try project.waitUntilSaved(as: project.name())
    terminal.signal(SIGKILL)
    #expect(try terminal.waitForExit() == .signal(SIGKILL))

    let again = try project.start()
    try again.wait(for: Self.offer)
    again.send("d")
    try again.wait(for: "discarded 2 pending changes (^R brings them back)")
    again.send("q")
    #expect(try again.waitForExit() == .code(0))
    #expect(project.saved == [])
  }

  @Test("put off it stays, discarded when leaving it goes")
  func later() throws {
    let project = try Project()
    let first = try project.start()
    try project.bumpAll(in: first)
    first.signal(SIGTERM)
    try first.waitForExit()

    let second = try project.start()
    try second.wait(for: Self.offer)
    second.send("\u{1B}")
    try second.wait(for: "kept for the next start")
    second.send("q")
    #expect(try second.waitForExit() == .code(0))
    #expect(project.saved == [project.name()])

    let third = try project.start()
    try third.wait(for: Self.offer)
    third.send("r")
    try third.wait(for: "restored 2 pending changes")
    third.send("q")
    try third.wait(for: "2 pending changes are not written")
    third.send("d")
    #expect(try third.waitForExit() == .code(0))
    #expect(project.saved == [])
  }

  @Test("a second program is not offered what is the first's, and keeps its own beside it")
  func twoPrograms() throws {
    let project = try Project()
    let first = try project.start()
    try project.bumpAll(in: first)
    try project.waitUntilSaved(as: project.name())
    let second = try project.start()
    // Where the offer would stand, once all is read.
    try second.wait { $0.lines[22].hasPrefix(" 2 outdated  ") && !$0.shows("Hashing") }
    try project.bumpAll(in: second)
    try project.waitUntilSaved(as: project.name(session: 2))
    for terminal in [first, second] {
      terminal.signal(SIGTERM)
      #expect(try terminal.waitForExit() == .signal(SIGTERM))
      #expect(
        terminal.lastLine == "assetbump: 2 pending changes saved; start again to restore them")
    }
    #expect(project.saved == [project.name(session: 2), project.name()])

    // One after the other is offered.
    for left in [[project.name(session: 2)], []] {
      let again = try project.start()
      try again.wait(for: Self.offer)
      again.send("d")
      try again.wait(for: "discarded 2 pending changes (^R brings them back)")
      again.send("q")
      #expect(try again.waitForExit() == .code(0))
      #expect(project.saved == left)
    }
  }

  @Test("a damaged file, or one of another project, is not offered and not in the way")
  func damaged() throws {
    let project = try Project()
    for text in ["{\"format\": 1", #"{"format": 1, "project": "2f", "choices": []}"#] {
      try project.folder.write(text, to: BytePath("state/assetbump/\(project.name())"))
      let terminal = try project.start()
      try project.bumpAll(in: terminal)
      terminal.signal(SIGTERM)
      try terminal.waitForExit()
      #expect(
        terminal.lastLine == "assetbump: 2 pending changes saved; start again to restore them")
      let again = try project.start()
      try again.wait(for: Self.offer)
      again.send("d")
      try again.wait(for: "discarded 2 pending changes (^R brings them back)")
      again.send("q")
      try again.waitForExit()
      #expect(project.saved == [])
    }
  }

  @Test(
    "what others made, or could have, is not offered, and stays",
    arguments: [
      // Where nothing else can be done, the last line says why.
      ("chmod 777 state/assetbump", "neither written nor saved: it belongs to another user"),
      (
        "mv state/assetbump real; ln -s ../real state/assetbump",
        "neither written nor saved: it belongs to another user"
      ),
      ("[ $(id -u) != 0 ] || chown 12345 state/assetbump/*.json", ""),
    ])
  func ofOthers(script: String, line: String) throws {
    let project = try Project()
    let first = try project.start()
    try project.bumpAll(in: first)
    try project.waitUntilSaved(as: project.name())
    first.signal(SIGKILL)
    try first.waitForExit()
    _ = try Command.run("bash", ["-ec", script], in: project.folder.path)
    let left = project.folder.contents(of: BytePath("state/assetbump/\(project.name())"))
    let second = try project.start()
    let isOwn = line.isEmpty && getuid() != 0
    if isOwn {
      try second.wait(for: Self.offer)
      second.send("\u{1B}")
    } else {
      try project.bumpAll(in: second)
    }
    second.signal(SIGTERM)
    try second.waitForExit()
    #expect(second.screen.text.joinedRows.contains(line))
    #expect(project.folder.contents(of: BytePath("state/assetbump/\(project.name())")) == left)
  }

  @Test("where nothing can be saved one line says so")
  func notSaved() throws {
    let project = try Project()
    try project.folder.write("", to: "file")
    let file = VisibleText.of(project.folder.appending("file"))
    let cases: [([String: String], String)] = [
      (["XDG_STATE_HOME": file], "not a folder: \(file)/assetbump"),
      (["XDG_STATE_HOME": "relative"], "neither XDG_STATE_HOME nor HOME names a folder"),
      ([:], "neither XDG_STATE_HOME nor HOME names a folder"),
    ]
    for (environment, reason) in cases {
      let terminal = try project.start(environment)
      try project.bumpAll(in: terminal)
      terminal.signal(SIGTERM)
      #expect(try terminal.waitForExit() == .signal(SIGTERM))
      #expect(
        terminal.screen.text.joinedRows.hasSuffix(
          "assetbump: 2 pending changes neither written nor saved: \(reason)"))
    }
  }

  @Test("without XDG_STATE_HOME it lies in the home folder; with nothing pending nothing is made")
  func home() throws {
    let project = try Project()
    let environment = ["HOME": VisibleText.of(project.folder.appending("home"))]
    let idle = try project.start(environment)
    idle.send("q")
    #expect(try idle.waitForExit() == .code(0))
    // What was read is remembered there.
    #expect(project.folder.names(in: "home") == [".cache"])
    let terminal = try project.start(environment)
    try project.bumpAll(in: terminal)
    terminal.signal(SIGTERM)
    try terminal.waitForExit()
    #expect(
      project.folder.names(in: "home/.local/state/assetbump") == [BytePath(project.name())])
  }
}

/// A project of two new assets, and the state folder of one who works on it.
private struct Project {
  let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("a", to: "shop/static/a.css")
    try folder.write("b", to: "shop/static/b.css")
  }

  /// Opens the terminal UI, and waits until the assets are read.
  func start(_ environment: [String: String]? = nil) throws -> PseudoTerminal {
    var variables = ["SOURCE_DATE_EPOCH": "1717200000"]
    let state = ["XDG_STATE_HOME": VisibleText.of(folder.appending("state"))]
    variables.merge(environment ?? state) { $1 }
    let terminal = try PseudoTerminal(
      try Tool.path(), environment: variables,
      directory: VisibleText.of(folder.appending("shop")), size: Size(columns: 120, rows: 24))
    // Their next tokens, by sha256sum.
    try terminal.wait { $0.shows("ca978112") && $0.shows("3e23e816") }
    return terminal
  }

  func bumpAll(in terminal: PseudoTerminal) throws {
    terminal.send("B")
    try terminal.wait(for: "2 pending")
  }

  /// The name of a session's recovery file.
  func name(session: Int = 1) -> String {
    let path = Recovery.path(of: folder.appending("shop"), in: "/", session: session)
    return String(decoding: path.name, as: UTF8.self)
  }

  /// The names in the state folder, but for the folder of what was written.
  var saved: [String] {
    folder.names(in: "state/assetbump").map { VisibleText.of($0) }
      .filter { !["undo", "writes"].contains($0) }
  }

  /// Waits until a recovery file is there, for it is written on a thread of its own.
  func waitUntilSaved(as name: String) throws {
    for _ in 0..<2000 where folder.contents(of: BytePath("state/assetbump/\(name)")) == nil {
      poll(nil, 0, 5)
    }
    try #require(folder.contents(of: BytePath("state/assetbump/\(name)")) != nil)
  }
}

extension PseudoTerminal {
  /// The last row that is not empty.
  fileprivate var lastLine: String? {
    screen.lines.map { $0.split(separator: " ").joined(separator: " ") }.last { !$0.isEmpty }
  }
}

extension String {
  /// The rows of a screen as one text, as a terminal that breaks a long line shows it.
  fileprivate var joinedRows: String {
    var text = split(separator: "\n", omittingEmptySubsequences: false).joined()
    while text.last == " " { text.removeLast() }
    return text
  }
}
