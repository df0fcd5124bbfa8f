import Disk
import Site
import TestSupport
import Testing
import Values

@testable import AssetCore

/// What `check` printed is printed again for as long as nothing changes, and no longer.
///
/// An answer that was never given shows who believes what is remembered.
@Suite struct AnswerTests {
  private let shop: Shop
  private let outside: TemporaryFolder

  init() throws {
    shop = try Shop()
    outside = try TemporaryFolder()
    try shop.folder.write("<script src=\"/static/none.js\"></script>\n", to: "templates/p.html")
    try shop.folder.write("linked\n", to: "aside/linked.css")
    try shop.folder.write("read by nobody\n", to: "notes.pdf")
    try shop.folder.makeLink("static/css/linked.css", to: "../../aside/linked.css")
    try shop.folder.makeLink("static/css/inside.css", to: "site.css")
    KernelClock.waitForRest()
  }

  private func check(_ options: String...) throws -> Command.Result {
    try Assetbump.run(
      ["check"] + options, in: shop.folder,
      environment: ["XDG_CACHE_HOME": VisibleText.of(outside.path)])
  }

  /// Puts an answer that no run gave in the place of all that is remembered.
  private func tellLie() throws {
    let cache = AnswerCache(in: outside.path)
    let project = try Project.open(shop.folder.path, in: DiskFileSystem())
    let (snapshot, answers) = try #require(cache.remembered(of: project))
    for (question, _) in answers {
      let lie = try #require(cache.begin(question, about: project, in: snapshot))
      lie.add(Array("a lie\n".utf8))
      lie.finish(messages: Array("said\n".utf8), code: 1)
    }
  }

  @Test func theSameTwice() throws {
    let first = try check()
    let json = try check("--json")
    #expect(try check() == first)
    #expect(try check("--json") == json)
    try tellLie()
    for options in [[], ["--json"]] {
      let answer = try Assetbump.run(
        ["check"] + options, in: shop.folder,
        environment: ["XDG_CACHE_HOME": VisibleText.of(outside.path)])
      expect(answer, "a lie\n", "said\n", 1)
    }
    // Colours are another question.
    #expect(try !check("--color", "always").output.contains("a lie"))
    #expect(try check("--no-cache") == first)
    #expect(try check() == first)
  }

  @Test(arguments: [
    "echo 'other' >static/css/fresh.css",
    "touch -r static/css/fresh.css t && echo FRESH >static/css/fresh.css"
      + " && touch -r t static/css/fresh.css && rm t",
    "echo >static/css/another.css",
    "rm static/js/app.js",
    "mkdir static/empty",
    "chmod 000 static/img/new.png",
    "mv static/css/fresh.css x && cp x static/css/fresh.css && rm x",
    "echo more >>templates/p.html",
    "echo more >templates/q.html",
    "mkdir deep && echo more >deep/app.py",
    "echo 'location /static/ { expires max; }' >nginx.conf",
    "echo '# more' >>assetbump.toml",
    "sed -i s/bumped/bumpes/ asset-versions.json",
    "rm asset-versions.json",
    "echo other >aside/linked.css",
    "ln -sfn fresh.css static/css/inside.css",
    "echo >static/fonts/nowhere",
    "mv static s && ln -s s static",
  ])
  func everyChangeShows(change: String) throws {
    _ = try check()
    try tellLie()
    #expect(try check().output == "a lie\n")
    #expect(try Command.run("sh", ["-c", change], in: shop.folder.path).status == 0)
    let now = try check()
    #expect(!now.output.contains("a lie"))
    #expect(try check("--no-cache") == now)
    KernelClock.waitForRest()
    #expect(try check() == now)
  }

  /// What no command reads is no reason to read all again.
  @Test func whatIsNotReadDoesNotCount() throws {
    _ = try check()
    try tellLie()
    _ = try Command.run("sh", ["-c", "echo more >>notes.pdf"], in: shop.folder.path)
    #expect(try check().output == "a lie\n")
  }

  /// What was written just before may be written again within the same tick of the clock; a time that is
  /// still to come stands for any such moment.
  @Test func whatIsNotAtRestIsNotRemembered() throws {
    let file = VisibleText.of(shop.folder.appending("static/css/fresh.css"))
    #expect(try Command.run("touch", ["-d", "tomorrow", file]).status == 0)
    _ = try check()
    let cache = AnswerCache(in: outside.path)
    let project = try Project.open(shop.folder.path, in: DiskFileSystem())
    #expect(cache.remembered(of: project)?.answers.isEmpty ?? true)
  }

  /// A file that is damaged, cut, or somebody else's gives no answer, and no error.
  @Test func damageIsNoAnswer() throws {
    let first = try check()
    let name = BytePath(
      "assetbump/\(ProjectCache.name(of: shop.folder.path)).answers")
    let whole = try #require(outside.contents(of: name))
    for place in stride(from: 0, to: whole.count, by: 31) {
      var damaged = whole
      damaged[place] ^= 0x20
      try outside.write(damaged, to: name)
      #expect(try check() == first, "damage at \(place)")
      try outside.write(Array(whole.prefix(place)), to: name)
      #expect(try check() == first, "cut at \(place)")
    }
    let path = VisibleText.of(outside.appending(name))
    for make in ["mkdir", "mkfifo"] {
      _ = try Command.run("rm", ["-rf", path])
      #expect(try Command.run(make, [path]).status == 0)
      #expect(try check() == first, "\(make)")
    }
  }
}
