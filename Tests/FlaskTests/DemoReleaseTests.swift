import Disk
import Screen
import TestSupport
import Testing
import Values

/// The demo, released in the terminal UI and served by real Flask.
@Suite("The demo under Flask", .serialized)
struct DemoReleaseTests {
  @Test("it is in the state of a project before a release")
  func state() throws {
    let demo = try DemoCopy()
    let table = try String(
      decoding: DiskFileSystem().read(
        Tool.repository.appending("Tests/Flask/demo-status.tsv"), limit: 1 << 20), as: UTF8.self)
    let expected = table.split(separator: "\n").dropFirst().map { $0.split(separator: "\t") }
    let listed = try demo.list().map { [$0.root, $0.path, $0.status, $0.strategy] }
    #expect(
      listed.map { $0.joined(separator: " ") }.sorted()
        == expected.map { $0.joined(separator: " ") }.sorted())
  }

  @Test("bumped and written, its pages hold exactly the URLs that the preview showed")
  func release() throws {
    let demo = try DemoCopy()
    let before = try demo.list()
    let manual = try #require(
      before.first { $0.strategy == "manual" && $0.status == "stale" })
    let session = try DemoSession(demo)
    let shown = try session.release(manual: manual, token: "2.0-rc1")

    // Exactly the bytes of the diff that was shown have changed, and nothing else.
    let patched = try DemoCopy()
    try patched.folder.write(shown.diff, to: "shown.diff")
    let patch = try Command.run(
      "patch", ["-s", "-p1", "-i", "shown.diff"], in: patched.folder.path)
    #expect(patch.output + patch.errors == "" && patch.status == 0, "\(patch.errors) \(shown.diff)")
    let differing = try Command.run(
      "diff",
      ["-r", "-x", "__pycache__", "-x", "shown.diff", VisibleText.of(patched.folder.path), "."],
      in: demo.folder.path)
    #expect(differing.output == "")
    let changed = try Command.run(
      "diff",
      [
        "-r", "-q", "-x", "__pycache__", VisibleText.of(Tool.repository.appending("assets-demo")),
        ".",
      ], in: demo.folder.path)
    #expect(changed.output.split(separator: "\n").count == 3, "\(changed.output)")

    var promised = Set(before.filter { $0.path != manual.path }.compactMap(\.nextURL))
    promised.insert(shown.manualURL)
    let pages = try DemoPages.of(demo.folder.path)
    for (address, page) in pages.pages {
      #expect(page.status == 200, "\(address)")
      #expect(!page.urls.isEmpty, "\(address)")
      for url in page.urls where !Self.isByTime(url) {
        #expect(promised.contains(url), "\(address)")
        #expect(pages.responses[url] == 200, "\(url)")
        #expect(pages.cache[url]?.split(separator: ", ").contains("max-age=31536000") == true)
      }
    }
    try mendWhatIsLeft(demo)
    try demo.folder.write("body { color: teal }\n", to: "shop/static/css/site.css")
    #expect(try demo.run(["check"]).status == 1)
  }

  /// The URL whose token is the time of the request; `check` says it, until somebody takes it out.
  private static func isByTime(_ url: String) -> Bool {
    url.hasPrefix("/workshop/static/js/today.js?t=")
  }

  private func mendWhatIsLeft(_ demo: DemoCopy) throws {
    let name: BytePath = "shop/workshop/templates/workshop/index.html"
    let left = try demo.run(["check"])
    #expect(
      left.output == """
        \(VisibleText.of(name)):9:56: error: workshop.static:js/today.js: changing-token: the token is another \
        at each request, browsers never keep the file - write v=1 as its token, then assetbump bump \
        workshop.static:js/today.js
        \(VisibleText.of(name)):25:31: note: workshop.static:img/bench.svg: hard-coded-url: written out, where \
        3 places use url_for - write {{ url_for('workshop.static', filename='img/bench.svg') }}

        """)
    #expect(left.status == 1)
    let page = try #require(demo.folder.contents(of: name))
    let text = String(decoding: page, as: UTF8.self)
    try demo.folder.write(
      Array(text.replacing("?t={{ time.time() }}", with: "?v=1").utf8), to: name)
    #expect(try demo.run(["bump", "workshop.static:js/today.js"]).status == 0)
    #expect(try demo.run(["check"]).status == 0)
  }

  @Test("before the release the pages are served with the tokens recorded")
  func before() throws {
    let demo = try DemoCopy()
    let recorded = Set(try demo.list().compactMap(\.url))
    let pages = try DemoPages.of(demo.folder.path)
    for page in pages.pages.values {
      #expect(page.status == 200)
      #expect(Set(page.urls.filter { !Self.isByTime($0) }).isSubset(of: recorded))
    }
  }
}

/// A release of the demo, driven by keys on a terminal wide enough for whole lines of the diff.
private struct DemoSession {
  let terminal: PseudoTerminal

  init(_ demo: DemoCopy) throws {
    terminal = try PseudoTerminal(
      try Tool.path(), ["--flat"],
      environment: demo.environment.merging(
        ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8"]
      ) { $1 }, directory: VisibleText.of(demo.folder.path), size: Size(columns: 1200, rows: 200))
  }

  /// Bumps all, types the manual asset's token, writes, and leaves.
  ///
  /// - Returns: the diff as the write screen showed it, and the URL that the preview showed for the
  ///   manual asset.
  func release(manual: ListedAsset, token: String) throws -> (diff: String, manualURL: String) {
    try terminal.wait { screen in
      screen.lines.contains { $0.contains(manual.path) } && !screen.text.contains("Hashing")
    }
    terminal.send("B")
    try terminal.wait { $0.text.contains("1 manual asset needs its token: ") }
    terminal.send("/\(manual.path)\r")
    try terminal.wait { $0.lines.contains { $0.hasPrefix("\u{258C}") && $0.contains(manual.path) } }
    terminal.send("m")
    try terminal.wait(for: "Manual token for")
    terminal.send("\(token)\r")
    let screen = try terminal.wait {
      $0.lines.contains { $0.contains("next /") && $0.contains(token) }
    }
    let next = try #require(
      screen.lines.first { $0.contains("next /") }?.split(separator: " ").last)
    terminal.send("\u{1B}")
    try terminal.wait { screen in screen.lines.count { $0.contains("/") } > 5 }
    terminal.send("w")
    // The hints are the last row, so all above them is drawn.
    try terminal.wait { $0.lines.last?.hasPrefix(" y write") == true }
    terminal.send("z")
    let write = try terminal.wait { screen in
      screen.lines.contains { $0.hasPrefix(" --- ") }
        && screen.lines.last?.contains("z changes") == true
    }
    // The diff stands behind a column of its own.
    let diff = write.lines.drop { !$0.hasPrefix(" --- ") }.prefix { !$0.hasPrefix(" y write") }
      .filter { line in
        // The row ` 1-82 of 82` tells the place in the diff.
        let isPlace = line.hasPrefix(" 1-") && line.contains(" of ")
        return !isPlace && !line.allSatisfy { $0 == " " }
      }
    terminal.send("y")
    try terminal.wait(for: "wrote 3 files")
    terminal.send("q")
    #expect(try terminal.waitForExit() == .code(0))
    let trimmed = diff.map { line in
      String(line.dropFirst().reversed().drop { $0 == " " }.reversed())
    }
    return (trimmed.joined(separator: "\n") + "\n", String(next))
  }
}
