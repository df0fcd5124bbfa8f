import Screen
import TestSupport
import Testing

@Suite struct FitTests {
  @Test(arguments: [
    ("site.css", 8, "site.css"), ("site.css", 7, "site.c…"), ("site.css", 1, "…"),
    ("site.css", 0, ""), ("site.css", -1, ""), ("", 0, ""), ("日本語", 6, "日本語"),
    ("日本語", 5, "日本…"), ("日本語", 4, "日…"), ("日本語", 2, "…"),
    ("e\u{301}e\u{301}e\u{301}", 2, "e\u{301}…"),
  ])
  func end(text: String, columns: Int, result: String) {
    #expect(Fit.end(text, columns: columns) == result)
  }

  @Test(arguments: [
    ("css/vendor/deep/site.css", 24, "css/vendor/deep/site.css"),
    ("css/vendor/deep/site.css", 23, "css/…/deep/site.css"),
    ("css/vendor/deep/site.css", 19, "css/…/deep/site.css"),
    ("css/vendor/deep/site.css", 18, "css/…/site.css"),
    ("css/vendor/deep/site.css", 14, "css/…/site.css"),
    ("css/vendor/deep/site.css", 13, "css…/site.css"),
    ("css/vendor/deep/site.css", 12, "cs…/site.css"),
    ("css/vendor/deep/site.css", 10, "…/site.css"),
    ("css/vendor/deep/site.css", 9, "site.css"),
    ("css/vendor/deep/site.css", 8, "site.css"),
    ("css/vendor/deep/site.css", 7, "si….css"),
    ("css/vendor/deep/site.css", 6, "s….css"),
    ("css/vendor/deep/site.css", 5, "site…"),
    ("css/vendor/deep/site.css", 1, "…"),
    ("css/vendor/deep/site.css", 0, ""),
    ("a/b/c/long-folder/x.js", 15, "a/b/c/…/x.js"),
    ("vendor-library-one/x.js", 13, "vendor-…/x.js"),
    ("/srv/www/site/a.css", 14, "/…/site/a.css"),
    ("css/vendor/", 9, "…/vendor/"),
    ("analytics-loader.min.js", 13, "analyt…min.js"),
    ("noextension", 6, "noe…on"),
    (".hidden-file", 6, ".hi…le"),
  ])
  func path(text: String, columns: Int, result: String) {
    #expect(Fit.path(text, columns: columns) == result)
  }

  @Test func asciiEllipsis() {
    #expect(Fit.end("site.css", columns: 5, ellipsis: "~") == "site~")
    #expect(Fit.path("css/vendor/site.css", columns: 14, ellipsis: "~") == "css/~/site.css")
    #expect(Fit.pad("site.css", columns: 5, ellipsis: "~") == "site~")
  }

  @Test(arguments: [
    ("ab", 4, "ab  "), ("日本語", 4, "日… "), ("abc", 2, "a…"), ("a", 0, ""), ("a", -2, ""),
  ])
  func pad(text: String, columns: Int, result: String) {
    #expect(Fit.pad(text, columns: columns) == result)
  }

  @Test func neverWider() {
    var random = SeededGenerator(seed: 3)
    let parts = ["a", "日", "e\u{301}", "/", ".", "css", "\u{301}", "🚀", "\u{202E}"]
    for _ in 0..<20_000 {
      let count = Int.random(in: 0...14, using: &random)
      let text = (0..<count).map { _ in parts.randomElement(using: &random) ?? "" }.joined()
      let columns = Int.random(in: 0...24, using: &random)
      #expect(ColumnWidth.of(Fit.end(text, columns: columns)) <= columns)
      #expect(ColumnWidth.of(Fit.start(text, columns: columns)) <= columns)
      #expect(ColumnWidth.of(Fit.path(text, columns: columns)) <= columns)
      #expect(ColumnWidth.of(Fit.pad(text, columns: columns)) == columns)
      let name = text.split(separator: "/").last.map(String.init) ?? ""
      if !text.hasSuffix("/"), ColumnWidth.of(name) <= columns {
        #expect(
          Fit.path(text, columns: columns).unicodeScalars.reversed()
            .starts(with: name.unicodeScalars.reversed()))
      }
    }
  }
}
