import Glibc
import Screen
import TestSupport
import Testing
import Values

/// The terminal UI on a real terminal: what earlier runs have read.
@Suite(.serialized) struct InteractiveCacheTests {
  private let shop: Shop
  private let outside: TemporaryFolder

  init() throws {
    shop = try Shop()
    outside = try TemporaryFolder()
    KernelClock.waitForRest()
  }

  private static let rows = [
    "    css/fresh.css                        hash       02db0d26                  0",
    "  S css/site.css                         hash       2708d73b → 74d94aed       0",
    " !E fonts/gone.woff2                     hash              -                  0",
    "  N img/new.png                          hash              - → 33d8344a       0",
    "  S js/app.js                            date       20240501 → 20240601       0",
    "  M js/old.js                            date       20240501 → (gone)         0",
    " !S legal/terms.html                     manual           v1 → type one       0",
    "  . docs.static:guide.html               hash              -                  0",
    "    docs.static:note.css                 hash       389ed688                  0",
  ]

  private func start(
    _ arguments: [String] = [], environment: [String: String] = [:], cache: String? = nil
  ) throws -> PseudoTerminal {
    var variables = [
      "PATH": "/usr/bin:/bin", "SOURCE_DATE_EPOCH": "1717200000",
      "XDG_CACHE_HOME": cache ?? VisibleText.of(outside.path),
    ]
    variables.merge(environment) { _, given in given }
    return try PseudoTerminal(
      try Assetbump.path(), ["--flat"] + arguments, environment: variables,
      directory: VisibleText.of(shop.folder.path), size: Size(columns: 80, rows: 26))
  }

  /// Where reading an asset fails.
  private func withoutReading() throws -> [String: String] {
    try FaultLibrary.environment(failing: "openat", 5, on: "*/static/*", builtIn: outside)
  }

  /// The rows of the list, without the cursor, once assets and references are read.
  private func rows(_ terminal: PseudoTerminal, count: Int = rows.count) throws -> [String] {
    let screen = try terminal.wait {
      $0.lines[0].hasPrefix(" assetbump") && $0.shows("1/\(count) ") && $0.isRead
    }
    return screen.lines[2..<2 + count].map { line in
      String((line.hasPrefix("\u{258C}") ? " " + line.dropFirst() : line[...]).trimmed)
    }
  }

  private func rowsOfASession(
    _ arguments: [String] = [], environment: [String: String] = [:], cache: String? = nil,
    count: Int = rows.count
  ) throws -> [String] {
    let terminal = try start(arguments, environment: environment, cache: cache)
    let rows = try rows(terminal, count: count)
    try leave(terminal)
    return rows
  }

  /// What is remembered, by the endings of the files' names.
  private var remembered: [String] {
    outside.names(in: "assetbump").map { name in
      VisibleText.of(name).split(separator: ".").dropFirst().joined(separator: ".")
    }.sorted()
  }

  private func leave(_ terminal: PseudoTerminal) throws {
    terminal.send("q")
    #expect(try terminal.waitForExit() == .code(0))
  }

  /// Changes a file, and puts its size and times back.
  private func change(_ text: String = "body{color:tan}\n") throws {
    try outside.write("", to: "reference")
    let (file, reference) = (
      VisibleText.of(shop.folder.appending("static/css/site.css")),
      VisibleText.of(outside.appending("reference"))
    )
    _ = try Command.run("touch", ["-r", file, reference])
    try shop.folder.write(text, to: "static/css/site.css")
    _ = try Command.run("touch", ["-r", reference, file])
    KernelClock.waitForRest()
  }

  @Test("what cannot be read is shown all the same the second time, unless memory does not count")
  func unchangedFilesAreNotRead() throws {
    #expect(try rowsOfASession() == Self.rows)
    #expect(try rowsOfASession(environment: withoutReading()) == Self.rows)
    #expect(
      try rowsOfASession(["--no-cache"], environment: withoutReading()) == [
        " !E css/fresh.css                        hash       02db0d26                  0",
        " !E css/site.css                         hash       2708d73b                  0",
        " !E fonts/gone.woff2                     hash              -                  0",
        " !E img/new.png                          hash              -                  0",
        " !E js/app.js                            date       20240501                  0",
        "  M js/old.js                            date       20240501 → (gone)         0",
        " !E legal/terms.html                     manual           v1                  0",
        " !E docs.static:guide.html               hash              -                  0",
        " !E docs.static:note.css                 hash       389ed688                  0",
      ])
  }

  @Test(
    "templates are not read again for their references, unless one changed or memory does not count"
  )
  func unchangedTemplatesAreNotRead() throws {
    for name in ["a", "b"] {
      try shop.folder.write(
        "<link rel=stylesheet href=/static/css/site.css>\n", to: BytePath("templates/\(name).html"))
    }
    KernelClock.waitForRest()
    let unreadable = try FaultLibrary.environment(
      failing: "openat", 5, on: "*/templates/*.html", builtIn: outside)
    func references(_ options: [String] = [], _ environment: [String: String] = [:]) throws
      -> String
    {
      try String(rowsOfASession(options, environment: environment)[1].suffix(1))
    }
    #expect(try references() == "2")
    #expect(try references([], unreadable) == "2")
    #expect(try references(["--no-cache"], unreadable) == "0")
    #expect(try references() == "2")
    try shop.folder.write("<p>none</p>\n", to: "templates/b.html")
    KernelClock.waitForRest()
    #expect(try references([], unreadable) == "1")
    #expect(try references() == "1")
    let command = try Assetbump.run(
      ["references", "--no-cache"], in: shop.folder,
      environment: ["XDG_CACHE_HOME": VisibleText.of(outside.path)])
    #expect(command.output.contains("templates/a.html:1:27"))
    #expect(try references([], unreadable) == "1")
  }

  @Test("commands and terminal UI know what the other has read")
  func sharedWithCommands() throws {
    let cache = ["XDG_CACHE_HOME": VisibleText.of(outside.path)]
    let first = try Assetbump.run(["list", "--json"], in: shop.folder, environment: cache)
    #expect(try rowsOfASession(environment: withoutReading()) == Self.rows)
    try change()
    #expect(try rowsOfASession()[1] == Self.tan)
    let second = try Assetbump.run(
      ["list", "--json"], in: shop.folder,
      environment: withoutReading().merging(cache) { $1 })
    #expect(
      second.output
        == first.output.replacing("74d94aed", with: "6cbfb1d2")
        .replacing(Shop.siteNow.dropFirst(8), with: Self.tanNow.dropFirst(8)))
  }

  /// As sha256sum prints it: of "body{color:tan}" and a line feed.
  private static let tanNow = "6cbfb1d23d38688cb41fe9a8f6b4c05e2e865f96b40320ce63005063faed4c6c"
  private static let tan =
    "  S css/site.css                         hash       2708d73b → 6cbfb1d2       0"

  @Test("a file changed with its size and times put back is read, and no other")
  func timesPutBack() throws {
    #expect(try rowsOfASession() == Self.rows)
    try change()
    let others = try FaultLibrary.environment(
      failing: "openat", 5, on: "*/static/!(css/site.css)", builtIn: outside)
    var rows = Self.rows
    rows[1] = Self.tan
    #expect(try rowsOfASession(environment: others) == rows)
  }

  @Test(
    "R sees what has changed, also where another run has read it already", arguments: [false, true])
  func readAgain(isKnown: Bool) throws {
    let terminal = try start()
    #expect(try rows(terminal) == Self.rows)
    try change()
    if isKnown {
      let check = try Assetbump.run(
        ["check"], in: shop.folder, environment: ["XDG_CACHE_HOME": VisibleText.of(outside.path)])
      #expect(check.status == 1)
    }
    terminal.send("R")
    try terminal.wait(for: " css/site.css changed on disk")
    terminal.send("j")
    var rows = Self.rows
    rows[1] = Self.tan
    let screen = try terminal.wait { $0.shows("2/9 ") && $0.isRead }
    #expect(String(screen.lines[3].trimmed) == "\u{258C}" + Self.tan.dropFirst())
    try leave(terminal)
    #expect(try rowsOfASession(environment: withoutReading()) == rows)
  }

  enum Stop: CaseIterable {
    case escape, quit, signal
  }

  @Test("a scan that is stopped leaves what was read to the next run", arguments: Stop.allCases)
  func stopped(stop: Stop) throws {
    let big = try shop.folder.write("", to: "static/zoo.bin")
    #expect(truncate(VisibleText.of(big), 60 << 30) == 0)
    KernelClock.waitForRest()
    let terminal = try start()
    try terminal.wait { $0.shows(" 7/8") }
    switch stop {
    case .escape:
      terminal.send("\u{1B}")
      try terminal.wait(for: " scan stopped: what is known is kept, R reads everything again")
      try leave(terminal)
    case .quit: try leave(terminal)
    case .signal:
      terminal.signal(SIGTERM)
      #expect(try terminal.waitForExit() == .signal(SIGTERM))
    }
    var rows = Self.rows
    rows.insert(
      " !E zoo.bin                              hash              -                  0", at: 7)
    #expect(try rowsOfASession(environment: withoutReading(), count: 10) == rows)
  }

  @Test("no folder to remember in is no error")
  func noFolder() throws {
    let file = VisibleText.of(try outside.write("a file", to: "file"))
    for cache in [file, "/dev/null", "relative", "/proc/none"] {
      #expect(try rowsOfASession(cache: cache) == Self.rows)
      #expect(try rowsOfASession(cache: cache) == Self.rows)
    }
    #expect(outside.contents(of: "file") == Array("a file".utf8))
    #expect(!shop.folder.names().contains("relative"))
  }

  @Test(
    "what lies in the place of what is remembered hinders nobody", arguments: ["mkfifo", "mkdir"])
  func somethingElse(make: String) throws {
    #expect(try rowsOfASession() == Self.rows)
    #expect(remembered == ["index", "references"])
    for name in outside.names(in: "assetbump") {
      let file = VisibleText.of(outside.appending("assetbump").appending(name))
      _ = try Command.run("rm", [file])
      _ = try Command.run(make, [file])
    }
    #expect(try rowsOfASession() == Self.rows)
    #expect(try rowsOfASession() == Self.rows)
    #expect(remembered == ["index", "references"])
  }

  @Test("two at once do each other no harm")
  func twoAtOnce() throws {
    for _ in 0..<5 {
      let (first, second) = (try start(), try start())
      first.send("R")
      #expect(try rows(second) == Self.rows)
      second.send("R")
      #expect(try rows(first) == Self.rows)
      #expect(try rows(second) == Self.rows)
      try leave(first)
      try leave(second)
      #expect(remembered == ["index", "references"])
      #expect(try rowsOfASession(environment: withoutReading()) == Self.rows)
    }
  }
}

extension VirtualScreen {
  /// Whether assets and references are read, so that the first row has the number of its references.
  fileprivate var isRead: Bool {
    !shows("Scanning") && !shows("Hashing") && !shows("Reading")
      && lines[2].trimmed.hasSuffix(" 0")
  }
}

extension StringProtocol {
  /// The text without the spaces at its end.
  fileprivate var trimmed: SubSequence {
    var text = self[...]
    while text.last == " " { text = text.dropLast() }
    return text
  }
}
