import References
import Testing
import Values

/// What adds tokens, as source tells it: nothing is taken for a loader that does not add a token.
@Suite struct LoaderTests {
  private func loaders(_ files: [BytePath: String]) -> [String] {
    ProjectLearner.learn(paths: files.keys.sorted()) { files[$0].map { Array($0.utf8) } }
      .loaders.map { loader in
        let roots = loader.roots.map { " for \($0.sorted().joined(separator: ", "))" } ?? ""
        return loader.words(versions: "asset-versions.json") + roots
      }
  }

  private static let application = """
    from flask import Flask
    app = Flask(__name__)

    """

  @Test("Flask-Static-Digest and its function, made in a module of its own")
  func staticDigest() {
    let files: [BytePath: String] = [
      "shop/app.py": "from flask import Flask\nfrom shop.more import digest\n"
        + "app = Flask(__name__)\ndigest.init_app(app)\n",
      "shop/more.py": "from flask_static_digest import FlaskStaticDigest\n"
        + "digest = FlaskStaticDigest()\n",
      "shop/static/a.css": "",
    ]
    #expect(
      loaders(files) == [
        "shop/more.py:2: FlaskStaticDigest() adds tokens of its own, of each file's bytes"
      ])
    let project = ProjectLearner.learn(paths: files.keys.sorted()) {
      files[$0].map { Array($0.utf8) }
    }
    #expect(project.helpers.map(\.example) == ["static_url_for(filename=…)"])
    #expect(project.loader(of: "static") == nil)
  }

  @Test(
    "functions of url_defaults, by what they make the token of",
    arguments: [
      (
        """
        @app.url_defaults
        def add(endpoint, values):
            if endpoint == "static":
                values["v"] = hashlib.sha256(read(values["filename"])).hexdigest()[:8]
        """, ["app.py:3: url_defaults adds tokens of its own, of each file's bytes for static"]
      ),
      (
        """
        def digest(name):
            return zlib.crc32(open(name, "rb").read())
        @app.url_defaults
        def add(endpoint, values):
            if "filename" in values:
                values.setdefault("v", digest(values["filename"]))
        """, ["app.py:5: url_defaults adds tokens of its own, of each file's bytes"]
      ),
      (
        """
        def add(endpoint, values):
            if endpoint.endswith("static"):
                values.update(v=int(os.stat(path(values["filename"])).st_mtime))
        app.url_defaults(add)
        """,
        [
          "app.py:3: url_defaults adds tokens of its own, of the time of each file's last change"
        ]
      ),
      (
        """
        RELEASE = "7"
        @app.url_defaults
        def add(endpoint, values):
            if endpoint in ("static", "admin.static"):
                values["v"] = RELEASE
        """,
        ["app.py:4: url_defaults adds one token of its own to all files for admin.static, static"]
      ),
      (
        """
        STARTED = int(time.time())
        @app.url_defaults
        def add(endpoint, values):
            if endpoint == "static":
                values["v"] = STARTED
        """, ["app.py:4: url_defaults adds one token of its own to all files for static"]
      ),
      (
        """
        @app.url_defaults
        def add(endpoint, values):
            if endpoint == "static":
                values["v"] = int(time.time())
        """,
        [
          "app.py:3: url_defaults adds another token at each request, so that browsers keep"
            + " nothing for static"
        ]
      ),
      (
        """
        @app.url_defaults
        def add(endpoint, values):
            values.setdefault("language", g.language)
        """, []
      ),
      (
        """
        @app.url_defaults
        def look(endpoint, values):
            if endpoint == "static":
                log(values["filename"])
        """, []
      ),
    ])
  func urlDefaults(_ source: String, _ expected: [String]) {
    #expect(
      loaders(["app.py": Self.application + source, "static/a.css": ""]) == expected)
  }

  @Test("ours counts where somebody calls it")
  func ours() {
    let pasted = """
      def init_app(app, file):
          tokens = json.loads(file.read_bytes())
          @app.url_defaults
          def add_token(endpoint, values):
              if "filename" in values:
                  values["v"] = tokens[endpoint][values["filename"]]
      """
    let call = "import versions\nversions.init_app(app, here / 'asset-versions.json')\n"
    #expect(
      loaders(["app.py": Self.application + call, "versions.py": pasted, "static/a.css": ""])
        == ["versions.py:3: url_defaults adds the tokens of asset-versions.json"])
    #expect(
      loaders(["app.py": Self.application, "versions.py": pasted, "static/a.css": ""]) == [])
    #expect(
      loaders([
        "app.py": "from assetbump.flask import init_app\n" + Self.application + "init_app(app)\n",
        "static/a.css": "",
      ]) == ["app.py:4: assetbump.flask.init_app adds the tokens of asset-versions.json"])
    #expect(
      loaders([
        "app.py": "from assetbump.flask import init_app\n" + Self.application,
        "static/a.css": "",
      ]) == [])
  }

  @Test("a replaced url_for, however templates come to know it")
  func replacedMaker() {
    let maker = """
      def dated(endpoint, **values):
          if endpoint == "static":
              values["q"] = os.path.getmtime(values["filename"])
          return url_for(endpoint, **values)

      """
    let known = [
      "@app.context_processor\ndef names():\n    return dict(url_for=dated)\n",
      "@app.context_processor\ndef names():\n    return {'url_for': dated}\n",
      "app.jinja_env.globals['url_for'] = dated\n",
      "app.jinja_env.globals.update(url_for=dated)\n",
      "app.add_template_global(dated, 'url_for')\n",
    ]
    for lines in known {
      #expect(
        loaders(["app.py": Self.application + maker + lines, "static/a.css": ""]) == [
          "app.py:7: url_for adds tokens of its own, of the time of each file's last change"
            + " for static"
        ])
    }
  }

  @Test(
    "Django's storages",
    arguments: [
      (
        "STATICFILES_STORAGE = 'django.contrib.staticfiles.storage.ManifestStaticFilesStorage'",
        [
          "site/settings.py:3: ManifestStaticFilesStorage adds tokens of its own, of each file's"
            + " bytes for static"
        ]
      ),
      (
        "STORAGES = {'staticfiles': {'BACKEND': 'whitenoise.storage.CompressedManifestStaticFilesStorage'}}",
        [
          "site/settings.py:3: CompressedManifestStaticFilesStorage adds tokens of its own, of"
            + " each file's bytes for static"
        ]
      ),
      (
        "STORAGES = {'staticfiles': {'BACKEND': 'whitenoise.storage.CompressedStaticFilesStorage'}}",
        []
      ),
      (
        "STORAGES = {}\nSTORAGES['staticfiles'] = {'BACKEND': 'assetbump.django.VersionedStaticFilesStorage'}",
        [
          "site/settings.py:4: VersionedStaticFilesStorage adds the tokens of"
            + " asset-versions.json for static"
        ]
      ),
    ])
  func storages(_ line: String, _ expected: [String]) {
    #expect(
      loaders([
        "site/settings.py":
          "INSTALLED_APPS = ['django.contrib.staticfiles', 'blog']\nSTATIC_URL = '/s/'\n\(line)\n",
        "blog/static/a.css": "",
      ]) == expected)
  }
}
