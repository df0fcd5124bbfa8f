import Disk
import TestSupport
import Testing
import Values

/// What `init` does on request: the loader's file, settings for `pyproject.toml`; and what it suggests.
@Suite struct InitOptionTests {
  @Test func loaderOfAFactory() throws {
    let folder = try TemporaryFolder()
    let source = """
      from flask import Flask

      def create_app():
          app = Flask(__name__)
          return app

      """
    try folder.write(source, to: "shop/__init__.py")
    try folder.write("a", to: "shop/static/a.css")
    let said = """
      wrote assetbump.toml
        static: shop/static/ served under /static/, by shop/__init__.py:4: Flask()
          tokens = "loader": nothing adds tokens yet
      wrote asset-versions.json: 1 asset recorded
      wrote shop/asset_versions.py
      add to shop/__init__.py, by hand or by patch -p1:
      --- a/shop/__init__.py
      +++ b/shop/__init__.py
      @@ -1,5 +1,7 @@
       from flask import Flask
      +from .asset_versions import init_app
      \u{20}
       def create_app():
           app = Flask(__name__)
      +    init_app(app)
           return app

      """
    let draft = try Assetbump.run(["init", "--loader", "--dry-run"], in: folder)
    #expect(draft.output == said.replacing("wrote ", with: "would write "))
    #expect(folder.names(in: "shop") == ["__init__.py", "static"])
    expect(try Assetbump.run(["init", "--loader"], in: folder), said, "", 0)
    #expect(
      folder.contents(of: "shop/asset_versions.py")
        == Array(try Assetbump.run(["loader", "flask"], in: folder).output.utf8))
    #expect(folder.contents(of: "shop/__init__.py") == Array(source.utf8))
    // A second time nothing is written, and what is to be added is said again.
    #expect(
      try Assetbump.run(["init", "--loader"], in: folder).output.lines.prefix(4) == [
        "kept assetbump.toml", "kept asset-versions.json", "kept shop/asset_versions.py",
        "add to shop/__init__.py, by hand or by patch -p1:",
      ])
  }

  @Test func loaderOfQuart() throws {
    let folder = try TemporaryFolder()
    try folder.write("from quart import Quart\n\napp = Quart(__name__)\n", to: "app.py")
    try folder.write("a", to: "static/a.css")
    #expect(
      try Assetbump.run(["init", "--loader"], in: folder).output.lines.suffix(10)
        == [
          "wrote asset_versions.py", "add to app.py, by hand or by patch -p1:", "--- a/app.py",
          "+++ b/app.py", "@@ -1,3 +1,5 @@", " from quart import Quart",
          "+from asset_versions import init_app", " ", " app = Quart(__name__)", "+init_app(app)",
          "",
        ].suffix(10))
    #expect(
      folder.contents(of: "asset_versions.py")
        == Array(try Assetbump.run(["loader", "quart"], in: folder).output.utf8))
  }

  /// Modules import the loader, under a name that Node takes for CommonJS whatever the package says.
  @Test(arguments: [
    (
      "server.mjs", "{}", "import express from \"express\";", "asset-versions.cjs",
      [
        "+import assetVersions from \"./asset-versions.cjs\";",
        "+const assets = assetVersions.load({ prefixes: { \"public\": \"/static/\" } });",
        "+app.locals.asset = (name) => assets.url(name, \"public\");",
        "+app.use(\"/static\", assets.serve(\"public\", new URL(\"./public\", import.meta.url)));",
      ]
    ),
    (
      "server.js", "{\n \"type\" : \"module\" }", "import express from \"express\";",
      "asset-versions.cjs",
      [
        "+import assetVersions from \"./asset-versions.cjs\";",
        "+const assets = assetVersions.load({ prefixes: { \"public\": \"/static/\" } });",
        "+app.locals.asset = (name) => assets.url(name, \"public\");",
        "+app.use(\"/static\", assets.serve(\"public\", new URL(\"./public\", import.meta.url)));",
      ]
    ),
    (
      "server.cjs", "{\"type\": \"module\"}", "const express = require(\"express\");",
      "asset-versions.cjs",
      [
        "+const assets = require(\"./asset-versions.cjs\").load({ prefixes: { \"public\": \"/static/\" } });",
        "+app.locals.asset = (name) => assets.url(name, \"public\");",
        "+app.use(\"/static\", assets.serve(\"public\", __dirname + \"/public\"));",
      ]
    ),
    (
      "server.js", "{}", "const express = require(\"express\");", "asset-versions.js",
      [
        "+const assets = require(\"./asset-versions.js\").load({ prefixes: { \"public\": \"/static/\" } });",
        "+app.locals.asset = (name) => assets.url(name, \"public\");",
        "+app.use(\"/static\", assets.serve(\"public\", __dirname + \"/public\"));",
      ]
    ),
  ])
  func loaderOfNode(
    file: String, package: String, first: String, loader: String, added: [String]
  ) throws {
    let folder = try TemporaryFolder()
    let source = """
      // The server.
      \(first)
      const app = express();
      app.use("/static", express.static("public"));

      """
    try folder.write(source, to: BytePath(file))
    try folder.write(package, to: "package.json")
    try folder.write("a", to: "public/a.css")
    let said = try Assetbump.run(["init", "--loader"], in: folder).output.lines
    #expect(said.contains("wrote \(loader)"))
    #expect(said.filter { $0.hasPrefix("+") && !$0.hasPrefix("+++") } == added)
  }

  /// Where the lines belong is not known: they are named, and no file is written.
  @Test(arguments: [
    ("server.ts", "import express from \"express\";\nconst app = express();\n", "app"),
    ("server.js", "const router = require(\"express\").Router();\n", "router"),
  ])
  func noPlaceForALoader(file: String, text: String, variable: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(
      text + "\(variable).use(\"/static\", express.static(\"public\"));\n", to: BytePath(file))
    try folder.write("a", to: "public/a.css")
    let said = try Assetbump.run(["init", "--loader"], in: folder).output.lines
    let number = text.lines.count
    #expect(
      said.suffix(4) == [
        "wrote no loader: it is not known where its lines belong beside \(file):\(number):"
          + " \(variable).use(\"/static\", express.static(\"public\")):",
        "  assetbump loader node > asset-versions.js",
        "  app.locals.asset = require(\"./asset-versions.js\").load().url", "",
      ])
    #expect(!folder.names().contains("asset-versions.js"))
  }

  /// Settings for a file that belongs to the project are shown, and never written.
  @Test func settingsForPyproject() throws {
    let folder = try TemporaryFolder()
    try folder.write("from flask import Flask\napp = Flask(__name__)\n", to: "app.py")
    try folder.write("a", to: "static/a.css")
    try folder.write("<link href='/static/a.css?v=12'>", to: "pages/templates/a.html")
    try folder.write("[project]\nname = \"shop\"\n", to: "pyproject.toml")
    #expect(
      try Assetbump.run(["init", "--dry-run"], in: folder).output.lines.prefix(2) == [
        "would write assetbump.toml",
        "  pyproject.toml is there: where settings belong into it, delete assetbump.toml and run"
          + " assetbump init --pyproject, which prints them",
      ])
    let result = try Assetbump.run(["init", "--pyproject"], in: folder)
    expect(
      result,
      """
      add to pyproject.toml:
        [tool.assetbump]
        templates = ["pages/templates/**"]

        [[tool.assetbump.root]]
        name = "static"
        paths = ["static"]
        url = "/static/"
        tokens = "literal"
      these were found:
        static: static/ served under /static/, by app.py:2: Flask()
          tokens = "literal": 1 reference carries a token, pages/templates/a.html:1
      wrote asset-versions.json: 1 token adopted
        there is no git repository: today's bytes are the base line of every token

      """, "", 0)
    #expect(folder.contents(of: "pyproject.toml") == Array("[project]\nname = \"shop\"\n".utf8))
    #expect(
      folder.names() == ["app.py", "asset-versions.json", "pages", "pyproject.toml", "static"])
    // What was printed is read, where it is put.
    let table = result.output.lines.drop { $0 != "  [tool.assetbump]" }.prefix {
      $0 != "these were found:"
    }
    try folder.write(
      (["[project]", "name = \"shop\""] + table).joined(separator: "\n"), to: "pyproject.toml")
    expect(
      try Assetbump.run(["check"], in: folder), "", "1 asset: 1 fresh\n", 0)
    #expect(
      try Assetbump.run(["init"], in: folder).output
        == "kept pyproject.toml\nkept asset-versions.json\n")
  }

  /// A project whose tools have their settings in `pyproject.toml` is shown what to put there.
  @Test func settingsBesideThoseOfOtherTools() throws {
    let folder = try TemporaryFolder()
    try folder.write("from flask import Flask\napp = Flask(__name__)\n", to: "app.py")
    try folder.write("a", to: "static/a.css")
    let shared = "[project]\nname = \"shop\"\n[tool.ruff]\nline-length = 100\n"
    try folder.write(shared, to: "pyproject.toml")
    let said = try Assetbump.run(["init"], in: folder).output.lines
    #expect(
      said.prefix(10) == [
        "wrote assetbump.toml",
        "  pyproject.toml holds the settings of other tools: to have these there too, delete"
          + " assetbump.toml and add",
        "    [tool.assetbump]", "", "    [[tool.assetbump.root]]", "    name = \"static\"",
        "    paths = [\"static\"]", "    url = \"/static/\"", "  these were found:",
        "  static: static/ served under /static/, by app.py:2: Flask()",
      ])
    #expect(folder.contents(of: "pyproject.toml") == Array(shared.utf8))
    #expect(
      try Assetbump.run(["init", "--pyproject"], in: folder).output == """
        kept assetbump.toml: settings in both files are an error - delete it to have them printed for \
        pyproject.toml
        kept asset-versions.json

        """)
    // What is said is done.
    try DiskFileSystem().removeFile(folder.appending("assetbump.toml"))
    let again = try Assetbump.run(["init", "--pyproject"], in: folder).output.lines
    #expect(again.prefix(2) == ["add to pyproject.toml:", "  [tool.assetbump]"])
    try folder.write(
      shared + said[2..<8].joined(separator: "\n"), to: "pyproject.toml")
    #expect(
      try Assetbump.run(["check"], in: folder).output.hasPrefix(
        "pyproject.toml:7:22: error: static: no-loader"))
  }

  /// A table of one's own that names no root is shown the ones that were found.
  @Test func tableWithoutRoots() throws {
    let folder = try TemporaryFolder()
    try folder.write("from flask import Flask\napp = Flask(__name__)\n", to: "web/app.py")
    try folder.write("a", to: "web/static/a.css")
    try folder.write("<link href='/static/a.css?v=12'>", to: "pages/templates/a.html")
    let own = "[tool.assetbump]\nversions = \"tokens.json\"\n\n[tool.ruff]\nline-length = 100\n"
    try folder.write(own, to: "pyproject.toml")
    expect(
      try Assetbump.run(["init"], in: folder),
      """
      kept pyproject.toml
      add to its table [tool.assetbump]:
        templates = ["pages/templates/**"]

        [[tool.assetbump.root]]
        name = "static"
        paths = ["web/static"]
        url = "/static/"
        tokens = "literal"
      wrote tokens.json: 1 token adopted
        there is no git repository: today's bytes are the base line of every token

      """, "", 0)
    #expect(folder.contents(of: "pyproject.toml") == Array(own.utf8))
    try folder.write(
      """
      [tool.assetbump]
      versions = "tokens.json"
      templates = ["pages/templates/**"]
      [[tool.assetbump.root]]
      name = "static"
      paths = ["web/static"]
      url = "/static/"
      tokens = "literal"
      """, to: "pyproject.toml")
    expect(try Assetbump.run(["check"], in: folder), "", "1 asset: 1 fresh\n", 0)
    #expect(
      try Assetbump.run(["init"], in: folder).output == "kept pyproject.toml\nkept tokens.json\n")
  }

  /// A project that counts is told of the strategy that does, and its settings name it, switched off.
  @Test(arguments: [
    (["1", "12", "7"], "3 of 3 tokens are numbers, the first templates/p.html:1"),
    (["1", "12", "20240601"], "2 of 3 tokens are numbers, the first templates/p.html:1"),
    (["1", "3f2a91c0", "20240601"], nil), (["012", "1.2", "v3"], nil),
  ])
  func counting(tokens: [String], words: String?) throws {
    let folder = try TemporaryFolder()
    var page = ""
    for (name, token) in zip(["a.css", "b.css", "c.css"], tokens) {
      try folder.write(name, to: BytePath("static/\(name)"))
      page += "<link href='/static/\(name)?v=\(token)'>\n"
    }
    try folder.write(page, to: "templates/p.html")
    let said = try Assetbump.run(["init"], in: folder).output
    let line = words.map { "  \($0): default = \"count\" in [strategy] goes on counting" }
    #expect(said.lines.first { $0.contains("goes on counting") } == line)
    let settings = String(decoding: folder.contents(of: "assetbump.toml") ?? [], as: UTF8.self)
    #expect(settings.lines.contains("#default = \"count\"") == (words != nil))
    #expect(settings.lines.contains("#default = \"hash\"") == (words == nil))
    guard words != nil else { return }
    try folder.write(
      settings.replacing("#default = \"count\"", with: "default = \"count\""), to: "assetbump.toml")
    try folder.write("changed", to: "static/b.css")
    _ = try Assetbump.run(["bump", "--all"], in: folder)
    #expect(
      String(decoding: folder.contents(of: "templates/p.html") ?? [], as: UTF8.self)
        == page.replacing("b.css?v=12", with: "b.css?v=13"))
  }

  @Test func projectInAnother() throws {
    let folder = try TemporaryFolder()
    try folder.write("[[root]]\n", to: "assetbump.toml")
    try folder.write("a", to: "shop/static/a.css")
    let said = try Assetbump.run(["init"], in: folder, at: "shop").output
    #expect(
      said.lines.contains(
        "  this folder lies in a project with settings, \(VisibleText.of(folder.path))/assetbump.toml:"
          + " what is run here goes by those written here"))
  }
}
