import Glibc
import TestSupport
import Testing
import Values

/// Writes that links or settings lead out of the project, or into git's own folder: refused, unless the
/// person allows the place from outside the project.
@Suite("A write that leads out of the project")
struct OutsideTests {
  /// A site of one page, which is a link to `../shared/p.html`.
  private struct Site {
    let folder: TemporaryFolder

    init(linking name: String = "site/templates/p.html", to target: String = "../../shared/p.html")
      throws
    {
      folder = try TemporaryFolder()
      try folder.write("[[root]]\ntokens = \"literal\"\n", to: "site/assetbump.toml")
      try folder.write("a", to: "site/static/x.css")
      try folder.write(
        """
        {
          "format": 1,
          "assets": {
            "static": {
        \(Shop.record("x.css", "1", Shop.freshNow, isLast: true))
            }
          }
        }

        """,
        to: "site/asset-versions.json")
      for page in ["shared/p.html", "site/.git/p.html"] {
        try folder.write("<link href=\"/static/x.css?v=1\">\n", to: BytePath(page))
      }
      try folder.makeFolder("site/templates")
      try folder.makeLink(BytePath(name), to: BytePath(target))
    }

    func run(arguments: [String], config: String? = nil) throws -> Command.Result {
      if let config { try folder.write(config, to: "config/assetbump/outside") }
      return try Assetbump.run(
        arguments, in: folder, at: "site",
        environment: ["XDG_CONFIG_HOME": VisibleText.of(folder.appending("config"))])
    }

    func text(_ name: BytePath) -> String? {
      folder.contents(of: name).map { String(decoding: $0, as: UTF8.self) }
    }

    var shared: String { VisibleText.of(folder.path.appending("shared")) }

    /// The diff of the page by a name.
    func diff(_ name: String) -> String {
      """
      --- \(name)
      +++ \(name)
      @@ -1 +1 @@
      -<link href="/static/x.css?v=1">
      +<link href="/static/x.css?v=ca978112">

      """
    }
  }

  private static let old = "<link href=\"/static/x.css?v=1\">\n"
  private static let new = "<link href=\"/static/x.css?v=ca978112\">\n"

  @Test("is refused, named by its real path, and nothing changes; the trial run says the same")
  func refused() throws {
    let site = try Site()
    let versions = site.text("site/asset-versions.json")
    for options in [[], ["--dry-run"]] {
      let result = try site.run(arguments: ["bump", "--all"] + options)
      #expect(result.output.contains(site.diff("\(site.shared)/p.html")))
      #expect(
        result.errors.hasSuffix(
          "assetbump: not written: templates/p.html is \(site.shared)/p.html, which lies outside the"
            + " project or is git's own (nothing changed) - where it is meant, allow its folder with"
            + " --outside\n"))
      #expect(result.status == 2)
      #expect(site.text("shared/p.html") == Self.old)
      #expect(site.text("site/asset-versions.json") == versions)
    }
  }

  @Test("is made where an option or the person's configuration allows its place")
  func allowed() throws {
    for (options, config) in [
      (["--outside", "../shared"], nil), (["--outside", "../shared/p.html"], nil),
      (["--outside", "../elsewhere", "--outside", "../shared"], nil), ([], "# mine\n\nSHARED\n"),
    ] as [([String], String?)] {
      let site = try Site()
      let lines = config.map { $0.split(separator: "\n", omittingEmptySubsequences: false) }
      let text = lines?.map { $0 == "SHARED" ? site.shared : String($0) }.joined(separator: "\n")
      let result = try site.run(arguments: ["bump", "--all"] + options, config: text)
      #expect(result.status == 0, "\(result)")
      #expect(result.output.contains(site.diff("\(site.shared)/p.html")))
      #expect(site.text("shared/p.html") == Self.new)
      let undo = try site.run(arguments: ["undo"])
      #expect(undo.status == (config == nil ? 2 : 0))
      #expect(site.text("shared/p.html") == (config == nil ? Self.new : Self.old))
    }
  }

  @Test("no option leads into git's own folder")
  func git() throws {
    let site = try Site(to: "../.git/p.html")
    for options in [[], ["--outside", "."], ["--outside", ".git"], ["--outside", "/"]] {
      let result = try site.run(arguments: ["bump", "--all"] + options)
      #expect(result.errors.contains("is git's own (nothing changed)"))
      #expect(result.status == 2)
      #expect(site.text("site/.git/p.html") == Self.old)
    }
  }

  @Test("the versions file is no exception, nor is a folder on the way to a page")
  func others() throws {
    let folder = try TemporaryFolder()
    try folder.write("a", to: "site/static/x.css")
    try folder.write("{\"format\": 1, \"assets\": {}}\n", to: "mine.json")
    try folder.makeLink("site/asset-versions.json", to: "../mine.json")
    let result = try Assetbump.run(["bump", "--all"], in: folder, at: "site")
    #expect(result.errors.contains("which lies outside the project"))
    #expect(result.status == 2)
    #expect(folder.contents(of: "mine.json") == Array("{\"format\": 1, \"assets\": {}}\n".utf8))

    let site = try Site(linking: "site/templates/shared", to: "../../shared")
    let pages = try site.run(arguments: ["bump", "--all"])
    #expect(site.text("shared/p.html") == Self.old)
    #expect(pages.status != 64)
  }

  @Test("where a link leads the versions file's folder out, nothing comes or goes beside it there")
  func besideTheVersionsFile() throws {
    let folder = try TemporaryFolder()
    try folder.write("a", to: "site/static/x.css")
    try folder.write("versions = \"sub/v.json\"\n", to: "site/assetbump.toml")
    try folder.makeLink("site/sub", to: "../home")
    let names: [BytePath] = [".v.json.77.tmp", ".v.json.journal", ".v.json.lock"]
    for name in names { try folder.write("", to: BytePath("home").appending(name)) }
    for command in [["bump", "--all"], ["undo"], ["init"], ["undo", "--foreign", "--yes"]] {
      #expect(try Assetbump.run(command, in: folder, at: "site").status == 2)
      #expect(folder.names(in: "home") == names)
    }
  }

  @Test("a link inside the project stays one, and the diff names the file that changes")
  func inside() throws {
    let site = try Site(to: "../page.html")
    try site.folder.write(Self.old, to: "site/page.html")
    let result = try site.run(arguments: ["bump", "--all"])
    #expect(result.status == 0, "\(result)")
    #expect(result.output.contains("--- a/page.html\n+++ b/page.html\n"))
    #expect(site.text("site/page.html") == Self.new)
  }

  @Test(
    "settings that lead into git's own folder are refused",
    arguments: [
      "versions = \".git/hooks/post-commit\"", "[[root]]\npaths = [\".git\"]",
      "versions = \"sub/.GIT/v.json\"",
    ])
  func settings(text: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("a", to: "static/x.css")
    try folder.write(text + "\n", to: "assetbump.toml")
    let result = try Assetbump.run(["bump", "--all"], in: folder)
    #expect(result.errors.hasSuffix(" leads into git's own folder - name a path outside it\n"))
    #expect(result.status == 2)
    #expect(folder.names() == ["assetbump.toml", "static"])
  }
}
