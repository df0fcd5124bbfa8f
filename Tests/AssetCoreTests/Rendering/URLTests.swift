import Site
import Testing
import Values

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

  @Test("placement filename puts the token before what says the kind of file")
  func filename() throws {
    let token = try Token("3f2a91c0")
    let cases: [(BytePath, String)] = [
      ("css/site.css", "css/site.T.css"),
      ("jquery-3.7.1.js", "jquery-3.7.1.T.js"),
      ("js/app.min.js", "js/app.T.min.js"),
      ("js/APP.MIN.JS", "js/APP.T.MIN.JS"),
      ("css/site.css.map", "css/site.T.css.map"),
      ("js/app.js.map", "js/app.T.js.map"),
      ("js/app.min.js.map", "js/app.T.min.js.map"),
      ("api.d.ts", "api.T.d.ts"),
      ("api.d.mts", "api.T.d.mts"),
      ("api.d.ts.map", "api.T.d.ts.map"),
      ("plan.d.css", "plan.d.T.css"),
      ("site.css.gz", "site.T.css.gz"),
      ("site.min.css.br", "site.T.min.css.br"),
      ("data.tar.zst", "data.T.tar.zst"),
      ("jquery-3.7.1.map", "jquery-3.7.1.T.map"),
      ("app.module.js", "app.module.T.js"),
      ("a.map", "a.T.map"),
      ("LICENSE", "LICENSE.T"),
      ("a.b/c", "a.b/c.T"),
      ("notes.", "notes..T"),
      (".htaccess", ".htaccess.T"),
      ("a/.min.js", "a/.min.T.js"),
      ("..css", "..T.css"),
      ("min.js", "min.T.js"),
    ]
    for (path, url) in cases {
      #expect(
        StaticRoot(placement: .filename).url(of: path, token: token)
          == "/static/" + url.replacing("T", with: "3f2a91c0", maxReplacements: 1))
    }
  }

  @Test("placement path puts the token before the path")
  func path() throws {
    let token = try Token("3f2a91c0")
    let root = StaticRoot(placement: .path)
    #expect(root.url(of: "css/site.css", token: token) == "/static/3f2a91c0/css/site.css")
    #expect(root.url(of: "LICENSE", token: token) == "/static/3f2a91c0/LICENSE")
    #expect(root.url(of: "css/site.css", token: nil) == "/static/css/site.css")
  }

  @Test("each version of Werkzeug keeps other characters")
  func profiles() {
    let path: BytePath = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ \u{E9}"
    let cases: [(WerkzeugProfile, String)] = [
      (.since23, "!%22%23$%25&'()*+,-./:;%3C=%3E%3F@%5B%5C%5D%5E_%60%7B%7C%7D~%20%C3%A9"),
      (.only22, "!%22%23$%25%26'()*+,-./:;%3C%3D%3E%3F%40%5B%5C%5D%5E_%60%7B%7C%7D~%20%C3%A9"),
      (
        .until21,
        "%21%22%23%24%25%26%27%28%29%2A%2B%2C-./:%3B%3C%3D%3E%3F%40%5B%5C%5D%5E_%60%7B%7C%7D~%20%C3%A9"
      ),
    ]
    for (profile, url) in cases {
      #expect(StaticRoot(werkzeug: profile).url(of: path, token: nil) == "/static/" + url)
    }
  }

  @Test("a version of Werkzeug has its profile")
  func versions() {
    let cases: [(String, WerkzeugProfile?)] = [
      ("2.3", .since23), ("2.3.8", .since23), ("2.10", .since23), ("3.0", .since23),
      ("3.1.8", .since23), ("2.2", .only22), ("2.2.3", .only22), ("2.1", .until21),
      ("2.0.3", .until21), ("1.0.1", .until21), ("0.16.1", .until21), ("3", nil), ("", nil),
      ("2.", nil), ("2.x", nil), ("+2.3", nil), ("2.3rc1", nil),
      ("2.99999999999999999999", nil),
    ]
    for (version, profile) in cases {
      #expect(WerkzeugProfile(version: version) == profile)
    }
  }

  @Test("a name on which versions of Werkzeug differ has a warning")
  func warnings() {
    let cases: [(BytePath, WerkzeugProfile, String?)] = [
      ("css/site-1.0_a~b:c.css", .since23, nil),
      ("caf\u{E9} %.css", .until21, nil),
      (
        "a@b.css", .since23,
        "Werkzeug 2.2 and earlier print another URL; this is the one of 2.3 and later"
      ),
      (
        "a+b.css", .since23,
        "Werkzeug 2.1 and earlier print another URL; this is the one of 2.3 and later"
      ),
      ("a@b.css", .only22, "Werkzeug 2.3 and later print another URL; this is the one of 2.2"),
      (
        "a+&.css", .only22,
        "Werkzeug 2.3 and later, and 2.1 and earlier print another URL; this is the one of 2.2"
      ),
      (
        "a+b.css", .until21,
        "Werkzeug 2.2 and later print another URL; this is the one of 2.1 and earlier"
      ),
      (
        "a@b.css", .until21,
        "Werkzeug 2.3 and later print another URL; this is the one of 2.1 and earlier"
      ),
      ("a\n@.css", .since23, nil),
    ]
    for (path, profile, warning) in cases {
      #expect(StaticRoot(werkzeug: profile).urlWarning(for: path) == warning)
    }
  }

  @Test("the prefix is encoded like a name; host, script name and what is encoded already stay")
  func prefixes() {
    let cases: [(String, String, String)] = [
      ("/static/", "", "/static/a.css"),
      ("/", "", "/a.css"),
      ("/", "/shop", "/shop/a.css"),
      ("/static/", "/sh\u{F6}p%", "/sh\u{F6}p%/static/a.css"),
      ("/\u{FC}%20%zz/", "", "/%C3%BC%20%25zz/a.css"),
      ("https://cdn.example.com/", "/shop", "https://cdn.example.com/a.css"),
      (
        "https://cdn.example.com:8443/\u{FC}/", "/shop", "https://cdn.example.com:8443/%C3%BC/a.css"
      ),
      ("//cdn.example.com/s/", "/shop", "//cdn.example.com/s/a.css"),
    ]
    for (prefix, scriptName, url) in cases {
      let root = StaticRoot(url: prefix, scriptName: scriptName)
      #expect(root.url(of: "a.css", token: nil) == url)
      #expect(root.servedPrefix + "a.css" == url)
    }
  }

  @Test("a path has the reason why Flask cannot serve it")
  func problems() {
    #expect(BytePath("a b.css").urlProblem == nil)
    #expect(BytePath(bytes: [0x61, 0xFF]).urlProblem == .notUTF8)
    #expect(BytePath("a\nb.css").urlProblem == .lineFeed)
    #expect(BytePath("a\n/b.css").urlProblem == .lineFeed)
    #expect(BytePath("a\rb.css").urlProblem == .carriageReturn)
    #expect(BytePath("a\r/b.css").urlProblem == nil)
  }
}
