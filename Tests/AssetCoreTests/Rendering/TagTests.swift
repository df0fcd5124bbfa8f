import AssetCore
import Testing

@Suite("HTML")
struct TagTests {
  @Test("each kind of asset has its tag")
  func tags() {
    let cases: [(BytePath, String?)] = [
      ("css/site.css", #"<link rel="stylesheet" href="/u?v=1">"#),
      ("js/app.js", #"<script src="/u?v=1"></script>"#),
      ("js/app.mjs", #"<script type="module" src="/u?v=1"></script>"#),
      ("img/a.PNG", #"<img src="/u?v=1" alt="">"#),
      ("img/a.svg", #"<img src="/u?v=1" alt="">"#),
      (
        "fonts/a.woff2",
        #"<link rel="preload" href="/u?v=1" as="font" type="font/woff2" crossorigin>"#
      ),
      ("favicon.ico", #"<link rel="icon" href="/u?v=1">"#),
      ("img/favicon-32.png", #"<link rel="icon" href="/u?v=1">"#),
      ("apple-touch-icon.png", #"<link rel="apple-touch-icon" href="/u?v=1">"#),
      ("site.webmanifest", #"<link rel="manifest" href="/u?v=1">"#),
      ("manifest.json", #"<link rel="manifest" href="/u?v=1">"#),
      ("data.json", nil), ("README", nil), ("css", nil), ("a.css.map", nil),
    ]
    for (path, tag) in cases {
      #expect(AssetKind(path).tag(url: "/u?v=1") == tag)
    }
  }

  @Test("URLs are escaped as Jinja's autoescape does")
  func escaping() {
    #expect(
      AssetKind("a'&b.css").tag(url: #"/static/a'&b<>".css?v=1"#)
        == #"<link rel="stylesheet" href="/static/a&#39;&amp;b&lt;&gt;&#34;.css?v=1">"#)
  }

  @Test("the template text names endpoint and file, in Python's spelling")
  func template() {
    let cases: [(String, BytePath, String)] = [
      ("static", "css/site.css", "{{ url_for('static', filename='css/site.css') }}"),
      ("admin.static", "a'b.css", #"{{ url_for('admin.static', filename='a\'b.css') }}"#),
      ("static", "a\\b.css", #"{{ url_for('static', filename='a\\b.css') }}"#),
      ("static", "a\u{1B}\u{202E}.css", #"{{ url_for('static', filename='a\x1b\u202e.css') }}"#),
    ]
    for (root, path, text) in cases {
      #expect(FlaskExpression.urlFor(AssetID(root: root, path: path)) == text)
    }
  }
}
