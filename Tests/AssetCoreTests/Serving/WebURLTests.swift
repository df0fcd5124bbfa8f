import Testing

@testable import Values

/// URLs as browsers parse them.
@Suite struct WebURLTests {
  @Test(arguments: [
    ("http://a.example", "http://a.example/"),
    ("HTTPS://A.Example:443/x?y#z", "https://a.example/x?y"),
    ("http://127.0.0.1:5000/a/../b/./c", "http://127.0.0.1:5000/b/c"),
    ("http://a/%2e%2E/b/%2e", "http://a/b/"),
    (" http://a/x y\u{FC} ", "http://a/x%20y%C3%BC"),
    ("http://a/x\ty\nz", "http://a/xyz"),
    ("http:\\\\a\\b?c\\d", "http://a/b?c\\d"),
    ("http://[::1]:80/", "http://[::1]/"),
    ("http://a?x", "http://a/?x"),
  ])
  func absolute(text: String, expected: String) {
    #expect(WebURL(text)?.text == expected)
  }

  @Test(arguments: [
    "", "a.example", "/x", "ftp://a/", "javascript:alert(1)", "http:///x", "http://u:p@a/",
    "http://u@a/", "http://a b/", "http://a:99999/", "http://a:x/", "http:a", "data:text/css,x",
    "http://a\u{1B}[31m/", "http://ä/",
  ])
  func none(text: String) {
    #expect(WebURL(text) == nil)
  }

  /// RFC 3986, section 5.4, and what browsers do besides.
  @Test(arguments: [
    ("g", "http://a/b/c/g"), ("./g", "http://a/b/c/g"), ("g/", "http://a/b/c/g/"),
    ("/g", "http://a/g"), ("//g", "http://g/"), ("?y", "http://a/b/c/d?y"),
    ("g?y", "http://a/b/c/g?y"),
    ("#s", "http://a/b/c/d?q"), ("g#s", "http://a/b/c/g"), ("", "http://a/b/c/d?q"),
    (".", "http://a/b/c/"), ("..", "http://a/b/"), ("../g", "http://a/b/g"),
    ("../../../g", "http://a/g"), ("http://o.example/x", "http://o.example/x"),
    ("g?y/../x", "http://a/b/c/g?y/../x"), ("\\g", "http://a/g"),
    ("g\"<>", "http://a/b/c/g%22%3C%3E"),
    ("g?a b\"<>'", "http://a/b/c/g?a%20b%22%3C%3E%27"),
  ])
  func resolved(reference: String, expected: String) throws {
    let base = try #require(WebURL("http://a/b/c/d?q"))
    #expect(base.resolved(Array(reference.utf8))?.text == expected)
  }

  @Test(arguments: [
    ("http://127.0.0.1:5000/", true), ("http://127.255.0.9/", true), ("https://localhost/", true),
    ("http://shop.localhost:8000/", true), ("http://[::1]:5000/", true),
    ("http://127.0.0.1.example/", false), ("http://localhost.example/", false),
    ("http://127.1/", false), ("http://2130706433/", false), ("http://0.0.0.0/", false),
    ("http://127.0.0.256/", false), ("http://128.0.0.1/", false), ("http://xlocalhost/", false),
    ("http://[::2]/", false), ("https://shop.example/", false),
  ])
  func loopback(text: String, expected: Bool) throws {
    #expect(try #require(WebURL(text)).isLoopback == expected)
  }

  @Test(arguments: ["mailto:x", "javascript:x", "data:x", "http://u@a/", "blob:http://a/x"])
  func leadsNowhere(reference: String) throws {
    #expect(try #require(WebURL("http://a/")).resolved(Array(reference.utf8)) == nil)
  }
}
