import Testing

/// Where a token ends, in all that holds URLs, and which parameters are tokens.
@Suite("Where tokens end")
struct TokenEndTests {
  typealias Case = TemplateReferenceTests.Case

  @Test(
    "in pages: lists, JSON, character references",
    arguments: [
      Case(
        "<img data-lazy-srcset=\"/static/a.png?v=1 1x, /static/b.png?v=2 2x\">",
        "1:24 attr literal(v=1) /static/a.png </static/a.png?v=1>",
        "1:46 attr literal(v=2) /static/b.png </static/b.png?v=2>"),
      Case(
        "<p data-bg='/static/a.png?v=1 400w | /static/b.png?v=2'>",
        "1:13 attr maybe literal(v=1) /static/a.png </static/a.png?v=1>",
        "1:38 attr maybe literal(v=2) /static/b.png </static/b.png?v=2>"),
      Case(
        "<p data-x='[\"/static/a.png?v=1\",\"\\/static\\/b.png?v=2\"]'>",
        "1:14 attr maybe literal(v=1) /static/a.png </static/a.png?v=1>",
        "1:34 attr maybe literal(v=2) \\/static\\/b.png <\\/static\\/b.png?v=2>"),
      Case(
        "<p data-x=\"{&quot;i&quot;:&#34;/static/a.png?v=1&#x22;}\">",
        "1:32 attr maybe literal(v=1) /static/a.png </static/a.png?v=1>"),
      Case(
        "<img src=\"/static/a.png?x=2&amp;v&equals;1&NewLine;\">",
        "1:11 attr literal(v=1) /static/a.png </static/a.png?x=2&amp;v&equals;1>"),
      Case(
        "<img src=\"&#47;static&sol;a&period;png&#x3f;v=1;theme=dark\">",
        "1:11 attr literal(v=1) &#47;static&sol;a&period;png"
          + " <&#47;static&sol;a&period;png&#x3f;v=1;theme=dark>"),
      Case(
        "<p style=\"background:url(&quot;/static/a.png?v=1&quot;)\">",
        "1:32 css-url literal(v=1) /static/a.png </static/a.png?v=1>"),
      Case(
        "<p onclick=\"a &amp;&amp; go(&apos;/static/a.png?v=1&apos;)\">",
        "1:35 js-str literal(v=1) /static/a.png </static/a.png?v=1>"),
      Case(
        "<img src=\"/static/\na.png?v=1\n&amp;x=2\">",
        "1:11 attr literal(v=1) /static/\na.png </static/\na.png?v=1\n&amp;x=2>"),
    ])
  func page(_ sample: Case) {
    #expect(ReferenceText.of(sample.text, in: "a.html") == sample.found)
  }

  @Test(
    "in pages: a token that goes on in or behind a statement of the template is computed",
    arguments: [
      ("?v=1{% if x %}2{% endif %}", "expr(v=1{% if x %})", "?v=1{% if x %}"),
      (
        "?v=1{%- if x -%}{% if y %}2{% endif %}{% endif %}", "expr(v=1{%- if x -%})",
        "?v=1{%- if x -%}"
      ),
      ("?v=1{% if x %}{{ y }}{% endif %}", "expr(v=1{% if x %})", "?v=1{% if x %}"),
      ("?v={% if x %}1{% else %}2{% endif %}", "expr(v={% if x %})", "?v={% if x %}"),
      ("{% if x %}?v=1{% endif %}2", "", ""),
      ("?v=1{% if x %}&w=2{% endif %}", "literal(v=1)", "?v=1"),
      ("?v=1{% if x %}#y{% endif %}", "literal(v=1)", "?v=1"),
      ("?v=1{% if x %}{% endif %}", "literal(v=1)", "?v=1"),
      ("{% if x %}?v=1{% endif %}", "", ""),
    ])
  func statements(_ behind: String, _ token: String, _ query: String) {
    let url = query.isEmpty ? "" : "</static/a.png\(query)>"
    let words = ["1:11 attr", token, "/static/a.png", url].filter { !$0.isEmpty }
    // What a branch holds by itself is looked at as well.
    #expect(
      ReferenceText.of("<img src=\"/static/a.png\(behind)\">", in: "a.html").first
        == words.joined(separator: " "))
  }

  @Test(
    "in scripts: lists, words, escapes",
    arguments: [
      Case(
        "x = '/static/a.png?v=1, /static/b.png?v=2'",
        "1:6 js-str maybe literal(v=1) /static/a.png </static/a.png?v=1>",
        "1:25 js-str maybe literal(v=2) /static/b.png </static/b.png?v=2>"),
      Case(
        "go('see /static/a b.png?v=1 (or not)')",
        "1:9 js-str maybe literal(v=1) /static/a b.png </static/a b.png?v=1>"),
      Case(
        "x = '\\/static\\/a.png?x=\\u0061\\u{26}v\\x3d1\\u0026y=2'",
        "1:6 js-str literal(v=1) \\/static\\/a.png"
          + " <\\/static\\/a.png?x=\\u0061\\u{26}v\\x3d1\\u0026y=2>"),
      Case(
        "x = '/static/a.png?v=1' /* of */ // the release\n + y",
        "1:6 js-str expr(v=1' /* of */ // the release\n + y) /static/a.png"
          + " </static/a.png?v=1' /* of */ // the release\n + y>"),
      Case(
        "x = '/static/a.png?v=1'.concat(y)",
        "1:6 js-str expr(v=1'.concat() /static/a.png </static/a.png?v=1'.concat(>"),
      Case(
        "x = '</static/a.css?v=1>; rel=preload'",
        "1:7 js-str maybe literal(v=1) /static/a.css </static/a.css?v=1>"),
    ])
  func script(_ sample: Case) {
    #expect(ReferenceText.of(sample.text, in: "static/a.js") == sample.found)
  }

  @Test(
    "which parameters are tokens, and which are the application's own",
    arguments: [
      ("v=1", "literal(v=1)"), ("ver=2.29.4", "literal(ver=2.29.4)"), ("v=beta", ""),
      ("lang=en", ""), ("id=G-1AB2", ""), ("debug=1", ""), ("w=1920&h=1080", ""),
      ("h=3f2a91c0", "literal(h=3f2a91c0)"), ("h=20240601", "literal(h=20240601)"),
      ("t=5312", "literal(t=5312)"), ("t=10", ""), ("q=80", ""),
      ("d=2024-06-01", "literal(d=2024-06-01)"),
      ("5312", "bare(5312)"), ("3f2a91c0", "bare(3f2a91c0)"), ("iefix", ""), ("inline", ""),
      ("lang=en&v=3", "literal(v=3)"), ("v=3&lang=en", "literal(v=3)"),
      ("v=1%2B2", "literal(v=1%2B2)"), ("v=1;x=2", "literal(v=1)"),
      ("v=__V__", "expr(v=__V__)"), ("v=@@V@@", "expr(v=@@V@@)"), ("v=%V%", "expr(v=%V%)"),
      ("v=${V}", "expr(v=${V})"), ("v={V}", "expr(v={V})"), ("v=[[ v ]]", "expr(v=[[ v ]])"),
      ("lang=__LANG__", ""), ("lang={{ lang }}", ""), ("x={{ version }}", "expr(x={{ version }})"),
    ])
  func parameters(_ query: String, _ token: String) {
    let page = "<img src=\"/static/a.png?\(query)\">"
    let words = ["1:11 attr", token, "/static/a.png </static/a.png?\(query)>"]
    #expect(
      ReferenceText.of(page, in: "a.html")
        == [words.filter { !$0.isEmpty }.joined(separator: " ")])
  }

  @Test(
    "keywords of a call likewise",
    arguments: [
      ("v='1'", "literal(v=1)"), ("v=7", "literal(v=7)"), ("lang='en'", ""), ("lang=lang", ""),
      ("lang='en', rev='12'", "literal(rev=12)"), ("w=200, h=100", ""),
      ("x=release.version", "expr(x=release.version)"),
      ("v='__V__'", "expr(v=__V__)"), ("v=None", "expr(v=None)"), ("**extra", ""),
      ("x=file_hash(1)", "expr(x=file_hash(1))"),
    ])
  func keywords(_ keywords: String, _ token: String) {
    let call = "url_for('static', filename='a.js', \(keywords))"
    let words = ["1:33 call-py", token, "a.js <\(call)>"]
    #expect(
      ReferenceText.of("u = \(call)", in: "a.py")
        == [words.filter { !$0.isEmpty }.joined(separator: " ")])
  }
}
