import TestSupport
import Testing
import Values

/// Who adds the tokens is seen: what nobody adds is not said to be there.
@Suite("no loader") struct NoLoaderTests {
  private func site(_ application: String, settings: String = "") throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(application, to: "app.py")
    try folder.write("a", to: "static/a.css")
    try folder.write(
      "<link rel=stylesheet href=\"{{ url_for('static', filename='a.css') }}\">\n",
      to: "templates/p.html")
    try folder.write("[[root]]\n\(settings)", to: "assetbump.toml")
    _ = try Assetbump.run(["init"], in: folder)
    return folder
  }

  private static let application = "from flask import Flask\napp = Flask(__name__)\n"
  private static let advice =
    "in app.py: from assetbump.flask import init_app; init_app(app); or tokens = \"literal\" where"
    + " they stand in templates, loader = \"elsewhere\" where code that is not read here adds them\n"

  @Test("a fresh application: check fails once for the root, and nothing is called (auto)")
  func fresh() throws {
    let folder = try site(Self.application)
    expect(
      try Assetbump.run(["check"], in: folder),
      "assetbump.toml:1:3: error: static: no-loader: nothing in the project adds tokens to its URLs,"
        + " browsers keep old files - \(Self.advice)", "1 asset: 1 fresh\n", 1)
    expect(
      try Assetbump.run(["references"], in: folder),
      """
      PLACE                  FORM  TOKEN  ASSET         STATUS
      templates/p.html:1:59  call  -      static:a.css  ok

      """, "1 reference in 1 file\n", 0)
    expect(
      try Assetbump.run(["preview"], in: folder),
      """
      static:a.css
        now   /static/a.css
        next  /static/a.css
        warn  nothing adds the token: the page has the URL without it

      """, "", 0)
    let json = try Assetbump.run(["check", "--json"], in: folder).output
    #expect(json.contains(#""kind": "no-loader", "root": "static", "path": null"#))
  }

  @Test("bundles have tokens of their own: what is said of the rest is a note")
  func bundles() throws {
    let folder = try site(
      "from flask_assets import Environment\n" + Self.application + "Environment(app)\n")
    expect(
      try Assetbump.run(["check"], in: folder),
      "assetbump.toml:1:3: note: static: no-loader: app.py:4: flask_assets.Environment() adds tokens to"
        + " bundles, nothing that is read here to other URLs - \(Self.advice)",
      "1 asset: 1 fresh\n", 0)
    // Their sources are no URLs.
    try folder.write(
      "{% assets 'a.css', output='b.css' %}<link href='{{ ASSET_URL }}'>{% endassets %}"
        + "{{ url_for('static', filename='a.css') }}", to: "templates/q.html")
    #expect(try Assetbump.run(["check"], in: folder).output.contains("note: static: no-loader: "))
    let off = try site(
      "from flask_assets import Environment\n" + Self.application
        + "env = Environment(app)\nenv.url_expire = False\n")
    #expect(try Assetbump.run(["check"], in: off).status == 1)
  }

  @Test(
    "the loader of Starlette adds nothing where it is not given the templates",
    arguments: [
      ("assetbump.starlette", "init_app(app)", false),
      ("assetbump.starlette", "init_app(app, None)", false),
      ("assetbump.starlette", "init_app(app, file=f)", false),
      ("assetbump.starlette", "init_app(app, pages)", true),
      ("assetbump.starlette", "init_app(app, templates=pages)", true),
      ("assetbump.starlette", "init_app(app, **options)", true),
      ("asset_versions", "init_app(app)", false), ("asset_versions", "init_app(app, pages)", true),
    ])
  func templates(module: String, call: String, isLoader: Bool) throws {
    let folder = try TemporaryFolder()
    try folder.write("a", to: "static/a.css")
    try folder.write("{{ url_for('static', path='a.css') }}", to: "templates/p.html")
    try folder.write("[[root]]\n", to: "assetbump.toml")
    if module == "asset_versions" {
      try folder.write(
        try Assetbump.run(["loader", "starlette"], in: folder).output, to: "asset_versions.py")
    }
    try folder.write(
      """
      from fastapi import FastAPI
      from \(module) import init_app
      app = FastAPI()
      app.mount("/static", StaticFiles(directory="static"), name="static")
      pages = Jinja2Templates(directory="templates")
      \(call)
      """, to: "app.py")
    _ = try Assetbump.run(["init"], in: folder)
    let result = try Assetbump.run(["check"], in: folder)
    #expect(result.status == (isLoader ? 0 : 1))
    #expect(
      isLoader
        || result.output.contains(
          "in app.py: from assetbump.starlette import init_app; init_app(app, pages); or")
    )
  }

  @Test("a token that is another each time is none, and is told at its place")
  func changing() throws {
    let folder = try site(
      Self.application + """

        @app.url_defaults
        def add(endpoint, values):
            if "filename" in values:
                values["v"] = int(time.time())

        """)
    expect(
      try Assetbump.run(["check"], in: folder),
      "assetbump.toml:1:3: error: static: no-loader: nothing adds tokens that last: app.py:4:"
        + " url_defaults makes another one at each request - \(Self.advice)"
        + "app.py:4:1: error: changing-token: url_defaults makes another token at each request,"
        + " browsers never keep a file - let the token follow the file: in app.py: from"
        + " assetbump.flask import init_app; init_app(app)\n", "1 asset: 1 fresh\n", 1)
  }

  @Test(
    "what adds tokens, or says that others do",
    arguments: [
      (application, "loader = \"elsewhere\"\n"),
      (application, "tokens = \"literal\"\n"),
      ("from assetbump.flask import init_app\n" + application + "init_app(app)\n", ""),
      (
        application + "@app.url_defaults\ndef add(endpoint, values):\n"
          + "    values['v'] = digest(values['filename'])\n", ""
      ),
    ])
  func none(application: String, settings: String) throws {
    let folder = try site(application, settings: settings)
    #expect(try Assetbump.run(["check"], in: folder).output == "")
  }

  @Test("an expression behind the call is a token too")
  func computed() throws {
    let folder = try site(Self.application)
    try folder.write(
      "<link rel=stylesheet href=\"{{ url_for('static', filename='a.css') }}?v={{ release }}\">\n",
      to: "templates/p.html")
    #expect(try Assetbump.run(["check"], in: folder).output == "")
    expect(
      try Assetbump.run(["preview"], in: folder),
      """
      static:a.css
        now   /static/a.css
        next  /static/a.css
        warn  the page has another token: templates compute it

      """, "", 0)
  }
}
