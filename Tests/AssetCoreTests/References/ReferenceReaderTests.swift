import AssetCore
import Disk
import References
import Site
import TestSupport
import Testing
import Values

@Suite("References of a whole project")
struct ReferenceReaderTests {
  @Test("templates, assets and source are read; what is no file of the project's own says so")
  func read() throws {
    let disk = MemoryFileSystem([
      "/shop/static/a.css": "b { background: url(i.png) }", "/shop/static/i.png": "x",
      "/shop/static/lib/x.js": "fetch('/static/i.png')",
      "/shop/templates/t.html":
        "{{ url_for('static', filename='a.css') }}\n<img src='/static/no.png'>",
      "/shop/other/t.html": "{{ url_for('static', filename='a.css') }}",
      "/shop/app.py": "from flask import *\nurl_for('static', filename='a.css', v='1')",
      "/shop/venv/x.py": "url_for('static', filename='a.css')",
      "/shop/templates/large.html": String(repeating: " ", count: ReferenceReader.largestFile + 1),
    ])
    let project = try Project.open("/shop", in: disk)
    let workspace = try Workspace(of: project, on: disk)
    let map = ReferenceReader(of: project, on: disk).read(workspace.inventory)
    #expect(
      map.all.map { found in
        "\(VisibleText.of(found.reference.file)):\(found.reference.position.line)"
          + " \(found.resolution.asset?.description ?? "-") \(found.resolution.status)"
          + " \(found.source)"
      } == [
        "app.py:2 static:a.css ok own", "other/t.html:1 static:a.css ok unlisted",
        "static/a.css:1 static:i.png ok own",
        "static/lib/x.js:1 static:i.png ok vendored", "templates/t.html:1 static:a.css ok own",
        "templates/t.html:2 - missing own",
      ])
    #expect(map.unread.map(\.description) == ["larger than 4194304 bytes: templates/large.html"])
    #expect(
      map.counts == [
        AssetID(root: "static", path: "a.css"): 3, AssetID(root: "static", path: "i.png"): 2,
      ])
    #expect(
      map[AssetID(root: "static", path: "i.png")].map(\.reference.file) == [
        "static/a.css", "static/lib/x.js",
      ])
    #expect(map[AssetID(root: "static", path: "no.png")].isEmpty)
  }

  @Test("what an example's own application serves is not missing here")
  func example() throws {
    let page =
      "{{ url_for('static', filename='own.css') }}{{ url_for('static', filename='a.css') }}"
    let disk = MemoryFileSystem([
      "/shop/assetbump.toml": "templates = [\"**/templates/**\"]", "/shop/static/a.css": "",
      "/shop/app.py": "from flask import *\napp = Flask(__name__)",
      "/shop/examples/one/app.py": "from flask import *\napp = Flask(__name__)",
      "/shop/examples/one/static/own.css": "", "/shop/examples/one/templates/t.html": page,
      "/shop/examples/two/templates/t.html": page,
    ])
    let project = try Project.open("/shop", in: disk)
    let workspace = try Workspace(of: project, on: disk)
    let map = ReferenceReader(of: project, on: disk).read(workspace.inventory)
    #expect(
      map.all.map { "\(VisibleText.of($0.reference.file)) \($0.resolution.status)" } == [
        "examples/one/templates/t.html outside", "examples/one/templates/t.html outside",
        "examples/two/templates/t.html missing", "examples/two/templates/t.html ok",
      ])
  }
}
