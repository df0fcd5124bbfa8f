import AssetCore
import Testing

@Suite("URLs")
struct URLTests {
  @Test("the token is a query parameter; names are quoted as Werkzeug 3.1.8 quotes them")
  func query() throws {
    let token = try Token("20240601-2")
    // Each expectation was printed by url_for of Flask 3.1.3, also held against it in FlaskTests.
    let cases: [(BytePath, String)] = [
      ("css/site.css", "/static/css/site.css?v=20240601-2"),
      ("a b.css", "/static/a%20b.css?v=20240601-2"),
      ("a+b&c=d;e,f'g(h)!*$@:~.css", "/static/a+b&c=d;e,f'g(h)!*$@:~.css?v=20240601-2"),
      ("50%.css", "/static/50%25.css?v=20240601-2"),
      ("%41.css", "/static/%2541.css?v=20240601-2"),
      ("a?b#c.css", "/static/a%3Fb%23c.css?v=20240601-2"),
      ("caf\u{E9}.css", "/static/caf%C3%A9.css?v=20240601-2"),
      ("cafe\u{301}.css", "/static/cafe%CC%81.css?v=20240601-2"),
      ("\"<>\\^`{|}[].css", "/static/%22%3C%3E%5C%5E%60%7B%7C%7D%5B%5D.css?v=20240601-2"),
      ("\u{1}\u{7F}.css", "/static/%01%7F.css?v=20240601-2"),
    ]
    for (path, url) in cases {
      #expect(StaticRoot().url(of: path, token: token) == url)
    }
  }

  @Test("without a token there is no query")
  func plain() {
    #expect(StaticRoot().url(of: "a.css", token: nil) == "/static/a.css")
  }

  @Test("prefix and parameter are the root's")
  func root() throws {
    let root = StaticRoot(url: "https://cdn.example.com/s/", parameter: "ver")
    #expect(
      root.url(of: "a.css", token: try Token("v1")) == "https://cdn.example.com/s/a.css?ver=v1")
  }

  @Test("a name that Flask cannot serve has no URL")
  func unservable() {
    #expect(StaticRoot().url(of: BytePath(bytes: [0xFF]), token: nil) == nil)
    #expect(StaticRoot().url(of: "a\nb.css", token: nil) == nil)
  }

  @Test("placement filename puts the token before the extension, path before the path")
  func placements() throws {
    let token = try Token("3f2a91c0")
    let cases: [(BytePath, String)] = [
      ("css/site.css", "/static/css/site.3f2a91c0.css"),
      ("js/app.min.js", "/static/js/app.3f2a91c0.min.js"),
      ("css/site.css.map", "/static/css/site.3f2a91c0.css.map"),
      ("LICENSE", "/static/LICENSE.3f2a91c0"),
      ("a.b/c", "/static/a.b/c.3f2a91c0"),
      ("jquery-3.7.1.js", "/static/jquery-3.7.1.3f2a91c0.js"),
    ]
    for (path, url) in cases {
      #expect(StaticRoot(placement: .filename).url(of: path, token: token) == url)
    }
    #expect(
      StaticRoot(placement: .path).url(of: "css/site.css", token: token)
        == "/static/3f2a91c0/css/site.css")
  }
}
