import Testing
import Values

@testable import References

/// What expressions of source come to, without running any.
@Suite struct PythonValueTests {
  private static let base = """
    import os
    import os.path as osp
    from os.path import dirname, join
    from pathlib import Path
    from .paths import PUBLIC, Config
    HERE = os.path.dirname(os.path.abspath(__file__))
    TOP = Path(__file__).resolve().parent.parent
    NAME = "assets"

    """

  @Test(
    arguments: [
      (#""static""#, "static"),
      (#"HERE + "/public""#, "<site/shop>/public"),
      (#"os.path.join(HERE, "a", "b")"#, "<site/shop>/a/b"),
      (#"join(dirname(HERE), "a")"#, "<site>/a"),
      (#"osp.join(HERE, os.pardir, "web")"#, "<site/shop>/../web"),
      (#"TOP / "a" / NAME"#, "<site>/a/assets"),
      (#"str(TOP.joinpath("x", "y"))"#, "<site>/x/y"),
      (#"Path(__file__).parents[1] / "s""#, "<site>/s"),
      (#"f"{HERE}/{NAME}/v1""#, "<site/shop>/assets/v1"),
      (#""%s/%s" % (NAME, "x")"#, "assets/x"),
      (#""{}/{}".format(NAME, "y")"#, "assets/y"),
      (#"os.environ.get("S", "/files/")"#, "/files/"),
      (#"env("S", default="/files/")"#, "/files/"),
      (#"os.getenv("S") or "/or/""#, "/or/"),
      (#""/a/" if DEBUG else env("S")"#, "/a/"),
      (#"env("S") if PROD else "/b/""#, "/b/"),
      (#"os.sep.join([NAME, "z"])"#, "assets/z"),
      (#"PUBLIC"#, "<site/shop/pub>"),
      (#"Config.FOLDER"#, "dist"),
      (#"settings["folder"]"#, "<?>"),
      (#"unknown + "/static""#, "<?>/static"),
    ])
  func values(_ source: String, _ expected: String) throws {
    let files: [BytePath: String] = [
      "site/shop/app.py": Self.base + "x = \(source)\n",
      "site/shop/paths.py": """
      from pathlib import Path
      PUBLIC = Path(__file__).parent / "pub"
      class Config:
          FOLDER = "dist"
      """,
    ]
    let project = PythonProject(paths: files.keys.sorted()) { files[$0].map { Array($0.utf8) } }
    let module = try #require(project.module(of: "site/shop/app.py"))
    let definitions = module.definitions(of: "x", in: 0)
    guard case .value(let expression, _)? = definitions.first else {
      Issue.record("x is not set")
      return
    }
    let value = PythonReader(project).value(of: expression, in: module, 0)
    let shown = value.parts.map { part in
      switch part {
      case .literal(let text): text
      case .place(let path): "<\(path.text ?? "")>"
      case .hole: "<?>"
      }
    }.joined()
    let resolved: String
    if case .place(let path)? = value.path, shown.hasPrefix("<"), !expected.contains("..") {
      resolved = path.text ?? ""
    } else {
      resolved = ""
    }
    let plain = expected.replacing("<", with: "").replacing(">", with: "")
    #expect(shown == expected || resolved == plain)
  }

  /// Of what a name, an attribute or a member is set to several times, what stands last before its use,
  /// or last of all where it is none of the file's names.
  @Test(
    arguments: [
      ("A = '/a'\nA = '/b'\nB = A\nA = '/c'", "/b"),
      ("B = A\nA = '/a'\nA = '/b'", "/a"),
      ("A = '/a'\nA = unknown()\nB = A", "/a"),
      ("A = '/a'\nfrom b import A\nB = A", "/a"),
      ("c['k'] = '/a'\nc['k'] = '/b'\nc['l'] = '/c'\nB = c['k']", "/b"),
      ("C = {'a': '/a', 'a': '/b'}\nB = C['a']", "/b"),
      (
        "C = {\(Array(0..<20).map { "'k\($0)': '/\($0)'" }.joined(separator: ", ")), 'k7': '/b'}\n"
          + "B = C['k7']", "/b"
      ),
      (
        "class T:\n  def f(self):\n    self.p = '/a'\n    self.p = '/b'\n    B = self.p", "/b"
      ),
    ])
  func severalValues(_ source: String, _ expected: String) throws {
    let project = PythonProject(paths: ["app.py"]) { _ in Array((source + "\n").utf8) }
    let module = try #require(project.module(of: "app.py"))
    for scope in module.scopes.indices {
      for case .value(let value, _) in module.scopes[scope].definitions["B"] ?? [] {
        let found = PythonReader(project).value(of: value, in: module, scope)
        #expect((found.text ?? "<?>") == expected)
        return
      }
    }
    Issue.record("B is not set")
  }

  /// A name that each line doubles, a thousand times: what it comes to is not worked out.
  @Test(.timeLimit(.minutes(1)), arguments: ["A + A", "f'{A}{A}'", "os.path.join(A, A)", "A or A"])
  func doubling(_ expression: String) throws {
    let source = "import os\nA = 'x'\n" + String(repeating: "A = \(expression)\n", count: 1000)
    let module = PythonModule(Array((source + "B = A\n").utf8), of: "app.py")
    let project = PythonProject(paths: ["app.py"]) { _ in module.bytes }
    let own = try #require(project.module(of: "app.py"))
    guard case .value(let value, _)? = own.definitions(of: "B", in: 0).first else {
      Issue.record("B is not set")
      return
    }
    let parts = PythonReader(project).value(of: value, in: own, 0).parts
    #expect(parts.count < 100, "\(parts.count)")
  }
}
