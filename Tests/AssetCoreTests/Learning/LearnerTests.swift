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
        + (root.addsToken ? " auto" : "") + (root.scope.map { " in \($0.text ?? "")" } ?? "")
    }
  }

  @Test func plainFlask() {
    let project = learn([
      "shop/__init__.py": "from flask import Flask\napp = Flask(__name__)\n",
      "shop/static/a.css": "", "shop/templates/a.html": "",
    ])
    #expect(lines(project) == ["static /static/ shop/static shop/__init__.py:2"])
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
        "dash.static /dash/files/ public/dash app/bp/__init__.py:1",
        "static /s/ public app/factory.py:3",
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
        "shop.static /again/files/ app/files app/shop.py:1",
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
    #expect(project.automatic?.words == "app.py:2: url_defaults")
  }

  @Test(arguments: [
    ("from assetbump.flask import init_app", "app.py:2: assetbump.flask"),
    ("import assetbump.jinja as loader", "app.py:2: assetbump.jinja"),
    ("STORAGES = {'staticfiles': 'assetbump.django.Storage'}", "app.py:2: assetbump.django"),
    ("class VersionedStaticFilesStorage(Usual): pass", "app.py:2: VersionedStaticFilesStorage"),
    ("env.globals.update(url_for=own)", "app.py:2: url_for"),
    ("from assetbump.flasks import init_app", nil), ("# from assetbump.flask import x", nil),
    ("from assetbump import flask", nil), ("print('assetbump.flask')", nil),
  ])
  func ownLoader(line: String, evidence: String?) {
    let project = learn([
      "app.py": "app = Flask(__name__)\n\(line)\n", "static/a.css": "",
    ])
    #expect(
      lines(project) == ["static /static/ static app.py:1" + (evidence == nil ? "" : " auto")])
    #expect(project.automatic?.words == evidence)
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

  @Test func djangoMergesItsFolders() {
    let project = learn([
      "site/settings.py": """
      INSTALLED_APPS = ("django.contrib.staticfiles",)
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
