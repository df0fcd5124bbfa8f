import Testing

@testable import References

/// Which URLs a route answers, and what that costs.
@Suite struct RouteTests {
  private static let evidence = LearnedProject.Evidence(file: "app.py", line: 1, what: "route")

  private static func route(_ rule: String) -> Route { Route(rule, evidence: evidence) }

  @Test(arguments: [
    ("/a", "/a", true), ("/a", "/ab", false), ("/a", "/", false),
    ("/s/<name>", "/s/x.js", true), ("/s/<name>", "/s/", false), ("/s/<name>", "/s/x/y.js", false),
    ("/s/<path:name>", "/s/x/y.js", true), ("/s/{p:path}", "/s/x/y.js", true),
    ("/<a>/img/<b>.png", "/x/img/y.png", true), ("/<a>/img/<b>.png", "/x/y/img/z.png", false),
    ("/<a>/img/<b>.png", "/x/img/y.png.png", true), ("/<a>/img/<b>.png", "/x/img/.png", false),
    ("/<path:a>/img/<b>.png", "/x/y/img/z.png", true),
    ("/<path:a>b<path:c>", "/xbybz", true), ("/<path:a>b<path:c>", "/xb", false),
  ])
  func answers(rule: String, url: String, answer: Bool) {
    #expect(Self.route(rule).answers(Array(url.utf8)) == answer, "\(rule) \(url)")
  }

  /// Each way to each place would be followed 2^40 times.
  @Test func followsEachPlaceOnce() {
    let rule = "/" + String(repeating: "<path:a>x", count: 40) + "y"
    #expect(!Self.route(rule).answers(Array(("/" + String(repeating: "x", count: 400)).utf8)))
    #expect(Self.route(rule).answers(Array(("/" + String(repeating: "x", count: 400) + "y").utf8)))
  }

  @Test func tableFindsTheLongestBeginning() {
    let table = RouteTable(["/s/<path:p>", "/s/img/<name>", "/t"].map(Self.route))
    func head(_ url: String) -> String? {
      table.route(of: Array(url.utf8)).map { String(decoding: $0.head, as: UTF8.self) }
    }
    #expect(head("/s/img/a.png") == "/s/img/")
    #expect(head("/s/img/a/b.png") == "/s/")
    #expect(head("/t") == "/t")
    #expect(head("/u") == nil)
  }

  /// Of many routes that begin alike one is taken to answer: what it may bring is not called missing.
  @Test func tableTriesSoMany() {
    let routes = (0..<200).map { Self.route("/s/<name>/\($0)") }
    #expect(RouteTable(Array(routes.prefix(64))).route(of: Array("/s/a/x".utf8)) == nil)
    #expect(RouteTable(routes).route(of: Array("/s/a/x".utf8)) != nil)
  }
}
