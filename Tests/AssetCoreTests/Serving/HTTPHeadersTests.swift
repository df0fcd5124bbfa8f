import Testing
import Values

@testable import AssetCore

/// What headers say.
@Suite struct HTTPHeadersTests {
  @Test func lastAnswerCounts() {
    let text =
      "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: Text/CSS; charset=utf-8\r\n"
      + "Vary: Cookie\r\nvary:accept-encoding\r\nContent-Encoding: GZIP\r\n\r\n"
    let headers = HTTPHeaders(parsing: Array(text.utf8))
    #expect(headers["link"] == nil)
    #expect(headers.type == "text/css")
    #expect(headers.list("vary") == ["cookie", "accept-encoding"])
    #expect(headers.encoding == "gzip")
  }

  @Test(arguments: [
    (nil, KeptTime.untold), ("", .untold), ("public", .untold), ("no-cache", .notAtAll),
    ("No-Store", .notAtAll), ("max-age=0", .notAtAll), ("max-age=31536000, no-cache", .notAtAll),
    ("max-age=60", .seconds(60)), ("public, MAX-AGE=\"60\"", .seconds(60)),
    ("max-age=60, immutable", .seconds(31_536_000)), ("max-age=x", .untold),
    ("s-maxage=60", .untold), ("max-age=-5", .notAtAll),
  ])
  func kept(value: String?, expected: KeptTime) {
    #expect(KeptTime(HTTPHeaders(value.map { [("Cache-Control", $0)] } ?? [])) == expected)
  }

  private static let noon = "Thu, 26 Nov 2026 12:00:00 GMT"

  private static let times: [(date: String?, expires: String, control: String?, KeptTime)] = [
    (noon, "Thu, 26 Nov 2026 12:01:00 GMT", nil, .seconds(60)), (noon, noon, nil, .notAtAll),
    (noon, "Fri, 26 Nov 2027 12:00:00 GMT", nil, .seconds(31_536_000)),
    (noon, "Wed, 25 Nov 2026 12:00:00 GMT", nil, .notAtAll), (noon, "0", nil, .notAtAll),
    (noon, "Thursday, 26-Nov-26 12:01:00 GMT", nil, .seconds(60)),
    (noon, "Thu Nov 26 12:01:00 2026", nil, .seconds(60)),
    (nil, "Fri, 26 Nov 2027 12:00:00 GMT", nil, .untold),
    (noon, "Fri, 26 Nov 2027 12:00:00 GMT", "max-age=60", .seconds(60)),
    (noon, "Fri, 26 Nov 2027 12:00:00 GMT", "no-cache", .notAtAll),
    (noon, "Fri, 26 Nov 2027 12:00:00 GMT", "public", .seconds(31_536_000)),
  ]

  @Test(arguments: times)
  func expires(date: String?, expires: String, control: String?, expected: KeptTime) {
    let headers = [("Date", date), ("Expires", expires), ("Cache-Control", control)]
    #expect(
      KeptTime(HTTPHeaders(headers.compactMap { name, value in value.map { (name, $0) } }))
        == expected)
  }

  @Test(arguments: [
    ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
    ("Sunday, 06-Nov-94 08:49:37 GMT", 784_111_777), ("Sun Nov  6 08:49:37 1994", 784_111_777),
    ("Tue, 29 Feb 2028 00:00:00 GMT", 1_835_395_200), ("Tue, 30 Feb 2028 00:00:00 GMT", nil),
    ("Sun, 06 Nov 1994 25:49:37 GMT", nil), ("Sun, 06 Nov 1994", nil), ("", nil), ("-1", nil),
  ])
  func date(text: String, expected: Int?) {
    #expect(HTTPDate.seconds(text) == expected)
  }

  @Test(arguments: [
    ("params", true), ("params=?1", true), ("params=(\"v\")", true), ("params=(\"a\" \"v\")", true),
    ("key-order, params=(\"v\"), x", true), ("params, except=(\"a\")", true),
    ("params, except=(\"v\")", false), ("except=(\"v\")", false), ("params=(\"a\")", false),
    ("key-order", false), ("params=?0", false), ("", false),
  ])
  func ignored(value: String, expected: Bool) {
    #expect(SearchVariance.ignores("v", HTTPHeaders([("No-Vary-Search", value)])) == expected)
  }

  @Test func configuration() throws {
    let url = try #require(WebURL("http://a/x?v=1"))
    let options = CurlOptions(headers: ["X: \"a\\b\""], user: "me:p\"w", isInsecure: true)
    #expect(
      options.configuration(
        [ServedRequest(url, .browser), ServedRequest(url, .gzip)], in: "/t", agent: "a/1") == """
          no-progress-meter
          parallel
          parallel-max = 8
          url = "http://a/x?v=1"
          output = "/t/0.body"
          dump-header = "/t/0.head"
          write-out = "%{stderr}\\n@0 %{exitcode} %{http_code}\\n"
          proto = "=http,https"
          max-time = "30"
          connect-timeout = "10"
          max-filesize = "33554432"
          user-agent = "a/1"
          header = "X: \\"a\\\\b\\""
          user = "me:p\\"w"
          globoff
          path-as-is
          compressed
          insecure
          next
          url = "http://a/x?v=1"
          output = "/t/1.body"
          dump-header = "/t/1.head"
          write-out = "%{stderr}\\n@1 %{exitcode} %{http_code}\\n"
          proto = "=http,https"
          max-time = "30"
          connect-timeout = "10"
          max-filesize = "33554432"
          user-agent = "a/1"
          header = "Accept-Encoding: gzip"
          header = "X: \\"a\\\\b\\""
          user = "me:p\\"w"
          globoff
          path-as-is
          compressed
          insecure

          """)
  }
}
