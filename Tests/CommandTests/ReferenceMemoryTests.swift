import Disk
import TestSupport
import Testing
import Values

@testable import References

/// What a template gave is taken as it was for as long as the template does not change, and no longer.
///
/// Names that no template has show who believes what is remembered.
@Suite struct ReferenceMemoryTests {
  private let shop: Shop
  private let outside: TemporaryFolder
  private let cache: ReferenceCache

  init() throws {
    shop = try Shop()
    outside = try TemporaryFolder()
    cache = ReferenceCache(
      project: shop.folder.path, in: outside.path,
      program: FileStamp(BytePath(try Assetbump.path())))
    for name in ["p", "q"] {
      try shop.folder.write(
        "<script src=\"/static/\(name)-none.js\"></script>\n",
        to: BytePath("templates/\(name).html"))
    }
    KernelClock.waitForRest()
    _ = try run("check")
  }

  /// Runs a command to which no answer is remembered.
  private func run(_ arguments: String...) throws -> Command.Result {
    let script = "rm -f '\(VisibleText.of(outside.path))'/assetbump/*.answers"
    #expect(try Command.run("sh", ["-c", script]).status == 0)
    return try Assetbump.run(
      arguments, in: shop.folder,
      environment: ["XDG_CACHE_HOME": VisibleText.of(outside.path)])
  }

  /// Puts names of the same length in the place of those that are remembered.
  private func tellLie() throws {
    let memory = try #require(cache.open())
    var lie = memory
    lie.texts = ByteList()
    for row in 0..<memory.texts.count {
      let text = String(decoding: memory.texts[row], as: UTF8.self)
      lie.texts.append(text.replacing("none", with: "lies").utf8)
    }
    #expect(lie != memory)
    cache.save(lie)
  }

  /// Which of the two templates' references are those of the lie.
  private func believed(_ result: Command.Result) -> [Bool] {
    ["p", "q"].map { name in
      #expect(
        result.output.contains("\(name)-none.js") != result.output.contains("\(name)-lies.js"))
      return result.output.contains("\(name)-lies.js")
    }
  }

  @Test(arguments: ["check", "references"])
  func unchanged(command: String) throws {
    let truth = try run(command)
    #expect(believed(truth) == [false, false])
    try tellLie()
    #expect(try believed(run(command)) == [true, true])
    #expect(try believed(run(command, "--json")) == [true, true])
    #expect(try run(command, "--no-cache") == truth)
    #expect(try run(command) == truth)
  }

  @Test(arguments: [
    "echo more >>templates/p.html",
    "touch -r templates/p.html t && echo '<script src=\"/static/p-none.JS\"></script>'"
      + " >templates/p.html && sed -i s/JS/js/ templates/p.html && touch -r t templates/p.html",
    "touch templates/p.html",
    "chmod 600 templates/p.html",
    "mv templates/p.html x && cp -p x templates/p.html",
    "mv templates/p.html x && ln -s ../x templates/p.html && touch x",
    "cp -p templates/p.html x && cat x >templates/p.html && touch -r x templates/p.html",
  ])
  func changed(change: String) throws {
    try tellLie()
    #expect(try Command.run("sh", ["-c", change], in: shop.folder.path).status == 0)
    for command in ["check", "references", "check"] {
      #expect(try believed(run(command)) == [false, true])
      KernelClock.waitForRest()
    }
  }

  /// A template under another's name is not that one; nor is one that came in its place.
  @Test func exchanged() throws {
    try tellLie()
    let script = "cd templates && mv p.html x && mv q.html p.html && mv x q.html"
    #expect(try Command.run("sh", ["-c", script], in: shop.folder.path).status == 0)
    let now = try run("check")
    #expect(believed(now) == [false, false])
    #expect(try run("check", "--no-cache") == now)
  }

  /// What is looked for in templates has changed.
  @Test(arguments: [
    "sed -i '1 a url = \"/assets/\"' assetbump.toml",
    "sed -i '1 i templates = [\"**/*.html\"]' assetbump.toml && echo '[sources]' >>assetbump.toml"
      + " && echo 'backup = [\"q.html\"]' >>assetbump.toml",
  ])
  func otherRules(change: String) throws {
    try tellLie()
    #expect(try Command.run("sh", ["-c", change], in: shop.folder.path).status == 0)
    let now = try run("references")
    #expect(!now.output.contains("lies"))
    #expect(try run("references", "--no-cache") == now)
  }

  @Test func gone() throws {
    try tellLie()
    #expect(
      try Command.run("rm", [VisibleText.of(shop.folder.appending("templates/p.html"))]).status == 0
    )
    let output = try run("references").output
    #expect(!output.contains("p-lies") && output.contains("q-lies"))
  }
}
