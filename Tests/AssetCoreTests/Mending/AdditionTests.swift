import Planning
import TestSupport
import Testing
import Values

@Suite("Tokens where there are none")
struct AdditionTests {
  /// A page beside others, after tokens were asked for; `x.css` is fresh under token 7.
  private func added(
    to text: String, in file: String = "templates/p.html", beside others: [String: String] = [:]
  ) throws -> String? {
    let site = try LiteralSite(
      [file: text, "static/x.css": "a"].merging(others) { given, _ in given },
      records: ["x.css": ("7", "a")])
    #expect(try site.plan().isEmpty, "nothing is added unasked")
    try site.bump(isAdding: true)
    #expect(try site.plan(isAdding: true).fileEdits.isEmpty, "a second time there is nothing to do")
    return site[file]
  }

  @Test(
    "a reference gets the token in the place that its form has for it",
    arguments: [
      (
        "{{ url_for('static', filename='x.css') }}",
        "{{ url_for('static', filename='x.css', v='7') }}"
      ),
      (
        "{{ url_for(\"static\",\n  filename=\"x.css\",\n) }}",
        "{{ url_for(\"static\",\n  filename=\"x.css\", v=\"7\",\n) }}"
      ),
      (
        "{{ url_for('static', filename='x.css')|tojson }}",
        "{{ url_for('static', filename='x.css', v='7')|tojson }}"
      ),
      (
        "{{ url_for('static', filename='x.css', _external=True) }}",
        "{{ url_for('static', filename='x.css', v='7', _external=True) }}"
      ),
      ("<link rel=icon href=\"/static/x.css\">", "<link rel=icon href=\"/static/x.css?v=7\">"),
      ("<link rel=icon href=/static/x.css>", "<link rel=icon href=/static/x.css?v=7>"),
      ("<use href='/static/x.css#id'>", "<use href='/static/x.css?v=7#id'>"),
      (
        "<link rel=icon href=\"{% static 'x.css' %}\">",
        "<link rel=icon href=\"{% static 'x.css' %}?v=7\">"
      ),
      (
        "<style>a { b: url( \"/static/x.css\" ) }</style>",
        "<style>a { b: url( \"/static/x.css?v=7\" ) }</style>"
      ),
    ])
  func forms(_ before: String, _ after: String) throws {
    #expect(try added(to: before) == after)
  }

  @Test("source code gets the keyword")
  func source() throws {
    #expect(
      try added(to: "u = url_for('static', filename='x.css')\n", in: "app.py")
        == "u = url_for('static', filename='x.css', v='7')\n")
  }

  @Test(
    "the house style decides: that of the file, else that of the project",
    arguments: [
      (
        "{{ url_for('static', filename='y.css') }}?ver=1",
        "{{ url_for('static', filename='x.css') }}?ver=7"
      ),
      (
        "{{ url_for('static', filename='y.css', rev='1') }}",
        "{{ url_for('static', filename='x.css', rev='7') }}"
      ),
    ])
  func style(_ other: String, _ after: String) throws {
    let call = "{{ url_for('static', filename='x.css') }}"
    let page = ["templates/q.html": other, "static/y.css": "b"]
    #expect(try added(to: call, beside: page) == after)
    // The file's own way comes before that of others.
    let own = "{{ url_for('static', filename='y.css', vers='1') }}"
    #expect(
      try added(to: call + "\n" + own, beside: page)
        == "{{ url_for('static', filename='x.css', vers='7') }}\n" + own)
  }

  @Test("a project of bare tokens gets a bare one")
  func bare() throws {
    #expect(
      try added(
        to: "<link rel=icon href=/static/x.css>",
        beside: ["templates/q.html": "<link href=\"/static/y.css?5\">", "static/y.css": "b"])
        == "<link rel=icon href=/static/x.css?7>")
  }

  @Test(
    "what is no plain place, or no live reference of the project, stays as it is",
    arguments: [
      ("templates/p.html", "<link rel=icon href=\"/static/x.css?a=1&b=2\">"),
      ("templates/p.html", "{{ url_for('static', filename='x.css') }}?a=1&b=2{# … #}"),
      ("templates/p.html", "{% static 'x.css' %}.gz"),
      ("templates/p.html", "<link href=\"/static/x.css?v={{ version }}\">"),
      ("templates/p.html", "<!-- <link href=\"/static/x.css\"> -->"),
      ("templates/p.html", "<link rel=icon href=\"https://cdn.example.com/static/x.css\">"),
      ("templates/p.html", "<link rel=icon href=\"/static/X.css\">"),
      ("templates/p_old.html", "<link rel=icon href=\"/static/x.css\">"),
      ("app.py", "if path.startswith('/static/x.css'): pass\n"),
      ("static/vendor/v.css", "@import '/static/x.css';"),
    ])
  func stays(_ file: String, _ text: String) throws {
    let other = "{{ url_for('static', filename='y.css') }}?v=1"
    #expect(
      try added(to: text, in: file, beside: ["templates/q.html": other, "static/y.css": "b"])
        == text)
  }

  @Test("an imported module gets none anywhere, and it is said")
  func module() throws {
    let site = try LiteralSite(
      [
        "static/m.js": "export const a = 1\n", "static/app.js": "import { a } from './m.js'\n",
        "templates/p.html": "<script type=module src=\"/static/m.js\"></script>",
      ], records: ["m.js": ("1", "export const a = 1\n"), "app.js": ("2", "old")])
    let plan = try site.bump(isAdding: true)
    #expect(site["templates/p.html"] == "<script type=module src=\"/static/m.js\"></script>")
    #expect(site["static/app.js"] == "import { a } from './m.js'\n")
    let why = "gets no token: not all that names the module can follow, it would run twice"
    #expect(
      plan.mended.leftLines() == [
        "not changed: static/app.js:1:20: static:m.js \(why)",
        "not changed: templates/p.html:1:26: static:m.js \(why)",
      ])
  }

  @Test("a stylesheet whose bytes change by it gets a new token itself")
  func chain() throws {
    let css = "a { background: url(x.png) }"
    let site = try LiteralSite(
      [
        "static/x.png": "a", "static/s.css": css,
        "templates/p.html": "<link href=\"/static/s.css?v=1\">",
      ], records: ["x.png": ("7", "a"), "s.css": ("1", css)])
    let plan = try site.bump(isAdding: true)
    let after = "a { background: url(x.png?v=7) }"
    #expect(site["static/s.css"] == after)
    #expect(try site.token("s.css") == Digest.token(after))
    #expect(site["templates/p.html"] == "<link href=\"/static/s.css?v=\(Digest.token(after))\">")
    #expect(plan.mended.reasonLines() == ["static:s.css because static:x.png"])
  }

  @Test("stylesheets that import each other have the token that they would have had from the start")
  func cycle() throws {
    func site(_ query: String) throws -> LiteralSite {
      let files = [
        "static/a.css": "@import 'b.css\(query)';", "static/b.css": "@import 'a.css\(query)';",
      ]
      return try LiteralSite(files, records: ["a.css": ("1", "old"), "b.css": ("1", "old")])
    }
    let bare = try site("")
    try bare.bump(isAdding: true)
    let written = try site("?v=1")
    try written.bump()
    #expect(bare["static/a.css"] == written["static/a.css"])
    #expect(try bare.token("b.css") == written.token("b.css"))
    #expect(try bare.plan(isAdding: true).isEmpty)
  }

  @Test("only the assets asked for get one")
  func some() throws {
    let site = try LiteralSite(
      [
        "static/x.css": "a", "static/y.css": "b",
        "templates/p.html": "<link rel=icon href=/static/x.css><link rel=icon href=/static/y.css>",
      ], records: ["x.css": ("7", "a"), "y.css": ("8", "b")])
    let plan = try site.bump(["y.css"], isAdding: true)
    #expect(
      site["templates/p.html"]
        == "<link rel=icon href=/static/x.css><link rel=icon href=/static/y.css?v=8>")
    #expect(plan.summary == "0 tokens change, 0 added, 0 removed; 1 reference in 1 template")
  }
}
