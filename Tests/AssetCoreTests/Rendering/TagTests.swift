import Formats
import Site
import Testing
import Values

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
      ("film.MP4", #"<video src="/u?v=1" controls></video>"#),
      ("film.webm", #"<video src="/u?v=1" controls></video>"#),
      ("sound.ogg", #"<audio src="/u?v=1" controls></audio>"#),
      ("data.json", nil), ("README", nil), ("css", nil), ("a.css.map", nil),
    ]
    for (path, tag) in cases {
      #expect(AssetKind(path).tag(url: "/u?v=1") == tag)
    }
  }

  @Test("a tag says what its kind has a use for")
  func details() {
    let details = TagDetails(
      size: ImageSize(width: 640, height: 480),
      denser: [
        DenserImage(url: "/a@2x.png?v='", density: 2), DenserImage(url: "/b", density: 3),
      ], integrity: "sha384-AB+/=")
    let cases: [(BytePath, String)] = [
      (
        "a.css",
        #"<link rel="stylesheet" href="/u?a&amp;b" integrity="sha384-AB+/=" crossorigin>"#
      ),
      ("a.js", #"<script src="/u?a&amp;b" integrity="sha384-AB+/=" crossorigin></script>"#),
      (
        "a.mjs",
        #"<script type="module" src="/u?a&amp;b" integrity="sha384-AB+/=" crossorigin></script>"#
      ),
      (
        "a.png",
        #"<img src="/u?a&amp;b" srcset="/u?a&amp;b 1x, /a@2x.png?v=&#39; 2x, /b 3x" "#
          + #"width="640" height="480" alt="">"#
      ),
      ("favicon.png", #"<link rel="icon" href="/u?a&amp;b">"#),
      ("a.mp4", #"<video src="/u?a&amp;b" controls></video>"#),
    ]
    for (path, tag) in cases {
      #expect(AssetKind(path).tag(url: "/u?a&b", details: details) == tag)
    }
  }

  @Test("settings make modules of scripts")
  func modules() {
    let modules = GlobList(["js/app/**", "!js/app/old.js"])
    let cases: [(BytePath, Bool)] = [
      ("js/app/a.js", true), ("js/app/b/c.js", true), ("js/app/old.js", false), ("js/a.js", false),
      ("a.mjs", true),
    ]
    for (path, isModule) in cases {
      #expect(AssetKind(path, modules: modules) == .script(isModule: isModule))
    }
    #expect(AssetKind("js/app/a.css", modules: modules) == .stylesheet)
  }

  @Test("integrity is a SHA-384 in base64, as the W3C's example has it")
  func integrity() {
    #expect(
      FileFacts.integrity(of: Array("alert('Hello, world.');".utf8))
        == "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO")
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
