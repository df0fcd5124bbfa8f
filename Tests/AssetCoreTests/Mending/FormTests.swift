import Planning
import Site
import Testing

/// The forms in which pages, scripts and source name a file: each token is found, and it alone is rewritten.
@Suite("Forms of references")
struct FormTests {
  /// What a file says after a bump of `x.css`, whose token by hash is now ca978112 (SHA-256 of "a").
  private func bumped(_ file: String, _ text: String) throws -> String? {
    let site = try LiteralSite(
      [file: text, "static/x.css": "a"], records: ["x.css": ("1", "old")],
      settings: "templates = [\"templates/**\", \"*.php\"]\n")
    try site.bump()
    return site[file]
  }

  private func follows(_ file: String, _ text: String) throws {
    #expect(
      try bumped(file, text.replacing("=T", with: "=1")) == text.replacing("=T", with: "=ca978112"))
  }

  @Test(
    "attributes of pages",
    arguments: [
      "<img :src=\"'/static/x.css?v=T'\">", "<img bind-src=\"'/static/x.css?v=T'\">",
      "<img src.bind=\"'/static/x.css?v=T'\">", "<div hx-vals='{\"img\": \"/static/x.css?v=T\"}'>",
      "<div hx-on:click=\"go('/static/x.css?v=T')\">",
      "<div _=\"on click set #x.src to '/static/x.css?v=T'\">",
      "<my-icon image=\"/static/x.css?v=T\">", "<img lowsrc=\"/static/x.css?v=T\">",
      "<my-list items='[{\"u\": \"\\/static\\/x.css?v=T\"}]'>",
      "<meta http-equiv=\"refresh\" content=\"0; url=/static/x.css?v=T\">",
      "<meta http-equiv=refresh content=\"0;/static/x.css?v=T\">",
      "<meta http-equiv=\"Link\" content=\"</static/x.css?v=T>; rel=preload; as=style\">",
      "{% block a %} style=\"background: url('/static/x.css?v=T')\"{% endblock %}<p>",
      "{% block a %}\n class=\"b\" data-src=\"/static/x.css?v=T\" {% endblock %}",
      "{% set a %}src='/static/x.css?v=T'{% endset %}<img {{ a }}>",
      "<iframe srcdoc=\"&lt;img src=&quot;/static/x.css?v=T&quot;&gt;\">",
      "<a href=\"/static/x&period;css&quest;v&equals;T\">".replacing("&equals;T", with: "=T"),
    ])
  func pages(_ text: String) throws { try follows("templates/p.html", text) }

  @Test(
    "scripts",
    arguments: [
      "caches.open('a').then(c => c.addAll(['/', './x.css?v=T']))",
      "precacheAndRoute([{url: '/static/x.css?v=T', revision: null}])",
      "const B = '/static/'; load(B + 'x.css?v=T')", "const B = '/static'; load(`${B}/x.css?v=T`)",
      "res.set({Link: '</static/x.css?v=T>; rel=preload; as=style'})",
      "x = `<style>a { background: url(/static/x.css?v=T) }<\\/style>`",
    ])
  func scripts(_ text: String) throws { try follows("static/w.js", text) }

  @Test(
    "strings of Python",
    arguments: [
      "PAGE = '''\n<link href=\"{{ url_for('static', filename='x.css') }}?v=T\">\n'''\n",
      "render_template_string('<b>{{ url_for(\\'static\\', filename=\\'x.css\\') }}?v=T</b>')",
      "x = Template(\"<link href='{% static \\\"x.css\\\" %}?v=T'>\")",
      "h = f'<img src=\"/static/x.css?v=T\" alt=\"{alt}\">'",
      "h = f'<img src=\"{url_for(\"static\", filename=\"x.css\")}?v=T\">'",
      "h = f\"{url_for('static', filename='x.css')}?v=T\"",
      "h = '<p>' + t + '</p><img src=\"/static/x.css?v=T\">'",
      "h = ('<link rel=\"stylesheet\" '  # one\n     'href=\"/static/x.css'\n     '?v=T\">')",
      "h = '<style>a { background: url(/static/x.css?v=T) }</style>'",
      "h = '<script>load(\"/static/x.css?v=T\")</script>'",
      "h = 'background: url(/static/x.css?v=T)'",
      "r.headers['Link'] = '</static/x.css?v=T>; rel=preload; as=style'",
      "h = '<b>%s</b><img src=\"/static/x.css?v=T\">' % name",
    ])
  func source(_ text: String) throws { try follows("app.py", text) }

  @Test(
    "PHP",
    arguments: [
      "<?php echo '<link href=\"/static/x.css?v=T\">'; ?>", "<?= '/static/x.css?v=T' ?>",
      "<?php\n// don't\n$a = \"<img src='/static/x.css?v=T' alt='$b'>\";\n",
      "<?php $h = <<<HTML\n<img src=\"/static/x.css?v=T\">\nHTML;\n?>",
      "<?php header('Link: </static/x.css?v=T>; rel=preload'); ?>",
      "<?php $c = ['css' => '/static/x.css?v=T']; ?>",
    ])
  func php(_ text: String) throws { try follows("index.php", text) }

  @Test("integrity beside a call follows the bytes")
  func integrity() throws {
    let old = "sha256-" + String(repeating: "A", count: 43) + "="
    let new = Integrity.of("a")
    for text in [
      "h = script(url_for('static', filename='x.css', v='1'), integrity='I')",
      "h = {'src': '/static/x.css?v=1', 'integrity': 'I'}",
      "h = script(src='/static/x.css?v=1', attributes=dict(integrity='I'))",
    ] {
      #expect(
        try bumped("app.py", text.replacing("'I'", with: "'\(old)'"))
          == text.replacing("v='1'", with: "v='ca978112'").replacing("?v=1", with: "?v=ca978112")
          .replacing("'I'", with: "'\(new)'"))
    }
    for text in [
      "{{ script(url_for('static', filename='x.css', v='1'), integrity='I') }}",
      "<script src=\"{{ url_for('static', filename='x.css', v='1') }}\" integrity=\"{{ 'I' }}\"></script>",
    ] {
      #expect(
        try bumped("templates/p.html", text.replacing("'I'", with: "'\(old)'"))
          == text.replacing("v='1'", with: "v='ca978112'").replacing("'I'", with: "'\(new)'"))
    }
  }
}

extension Integrity {
  /// The value of `integrity` for a text, by SHA-256.
  fileprivate static func of(_ text: String) -> String {
    guard let zero = Integrity(Array(("sha256-" + String(repeating: "A", count: 43) + "=").utf8))
    else { return "" }
    return zero.renewed(for: Array(text.utf8)).description
  }
}
