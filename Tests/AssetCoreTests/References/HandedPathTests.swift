import AssetCore
import Site
import TestSupport
import Testing
import Values

@testable import References

/// Variables of templates that hold paths of static files, and templates that are handed them.
@Suite("Paths in variables")
struct HandedPathTests {
  /// The references of all pages as `file:line target -> asset status`.
  private func found(_ files: [String: String]) throws -> [String] {
    var all: [BytePath: String] = [
      "/p/assetbump.toml": "[[root]]\ntokens = \"literal\"\n", "/p/static/a.js": "a",
      "/p/static/b.js": "b",
    ]
    for (name, text) in files { all[BytePath("/p/templates/" + name)] = text }
    let disk = MemoryFileSystem(all, workingFolder: "/p")
    let workspace = try Workspace(of: Project.open("/p", in: disk), on: disk)
    return workspace.references(on: disk).map.all.map { found in
      let reference = found.reference
      return "\(reference.file.name.count) \(reference.position.line)"
        + " \(String(decoding: reference.target, as: UTF8.self))"
        + " \(found.resolution.asset?.path.text ?? "-") \(found.resolution.status.rawValue)"
    }
  }

  @Test(
    "templates that are included",
    arguments: [
      (
        "{% include \"inc.html\" with path=\"a.js\" %}\n{% include 'inc.html' with path='none.js' %}",
        ["6 1 a.js a.js ok", "6 2 none.js - missing"]
      ),
      ("{% include \"inc.html\" with other=\"a.js\" %}", []),
      ("{% include \"inc.html\" with path=x %}", []),
      ("{% set path = 'a.js' %}\n{% include 'inc.html' %}", ["6 1 a.js a.js ok"]),
      ("{% with path='b.js' %}{% include 'inc.html' %}{% endwith %}", ["6 1 b.js b.js ok"]),
    ])
  func included(_ page: String, _ expected: [String]) throws {
    #expect(
      try found(["p.html": page, "inc.html": "{% load static %}<script src=\"{% static path %}\">"])
        == ["8 1 path - dynamic"] + expected)
  }

  @Test(
    "lists that a template goes through",
    arguments: [
      (
        "{% for f in ['a.js', 'none.js'] %}\n{{ url_for('static', filename=f) }}{% endfor %}",
        ["6 1 a.js a.js ok", "6 1 none.js - missing"]
      ),
      (
        "{% for f in ('a', 'b',) %}{{ url_for('static', filename=f ~ '.js') }}{% endfor %}",
        ["6 1 a a.js ok", "6 1 b b.js ok"]
      ),
      (
        "{% set all = ['a.js'] %}{% for f in all %}{% static f %}{% static f %}{% endfor %}",
        ["6 1 a.js a.js ok"]
      ),
      // An inner loop's name hides the outer one's; behind the loop it is anybody's.
      (
        "{% for f in ['a.js'] %}{% for f in x %}{% static f %}{% endfor %}{% static f %}{% endfor %}"
          + "\n{% static f %}",
        ["6 1 a.js a.js ok", "6 1 f - dynamic", "6 2 f - dynamic"]
      ),
      // What is no list of texts, is set twice, or shares a token, is not known.
      ("{% for f in ['a.js', x] %}{% static f %}{% endfor %}", ["6 1 f - dynamic"]),
      ("{% for f in ['a.js'] + more %}{% static f %}{% endfor %}", ["6 1 f - dynamic"]),
      ("{% for f, g in ['a.js'] %}{% static f %}{% endfor %}", ["6 1 f - dynamic"]),
      (
        "{% set all = ['a.js'] %}{% set all = ['b.js'] %}{% for f in all %}{% static f %}{% endfor %}",
        ["6 1 f - dynamic"]
      ),
      (
        "{% for f in ['a.js'] %}{{ url_for('static', filename=f, v='1') }}{% endfor %}",
        ["6 1 f - dynamic"]
      ),
    ])
  func lists(_ page: String, _ expected: [String]) throws {
    #expect(try found(["p.html": page]) == expected)
  }

  @Test(
    "variables of the template itself",
    arguments: [
      (
        "{% set f = 'a.js' %}<script src=\"{{ url_for('static', filename=f) }}\">",
        ["6 1 f a.js ok"]
      ),
      ("{% with f='a.js' %}{% static f %}{% endwith %}", ["6 1 f a.js ok"]),
      (
        "{% if x %}{% set f = 'a.js' %}{% else %}{% set f = 'b.js' %}{% endif %}{% static f %}",
        ["6 1 f - dynamic"]
      ),
      ("{% set f = g('a.js') %}{% static f %}", ["6 1 f - dynamic"]),
      ("{% set f = 'a.js' ~ x %}{% static f %}", ["6 1 f - dynamic"]),
    ])
  func own(_ page: String, _ expected: [String]) throws {
    #expect(try found(["p.html": page]) == expected)
  }

  @Test("what templates tell is kept as it is")
  func packed() throws {
    let text = Array(
      "{% include \"x.html\" with a=\"b\" c='d' %}{% static e %}{% set f = 'g' %}".utf8)
    let facts = text.withUnsafeBufferPointer(TemplateFacts.init)
    #expect(facts.paths == ["e"])
    #expect(facts.includes.map(\.file) == ["x.html"])
    #expect(facts.includes.map(\.names) == [["a", "c", "f"]])
    let read = try #require(TemplateFacts(packed: facts.packed[...]))
    #expect(read.paths == facts.paths)
    #expect(read.includes.map(\.names) == facts.includes.map(\.names))
    for end in 1..<facts.packed.count {
      #expect(TemplateFacts(packed: facts.packed[..<end]) == nil)
    }
  }
}
