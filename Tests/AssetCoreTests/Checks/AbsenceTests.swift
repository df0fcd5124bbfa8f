import AssetCore
import Disk
import References
import Site
import TestSupport
import Testing
import Values

/// Of the files that references name and that are no assets: which are missing, and which may be brought.
@Suite("Files that are not among the assets") struct AbsenceTests {
  private func site(_ files: [String: String]) throws -> MemoryFileSystem {
    var all: [BytePath: String] = [
      "/p/assetbump.toml": "[[root]]\ntokens = \"literal\"\n", "/p/static/a.css": "a",
      "/p/static/img/i.png": "i",
    ]
    for (name, text) in files { all[BytePath("/p/" + name)] = text }
    return MemoryFileSystem(all, workingFolder: "/p")
  }

  /// Each reference of the page as `path status`, and what is said of it.
  private func said(_ files: [String: String], _ page: String) throws -> [String] {
    var files = files
    files["templates/p.html"] = page
    let disk = try site(files)
    let workspace = try Workspace(of: Project.open("/p", in: disk), on: disk)
    let references = workspace.references(on: disk)
    let statuses = references.map.all.map { found in
      "\(String(decoding: found.reference.target, as: UTF8.self)) \(found.resolution.status.rawValue)"
    }
    return statuses
      + references.findings.all.filter { $0.kind.contains("missing") }.map { finding in
        "\(finding.severity.rawValue) \(finding.message)"
      }
  }

  @Test(
    "what lies on the disk, what git leaves out, what the application answers",
    arguments: [
      (["static/.well-known/x.txt": ""], "/static/.well-known/x.txt", "there", nil),
      (["static/img/.h.png": ""], "/static/img/.h.png", "there", nil),
      (["static/app.js.map": ""], "/static/app.js.map", "there", nil),
      ([:], "/static/none.css", "missing", "error there is no static/none.css"),
      (
        [".gitignore": "# built\nstatic/css/\n"], "/static/css/site.css", "unsure",
        "note there is no static/css/site.css here: git ignores it (.gitignore:2), so that a build"
          + " may make it"
      ),
      (
        [".gitignore": "static/css/\n"], "/static/less/site.css", "missing",
        "error there is no static/less/site.css"
      ),
      (
        [".gitmodules": "[submodule \"g\"]\n\tpath = static/game\n"], "/static/game/x.png",
        "unsure",
        "note there is no static/game/x.png here: static/game is a git submodule that is not"
          + " checked out here"
      ),
      (
        [".gitmodules": "[submodule \"g\"]\n\tpath = static/game\n", "static/game/y.png": ""],
        "/static/game/x.png", "missing", "error there is no static/game/x.png"
      ),
      (
        [
          "app.py":
            "from flask import Flask\napp = Flask(__name__)\n"
            + "@app.route('/static/<name>.css')\ndef css(name): return ''\n"
        ], "/static/custom.css", "unsure",
        "note there is no static/custom.css here: the application answers that URL, app.py:3:"
          + " app.route('/static/<name>.css')"
      ),
      (
        ["app.py": "@app.get('/<path:all>')\ndef page(all): return ''\n"], "/static/none.css",
        "missing", "error there is no static/none.css"
      ),
      (
        ["static/x.scss": ""], "/static/x.css", "unsure",
        "note there is no static/x.css here: static/x.scss is there, of which a build may make it"
      ),
      (["static/x.scss": ""], "/static/y.css", "missing", "error there is no static/y.css"),
      (
        ["static/p.html": "", "out/p.html": "", "out/x.css": ""], "/static/x.css", "unsure",
        "note there is no static/x.css here: out/x.css is there, beside a copy of static/p.html: a"
          + " build may make it"
      ),
      (
        ["static/p.html": "", "out/x.css": ""], "/static/x.css", "missing",
        "error there is no static/x.css"
      ),
      (
        ["static/x.css": ""], "/static/x.min.css", "unsure",
        "note there is no static/x.min.css here: static/x.css is there, of which a build may make"
          + " it"
      ),
    ])
  func places(
    _ files: [String: String], _ url: String, _ status: String, _ finding: String?
  ) throws {
    #expect(
      try said(files, "<img src=\"\(url)\">") == ["\(url) \(status)"] + (finding.map { [$0] } ?? [])
    )
  }

  @Test("an installed application of Django's that is not in the project may bring its files")
  func packages() throws {
    let settings = """
      INSTALLED_APPS = ["django.contrib.staticfiles", "kit.theme", "own"]
      STATIC_URL = "/static/"
      STATICFILES_DIRS = [BASE_DIR / "static"]
      """
    let files = ["site/settings.py": settings, "own/apps.py": "", "own/models.py": ""]
    #expect(
      try said(
        files, "{% static 'kit/x.css' %}{% static 'own/x.css' %}{% static 'img/x.png' %}") == [
          "kit/x.css unsure", "own/x.css missing", "img/x.png missing",
          "note there is no static/kit/x.css here: kit.theme is installed and not in this project,"
            + " it may bring the file",
          "error there is no static/own/x.css", "error there is no static/img/x.png",
        ])
  }

  @Test("what a bundler reads is no file of the project, relative paths are")
  func bundlers() throws {
    let sheet = """
      @import "tailwindcss/base";
      @import "tailwindcss";
      @import "kit/x.css";
      @import "~kit/x.css";
      @import "img/x.css";
      @import "./gone.css";
      a { background: url(~kit/x.png) }
      b { background: url(@/x.png) }
      c { background: url(none.png) }
      """
    let disk = try site(["static/s.css": sheet])
    let workspace = try Workspace(of: Project.open("/p", in: disk), on: disk)
    #expect(
      workspace.references(on: disk).map.all.map { found in
        "\(found.reference.position.line) \(found.resolution.status.rawValue)"
      } == [
        "1 package", "2 package", "3 package", "4 package", "5 missing", "6 missing", "7 package",
        "8 package", "9 missing",
      ])
  }

  @Test("a page that is served at the top names what lies in its own folder, or from there")
  func pagesServedAtTheTop() throws {
    let disk = try site([
      "static/index.html": "<link rel=icon href='static/img/i.png'><img src='/img/i.png'>"
    ])
    let workspace = try Workspace(of: Project.open("/p", in: disk), on: disk)
    #expect(
      workspace.references(on: disk).map.all.map { $0.resolution.asset?.path.text } == [
        "img/i.png", "img/i.png",
      ])
  }

  @Test("names in source are no URLs of a page")
  func namesInSource() throws {
    #expect(
      try said(
        ["app.py": "render_template('home.html', open('notes.txt'), 'a.css')\n"],
        "<base href='/static/'><img src='none.png'>") == [
          "a.css ok", "none.png missing", "error there is no static/none.png",
        ])
  }

  @Test("an application's own marks of expressions")
  func marks() throws {
    let source =
      "app.jinja_env.variable_start_string = '[['\napp.jinja_env.variable_end_string = ']]'\n"
    #expect(
      try said(
        ["app.py": source],
        "<img src='/static/[[ name ]].png'>[[ url_for('static', filename='a.css') ]]") == [
          "/static/[[ name ]].png dynamic", "a.css ok",
        ])
  }
}
