import TestSupport
import Testing
import Values

@Suite("several applications in one folder: no root's tokens stand in another's templates")
struct SeparateApplicationTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let functions = """
    set -e
    flask() {
      mkdir -p "$1/static" "$1/templates"
      printf 'from flask import Flask\\n\\napp = Flask(__name__)\\n' > "$1/app.py"
      echo "$2" > "$1/static/s.css"
      page "$1/templates/h.html" "$2"
    }
    page() { printf '{{ url_for("static", filename="s.css") }}?v=%s\\n<script src="/static/s.css?v=%s">\\n' "$2" "$2" > "$1"; }
    django() {
      mkdir -p "$1/site" "$1/shop/static" "$1/shop/templates"
      touch "$1/manage.py" "$1/shop/__init__.py"
      printf 'INSTALLED_APPS = ["django.contrib.staticfiles", "shop"]\\nSTATIC_URL = "/static/"\\n' > "$1/site/settings.py"
      echo "$2" > "$1/shop/static/s.css"
      printf '{%% load static %%}{%% static "s.css" %%}?v=%s\\n' "$2" > "$1/shop/templates/h.html"
    }
    fastapi() {
      mkdir -p "$1/static" "$1/templates"
      printf 'app.mount("/static", StaticFiles(directory="static"), name="static")\\n' > "$1/main.py"
      echo "$2" > "$1/static/s.css"
      printf '{{ url_for("static", path="s.css") }}?v=%s\\n' "$2" > "$1/templates/h.html"
    }
    settings() {
      { echo 'templates = ["**/templates/**"]'
        while [ $# -gt 0 ]; do
          printf '[[root]]\\nname = "%s"\\npaths = [%s]\\nurl = "/static/"\\ntokens = "literal"\\n' "$1" "$2"; shift 2
        done; } > assetbump.toml
    }

    """

  private func make(_ script: String) throws {
    let made = try Assetbump.shell(Self.functions + script, in: folder)
    #expect(made.status == 0, "\(made.errors)")
  }

  /// The tokens in a page, in the order of its lines.
  private func tokens(in page: BytePath) -> [Substring] {
    let text = String(decoding: folder.contents(of: page) ?? [], as: UTF8.self)
    return text.split(separator: "?v=").dropFirst().map { $0.prefix { $0 != "\"" && $0 != "\n" } }
  }

  @Test(
    "init names the folders to run it in, and writes nothing",
    arguments: [
      ("flask a a1; flask b b1", "a/app.py:3: Flask(), b/app.py:3: Flask()", "a/, b/"),
      (
        "for x in a b c; do flask $x $x; done",
        "a/app.py:3: Flask(), b/app.py:3: Flask(), c/app.py:3: Flask()", "a/, b/, c/"
      ),
      (
        "flask services/x x1; flask services/y y1",
        "services/x/app.py:3: Flask(), services/y/app.py:3: Flask()", "services/x/, services/y/"
      ),
      // One without static files has pages that do not lead to the other's.
      (
        "flask a a1; flask b b1; rm -r b/static", "a/app.py:3: Flask(), b/app.py:3: Flask()",
        "a/, b/"
      ),
      (
        "django one 1; django two 2",
        "one/site/settings.py:2: STATIC_URL, two/site/settings.py:2: STATIC_URL", "one/, two/"
      ),
      (
        "fastapi a a1; flask b b1",
        "a/main.py:1: app.mount(\"/static\", StaticFiles(directory=\"static\"), name=…,"
          + " b/app.py:3: Flask()",
        "a/, b/"
      ),
    ])
  func elsewhere(_ script: String, _ places: String, _ homes: String) throws {
    try make(script)
    expect(
      try Assetbump.run(["init"], in: folder), "",
      "assetbump: several web applications in \(VisibleText.of(folder.path)) serve static files of their"
        + " own: \(places) - run assetbump init in each of their folders: \(homes)\n", 2)
    #expect(!folder.names().contains("assetbump.toml"))
  }

  @Test("the one at the top is set up, and the other is named")
  func below() throws {
    try make("flask . t1; flask admin a1")
    expect(
      try Assetbump.run(["init"], in: folder),
      """
      wrote assetbump.toml
        static: static/ served under /static/, by app.py:3: Flask()
          tokens = "literal": 2 references carry tokens, the first templates/h.html:1
        another application, by admin/app.py:3: Flask(): run assetbump init in admin/
        2 references carry tokens but lead to no root, first admin/templates/h.html:1
      wrote asset-versions.json: 1 token adopted
        there is no git repository: today's bytes are the base line of every token

      """, "", 0)
    #expect(try Assetbump.shell("echo x >> static/s.css", in: folder).status == 0)
    #expect(try Assetbump.run(["bump", "--all"], in: folder).status == 0)
    #expect(tokens(in: "templates/h.html") == ["53c6c5cc", "53c6c5cc"])
    #expect(tokens(in: "admin/templates/h.html") == ["a1", "a1"])
  }

  /// What a project is made of, and what stands in two pages after the first's stylesheet has changed.
  struct Case: CustomTestStringConvertible, Sendable {
    let script: String
    let first: BytePath
    let second: BytePath
    let isSecond: Bool
    let testDescription: String

    init(
      _ name: String, _ script: String, _ first: BytePath = "a/templates/h.html",
      _ second: BytePath = "b/templates/h.html", changesSecond: Bool = false
    ) {
      (testDescription, self.script, self.first, self.second) = (name, script, first, second)
      isSecond = changesSecond
    }
  }

  @Test(
    "a bump changes nothing across",
    arguments: [
      Case(
        "settings of the first alone", "flask a 1; flask b 1; settings static '\"a/static\"'"),
      Case(
        "settings of both",
        "flask a 1; flask b 1; settings static '\"a/static\"' b '\"b/static\"'"),
      Case(
        "settings that merge both",
        "flask a 1; flask b 1; settings static '\"a/static\", \"b/static\"'"),
      Case(
        "the second has no static files",
        "flask a 1; flask b 1; rm -r b/static; settings static '\"a/static\"'"),
      Case(
        "Django", "django a 1; django b 1; settings static '\"a/shop/static\"'",
        "a/shop/templates/h.html", "b/shop/templates/h.html"),
      Case(
        "an example", "flask a 1; flask examples/b 1; settings static '\"a/static\"'",
        "a/templates/h.html", "examples/b/templates/h.html"),
      Case(
        "a page that both may show",
        "flask a 1; flask b 1; mkdir -p common/templates; page common/templates/h.html 1;"
          + " settings static '\"a/static\"' b '\"b/static\"'",
        "a/templates/h.html", "common/templates/h.html"),
      Case(
        "one folder for both",
        """
        flask a 1; flask b 1; mv a/static static; rm -r b/static
        sed -i 's|__name__|__name__, static_folder="../static"|' a/app.py b/app.py
        settings static '"static"'
        """, changesSecond: true),
      Case(
        "a folder that holds no application",
        "flask a 1; mkdir -p b/templates; page b/templates/h.html 1; settings static '\"a/static\"'",
        changesSecond: true),
      Case(
        "a blueprint",
        """
        flask a 1; mkdir -p a/b/templates; page a/b/templates/h.html 1
        printf 'from flask import Blueprint\\nbp = Blueprint("b", __name__, template_folder="templates")\\n' > a/b/__init__.py
        settings static '"a/static"'
        """, "a/templates/h.html", "a/b/templates/h.html", changesSecond: true),
    ])
  func bump(_ sample: Case) throws {
    try make(sample.script)
    let changed = """
      \(Self.functions)
      assetbump init > /dev/null
      css=$(ls -d a/static/s.css a/shop/static/s.css static/s.css 2>/dev/null | head -1)
      echo changed > $css
      assetbump bump --all > /dev/null
      """
    let ran = try Assetbump.shell(changed, in: folder)
    #expect(ran.status == 0, "\(ran.errors)")
    // SHA-256 of "changed" and a line feed, by sha256sum.
    let new = Substring("7f8b1dfc")
    let first = tokens(in: sample.first)
    #expect(!first.isEmpty && Set(first) == [new])
    let second = tokens(in: sample.second)
    #expect(!second.isEmpty && Set(second) == [sample.isSecond ? new : "1"])
  }
}
