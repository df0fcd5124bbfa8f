import References
import Testing
import Values

/// What is found in stylesheets.
struct CSSReferenceTests {
  typealias Case = TemplateReferenceTests.Case

  @Test(arguments: [
    Case("a{b:url(x.png)}", "1:9 css-url x.png"),
    Case("a{b:URL( \"x y.png\" )}", "1:11 css-url x y.png"),
    Case("a{b:url('x.png?v=1')}", "1:10 css-url literal(v=1) x.png <x.png?v=1>"),
    Case(
      "a{src:url(f.eot?#iefix),url(f.woff?605#x)}",
      "1:11 css-url f.eot <f.eot?>", "1:29 css-url bare(605) f.woff <f.woff?605>"),
    Case(
      "@import 'a.css';@import url(\"b.css?v=2\");",
      "1:10 css-import a.css", "1:30 css-import literal(v=2) b.css <b.css?v=2>"),
    Case(
      "@namespace url(http.x);@font-face{src:url(f.woff) format('woff')}",
      "1:43 css-url f.woff"),
    Case(
      "a{--i:url(../i.png);b:image-set('a.png' 1x, url(b.png) 2x)}",
      "1:11 css-url ../i.png", "1:34 css-url a.png", "1:49 css-url b.png"),
    Case("a{b:url(a\\ b.png)}", "1:9 css-url a\\ b.png"),
    Case("a{b:url(\\61 .png)}", "1:9 css-url \\61 .png"),
    Case("/* a{b:url(x.png)} */a{content:'url(y.png)'}", "1:12 css-url comment x.png"),
    Case("a{b:url(data:image/png;base64,AA//x.png)}a{b:url(#f)}a{b:url(https://h/x.png)}"),
    Case("a{b:url(x y.png)}a{b:url(x'y.png)}a{b:url(un.png"),
    Case("a{b:url('broken\n)}c{d:url(e.png)}", "2:11 css-url e.png"),
  ])
  func sheet(_ sample: Case) {
    #expect(ReferenceText.of(sample.text, in: "static/a.css") == sample.found)
  }

  @Test func lineCommentsAndPartsOfSource() {
    let text = "// url(a.png)\n@import 'parts';@import 'b.css';a{b:url(//x/y.png) url(c.png)}"
    #expect(
      ReferenceText.of(text, in: "a.scss") == ["2:26 css-import b.css", "2:56 css-url c.png"])
  }

  /// A variable is no name of a file.
  @Test func variablesOfSource() {
    let text = "a{b:url($file-1x) url($dir/a.png) url(img/$name.png) url(@b) url(c.png)}"
    #expect(
      ReferenceText.of(text, in: "a.scss") == [
        "1:27 css-url maybe /a.png", "1:39 css-url img/$name.png", "1:66 css-url c.png",
      ])
  }

  @Test func customPropertyIsNamed() {
    let found = ReferenceScanner().references(in: Array("a{--icon : url(i.png)}".utf8), of: "a.css")
    #expect(found.map(\.customProperty) == [Array("--icon".utf8)])
  }
}
