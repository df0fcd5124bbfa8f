import TestSupport
import Testing
import Values

@Suite struct InitTests {
  @Test func firstSettingsAndVersions() throws {
    let folder = try TemporaryFolder()
    try folder.write("a", to: "static/a.css")
    try folder.write("b", to: "static/js/b.js")
    try folder.write("", to: "blog/static/c.css")
    expect(
      try Assetbump.run(["init"], in: folder),
      """
      wrote assetbump.toml
        static: static/ served under /static/, by the folder's name
          tokens = "loader": nothing adds tokens yet
        no URL of static carries a token until the application adds it: see assetbump loader,
        or say loader = "elsewhere" where code that is not read here does, tokens = "literal" where templates hold them
        found blog/static too: take the # away in assetbump.toml from what is served under a URL of its own
      wrote asset-versions.json: 2 assets recorded

      """, "", 0)
    #expect(folder.names() == ["asset-versions.json", "assetbump.toml", "blog", "static"])
    let versions = folder.contents(of: "asset-versions.json")
    // Digests as sha256sum prints them: of "a" and "b", without a line end.
    #expect(
      String(decoding: versions ?? [], as: UTF8.self) == """
        {
          "format": 1,
          "assets": {
            "static": {
        \(Shop.record("a.css", "ca978112", "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb", bumped: "2024-06-01"))
        \(Shop.record("js/b.js", "3e23e816", "3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d", bumped: "2024-06-01", isLast: true))
            }
          }
        }

        """)
    expect(
      try Assetbump.run(["check"], in: folder),
      """
      assetbump.toml:20:3: error: static: no-loader: nothing in the project adds tokens to its URLs, browsers keep old files - read asset-versions.json in the application; or tokens = "literal" where they stand in templates, loader = "elsewhere" where code that is not read here adds them

      """, "2 assets: 2 fresh\n", 1)
    // A second run overwrites neither.
    let settings = folder.contents(of: "assetbump.toml")
    expect(
      try Assetbump.run(["init"], in: folder), "kept assetbump.toml\nkept asset-versions.json\n",
      "", 0)
    #expect(folder.contents(of: "assetbump.toml") == settings)
    #expect(folder.contents(of: "asset-versions.json") == versions)
  }

  @Test func settingsThatAreThere() throws {
    let shop = try Shop()
    expect(
      try shop.run("init"), "kept assetbump.toml\nkept asset-versions.json\n", "", 0)
    #expect(shop.versions == Shop.versions)
    _ = try Assetbump.shell("rm asset-versions.json", in: shop.folder)
    expect(
      try shop.run("init"),
      """
      kept assetbump.toml
      wrote asset-versions.json: 4 assets recorded, 1 left that need a manual token

      """, "", 0)
  }

  @Test(arguments: [["--project", "shop", "init"], ["init", "--project", "shop"]])
  func inAFolderNamed(arguments: [String]) throws {
    let folder = try TemporaryFolder()
    try folder.write("a", to: "shop/static/a.css")
    expect(
      try Assetbump.run(arguments, in: folder),
      """
      wrote assetbump.toml
        static: static/ served under /static/, by the folder's name
          tokens = "loader": nothing adds tokens yet
        no URL of static carries a token until the application adds it: see assetbump loader,
        or say loader = "elsewhere" where code that is not read here does, tokens = "literal" where templates hold them
      wrote asset-versions.json: 1 asset recorded

      """, "", 0)
    #expect(folder.names() == ["shop"])
    #expect(folder.names(in: "shop") == ["asset-versions.json", "assetbump.toml", "static"])
  }

  /// Two blueprints, one with its files in the application's folder: that folder holds files of its
  /// own, and stays a root.
  @Test func whatSourceTells() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      from .admin import bp as admin_bp
      app = Flask(__name__)
      app.register_blueprint(admin_bp, url_prefix="/backstage")
      """, to: "shop/__init__.py")
    try folder.write(
      "bp = Blueprint('admin', __name__,\n    static_folder='static/admin')\n", to: "shop/admin.py")
    try folder.write("a", to: "shop/static/a.css")
    try folder.write("b", to: "shop/static/admin/b.css")
    try folder.write("<img src='/backstage/admin/b.css?v=7'>", to: "shop/templates/p.html")
    expect(
      try Assetbump.run(["init"], in: folder),
      """
      wrote assetbump.toml
        static: shop/static/ served under /static/, by shop/__init__.py:2: Flask()
          tokens = "loader": nothing adds tokens yet
        admin.static: shop/static/admin/ served under /backstage/admin/, by shop/admin.py:1: Blueprint('admin', static_folder='static/admin')
          tokens = "literal": 1 reference carries a token, shop/templates/p.html:1
        no URL of static carries a token until shop/__init__.py has these two lines:
          from assetbump.flask import init_app
          init_app(app)
        or assetbump init --loader, which writes their code into the project and shows where they belong
      wrote asset-versions.json: 2 assets recorded, 1 token adopted
        there is no git repository: today's bytes are the base line of every token

      """, "", 0)
    let settings = String(decoding: folder.contents(of: "assetbump.toml") ?? [], as: UTF8.self)
    #expect(
      settings.lines.filter { !$0.hasPrefix("#") && !$0.isEmpty } == [
        #"templates = ["shop/templates/**"]"#, "[[root]]", #"name = "static""#,
        #"paths = ["shop/static"]"#, #"url = "/static/""#, "[[root]]", #"name = "admin.static""#,
        #"paths = ["shop/static/admin"]"#, #"url = "/backstage/admin/""#, #"tokens = "literal""#,
        "[strategy]", "[sources]", "[html]", "[keys]",
      ])
    #expect(
      settings.lines.filter { $0.hasPrefix("# Found by") } == [
        "# Found by shop/__init__.py:2: Flask()",
        "# Found by shop/admin.py:1: Blueprint('admin', static_folder='static/admin')",
      ])
  }

  /// A folder that only holds those of blueprints is not served by itself, as far as anybody says.
  @Test func folderOfBlueprintsAlone() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      one = Blueprint("one", __name__, static_folder="../static/one", url_prefix="/1")
      two = Blueprint("two", __name__, static_folder="../static/two", url_prefix="/2")
      """, to: "parts/views.py")
    try folder.write("a", to: "static/one/a.css")
    try folder.write("b", to: "static/two/b.css")
    expect(
      try Assetbump.run(["init"], in: folder),
      """
      wrote assetbump.toml
        one.static: static/one/ served under /1/one/, by parts/views.py:1: Blueprint("one", static_folder="../static/one", url_prefix="/1")
          tokens = "loader": nothing adds tokens yet
        two.static: static/two/ served under /2/two/, by parts/views.py:2: Blueprint("two", static_folder="../static/two", url_prefix="/2")
          tokens = "loader": nothing adds tokens yet
        no URL of one.static, two.static carries a token until the application adds it: see assetbump loader,
        or say loader = "elsewhere" where code that is not read here does, tokens = "literal" where templates hold them
        found static too: take the # away in assetbump.toml from what is served under a URL of its own
      wrote asset-versions.json: 2 assets recorded

      """, "", 0)
    #expect(
      try Assetbump.run(["check"], in: folder).output.lines.map { $0.prefix(47) } == [
        "assetbump.toml:20:3: error: one.static: no-load",
        "assetbump.toml:39:3: error: two.static: no-load", "",
      ])
  }

  /// An application that adds tokens itself; helpers, a route of its own, Django, pages that are served
  /// as they lie.
  @Test(
    arguments: [
      (
        [
          "app.py": """
          app = Flask(__name__)
          @app.url_defaults
          def add(endpoint, values):
              values['v'] = digest(values['filename'])
          """,
          "static/a.css": "", "templates/p.html": "<link href='/static/a.css?v=3'>",
        ],
        """
          static: static/ served under /static/, by app.py:1: Flask()
            tokens = "loader": app.py:2: url_defaults adds tokens of its own

        """,
        ["fresh static:a.css"]
      ),
      (
        [
          "app.py": """
          app = Flask(__name__, static_url_path="")
          @app.route("/static/<string:group>/<path:name>", methods=['GET'])
          def files(group, name):
              return send_from_directory(f"static/{group}", name)
          """,
          "static/a.css": "",
          "templates/m.html":
            "\n{% macro url() %}{{ get_url('admin.static', **kwargs) }}{% endmacro %}",
          "templates/p.html": "{% import 'm.html' as m %}<base href='/p/'>",
        ],
        """
          static: static/ served under /, by app.py:1: Flask(static_url_path="")
            tokens = "loader": nothing adds tokens yet
          no URL of static carries a token until app.py has these two lines:
            from assetbump.flask import init_app
            init_app(app)
          or assetbump init --loader, which writes their code into the project and shows where they belong
          helper m.url(filename=…), by templates/m.html:2: macro url
          endpoint files(group, name) serves files of static
          pages count relative URLs from /p/, by <base href>

        """,
        ["fresh static:a.css"]
      ),
      (
        [
          "pages/__init__.py": "app = Flask(__name__, template_folder='../html')\n",
          "pages/static/a.css": "", "html/p.html": "<link href='/static/a.css?v=3'>",
        ],
        """
          static: pages/static/ served under /static/, by pages/__init__.py:1: Flask()
            tokens = "literal": 1 reference carries a token, html/p.html:1

        """,
        ["fresh static:a.css"]
      ),
      (
        [
          "site/settings.py": """
          INSTALLED_APPS = ("django.contrib.staticfiles", "blog")
          STATIC_URL = "assets/"
          STATICFILES_DIRS = [BASE_DIR / "static"]
          """,
          "static/a.css": "", "blog/static/b.css": "",
        ],
        """
          static: static/, blog/static/ served under /assets/, by site/settings.py:2: STATIC_URL
            tokens = "loader": nothing adds tokens yet
          no URL of static carries a token until site/settings.py has these two lines:
            STORAGES = {"default": {"BACKEND": "django.core.files.storage.FileSystemStorage"}, "staticfiles": {"BACKEND": "assetbump.django.VersionedStaticFilesStorage"}}
            INSTALLED_APPS = [*INSTALLED_APPS, "assetbump.django.Assets"]
          or assetbump init --loader, which writes their code into the project and shows where they belong

        """,
        ["fresh static:a.css", "fresh static:b.css"]
      ),
      (
        [
          "index.html": "<link href='css/a.css?v=1'><script src='js/a.js'></script>",
          "css/a.css": "", "js/a.js": "", "notes/n.txt": "",
        ],
        """
          css: css/ served under /css/, by index.html:1: css/a.css
            tokens = "literal": 1 reference carries a token, index.html:1
          js: js/ served under /js/, by index.html:1: js/a.js
            tokens = "literal": no application adds tokens to pages that are served as they lie

        """,
        ["fresh css:a.css", "untracked js:a.js"]
      ),
    ] as [([BytePath: String], String, [String])])
  func otherProjects(_ files: [BytePath: String], _ found: String, _ listed: [String]) throws {
    let folder = try TemporaryFolder()
    for (path, text) in files { try folder.write(text, to: path) }
    let result = try Assetbump.run(["init"], in: folder)
    #expect(result.errors == "")
    let lines = result.output.lines
    #expect(lines.first == "wrote assetbump.toml")
    let versions = lines.firstIndex { $0.hasPrefix("wrote asset-versions.json") } ?? 0
    #expect(lines[1..<max(versions, 1)].map { $0 + "\n" }.joined() == found)
    // What was written is read again, and each asset that a token was found for has one.
    let list = try Assetbump.run(["list"], in: folder)
    #expect(list.status == 0)
    let rows = list.output.split(separator: "\n").dropFirst()
    #expect(rows.map { $0.split(separator: " ").prefix(2).joined(separator: " ") } == listed)
  }

  @Test func folderThatIsNone() throws {
    let folder = try TemporaryFolder()
    expect(
      try Assetbump.run(["init", "--project", "nowhere"], in: folder), "",
      "assetbump: no such folder: \(VisibleText.of(folder.path))/nowhere"
        + " - name the project's folder with --project\n", 2)
  }

  @Test func folderWithoutAssets() throws {
    let folder = try TemporaryFolder()
    expect(
      try Assetbump.run(["init", "--dry-run"], in: folder),
      """
      would write assetbump.toml
        no static root: no source serves a folder, no page names a file of one, and none is named static
        put the files that browsers fetch into static/, and run assetbump init again
      would write no asset-versions.json: there is no asset to record

      """, "", 0)
    #expect(folder.names() == [])
    try folder.makeFolder("static")
    expect(
      try Assetbump.run(["init"], in: folder),
      """
      wrote assetbump.toml
        static: static/ served under /static/, by the folder's name
          tokens = "loader": nothing adds tokens yet
      wrote no asset-versions.json: there is no asset to record

      """, "", 0)
  }
}
