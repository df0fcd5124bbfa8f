import References
import Site
import Testing
import Values

/// What is found in templates: the calls of helpers, tags, attributes, and what only looks like one.
struct TemplateReferenceTests {
  struct Case: CustomTestStringConvertible, Sendable {
    var text: String
    var found: [String]

    init(_ text: String, _ found: String...) {
      self.text = text
      self.found = found
    }

    var testDescription: String { text }
  }

  @Test(arguments: [
    Case(
      "<link href=\"{{ url_for('static', filename='css/a.css') }}\">",
      "1:44 call css/a.css <{{ url_for('static', filename='css/a.css') }}>"),
    Case(
      "{{url_for(\"static\",filename=\"a.css\")}}",
      "1:30 call a.css <{{url_for(\"static\",filename=\"a.css\")}}>"),
    Case(
      "<img src=\"{{ url_for(\n  'static',\n  filename='i.png',\n) }}\">",
      "3:13 call i.png <{{ url_for(\n  'static',\n  filename='i.png',\n) }}>"),
    Case(
      "<script src=\"{{ url_for('static', filename='a.js') }}?v=20240601\"></script>",
      "1:45 call literal(v=20240601) a.js <{{ url_for('static', filename='a.js') }}?v=20240601>"),
    Case(
      "<link href=\"{{ '/static/a.css' | relative_url }}?v=3\">",
      "1:17 attr literal(v=3) /static/a.css <{{ '/static/a.css' | relative_url }}?v=3>"),
    Case(
      "<link href=\"{{ '/static/a.css?v=1' | absolute_url }}?v={{ site.time | date: '%s' }}\">",
      "1:17 attr literal(v=1) /static/a.css"
        + " <{{ '/static/a.css?v=1' | absolute_url }}?v={{ site.time | date: '%s' }}>"),
    Case(
      "<link href=\"{{ 'css/a.css' | relative_url }}\">", "1:17 attr css/a.css"),
    Case("<link href=\"{{ 'css/a.css' | upcase }}\">"),
    Case(
      "<link href=\"{{ site.url }}{{ site.baseurl }}/static/a.css?v=1\">",
      "1:45 attr maybe literal(v=1) /static/a.css </static/a.css?v=1>"),
    Case(
      "{{ url_for('static', filename='a.js', v='2.29.4') }}",
      "1:32 call literal(v=2.29.4) a.js <{{ url_for('static', filename='a.js', v='2.29.4') }}>"),
    Case(
      "{{ url_for('static', v=5312, filename='a.js', _external=True) }}",
      "1:40 call literal(v=5312) a.js <{{ url_for('static', v=5312, filename='a.js', _external=True) }}>"
    ),
    Case(
      "{{ url_for('static', filename='a.js') }}?v={{ version }}",
      "1:32 call expr(v={{ version }}) a.js <{{ url_for('static', filename='a.js') }}?v={{ version }}>"
    ),
    Case(
      "{{ url_for('static', filename='a.js', v=time()) }}",
      "1:32 call changing(v=time()) a.js <{{ url_for('static', filename='a.js', v=time()) }}>"),
    Case(
      "{{ url_for('static', filename='a.js', x='}}', v='1') }}",
      "1:32 call literal(v=1) a.js <{{ url_for('static', filename='a.js', x='}}', v='1') }}>"),
    Case(
      "{{ \"}}\" ~ x }}{% set y = '%}' %}<img src=\"/static/a.png?v=1{{ '}}' }}\">",
      "1:43 attr expr(v=1{{ '}}' }}) /static/a.png </static/a.png?v=1{{ '}}' }}>"),
    Case(
      "{{ url_for('static', filename='a.js') }}?20160105#x",
      "1:32 call bare(20160105) a.js <{{ url_for('static', filename='a.js') }}?20160105>"),
    Case(
      "{{ url_for('static', filename='css/' ~ theme ~ '.css') }}",
      "1:31 call 'css/' ~ theme ~ '.css' <{{ url_for('static', filename='css/' ~ theme ~ '.css') }}>"
    ),
    Case(
      "{{ 'b.css' if x else url_for('static', filename='a.css') }}",
      "1:50 call a.css <url_for('static', filename='a.css')>"),
    Case(
      "{% set x = url_for('.static', filename='a.css') %}",
      "1:41 call a.css <url_for('.static', filename='a.css')>"),
    Case(
      "{{ url_for('static', filename='a.css')|tojson }}",
      "1:32 call a.css <url_for('static', filename='a.css')>"),
    Case(
      "{{ url_for('static', filename='a.css') ~ '?v=' ~ release }}",
      "1:32 call expr(v=release) a.css <url_for('static', filename='a.css')>"),
    Case("{{ url_for('index', page=2) }}"),
    // The path that a function which nobody here knows takes.
    Case(
      "<link href=\"{{ $U('/css/a.css?v=', true) }}{{ $version }}\">",
      "1:20 attr maybe expr(v={{ $version }}) /css/a.css </css/a.css?v=', true) }}{{ $version }}>"),
    Case("<img src=\"{{ site.url('/a.png') }}\">", "1:24 attr maybe /a.png"),
    Case(
      "<script src=\"{{ u('/js') }}/a.js?v=3\"></script>",
      "1:20 attr maybe literal(v=3) /js') }}/a.js </js') }}/a.js?v=3>"),
    Case("<a href=\"{{ $U('/stock') }}\"><img src=\"{{ f(x, '/a.png') }}\">"),
    Case("<img src=\"{{ f('/a.png') + g('/b.png') }}\"><img src=\"{{ f('//cdn/a.png') }}\">"),
    Case(
      "<img srcset=\"{% static 'a.png' %} 1x, {% static \"b.png\" %} 2x\">",
      "1:25 tag a.png <{% static 'a.png' %}>", "1:50 tag b.png <{% static \"b.png\" %}>"),
    Case(
      "<img src={% static 'a.png' %}?v=3>",
      "1:21 tag literal(v=3) a.png <{% static 'a.png' %}?v=3>"),
    Case("{% static ch.icon %}", "1:11 tag ch.icon <{% static ch.icon %}>"),
    Case(
      "{% compress js %}<script src=\"{% static 'a.js' %}\"></script>{% endcompress %}",
      "1:42 tag auto a.js <{% static 'a.js' %}>"),
    Case(
      "{% assets 'a.css', \"p/b.scss\", filters='min.css', output='gen/c.css' %}<link href='{{ ASSET_URL }}'>",
      "1:12 call maybe auto a.css", "1:21 call maybe auto p/b.scss"),
    Case(
      "{% assets filters='x', output=\"gen/c.js\", 'd.js', 'e/*.js', 'all' -%}",
      "1:44 call maybe auto d.js"),
    Case("{% assets 'all_css' %}"),
    Case(
      "{# {{ url_for('static', filename='a.css') }} #}",
      "1:35 call comment a.css <url_for('static', filename='a.css')>"),
    Case("{% raw %}{{ url_for('static', filename='a.css') }}{% endraw %}"),
    Case(
      "src=\"<%- c || '{{ url_for('static', filename='a.svg') }}' %>\"",
      "1:47 call a.svg <{{ url_for('static', filename='a.svg') }}>"),
  ])
  func call(_ sample: Case) {
    #expect(ReferenceText.of(sample.text, in: "templates/a.html") == sample.found)
  }

  @Test(arguments: [
    Case(
      "<link rel=\"stylesheet\" href=\"/static/a.css?v=1&amp;x=2#y\">",
      "1:30 attr literal(v=1) /static/a.css </static/a.css?v=1&amp;x=2>"),
    Case(
      "<SCRIPT SRC='../js/a.js?123'></SCRIPT>", "1:14 attr bare(123) ../js/a.js <../js/a.js?123>"),
    Case("<img src = a.png>", "1:12 attr a.png"),
    Case(
      "<img src=\"/s/a.png?t=<?php echo time() ?>\">",
      "1:11 attr changing(t=<?php echo time() ?>) /s/a.png </s/a.png?t=<?php echo time() ?>>"),
    Case(
      "<link rel=icon href='<?= $p ?>x.css?v=1'>",
      "1:31 attr maybe literal(v=1) x.css <x.css?v=1>"),
    Case(
      "<meta property=\"og:image\" content=\"/static/o.png\"><meta name=x content=\"a.b\">",
      "1:36 attr /static/o.png", "1:73 attr maybe a.b"),
    Case(
      "<img srcset=\"a.png 1x, b.png?v=2 2x\">",
      "1:14 attr a.png", "1:24 attr literal(v=2) b.png <b.png?v=2>"),
    Case(
      "<use xlink:href=\"s.svg?v=1#id\"/>", "1:18 attr literal(v=1) s.svg <s.svg?v=1>"),
    Case(
      "<p style=\"background: url('/static/p.png')\">", "1:28 css-url /static/p.png"),
    Case("<style>a{b:url(x.png)}</style>", "1:16 css-url x.png"),
    Case(
      "<script>var a = '/static/a.js?v=7';</script>",
      "1:18 js-str literal(v=7) /static/a.js </static/a.js?v=7>"),
    Case("<!-- <img src=\"a.png\"> -->", "1:16 attr comment a.png"),
    Case(
      "<!--[if lt IE 9]><script src=\"h.js\"></script><![endif]-->", "1:31 attr cond h.js"),
    Case(
      "<!-- {{ url_for('static', filename='a.css') }} -->",
      "1:37 call comment a.css <{{ url_for('static', filename='a.css') }}>"),
    Case(
      "<img src=\"{% if a %}/static/a.png{% else %}/static/b.png{% endif %}\">",
      "1:21 attr /static/a.png", "1:44 attr /static/b.png"),
    Case("<a href=\"#top\"><img src=\"data:image/png;base64,AA==\"><img src=\"https://h/a.png\">"),
    Case("<img src=\"//cdn/a.png\"><a href=\"mailto:a@b.c\"><script src=\"x.php?a=1\"></script>"),
    Case("<img src=\"\"><img src=\"{{ url }}\"><img src><p title=\"a > b\" src>"),
  ])
  func attribute(_ sample: Case) {
    #expect(ReferenceText.of(sample.text, in: "templates/a.html") == sample.found)
  }

  @Test func ownHelperAndEndpoint() {
    let rules = ReferenceRules(
      helpers: ReferenceHelper.standard + [
        ReferenceHelper(name: "admin.url", syntax: .call, root: "admin", pathKeyword: "filename")
      ],
      endpoints: [OwnEndpoint(name: "files", root: "static", arguments: ["group", "name"])])
    let text = """
      {{ admin.url(filename='a.js', v='1.0') }}
      {{ url_for('files', group='js', name='b.js', size=2) }}
      {{ other.url(filename='c.js') }}
      """
    #expect(
      ReferenceText.of(text, in: "a.html", rules: rules) == [
        "1:24 call literal(v=1.0) a.js <{{ admin.url(filename='a.js', v='1.0') }}>",
        "2:39 call b.js <{{ url_for('files', group='js', name='b.js', size=2) }}>",
      ])
  }
}
