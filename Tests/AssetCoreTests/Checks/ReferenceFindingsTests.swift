import AssetCore
import Planning
import References
import Site
import TestSupport
import Testing
import Values

/// Small projects, and what is to be said about their references: each kind, and what is close to it
/// and stays silent.
@Suite("Findings of references")
struct ReferenceFindingsTests {
  /// The bytes "a" are the asset's in every project here, "old" were it before.
  private func findings(
    _ tokens: String, _ files: [String: String], record: (String, String)? = nil,
    previous: String? = nil, caching: String = ""
  ) throws -> [String] {
    let old = previous.map {
      #", "previous": [{"token": "\#($0)", "sha256": "\#(Make.digest("older").hex)"}]"#
    }
    let line = record.map { token, text in
      #"{"a.css": {"token": "\#(token)", "sha256": "\#(Make.digest(text).hex)", "#
        + #""bumped": "2024-06-01"\#(old ?? "")}}"#
    }
    var all: [BytePath: String] = [
      "/p/assetbump.toml": "[[root]]\ntokens = \"\(tokens)\"\n", "/p/static/a.css": "a",
      "/p/static/b.css": "b", "/p/static/m.js": "m", "/p/static/i.png": "i",
      "/p/asset-versions.json":
        #"{"format": 1, "assets": {"static": \#(line ?? "{}")}}"#,
      "/p/app.py": caching + (tokens == "loader" ? Self.loader : ""),
    ]
    for (name, text) in files { all[BytePath("/p/" + name)] = text }
    let disk = MemoryFileSystem(all, workingFolder: "/p")
    let workspace = try Workspace(of: Project.open("/p", in: disk), on: disk)
    let references = workspace.references(on: disk)
    for (index, _) in references.map.all.enumerated() {
      let own = references.findings.of(reference: index)
      #expect(own.allSatisfy { references.findings.all.contains($0) })
    }
    let id = AssetID(root: "static", path: "a.css")
    #expect(references.findings[id] == references.findings.all.filter { $0.id == id })
    return references.findings.all.map { finding in
      let severity = finding.severity.rawValue
      return "\(severity) \(finding.text.replacing("\(severity): ", with: "", maxReplacements: 1))"
    }
  }

  private func findings(
    _ files: [String: String], record: (String, String)? = nil, previous: String? = nil,
    caching: String = ""
  ) throws -> [String] {
    try findings("literal", files, record: record, previous: previous, caching: caching)
  }

  private static let loader = """
    @app.url_defaults
    def add(endpoint, values):
        values["v"] = tokens[values["filename"]]

    """

  private let year = "SEND_FILE_MAX_AGE_DEFAULT = 31536000\n"
  private let link = #"<link rel=stylesheet href="/static/a.css?v=1">"#

  @Test("a stale token, by how long browsers keep the file")
  func stale() throws {
    let text =
      "templates/p.html:1:28: static:a.css: stale-token: 1 was given on 2024-06-01, and the bytes"
      + " changed since - assetbump bump static:a.css"
    let page = ["templates/p.html": link]
    #expect(try findings(page, record: ("1", "old")) == ["warning " + text])
    #expect(try findings(page, record: ("1", "old"), caching: year) == ["error " + text])
    #expect(
      try findings(page, record: ("1", "old"), caching: "SEND_FILE_MAX_AGE_DEFAULT = 0")
        == ["note " + text])
    #expect(try findings(page, record: ("1", "a"), caching: year) == [])
  }

  @Test("nothing is said of comments, tests, vendored files and prose")
  func others() throws {
    #expect(
      try findings(
        [
          "templates/p.html": "<!-- \(link) -->{# \(link) #}", "templates/vendor/p.html": link,
          "templates/p_old.html": link, "tests/templates/p.html": link, "README.md": link,
        ], record: ("1", "old")) == [])
    #expect(
      try findings(
        ["templates/p.html": "<!--[if IE]>\(link)<![endif]-->"], record: ("1", "old"),
        caching: year
      ).map { $0.prefix(5) } == ["note "])
  }

  @Test("a token that is not the recorded one")
  func other() throws {
    let page = ["templates/p.html": link]
    #expect(
      try findings(page, record: ("2", "a")) == [
        "warning templates/p.html:1:28: static:a.css: other-token: 1 stands here, the recorded token"
          + " is 2 - assetbump bump static:a.css"
      ])
    #expect(
      try findings(page, record: ("2", "a"), previous: "1") == [
        "warning templates/p.html:1:28: static:a.css: other-token: 1 was replaced by 2 on 2024-06-01"
          + " - assetbump bump static:a.css"
      ])
    #expect(
      try findings("loader", page, record: ("2", "a")) == [
        "warning templates/p.html:1:28: static:a.css: other-token: 1 stands here, the recorded token"
          + " is 2 - write {{ url_for('static', filename='a.css') }}"
      ])
    // Where templates compute the tokens, no recorded one is served.
    let computed = [
      "app.py": "",
      "templates/p.html":
        "<script src=\"{{ url_for('static', filename='m.js') }}?v={{ release }}\">",
      "static/f.css": "a { src: url(a.css?1234) }",
    ]
    #expect(
      try findings("loader", computed, record: ("2", "a")).filter { $0.contains("other-token") }
        == [])
  }

  @Test("two tokens, and tokens that no record knows")
  func two() throws {
    #expect(
      try findings([
        "templates/a.html": link, "templates/b.html": link,
        "templates/c.html": #"<link href="/static/a.css?v=2">"#,
      ]) == [
        "note templates/a.html:1:28: static:a.css: unrecorded-token: no record says for which bytes 1"
          + " was given - assetbump bump static:a.css",
        "warning templates/c.html:1:13: static:a.css: two-tokens: 2 stands here, 1 at"
          + " templates/a.html:1:28 - assetbump bump static:a.css",
      ])
  }

  @Test("with a token here, without one there: preload and tag, page and stylesheet")
  func without() throws {
    #expect(
      try findings(
        [
          "templates/p.html": #"<link rel=preload href="/static/a.css">"# + link,
          "app.py": "A = '/static/a.css'",
        ], record: ("1", "a")) == [
          "warning templates/p.html:1:25: static:a.css: without-token: no token here, 1 at"
            + " templates/p.html:1:67 - assetbump bump --add-tokens static:a.css"
        ])
    #expect(
      try findings(
        "loader",
        [
          "templates/p.html": "<img src=\"{{ url_for('static', filename='i.png') }}\">",
          "static/b.css": "b { background: url(i.png) }",
        ], caching: year) == [
          "warning static/b.css:1:21: static:i.png: without-token: no token here, the application adds"
            + " one at templates/p.html:1:42 - name it only where the application adds the token, in a"
            + " template"
        ])
  }

  @Test("no token anywhere, beside others of its kind that have one")
  func none() throws {
    let page = #"<link rel=stylesheet href="/static/b.css"><img src="/static/i.png">"# + link
    #expect(
      try findings(["templates/p.html": page], record: ("1", "a")) == [
        "warning templates/p.html:1:28: static:b.css: no-token: no token, 1 other stylesheet in this"
          + " file has one - assetbump bump --add-tokens static:b.css"
      ])
    #expect(
      try findings([
        "templates/p.html": #"<link rel=stylesheet href="/static/b.css"><img src="/static/i.png">"#
      ])
        == [])
    #expect(
      try findings(
        "loader", ["templates/p.html": "{{ url_for('static', filename='a.css') }}"],
        record: ("1", "a")) == [])
  }

  @Test("two tokens in one URL")
  func double() throws {
    let text = "double-token: two tokens in one URL - take one of them out"
    #expect(
      try findings(
        [
          "templates/a.html": #"<link href="/static/a.css?v=1&ver=2">"#,
          "templates/b.html":
            "<link href=\"{{ url_for('static', filename='a.css', v='1') }}?v=2\">",
        ], record: ("1", "a")) == [
          "warning templates/a.html:1:13: static:a.css: " + text,
          "warning templates/b.html:1:44: static:a.css: " + text,
        ])
    #expect(
      try findings(
        "loader",
        [
          "templates/a.html": "<link href=\"{{ url_for('static', filename='a.css') }}?v=1\">",
          "templates/b.html": "<link href=\"{{ url_for('static', filename='b.css', v=None) }}\">",
        ], record: ("1", "a")) == [
          "warning templates/a.html:1:44: static:a.css: double-token: the application adds its token"
            + " beside 1 - take this one out"
        ])
  }

  @Test("a token that is another each time, by what it stands at")
  func changing() throws {
    #expect(
      try findings(
        [
          "templates/p.html":
            #"<link href="/static/a.css?t={{ time.time() }}"><img src="/static/i.png?t={{ now() }}">"#
            + #"<script src="/static/m.js?v={{ version }}"></script>"#
        ]) == [
          "error templates/p.html:1:13: static:a.css: changing-token: the token is another at each"
            + " request, browsers never keep the file - write v=1 as its token, then assetbump bump"
            + " static:a.css",
          "note templates/p.html:1:58: static:i.png: changing-token: the token is another at each"
            + " request, browsers never keep the file - write v=1 as its token, then assetbump bump"
            + " static:i.png",
        ])
  }

  @Test("files that are not there, or in other letters")
  func missing() throws {
    #expect(
      try findings(
        "loader",
        [
          "templates/p.html": #"<img src="/static/I.png"><img src="/static/no.png">"#
            + #"<link href="/static/dist/x.css"><a href="/static/">x</a><img src="/media/u.png">"#,
          "static/m.js": "if (path.startsWith('/static/no.js')) go(\"see /static/no.js\")",
        ]) == [
          "error templates/p.html:1:11: static:i.png: wrong-case: written /static/I.png, which Linux"
            + " does not find - write it in the letters of the file, i.png",
          "error templates/p.html:1:36: missing: there is no static/no.png - correct the name, or bring"
            + " the file back",
        ])
  }

  @Test("an ES module under two URLs runs twice")
  func module() throws {
    #expect(
      try findings(
        "loader",
        [
          "templates/p.html":
            "<script type=module src=\"{{ url_for('static', filename='m.js') }}\"></script>",
          "static/n.js": "import { m } from './m.js'", "static/o.js": "import { m } from './m'",
        ]) == [
          "error static/n.js:1:20: static:m.js: module-twice: imported without a token here, named with"
            + " the application's token at templates/p.html:1:57: the module runs twice - name it by one"
            + " URL everywhere: an import map can give it the one with the token"
        ])
    #expect(
      try findings(
        "loader",
        [
          "static/n.js": "import { m } from './m.js'", "static/o.js": "import { m } from './m.js'",
        ]) == [])
  }

  @Test("a URL written out where others use url_for")
  func hardCoded() throws {
    let files = [
      "templates/p.html":
        "{{ url_for('static', filename='a.css') }}<link rel=stylesheet href=\"/static/b.css\">",
      "static/m.js": "fetch('/static/i.png')",
    ]
    #expect(
      try findings("loader", files) == [
        "warning templates/p.html:1:69: static:b.css: hard-coded-url: written out, without the token"
          + " that url_for would add (1 place uses it) - write {{ url_for('static', filename='b.css') }}"
      ])
    #expect(
      try findings(files) == [
        "note templates/p.html:1:69: static:b.css: hard-coded-url: written out, where 1 place uses"
          + " url_for - write {{ url_for('static', filename='b.css') }}"
      ])
    #expect(
      try findings("loader", ["templates/p.html": #"<link rel=stylesheet href="/static/b.css">"#])
        == [])
  }

  @Test(
    "a URL written out where others use a helper of the project's own",
    arguments: [
      (
        "asset_url", "def asset_url(p): return url_for('static', filename=p)",
        "{{ asset_url('a.css') }}", "{{ asset_url('b.css') }}"
      ),
      (
        "style", "def style(p): return url_for('static', filename=p + '.css')", "{{ style('a') }}",
        "{{ style('b') }}"
      ),
      (
        "picture", "def picture(p): return url_for('static', filename='img/' + p)",
        "{{ picture('x.png') }}{{ picture('y.png') }}", "{{ url_for('static', filename='b.css') }}"
      ),
    ])
  func hardCodedBesideOwnHelper(_ name: String, _ helper: String, _ use: String, _ advice: String)
    throws
  {
    let uses = use.split(separator: " }}").count
    let files = [
      "app.py":
        "from flask import Flask, url_for\napp = Flask(__name__)\n@app.template_global()\n\(helper)\n",
      "static/img/x.png": "", "static/img/y.png": "", "templates/a.html": use,
      "templates/p.html": "<link rel=stylesheet href=\"/static/b.css\">",
    ]
    #expect(
      try findings(files).filter { $0.contains("hard-coded-url") } == [
        "note templates/p.html:1:28: static:b.css: hard-coded-url: written out, where"
          + " \(uses == 1 ? "1 place uses" : "\(uses) places use") \(name) - write \(advice)"
      ])
  }

  @Test("an integrity of other bytes, as a browser would refuse them")
  func integrity() throws {
    let ofA = "sha256-ypeBEsobvcr6wjGzmiPcTaeG7/gUfE5yuYB3ha/uSLs="
    let ofB = "sha256-PiPoFgA5WUoziU9lZOGxNIu9egCI1CxKy3PurtWcAJ0="
    func page(_ url: String, _ value: String) -> [String: String] {
      ["templates/p.html": "<link rel=stylesheet href=\"\(url)\" integrity=\"\(value)\">"]
    }
    let call = "{{ url_for('static', filename='a.css') }}"
    let text = "wrong-integrity: integrity is not of these bytes: browsers refuse the file - "
    #expect(try findings(page("/static/a.css?v=1", ofA), record: ("1", "a")) == [])
    #expect(
      try findings(page("/static/a.css?v=1", ofB), record: ("1", "a")) == [
        "error templates/p.html:1:28: static:a.css: \(text)assetbump bump static:a.css"
      ])
    #expect(
      try findings("loader", page(call, ofB), record: ("1", "a")) == [
        "error templates/p.html:1:59: static:a.css: \(text)write integrity=\"\(ofA)\""
      ])
    #expect(try findings("loader", page(call, ofA), record: ("1", "a")) == [])
    #expect(try findings("loader", page(call, "md5-a"), record: ("1", "a")) == [])
  }
}
