import Disk
import Site
import TestSupport
import Testing
import Values

@testable import AssetCore

/// A site in memory, read and judged: responses in, findings out.
@Suite struct CrawlTests {
  /// What a site answers, by URLs; all else is not found.
  private typealias Pages = [String: (
    status: Int, type: String, headers: [(String, String)], body: String
  )]

  /// A project with one stylesheet, `a`, whose token is `one`, and was `zero` for the bytes `z`.
  private static func workspace(
    _ settings: String = "", at folder: TemporaryFolder
  ) throws -> Workspace {
    try folder.write("[[root]]\nloader = \"elsewhere\"\n" + settings, to: "assetbump.toml")
    try folder.write("a", to: "static/css/site.css")
    let digests = ["a", "z"].map { Digest.of(Array($0.utf8)).hex }
    try folder.write(
      """
      {"format": 1, "assets": {"static": {"css/site.css": {"token": "one", "sha256": "\(digests[0])",
      "bumped": "2024-05-01", "previous": [{"token": "zero", "sha256": "\(digests[1])"}]}}}}
      """, to: "asset-versions.json")
    return try Workspace(of: Project.open(folder.path, in: DiskFileSystem()), on: DiskFileSystem())
  }

  /// Reads a site; gives the findings' lines and the URLs that were asked for.
  private static func read(
    _ pages: Pages, from start: String = "http://a.example/", settings: String = "",
    origins: [String] = [], limits: Crawl.Limits = Crawl.Limits()
  ) throws -> (lines: [String], asked: [String]) {
    let folder = try TemporaryFolder()
    let workspace = try workspace(settings, at: folder)
    let url = try #require(WebURL(start))
    var crawl = Crawl(
      from: url, origins: origins.compactMap { WebURL($0) }, limits: limits,
      assets: ServedAssets(of: workspace, at: url))
    var asked: [String] = []
    while true {
      let requests = crawl.next()
      if requests.isEmpty { break }
      for request in requests {
        asked.append("\(request.variant.rawValue) \(request.url.text)")
        let page = pages[request.url.text]
        crawl.receive(
          ServedResponse(
            request,
            .success(
              ServedAnswer(
                status: page?.status ?? 404,
                headers: HTTPHeaders(
                  [("Content-Type", page?.type ?? "text/plain")] + (page?.headers ?? [])),
                body: Array((page?.body ?? "").utf8)))))
      }
    }
    crawl.finish()
    return (crawl.findings.map(\.finding.text), asked)
  }

  private static func page(_ body: String) -> Pages.Value { (200, "text/html", [], body) }
  private static func css(_ body: String, _ headers: [(String, String)] = []) -> Pages.Value {
    (200, "text/css", headers, body)
  }

  @Test func sound() throws {
    let (lines, asked) = try Self.read([
      "http://a.example/": Self.page("<link rel=stylesheet href=/static/css/site.css?v=one>"),
      "http://a.example/static/css/site.css?v=one": Self.css("a"),
    ])
    #expect(lines == [])
    #expect(
      asked.prefix(5) == [
        "browser http://a.example/", "again http://a.example/",
        "browser http://a.example/sitemap.xml",
        "browser http://a.example/static/css/site.css?v=one",
        "identity http://a.example/static/css/site.css?v=one",
      ])
    #expect(asked.count == 6)
  }

  @Test("tokens are found wherever a root places them", arguments: ["filename", "path"])
  func placements(placement: String) throws {
    func url(_ token: String) -> String {
      placement == "path" ? "/static/\(token)/css/site.css" : "/static/css/site.\(token).css"
    }
    func read(_ token: String, _ body: String) throws -> [String] {
      try Self.read(
        [
          "http://a.example/": Self.page("<link rel=stylesheet href=\(url(token))>"),
          "http://a.example" + url(token): Self.css(body),
        ], settings: "placement = \"\(placement)\"\n"
      ).lines
    }
    #expect(try read("one", "a") == [])
    #expect(
      try read("two", "a") == [
        "error: static:css/site.css: other-token: http://a.example/:1 names it with two, which it never had;"
          + " recorded is one - restart the application, and purge pages that a cache in front keeps"
      ])
    #expect(
      try read("one", "z") == [
        "error: static:css/site.css: old-bytes: http://a.example\(url("one")) has the bytes of the earlier"
          + " token zero - put the new file in place, or purge the URL in the cache in front"
      ])
  }

  @Test("only a redirect of the first page to https of the same host leads to another origin")
  func redirects() throws {
    let sound: Pages = [
      "http://a.example/": (301, "", [("Location", "https://a.example/shop")], ""),
      "https://a.example/shop": Self.page("<link rel=stylesheet href=/static/css/site.css?v=one>"),
      "https://a.example/static/css/site.css?v=one": Self.css("a"),
    ]
    let (lines, asked) = try Self.read(sound)
    #expect(lines == [])
    #expect(asked.contains("browser https://a.example/static/css/site.css?v=one"))
    for target in [
      "https://b.example/", "http://a.example:8080/", "//b.example/", "https://a.example.b/",
    ] {
      let (lines, asked) = try Self.read([
        "http://a.example/": (302, "", [("Location", target)], "")
      ])
      #expect(lines.count == 1)
      #expect(lines.first?.contains("which is another origin and is not asked") == true)
      #expect(asked.allSatisfy { $0.contains(" http://a.example/") })
    }
  }

  @Test("other origins are asked only where they are named")
  func origins() throws {
    let pages: Pages = [
      "http://a.example/": Self.page(
        "<link rel=stylesheet href=//cdn.example/static/css/site.css?v=old>"),
      "http://cdn.example/static/css/site.css?v=old": Self.css("a"),
    ]
    #expect(try Self.read(pages).lines == [])
    #expect(try Self.read(pages).asked.allSatisfy { !$0.contains("cdn") })
    let (lines, asked) = try Self.read(pages, origins: ["http://cdn.example"])
    #expect(lines.count == 1)
    #expect(asked.contains("browser http://cdn.example/static/css/site.css?v=old"))
  }

  @Test func sitemapAndLimits() throws {
    var pages: Pages = [
      "http://a.example/": Self.page("<a href=/1>x</a><a href=/logout>x</a><a href=/doc.pdf>x</a>"),
      "http://a.example/sitemap.xml": (
        200, "application/xml", [],
        "<urlset><url><loc>http://a.example/m?a=1&amp;b=2</loc></url></urlset>"
      ),
      "http://a.example/m?a=1&b=2": Self.page("x"),
    ]
    for number in 1...9 {
      pages["http://a.example/\(number)"] = Self.page("<a href=/\(number + 1)>x</a>")
    }
    let asked = try Self.read(pages, limits: .init(pages: 20, depth: 2)).asked
    #expect(
      asked.filter { $0.hasPrefix("browser") } == [
        "browser http://a.example/", "browser http://a.example/sitemap.xml",
        "browser http://a.example/1",
        "browser http://a.example/m?a=1&b=2", "browser http://a.example/2",
      ])
  }

  @Test("a base, a style and an import lead where a browser would go")
  func resolving() throws {
    let asked = try Self.read(
      [
        "http://a.example/shop/x": Self.page(
          "<base href=/b/><img src=i.png><style>a { background: url(s.png) }</style><link rel=stylesheet href=c/d.css>"
        ),
        "http://a.example/b/c/d.css": Self.css("@import 'e.css'; a { background: url(../f.png) }"),
      ], from: "http://a.example/shop/x"
    ).asked
    let files = Set(asked.filter { $0.contains("/b/") }.map { $0.split(separator: " ")[1] })
    #expect(
      files == [
        "http://a.example/b/i.png", "http://a.example/b/s.png", "http://a.example/b/c/d.css",
        "http://a.example/b/c/e.css", "http://a.example/b/f.png",
      ])
  }
}
