import Testing
import Values

/// What looks like a reference and is none, or names no file that must be there.
@Suite("What is no reference")
struct FalseReferenceTests {
  typealias Case = TemplateReferenceTests.Case

  @Test(
    "names of files on the server's disk, and of templates",
    arguments: [
      "<?php include 'static/a.css' ?>", "<?php require_once(\"/static/a.css\"); ?>",
      "<style><?php readfile('/static/a.css'); ?></style>",
      "<?= file_get_contents(__DIR__ . '/static/a.css') ?>",
      "<?php exec('run >> ' . $_SERVER['DOCUMENT_ROOT'] . '/static/a.txt'); ?>",
      "<?php if (is_file('/static/a.css') && filemtime(ABSPATH . '/static/a.css')) {} ?>",
      "<?php $a = get_template_directory() . '/static/a.css'; ?>",
      "<?php // '/static/a.css'\n# '/static/b.css'\n/* '/static/c.css' */ ?>",
      "<style>{% include '/static/a.css' %}</style>", "{% extends '/static/a.html' %}",
      "{% from '/static/a.html' import b %}",
      "<p title=\"/static/a.css\" aria-label='/static/b.css'>",
      "a=\"/static/a.css\" b", "{{ x }} style=\"background: url(/static/a.png)\"",
    ])
  func files(_ text: String) {
    #expect(ReferenceText.of(text, in: "index.php") == [])
  }

  @Test(
    "strings in Python that are no page for certain",
    arguments: [
      Case("def f():\n    '''Makes <img src=\"/static/a.png\">.'''\n"),
      Case("self.assertHTMLEqual(a, '<img src=\"/static/a.png\">')"),
      Case("expected = '<img src=\"/static/a.png\">'", "1:23 py-html maybe /static/a.png"),
      Case("raise E('no <img src=\"/static/a.png\">')", "1:23 py-html maybe /static/a.png"),
      Case("return '<img src=\"/static/a.png\">'", "1:19 py-html /static/a.png"),
      Case("return (\n  '<img src=\"/static/a.png\">'\n)", "2:14 py-html /static/a.png"),
      Case("x = Markup('<img src=\"/static/a.png\">')", "1:23 py-html /static/a.png"),
      Case(
        "A = '<img src=\"/static/a.png\">'\nrender_template_string(A)", "1:16 py-html /static/a.png"
      ),
      Case("A = '<img src=\"/static/a.png\">'\nreturn A % b", "1:16 py-html /static/a.png"),
      Case("A = '<img src=\"/static/a.png\">'\nassert A in b", "1:16 py-html maybe /static/a.png"),
    ])
  func source(_ sample: Case) {
    #expect(ReferenceText.of(sample.text, in: "app.py") == sample.found)
  }

  @Test(
    "strings in scripts: what is asked for must be there",
    arguments: [
      Case("x = '/static/a.css'", "1:6 js-str maybe /static/a.css"),
      Case("x = {a: '/static/a.css'}", "1:10 js-str maybe /static/a.css"),
      Case("x = '/static/a.css?v=1'", "1:6 js-str literal(v=1) /static/a.css </static/a.css?v=1>"),
      Case("fetch('/static/a.json')", "1:8 js-str /static/a.json"),
      Case("$.get('/static/a.json')", "1:8 js-str /static/a.json"),
      Case("app.get('/static/a.json')", "1:10 js-str maybe /static/a.json"),
      Case("s.src = '/static/a.js'", "1:10 js-str /static/a.js"),
      Case("s.setAttribute('href', '/static/a.css')", "1:25 js-str /static/a.css"),
      Case("s.setAttribute('title', '/static/a.css')", "1:26 js-str maybe /static/a.css"),
      Case("$.ajax({url: '/static/a.json'})", "1:15 js-str /static/a.json"),
      Case("const A = ['/static/a.css']; c.addAll(A)", "1:13 js-str /static/a.css"),
      Case("const A = '/static/a.js'; s.src = A", "1:12 js-str /static/a.js"),
      Case("const A = ['/static/a.css']; show(A)", "1:13 js-str maybe /static/a.css"),
      Case("f('/static/%s.css')", "1:4 js-str maybe /static/%s.css"),
      Case(
        "const V = '?v=7'; const A = ['/static/a.css' + V]",
        "1:31 js-str expr(v=V) /static/a.css </static/a.css' + V>"),
      Case("let B = '/static/'; f(B + 'a.css')"),
      Case(
        "const B = '/static/', C = '/x/'; f(B + 'a.css', C + 'a.css')",
        "1:36 js-str maybe B + 'a.css"),
    ])
  func scripts(_ sample: Case) {
    let found = ReferenceText.of(sample.text, in: "static/w.js")
    #expect(found.filter { !$0.hasSuffix(" maybe a.css") } == sample.found)
  }
}
