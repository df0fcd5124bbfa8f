import References
import Site
import Testing
import Values

/// Functions of an application that make URLs of static files, by whatever name templates know them.
@Suite("Helpers that are learned")
struct LearnedHelperTests {
  private func learn(_ files: [BytePath: String]) -> LearnedProject {
    var files = files
    files["static/a.css"] = ""
    return ProjectLearner.learn(paths: files.keys.sorted()) { files[$0].map { Array($0.utf8) } }
  }

  /// Each helper as `example root prefix…suffix token`.
  private func lines(_ source: String) -> [String] {
    let project = learn([
      "app.py": "from flask import Flask, url_for\napp = Flask(__name__)\n" + source
    ])
    return project.helpers.map { helper in
      var line = "\(helper.example) \(helper.root ?? "-")"
      if !helper.pathPrefix.isEmpty || !helper.pathSuffix.isEmpty {
        line += " \(helper.pathPrefix)…\(helper.pathSuffix)"
      }
      if let added = helper.added { line += added == .lasting ? " token" : " changing" }
      return line
    }
  }

  private static let maker = "def made(name):\n    return url_for('static', filename=name, v=1)\n"

  @Test(
    "whatever makes a function known to templates",
    arguments: [
      "app.jinja_env.globals['asset'] = made", "app.jinja_env.globals.update(asset=made)",
      "app.jinja_env.globals.update({'asset': made})",
      "app.jinja_env.globals.setdefault('asset', made)", "env.globals = {'asset': made}",
      "app.add_template_global(made, 'asset')", "app.add_template_global(f=made, name='asset')",
      "app.template_global('asset')(made)", "bp.add_app_template_global(made, 'asset')",
      "@app.context_processor\ndef names():\n    return dict(asset=made)\n",
      "@bp.app_context_processor\ndef names():\n    def inner(name): return made(name)\n"
        + "    return {'asset': inner}\n",
      "app.context_processor(lambda: {'asset': made})",
      "def names(): return {'asset': made}\napp.context_processor(names)",
      "app.jinja_env.globals['asset'] = lambda p: url_for('static', filename=p, v=release)",
      "templates = Jinja2Templates('t', context_processors=[names])\ndef names(request):\n"
        + "    return {'asset': made}\n",
      "render_template('a.html', asset=made)",
    ])
  func names(_ source: String) {
    #expect(lines(Self.maker + source).map { $0.split(separator: "(")[0] } == ["asset"])
    #expect(lines(Self.maker + source).allSatisfy { $0.hasSuffix(" static token") })
  }

  @Test(
    "what a function makes of which argument",
    arguments: [
      ("def f(name):\n    return url_for('static', filename=name)", "f(name) static"),
      (
        "def f(name):\n    return flask.url_for('static', filename='css/' + name)",
        "f(name) static css/…"
      ),
      (
        "def f(name):\n    return url_for('static', filename=f'css/{name}.css')",
        "f(name) static css/….css"
      ),
      (
        "def f(name):\n    return url_for('static', filename=os.path.join('css', name))",
        "f(name) static css/…"
      ),
      (
        "def f(name):\n    url = url_for('static', filename=name)\n    return f'{url}?h=1'",
        "f(name) static token"
      ),
      (
        "def f(name):\n    return '%s?v=%s' % (url_for('static', filename=name), V)",
        "f(name) static token"
      ),
      (
        "def f(name):\n    return url_for('static', filename=name) + '?v=' + str(time.time())",
        "f(name) static changing"
      ),
      (
        "def f(root, name):\n    return url_for(root, filename=name)", "f(name) -"
      ),
      (
        "def f(**values):\n    values['v'] = release()\n    return url_for('static', **values)",
        "f(filename=…) static token"
      ),
      (
        "def f(name):\n    return inner(name)\ndef inner(n):\n"
          + "    return url_for('static', filename='css/' + n)", "f(name) static css/…"
      ),
      (
        "def f(name):\n    return Markup('<link href=\"%s\">') % url_for('static', filename=name)",
        "f(name) static"
      ),
      ("def f(name):\n    return f'/static/{name}?v={V}'", "f(name) static token"),
      ("def f(root, name):\n    return f'/{root}/{name}?v={V}'", "f(name) - token"),
      ("def f(root, n):\n    return '/' + root + '/css/' + n + '?v=' + V", "f(n) - css/… token"),
      ("def f(name):\n    return '/static/css/' + name", "f(name) static css/…"),
      (
        "@pass_context\ndef f(context, name):\n    return url_for('static', filename=name)",
        "f(name) static"
      ),
    ])
  func arguments(_ source: String, _ expected: String) {
    #expect(lines(source + "\napp.add_template_global(f)\n") == [expected])
  }

  @Test(
    "what is none",
    arguments: [
      "def f(name):\n    return url_for('user', filename=name)",
      "def f(name):\n    return url_for('static', filename='a.css')",
      "def f(name):\n    return name + '?v=1'",
      "def f(name, other):\n    return url_for('static', filename=name + other)",
      "def f(name):\n    return static(name)",
      "def f(language, page):\n    return f'/{language}/{page}'",
      "def f(name):\n    return f(name)",
    ])
  func none(_ source: String) {
    #expect(lines(source + "\napp.add_template_global(f)\n") == [])
  }

  @Test(
    "filters and tags",
    arguments: [
      (
        "@app.template_filter('asset')\ndef f(name):\n    return url_for('static', filename=name)",
        "…|asset static"
      ),
      (
        "from django.templatetags.static import static\n@register.simple_tag\ndef asset(path):\n"
          + "    return static('css/' + path)", "{% asset … %} static css/…"
      ),
      (
        "from django.templatetags.static import static\n"
          + "@register.simple_tag(takes_context=True, name='asset')\ndef f(context, path):\n"
          + "    return static(path)", "{% asset … %} static"
      ),
      (
        "from django.contrib.staticfiles.storage import staticfiles_storage\n"
          + "@register.filter\ndef asset(path):\n    return staticfiles_storage.url(path)",
        "…|asset static"
      ),
      ("env.globals['asset'] = url_for", "asset(filename=…) -"),
      (
        "from django.templatetags.static import static\nenv.globals.update(asset=static)",
        "asset(path) static"
      ),
    ])
  func syntax(_ source: String, _ expected: String) {
    #expect(lines(source) == [expected])
  }

  @Test("a helper of another module, and the tokens that it adds")
  func modules() throws {
    let project = learn([
      "app.py": "from flask import Flask\nimport tools\napp = Flask(__name__)\ntools.start(app)\n",
      "tools.py":
        "from lib import made\ndef start(app):\n    app.jinja_env.globals['asset'] = made\n",
      "lib.py":
        "from flask import url_for\ndef inner(p):\n    return url_for('static', filename=p)\n"
        + "def made(p):\n    v = hashlib.md5(open(p, 'rb').read()).hexdigest()\n"
        + "    return inner(p) + '?v=' + v\n",
    ])
    #expect(project.helpers.map(\.example) == ["asset(p)"])
    #expect(project.loaders.map(\.kind) == [.digest])
    #expect(project.loaders.map(\.helper) == ["asset"])
    #expect(project.loader(of: "static") == nil)
    #expect(project.hasLoader(of: "static") == false)
  }

  @Test(
    "calls in templates",
    arguments: [
      ("{{ asset('a.css') }}", "1:11 call auto a.css <{{ asset('a.css') }}>"),
      ("{{ asset(name='a.css') }}", "1:16 call auto a.css <{{ asset(name='a.css') }}>"),
      (
        "{{ asset('a.css') }}?v=3", "1:11 call literal(v=3) a.css <{{ asset('a.css') }}?v=3>"
      ),
      ("{{ 'a.css'|rev }}", "1:5 call a.css <{{ 'a.css'|rev }}>"),
      ("{{ 'a.css' | rev }}?v=3", "1:5 call literal(v=3) a.css <{{ 'a.css' | rev }}?v=3>"),
      ("{% old 'a.css' %}", "1:9 tag changing a.css <{% old 'a.css' %}>"),
    ])
  func calls(_ text: String, _ expected: String) {
    var asset = ReferenceHelper(name: "asset", syntax: .call, root: "static", pathKeyword: nil)
    (asset.pathAlias, asset.added, asset.isForTemplates) = ("name", .lasting, true)
    let filter = ReferenceHelper(name: "rev", syntax: .filter, root: "static", pathKeyword: nil)
    var tag = ReferenceHelper(name: "old", syntax: .tag, root: "static", pathKeyword: nil)
    tag.added = .changing
    let rules = ReferenceRules(helpers: [asset, filter, tag])
    #expect(ReferenceText.of(text, in: "a.html", rules: rules) == [expected])
    #expect(
      ReferenceText.of("x = asset('a.css')", in: "a.py", rules: rules) == [
        "1:12 py-str maybe a.css"
      ])
  }
}
