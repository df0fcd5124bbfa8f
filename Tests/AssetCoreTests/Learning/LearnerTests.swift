import References
import Site
import Testing
import Values

/// What source and templates tell of how a project serves its files.
struct LearnerTests {
  private func learn(_ files: [BytePath: String]) -> LearnedProject {
    ProjectLearner.learn(paths: files.keys.sorted()) { files[$0].map { Array($0.utf8) } }
  }

  private func lines(_ project: LearnedProject) -> [String] {
    project.roots.map { root in
      let folders = root.folders.map { $0.text ?? "" }.joined(separator: "+")
      let file = root.evidence.file.map { "\($0.text ?? ""):\(root.evidence.line)" } ?? "-"
      return "\(root.name) \(root.urls.joined(separator: "+")) \(folders) \(file)"
        + (project.loader(of: root.name) != nil ? " auto" : "")
        + (root.scope.map { " in \($0.text ?? "")" } ?? "")
    }
  }

  @Test func plainFlask() {
    let project = learn([
      "shop/__init__.py": "from flask import Flask\napp = Flask(__name__)\n",
      "shop/static/a.css": "", "shop/templates/a.html": "",
    ])
    #expect(lines(project) == ["static /static/ shop/static shop/__init__.py:2"])
  }

  @Test(
    "applications, whatever their class is called and whenever their folder is named",
    arguments: [
      (
        """
        import flask
        class Shop(flask.Flask):
            pass
        def create():
            return Shop(__name__, static_url_path="/s", static_folder="public")
        """, "static /s/ public app.py:5"
      ),
      (
        """
        from flask import Flask
        class Shop(Flask):
            def __init__(self):
                super().__init__(__name__, static_folder="public")
        app = Shop()
        """, "static /public/ public app.py:4"
      ),
      (
        "from flask import Flask as F\napp = F(__name__, '/s', 'public')\n",
        "static /s/ public app.py:2"
      ),
      (
        "from quart import Quart\napp = Quart(__name__, static_folder='public')\n",
        "static /public/ public app.py:2"
      ),
      (
        """
        from flask_openapi3 import OpenAPI
        app = OpenAPI(__name__, static_folder="public", static_url_path="/s")
        """, "static /s/ public app.py:2"
      ),
      (
        """
        OPTIONS = {"static_folder": "public", "static_url_path": "/s"}
        app = Flask(__name__, **OPTIONS)
        """, "static /s/ public app.py:2"
      ),
      (
        "app = Flask(__name__)\napp.static_folder = HERE + '/public'\n",
        "static /static/ public app.py:2"
      ),
      (
        "app = Flask(__name__, static_folder=None)\napp.static_folder = 'public'\n",
        "static /static/ public app.py:2"
      ),
      (
        """
        from fastapi.staticfiles import StaticFiles
        app.mount("/s", StaticFiles(directory="public"), name="static")
        """, "static /s/ public app.py:2"
      ),
      (
        """
        files = StaticFiles(directory=os.path.join(HERE, "public"))
        routes = [Mount("/s", app=files, name="files")]
        """, "files /s/ public app.py:2"
      ),
      (
        "app.router.add_static('/s/', path='public', name='static')\n", "static /s/ public app.py:1"
      ),
    ])
  func applications(_ source: String, _ expected: String) {
    let project = learn(["app.py": source, "public/a.css": "", "templates/a.html": ""])
    #expect(lines(project) == [expected])
  }

  @Test func nestedBlueprints() {
    let project = learn([
      "app.py": """
      parent = Blueprint("parent", __name__, url_prefix="/p")
      child = Blueprint("child", __name__, static_folder="child_files", url_prefix="/c")
      parent.register_blueprint(child)
      app = Flask(__name__)
      app.register_blueprint(parent)
      app.register_blueprint(parent, name="again", url_prefix="/again")
      """,
      "child_files/a.css": "",
    ])
    #expect(
      lines(project) == [
        "parent.child.static /p/c/child_files/+/again/c/child_files/ child_files app.py:2"
      ])
    #expect(
      project.endpoints == [
        OwnEndpoint(
          name: "again.child.static", root: "parent.child.static", arguments: ["filename"])
      ])
  }

  @Test(
    "Django's URL and folders, in all forms",
    arguments: [
      ("STATIC_URL: str = os.environ.get('S', '/files/')", "static /files/ assets"),
      ("STATIC_URL = env('S', default='/files/')", "static /files/ assets"),
      ("STATIC_URL = config('S', default='/files/', cast=str)", "static /files/ assets"),
      ("STATIC_URL = os.getenv('S') or '/files/'", "static /files/ assets"),
      (
        "if DEBUG:\n    STATIC_URL = env('S')\nelse:\n    STATIC_URL = '/files/'",
        "static /files/ assets"
      ),
      ("STATIC_URL = env('S')", "static /static/ assets"),
      ("STATIC_URL = 'https://cdn.example.com/s/'", "static https://cdn.example.com/s/ assets"),
      (
        "STATIC_URL = 'files'\nSTATICFILES_DIRS += [BASE_DIR / 'more']",
        "static /files/ assets+more"
      ),
      (
        "STATIC_URL = '/s/'\nSTATICFILES_DIRS.append(os.path.join(BASE_DIR, 'more'))",
        "static /s/ assets+more"
      ),
      (
        "STATIC_URL = '/s/'\nSTATICFILES_DIRS.append(('lib', str(BASE_DIR / 'more')))",
        "static /s/ assets, static.lib /s/lib/ more"
      ),
    ])
  func django(_ source: String, _ expected: String) {
    let project = learn([
      "site/base.py": """
      BASE_DIR = Path(__file__).resolve().parent.parent
      INSTALLED_APPS = ["django.contrib.staticfiles"]
      STATICFILES_DIRS = [BASE_DIR / "assets"]
      \(source)
      """,
      "assets/a.css": "", "more/b.css": "", "static/c.css": "", "blog/static/d.css": "",
    ])
    let served = project.roots.filter { $0.evidence.file != nil }.map { root in
      let folders = root.folders.map { $0.text ?? "" }.joined(separator: "+")
      return "\(root.name) \(root.urls.joined(separator: "+")) \(folders)"
    }
    #expect(served.joined(separator: ", ") == expected)
  }

  @Test func namedFolders() {
    let project = learn([
      "app/factory.py": """
      base = os.path.dirname(os.path.dirname(__file__))
      files = os.path.join(base, "public")
      app = flask.Flask(__name__, static_folder=files, static_url_path="/s")
      """,
      "app/bp/__init__.py": """
      bp = Blueprint('dash', __name__, url_prefix='/dash', static_folder="../../public/dash",
                     static_url_path='files')
      """,
      "public/a.css": "", "public/dash/b.css": "",
    ])
    #expect(
      lines(project) == [
        "static /s/ public app/factory.py:3",
        "dash.static /dash/files/ public/dash app/bp/__init__.py:1",
      ])
  }

  @Test func registeredPrefix() {
    let project = learn([
      "app/__init__.py": """
      app = Flask(__name__)
      app.register_blueprint(admin.bp, url_prefix="/backstage")
      app.register_blueprint(shop_bp, url_prefix="/shop")
      """,
      "app/admin.py": """
      bp = Blueprint("admin", __name__, url_prefix="/admin", static_folder="../public/admin")
      """,
      "app/shop/views.py": "shop_bp = Blueprint('shop', __name__, static_folder='files')\n",
      "app/blog.py": "bp = Blueprint('blog', __name__, url_prefix='/b', static_folder='posts')\n",
      "app/static/a.css": "", "public/admin/b.css": "", "app/shop/files/c.css": "",
      "app/posts/d.css": "",
    ])
    #expect(
      lines(project) == [
        "static /static/ app/static app/__init__.py:1",
        "admin.static /backstage/admin/ public/admin app/admin.py:1",
        "blog.static /b/posts/ app/posts app/blog.py:1",
        "shop.static /shop/files/ app/shop/files app/shop/views.py:1",
      ])
  }

  @Test("register_blueprint(bp, name=…) names the endpoint, but for one registered twice")
  func registeredName() {
    let project = learn([
      "app/__init__.py": """
      from .dash import bp as dashboard
      app = Flask(__name__)
      app.register_blueprint(dashboard, name="panel")
      app.register_blueprint(docs.bp, name=NAME, url_prefix="/d")
      app.register_blueprint(shop_bp)
      app.register_blueprint(shop_bp, name="again", url_prefix="/again")
      """,
      "app/dash.py":
        "bp = Blueprint('dash', __name__, url_prefix='/own', static_folder='boards')\n",
      "app/docs.py": "bp = Blueprint('docs', __name__, static_folder='pages')\n",
      "app/shop.py": "shop_bp = Blueprint('shop', __name__, static_folder='files')\n",
      "app/static/a.css": "", "app/boards/b.css": "", "app/pages/c.css": "", "app/files/d.css": "",
    ])
    #expect(
      lines(project) == [
        "static /static/ app/static app/__init__.py:2",
        "panel.static /own/boards/ app/boards app/dash.py:1",
        "docs.static /d/pages/ app/pages app/docs.py:1",
        "shop.static /files/+/again/files/ app/files app/shop.py:1",
      ])
  }

  @Test func importedUnderAnotherName() {
    let project = learn([
      "app/__init__.py": """
      from .admin import bp as admin_bp
      from app.shop import (
          bp as shop_bp,
          other,
      )
      app = Flask(__name__, static_url_path="/files")
      app.register_blueprint(admin_bp, url_prefix="/backstage")
      app.register_blueprint(shop_bp, url_prefix="/shop")
      """,
      "app/admin.py": "bp = Blueprint('admin', __name__, static_folder='admin_files')\n",
      "app/shop/__init__.py": "bp = Blueprint('shop', __name__, static_folder='files')\n",
      "app/static/a.css": "", "app/admin_files/b.css": "", "app/shop/files/c.css": "",
    ])
    #expect(
      lines(project) == [
        "static /files/ app/static app/__init__.py:6",
        "admin.static /backstage/admin_files/ app/admin_files app/admin.py:1",
        "shop.static /shop/files/ app/shop/files app/shop/__init__.py:1",
      ])
    #expect(
      project.roots.map(\.evidence.words) == [
        #"app/__init__.py:6: Flask(static_url_path="/files")"#,
        "app/admin.py:1: Blueprint('admin', static_folder='admin_files')",
        "app/shop/__init__.py:1: Blueprint('shop', static_folder='files')",
      ])
  }

  @Test func addedTokens() {
    let project = learn([
      "app.py": """
      app = Flask(__name__)
      @app.url_defaults
      def add(endpoint, values):
          values['v'] = digest(values['filename'])
      """,
      "static/a.css": "",
    ])
    #expect(lines(project) == ["static /static/ static app.py:1 auto"])
    #expect(
      project.loaders.map { $0.words(versions: "v.json") } == [
        "app.py:2: url_defaults adds tokens of its own"
      ])
  }

  @Test func ownEndpoint() {
    let project = learn([
      "app.py": """
      app = Flask(__name__, static_url_path="")
      @app.route("/static/<string:group>/<path:name>", methods=['GET'])
      def files(group, name):
          return send_from_directory(f"static/{group}", name)
      @app.route("/page/<int:number>")
      def page(number): pass
      """,
      "static/js/a.js": "",
    ])
    #expect(lines(project) == ["static /+/static/ static app.py:1"])
    #expect(
      project.endpoints == [
        OwnEndpoint(name: "files", root: "static", arguments: ["group", "name"])
      ])
  }

  /// A function that hands out what lies elsewhere too: each call of it is looked at.
  @Test func ownEndpointOfSeveralFolders() {
    let project = learn([
      "app.py": """
      app = Flask(__name__)
      @app.route("/files/<group>/<name>")
      def files(group, name):
          if group == "shots":
              return send_from_directory(os.path.join(store.path, name), "last.png")
          return send_from_directory(f"static/{group}", path=name)
      @app.route("/shots/<name>")
      def shots(name):
          return send_from_directory(store.path, name)
      """,
      "static/js/a.js": "",
    ])
    #expect(
      project.endpoints == [
        OwnEndpoint(name: "files", root: "static", arguments: ["group", "name"])
      ])
  }

  /// Of two applications the one that lies nearest to the project's folder is its own.
  @Test func nearestApplication() {
    let project = learn([
      "_next/app/__init__.py": "from flask import Flask\napp = Flask(__name__)\n",
      "shop.py": "from flask import Flask\nshop = Flask(__name__)\n", "static/a.css": "",
    ])
    #expect(project.application?.evidence.file == "shop.py")
  }

  @Test func djangoMergesItsFolders() {
    let project = learn([
      "site/settings.py": """
      INSTALLED_APPS = ("django.contrib.staticfiles", "blog", "shop.apps.ShopConfig")
      STATIC_URL = f"{prefix}/assets/"
      STATICFILES_DIRS = [BASE_DIR / "static"]
      """,
      "static/a.css": "", "blog/static/b.css": "", "shop/static/shop/c.css": "",
    ])
    #expect(
      lines(project) == ["static /assets/ static+blog/static+shop/static site/settings.py:2"])
  }

  @Test func pagesWithoutAnApplication() {
    let project = learn(["index.html": "<base href=\"/\">", "css/a.css": "", "js/a.js": ""])
    #expect(project.servesPages)
    #expect(project.pageBase == "/")
    #expect(
      lines(project) == [
        "css /css/ css index.html:1", "js /js/ js index.html:1", ". / . index.html:1",
      ])
  }

  @Test func macroThatHandsOn() {
    let project = learn([
      "pkg/base.py": "bp = Blueprint(name, __name__, static_folder=folder)",
      "pkg/static/a.css": "",
      "pkg/templates/admin/static.html":
        "{% macro url() -%}{{ get_url('{x}.static'.format(x=e), **kwargs) }}{%- endmacro %}",
      "pkg/templates/admin/base.html": "{% import 'admin/static.html' as files with context %}",
    ])
    #expect(lines(project) == ["pkg.static /static/ pkg/static -"])
    #expect(
      project.helpers == [
        ReferenceHelper(name: "files.url", syntax: .call, root: "*", pathKeyword: "filename")
      ])
    #expect(
      project.helperPlaces.map(\.words) == ["pkg/templates/admin/static.html:1: macro url"])
  }

  @Test func examplesKeepToThemselves() {
    let project = learn([
      "shop.py": "app = Flask(__name__)", "static/a.css": "",
      "examples/one/app.py": "app = Flask(__name__)", "examples/one/static/a.css": "",
    ])
    #expect(
      lines(project) == [
        "static /static/ static shop.py:1",
        "static /static/ examples/one/static examples/one/app.py:1 in examples/one",
      ])
  }
}
