import Planning
import Testing
import Values

@Suite struct PageCompositionTests {
  /// Joins `page` with other templates, given by name.
  private func composed(_ page: String, _ others: [String: String] = [:]) -> String {
    let bytes = PageComposition.page(Array(page.utf8), of: "page.html") { name, _ in
      let name = String(decoding: name, as: UTF8.self)
      return others[name].map { (BytePath(name), Array($0.utf8)) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func pageThatJoinsNothing() {
    let page = "<p>{{ x }}</p>{% if a %}b{% endif %}{# {% include 'c' %} #}\n"
    #expect(composed(page) == page)
  }

  @Test func blocksOfTheChildWin() {
    #expect(
      composed(
        "{% extends 'base.html' %}\nlost\n{% block body %}mine{% endblock %}lost too",
        [
          "base.html":
            "<a>{% block head %}head{% endblock %}|{%- block body -%}base{% endblock body %}</a>"
        ]
      ) == "<a>head|mine</a>")
  }

  @Test func parentBlocks() {
    #expect(
      composed(
        "{% extends \"b\" %}{% block x %}1{{ super() }}{% endblock %}",
        [
          "b": "{% extends 'c' %}{% block x %}2{{- super() -}}{{ block.super }}{% endblock %}",
          "c": "[{% block x %}3{{ super() }}{% endblock %}]",
        ]) == "[123{{ super() }}3{{ super() }}]")
  }

  @Test func blocksInsideBlocks() {
    #expect(
      composed(
        "{% extends 'b' %}{% block inner %}new{% endblock %}",
        ["b": "{% block outer %}<{% block inner %}old{% endblock %}>{% endblock %}"]) == "<new>")
  }

  @Test(arguments: [
    ("{% include 'a' %}", "A"),
    ("{%- include \"a\" ignore missing with context +%}", "A"),
    ("{% include ['none', 'a'] %}", "A"),
    ("{% include 'none' ignore missing %}.", "."),
    ("{% include 'none' %}", "{% include 'none' %}"),
    ("{% include name %}", "{% include name %}"),
    ("{% include 'a' ~ name %}", "{% include 'a' ~ name %}"),
    ("{% include 'a' with x=1 %}", "{% include 'a' with x=1 %}"),
    ("{% raw %}{% include 'a' %}{% endraw %}", "{% raw %}{% include 'a' %}{% endraw %}"),
    ("{% extends layout %}{% block a %}b{% endblock %}", "{% extends layout %}b"),
    ("{% extends 'none' %}x", "{% extends 'none' %}x"),
    ("{% block a %}unclosed", "unclosed"),
    ("a {% include 'a'", "a {% include 'a'"),
    ("{% endblock %}", "{% endblock %}"),
    ("{{ '{% include \"a\" %}' }}", "{{ '{% include \"a\" %}' }}"),
  ])
  func tags(page: String, result: String) {
    #expect(composed(page, ["a": "A"]) == result)
  }

  @Test func includedPagesExtendOnTheirOwn() {
    #expect(
      composed(
        "{% block x %}p{% endblock %}{% include 'i' %}",
        [
          "i": "{% extends 'b' %}{% block x %}i{% endblock %}",
          "b": "<{% block x %}b{% endblock %}>",
        ]) == "p<i>")
  }

  @Test func circlesEnd() {
    #expect(
      composed("{% extends 'a' %}{% block x %}x{% endblock %}", ["a": "{% extends 'a' %}a"])
        == "{% extends 'a' %}a")
    let twice = composed("{% include 'a' %}", ["a": "{% include 'a' %}{% include 'a' %}"])
    #expect(twice.utf8.count < 16 << 20)
    let blocks = composed(
      "{% extends 'b' %}{% block y %}{% block x %}{{ super() }}{% endblock %}{% endblock %}",
      ["b": "{% block x %}{% block y %}{% endblock %}{% endblock %}"])
    #expect(blocks == "")
  }
}
