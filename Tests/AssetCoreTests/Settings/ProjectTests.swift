import Formats
import Site
import Testing
import Values

@Suite struct ProjectTests {
  static func found(_ files: [String: String], from folder: BytePath = "/x/y") -> String {
    result { () throws(ProjectError) in
      try Project.find(from: folder, in: StubFileSystem(files))
    }
  }

  static func opened(_ files: [String: String], _ folder: BytePath = "/x/y") -> String {
    result { () throws(ProjectError) in try Project.open(folder, in: StubFileSystem(files)) }
  }

  /// The project in a line of text, or the error's text.
  static func result(_ look: () throws(ProjectError) -> Project) -> String {
    do throws(ProjectError) {
      let project = try look()
      let source =
        switch project.source {
        case .file(let name): name
        case .conventions: "conventions"
        }
      let folders = project.settings.roots.flatMap(\.folders).map(\.text)
      return "\(VisibleText.of(project.folder)) \(source) \(folders.compactMap { $0 }) "
        + "\(project.settings.templates.patterns)"
    } catch {
      return error.description
    }
  }

  static let usual = "[\"static\"] [\"templates/**\"]"
  static let nothing =
    "no project here: looked for assetbump.toml, pyproject.toml with [tool.assetbump], "
    + "asset-versions.json and static/ in /x/y and above - run assetbump init in the project's "
    + "folder, or name it with --project"

  @Test(arguments: [
    // Settings, here and above
    (["/x/y/assetbump.toml": ""], "/x/y assetbump.toml \(usual)"),
    (["/x/assetbump.toml": "", "/x/y/": ""], "/x assetbump.toml \(usual)"),
    (["/assetbump.toml": "", "/x/y/": ""], "/ assetbump.toml \(usual)"),
    (
      ["/x/y/assetbump.toml": "templates = ['t/*']", "/x/assetbump.toml": ""],
      "/x/y assetbump.toml [\"static\"] [\"t/*\"]"
    ),
    (["/x/y/pyproject.toml": "[tool.assetbump]"], "/x/y pyproject.toml \(usual)"),
    (
      ["/x/y/pyproject.toml": "[tool.ruff]", "/x/assetbump.toml": ""], "/x assetbump.toml \(usual)"
    ),
    (
      ["/x/y/pyproject.toml": "not [ toml", "/x/assetbump.toml": ""], "/x assetbump.toml \(usual)"
    ),
    // Settings above win over conventions here, and lie above .git perhaps.
    (
      ["/x/assetbump.toml": "", "/x/y/static/": "", "/x/y/.git/": ""],
      "/x assetbump.toml \(usual)"
    ),
    (
      ["/x/y/assetbump.toml": "", "/x/y/pyproject.toml": "[project]\nname = 'assetbump'"],
      "/x/y assetbump.toml \(usual)"
    ),
    (
      ["/x/y/assetbump.toml": "", "/x/y/pyproject.toml": "[tool.assetbump]"],
      "two settings in /x/y: assetbump.toml, and [tool.assetbump] in pyproject.toml - "
        + "keep one of them"
    ),
    (["/x/y/pyproject.toml/a": ""], nothing),
    (
      ["/x/y/assetbump.toml/a": ""],
      "cannot look for a project: not a regular file but a folder: /x/y/assetbump.toml"
        + " - put a regular file there"
    ),
    // What is wrong in settings: the name alone here, the whole path above.
    (["/x/y/assetbump.toml": "a ="], "assetbump.toml:1:4: not TOML: a value is needed here"),
    (
      ["/x/assetbump.toml": "a =", "/x/y/": ""],
      "/x/assetbump.toml:1:4: not TOML: a value is needed here"
    ),
    (
      ["/x/y/pyproject.toml": "a =\n[tool.assetbump]"],
      "pyproject.toml:1:4: not TOML: a value is needed here"
    ),
    (
      ["/x/y/assetbump.toml": String(repeating: "#", count: 1_048_577)],
      "assetbump.toml: larger than 1048576 bytes - settings are far smaller; "
        + "is this the right file?"
    ),
    // Conventions
    (["/x/y/static/a.css": ""], "/x/y conventions \(usual)"),
    (["/x/static/a.css": "", "/x/y/": ""], "/x conventions \(usual)"),
    (["/x/y/asset-versions.json": "{}"], "/x/y conventions \(usual)"),
    (["/x/y/static": "a file"], nothing),
    (["/x/y/": ""], nothing),
    ([:], nothing),
    (
      ["/x/y/app/static/a.css": ""],
      "/x/y conventions [\"app/static\"] [\"app/templates/**\"]"
    ),
    (
      ["/x/y/[app]*/static/a.css": ""],
      "/x/y conventions [\"[app]*/static\"] [\"\\\\[app]\\\\*/templates/**\"]"
    ),
    (
      ["/x/y/app/static/": "", "/x/y/static/": "", "/x/y/b/static/": ""],
      "/x/y conventions \(usual)"
    ),
    (
      ["/x/y/app/static/": "", "/x/y/.venv/static/": "", "/x/y/node_modules/static/": ""],
      "/x/y conventions [\"app/static\"] [\"app/templates/**\"]"
    ),
    (
      ["/x/y/app/static/": "", "/x/y/b/static/": ""],
      "several static folders in /x/y: app/static, b/static - run assetbump init there, "
        + "and say in assetbump.toml which are served"
    ),
    (["/x/y/app/b/static/": ""], nothing),
    // Above, a package counts only at the top of a repository or beside a versions file.
    (["/x/app/static/": "", "/x/y/": ""], nothing),
    (
      ["/x/app/static/": "", "/x/y/": "", "/x/.git/": ""],
      "/x conventions [\"app/static\"] [\"app/templates/**\"]"
    ),
    (
      ["/x/app/static/": "", "/x/y/": "", "/x/asset-versions.json": ""],
      "/x conventions [\"app/static\"] [\"app/templates/**\"]"
    ),
    // No further than the repository, whose .git may be a file.
    (["/x/static/": "", "/x/y/.git/": ""], nothing),
    (["/x/static/": "", "/x/y/.git": "gitdir: /z"], nothing),
    (["/x/static/": "", "/x/.git/": "", "/x/y/": ""], "/x conventions \(usual)"),
  ])
  func findsProjects(_ files: [String: String], _ expected: String) {
    #expect(Self.found(files) == expected)
  }

  @Test func startsInsideStatic() {
    let files = ["/x/static/css/a.css": "", "/x/static/.keep": ""]
    #expect(Self.found(files, from: "/x/static/css") == "/x conventions \(Self.usual)")
    #expect(Self.found(files, from: "/x/./static/") == "/x conventions \(Self.usual)")
  }

  @Test(arguments: [
    (["/x/y/assetbump.toml": ""], "/x/y assetbump.toml \(usual)"),
    (["/x/y/pyproject.toml": "[tool.assetbump]"], "/x/y pyproject.toml \(usual)"),
    (["/x/y/static/": ""], "/x/y conventions \(usual)"),
    (["/x/y/asset-versions.json": ""], "/x/y conventions \(usual)"),
    (
      ["/x/y/app/static/": ""], "/x/y conventions [\"app/static\"] [\"app/templates/**\"]"
    ),
    (
      ["/x/assetbump.toml": "", "/x/static/": "", "/x/y/": ""],
      "no project in /x/y: looked for assetbump.toml, pyproject.toml with [tool.assetbump], "
        + "asset-versions.json and static/ - run assetbump init there, "
        + "or name another folder with --project"
    ),
    ([:], "no such folder: /x/y - name the project's folder with --project"),
    (["/x/y": "file"], "no such folder: /x/y - name the project's folder with --project"),
  ])
  func opensExactlyTheFolder(_ files: [String: String], _ expected: String) {
    #expect(Self.opened(files) == expected)
  }

  @Test func saysWhatCannotBeRead() {
    let closedFile = StubFileSystem(["/x/assetbump.toml": ""], closed: ["/x/assetbump.toml"])
    let closedFolder = StubFileSystem(["/x/a/": ""], closed: ["/x"])
    let fifo = StubFileSystem([:], fifos: ["/x/assetbump.toml"])
    #expect(
      [closedFile, closedFolder, fifo].map { disk in
        Self.result { () throws(ProjectError) in try Project.find(from: "/x", in: disk) }
      } == [
        "cannot look for a project: permission denied: /x/assetbump.toml - make it readable",
        "cannot look for a project: permission denied: /x/assetbump.toml - make it readable",
        "cannot look for a project: not a regular file but a FIFO: /x/assetbump.toml"
          + " - put a regular file there",
      ])
  }

  @Test func takesPackagesWhoseNamesAreNoText() throws {
    let package = BytePath(bytes: Array("/x/a".utf8) + [0xFF])
    let disk = StubFileSystem([:], bytes: [package.appending("static")])
    let settings = try Project.find(from: "/x", in: disk).settings
    let name = BytePath(bytes: [0x61, 0xFF])
    #expect(settings.roots == [StaticRoot(folders: [name.appending("static")])])
    #expect(settings.templates == GlobList(["a?/templates/**"]))
    #expect(settings.templates.matches(name.appending("templates/a.html")))
  }
}
