import Testing

@testable import AssetCore

/// What makes the URLs of a release absolute.
@Suite struct BaseURLTests {
  @Test(arguments: [
    ("https://a.example", "/s/x.css?v=1", "https://a.example/s/x.css?v=1"),
    ("https://a.example/", "/s/x.css", "https://a.example/s/x.css"),
    ("http://a.example:8080/shop//", "/s/x.css", "http://a.example:8080/shop/s/x.css"),
    ("https://a.example", "s/x.css", "https://a.example/s/x.css"),
    ("https://a.example", "//cdn.example/x.css", "https://cdn.example/x.css"),
    ("http://a.example", "//cdn.example/x.css", "http://cdn.example/x.css"),
    ("https://a.example", "https://cdn.example/x.css", "https://cdn.example/x.css"),
  ])
  func absolute(base: String, url: String, expected: String) throws {
    #expect(try #require(BaseURL(base)).absolute(url) == expected)
  }

  @Test(arguments: [
    "", "a.example", "ftp://a.example", "https://", "https:///x", "https://u:p@a.example",
    "https://a.example/?x", "https://a.example/#x", "https://a b", "https://a\nb", "HTTPS", "/x",
  ])
  func none(text: String) {
    #expect(BaseURL(text) == nil)
  }

  @Test(arguments: [
    ("a", "`a`"), ("a|b", #"`a\|b`"#), ("a`b", "``a`b``"), ("`", "`` ` ``"),
    ("a``|`", #"``` a``\|` ```"#),
    ("a\nb", #"`a\x0ab`"#), ("\u{1B}[31m", #"`\x1b[31m`"#),
  ])
  func markdown(text: String, code: String) {
    #expect(MarkdownText.code(text) == code)
  }
}
