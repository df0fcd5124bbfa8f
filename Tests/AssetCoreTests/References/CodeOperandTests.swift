import References
import Testing
import Values

/// What Python and templates do with a string decides whether its token is one that a browser asks for.
@Suite("Strings that code changes")
struct CodeOperandTests {
  /// `A` stands for `/static/a.png?v=1`.
  private static func kinds(of text: String, in file: BytePath) -> [String] {
    ReferenceScanner().references(
      in: Array(text.replacing("A", with: "/static/a.png?v=1").utf8), of: file
    ).filter { $0.target.suffix(5).elementsEqual("a.png".utf8) }.map(\.token.kind.rawValue)
  }

  @Test(
    "a string that is changed has a computed token",
    arguments: [
      "'A'.replace('1', x)", "('A') + x", "(('A')) + x", "('A').replace('1', x)", "'A'[3:]",
      "('A')[3:]", "('A' if y else z) + x", "'A' * 2", "'A' + x", "'A'.strip().replace('1', x)",
      "'/static/' 'a.png?v=1'.replace('1', x)", "('A') % x", "('A'\n  .replace('1', x))",
      "x if ('A') + y else z",
      // What puts texts together.
      "''.join(['A', x])", "y.join(['A', x])",
      "''.join(f for f in ['A'])",
      "'2'.join(['A', x])", "os.path.join('A', x)", "sum(['A', x], '')", "reduce(y, ['A', x])",
      "'%s%s' % ('A', x)", "'%s2' % 'A'", "y % ('A', x)", "'{}{}'.format('A', x)", "y.format('A')",
      // What stands in brackets.
      "['A', x][0] + y", "['A', x][0][2:]", "{'a': 'A'}['a'] + x", "{'a': 'A'}.get(y) + x",
      "dict(a='A')['a'] + x", "(x, 'A')[1].replace('1', y)", "['A'].pop() + x",
      // What functions make of texts.
      "str('A')[2:]", "str('A').replace('1', x)", "escape('A') + x", "Markup('A') + x",
      "f('A').replace('1', x)", "f('A')[2:]", "f('A')[y:]", "max('A', x) + y", "len('A')",
      "list('A')", "sha256(b'A')", "hashlib.md5(b'A').hexdigest()", "urlparse('A').path",
      // Parts, comparisons and names.
      "'A'.split('?')", "'A'.rstrip('1')", "'A'.strip('/')", "'A'.partition('?')[0]", "x['A']",
      "{'A': x}", "('A' in x)", "('A' not in x)", "(x in ['A'])", "(x not in ('A', y))",
    ])
  func python(_ code: String) {
    for text in ["u = \(code)", "go(\(code))", "return \(code)", "return (\(code))"] {
      #expect(Self.kinds(of: text + "\n", in: "a.py").allSatisfy { $0 == "expr" }, "\(text)")
    }
  }

  @Test(
    "a string that is asked for as it stands has a literal one",
    arguments: [
      "'A'", "('A')", "['A', y]", "('A', y)", "'A'.encode()", "'A'.strip()",
      "'/static/' 'a.png?v=1'",
      "x + 'A'", "f('A') + x", "f('A')[0]", "f('A').y", "('A' if y else z)", "'A x'.split()",
      "('/static/'\n  'a.png?v=1')", "{'a': 'A'}", "'A' if y else z + 'x'",
      "'\\n'.join(['A', y])", "', '.join(('A', y))", "'%s' % 'A'",
      "'<img src=\"{}\"> {}'.format('A', y)", "['A', y][0]", "{'a': 'A'}['a']", "['A'] + x",
      "str('A')", "f('A').json()", "f('A')['a']", "f(['A'])", "max(['A', y])",
      "'A x'.split(' ')[0]",
      "[g(f) for f in ['A']]", "[g(f, h) for f, h in (('A', y),)]", "x or 'A'", "(x or 'A')",
    ])
  func literalPython(_ code: String) {
    for text in ["u = \(code)\n", "go(\(code))\n", "u = \(code)\n[x].y\n"] {
      let kinds = Self.kinds(of: text, in: "a.py")
      #expect(!kinds.isEmpty && kinds.allSatisfy { $0 == "literal" }, "\(text) \(kinds)")
    }
  }

  @Test(
    "in a template",
    arguments: [
      ("'A'|replace('1', x)", "expr"), ("('A') ~ x", "expr"), ("'A' ~ x", "expr"),
      ("'A'.replace('1', x)", "expr"), ("'A'[2:]", "expr"), ("'A'|e ~ x", "expr"),
      ("'A'|safe", "literal"), ("'A' | e | safe", "literal"), ("('A' if y else z)", "literal"),
      ("'A'", "literal"), ("'A'|trim|upper", "expr"), ("('A' if y else z) ~ x", "expr"),
      ("['A', x]|join", "expr"), ("['A', x]|join('')", "expr"), ("['A', x]|join(', ')", "literal"),
      ("['A', x]|first", "literal"), ("['A', x]|first ~ y", "expr"), ("['A', x][0]", "literal"),
      ("['A', x][0] ~ y", "expr"), ("{'a': 'A'}.a", "literal"), ("{'a': 'A'}.a ~ x", "expr"),
      ("x|default('A')", "literal"), ("x|default('A') ~ y", "expr"), ("f('A') ~ x", "literal"),
      ("'%s%s'|format('A', x)", "expr"), ("'%s%s' % ('A', x)", "expr"), ("('A'|e) ~ x", "expr"),
      ("'A' | append: x", "expr"), ("'A' | prepend: x", "literal"), ("'A'|tojson|length", "expr"),
    ])
  func template(_ code: String, _ kind: String) {
    #expect(Self.kinds(of: "<img src=\"{{ \(code) }}\">", in: "a.html") == [kind])
  }

  @Test(
    "a token goes on behind the braces",
    arguments: [
      ("{{ 'A' }}2", "expr"), ("{{ 'A' }}{{ x }}", "expr"), ("{{ 'A' if x else y }}2", "expr"),
      ("{{ 'A' }}{% if x %}2{% endif %}", "expr"), ("<%= 'A' %>2", "expr"), ("<?= 'A' ?>2", "expr"),
      ("{{ 'A' }}", "literal"), ("{{ 'A' }}&amp;x=2", "literal"), ("{{ 'A' }}#x", "literal"),
      ("{{ 'A' }} {{ x }}", "literal"), ("{{ 'A' }}{% if x %} {% endif %}", "literal"),
      ("{{ url_for('static', filename='a.png', v='1') }}2", "expr"),
      ("{{ url_for('static', filename='a.png', v='1') }}{{ x }}", "expr"),
      ("{{ url_for('static', filename='a.png', v='1') }}", "literal"),
      ("{{ f(url_for('static', filename='a.png', v='1')) }}2", "literal"),
      ("{{ url_for('static', filename='a.png', v='1') ~ '2' }}", "expr"),
      ("{{ url_for('static', filename='a.png', v='1')|replace('1', x) }}", "expr"),
      ("{{ url_for('static', filename='a.png', v='1') ~ '#x' }}", "literal"),
      ("<%= \"A#{x}\" %>", "expr"),
    ])
  func behindBraces(_ code: String, _ kind: String) {
    #expect(Self.kinds(of: "<img src=\"\(code)\">", in: "a.html") == [kind], "\(code)")
  }

  @Test(
    "in PHP",
    arguments: [
      ("'A' . $x", "expr"), ("('A') . $x", "expr"), ("($x ? 'A' : $y) . $z", "expr"),
      ("($x ?: 'A') . $z", "expr"), ("['A', $x][0] . $y", "expr"), ("'A'[2]", "expr"),
      ("substr('A', 2)", "expr"), ("str_replace('1', '2', 'A')", "expr"), ("md5('A')", "expr"),
      ("implode('', ['A', $x])", "expr"), ("implode(' ', ['A', $x])", "literal"),
      ("sprintf('%s%s', 'A', $x)", "expr"), ("sprintf('<img src=\"%s\">', 'A')", "literal"),
      ("htmlspecialchars('A') . $x", "expr"), ("trim('A')", "literal"),
      ("icon('A') . $x", "literal"),
      ("$x == 'A'", "expr"), ("'A' === $x", "expr"), ("in_array($x, ['A'])", "expr"),
      ("['A' => 1]", "expr"), ("['src' => 'A']", "literal"), ("match($x) { 'A' => 1 }", "expr"),
      ("$y->md5('A')", "literal"), ("array_map('f', ['A'])", "literal"), ("'A'", "literal"),
    ])
  func php(_ code: String, _ kind: String) {
    let kinds = Self.kinds(of: "<?php $u = \(code); ?>\n", in: "a.php")
    #expect(kinds == (kinds.isEmpty && kind == "expr" ? [] : [kind]), "\(code) \(kinds)")
  }

  @Test(
    "PHP's echo prints one value behind the other, and its switch compares",
    arguments: [
      ("echo 'A', $x;", "expr"), ("echo 'A', ' ', $x;", "literal"), ("echo 'A';", "literal"),
      ("switch ($x) { case 'A': f(); }", "expr"),
    ])
  func phpStatements(_ code: String, _ kind: String) {
    #expect(Self.kinds(of: "<?php \(code) ?>\n", in: "a.php") == [kind], "\(code)")
  }

  @Test(
    "texts that are compared, put together or translated by words of a template",
    arguments: [
      "{{ if eq .U \"A\" }}", "{{ index .M \"A\" }}", "{{ printf \"%s%s\" \"A\" .X }}",
      "{{ replaceRE \"1\" \"2\" \"A\" }}", "{{ strings.Trim \"A\" \"1\" }}", "{{concat \"A\" x}}",
      "{{#if (eq u \"A\")}}", "{% if u contains \"A\" %}", "{% case u %}{% when \"A\" %}",
      "{{ x starts with 'A' }}", "{% if x is same as('A') %}",
      "{% ifequal u 'A' %}{% endifequal %}",
      "{{ x | replace: \"A\", \"\" }}", "{{ _('A') }}", "{% trans \"A\" %}", "{{ gettext('A') }}",
      "{% trans %}<img src=\"A\">{% endtrans %}",
      "{% blocktrans with x=y %}<img src=\"A\">{% endblocktrans %}",
      "{% filter replace('1', x) %}<img src=\"A\">{% endfilter %}",
    ])
  func words(_ code: String) {
    #expect(Self.kinds(of: code, in: "a.html").allSatisfy { $0 == "expr" }, "\(code)")
  }

  @Test(
    "tags beside them leave a text as it stands",
    arguments: [
      "{% trans \"x\" %}<img src=\"A\">", "{% filter safe %}<img src=\"A\">{% endfilter %}",
      "{% trans %}x{% endtrans %}<img src=\"A\">", "{{ f \"A\" }}",
      "{% with u=\"A\" %}{{ u }}{% endwith %}",
    ])
  func literalWords(_ code: String) {
    #expect(Self.kinds(of: code, in: "a.html") == ["literal"], "\(code)")
  }

  @Test(
    "comments of Ruby, Go and Handlebars",
    arguments: [
      "<%# <img src=\"A\"> %>", "<%-- <img src=\"A\"> --%>", "{{/* <img src=\"A\"> */}}",
      "{{- /* \"A\" }} */ -}}", "{{! <img src=\"A\"> }}", "{{!-- <img src=\"A\"> }} --}}",
    ])
  func comments(_ text: String) {
    let references = ReferenceScanner().references(
      in: Array((text + "x").replacing("A", with: "/static/a.png?v=1").utf8), of: "a.html")
    #expect(references.map(\.context) == [.comment], "\(text)")
  }

  @Test(
    "a call whose URL goes on has no place for a token",
    arguments: [
      ("{{ U }}?lang=en", true), ("{{ U }}&x=1", true), ("{{ U }}{{ q }}", true),
      ("{{ U }}/x", true),
      ("{{ U ~ '?x=1' }}", true), ("{{ U ~ x }}", true), ("{{ U|replace('7', x) }}", true),
      ("{{ U[2:] }}", true), ("{{ U }}", false), ("{{ U }}#x", false), ("{{ U ~ '#x' }}", false),
      ("{{ f(U) }}", false), ("{{ U|e }}", false),
    ])
  func callsThatGoOn(_ code: String, _ goesOn: Bool) {
    let text = code.replacing("U", with: "url_for('static', filename='a.png')")
    let references = ReferenceScanner().references(
      in: Array("<img src=\"\(text)\">".utf8), of: "a.html")
    #expect(references.compactMap(\.call?.goesOn) == [goesOn], "\(code)")
  }
}
