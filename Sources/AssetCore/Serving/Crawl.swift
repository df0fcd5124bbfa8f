import Planning
import References
import Site
import Values

/// Reads a site: which URLs to ask for next, and what the answers say.
///
/// It asks for nothing itself: responses go in, findings come out.
public struct Crawl {
  /// How far it goes.
  public struct Limits: Equatable, Sendable {
    /// The number of pages.
    public var pages: Int
    /// The number of links from the first page to another.
    public var depth: Int
    /// The number of other URLs.
    public var files = 20_000

    /// Makes limits.
    public init(pages: Int = 50, depth: Int = 3) {
      (self.pages, self.depth) = (pages, depth)
    }
  }

  let assets: ServedAssets
  let limits: Limits
  let scanner: ServedScanner
  let start: WebURL
  let salt: String
  /// Where the templates name an asset.
  let places: [AssetID: ReleaseChange.Place]
  var origins: Set<String>
  var wanted: Set<WebURL>

  var pages: [(url: WebURL, depth: Int)] = []
  var nextPage = 0
  var depths: [WebURL: Int] = [:]
  var hops = 0
  var repeated: Set<WebURL> = []
  var named: [WebURL: [AssetID: Set<WebURL>]] = [:]
  var modules: Set<[UInt8]> = []

  var requests: [ServedRequest] = []
  var nextRequest = 0
  var files: [WebURL: ServedFile] = [:]
  var order: [WebURL] = []
  var probes: [WebURL: WebURL] = [:]
  var probedRoots: [String: Int] = [:]

  /// What was found so far, in the order that it was found in.
  var found: [ServedFinding] = []
  var said: Set<String> = []
  /// The assets whose tokens change at each request.
  var changing: Set<AssetID> = []
  var unreadLinks = 0
  /// Whether pages are kept, to be shown.
  let keepsPages: Bool
  /// The pages that were kept, in the order that they were read in.
  public internal(set) var keptPages: [ServedPage] = []
  /// The bytes of pages that are kept at most.
  var roomForPages = 32 << 20
  /// The other origins that pages name, and that nobody asks.
  public internal(set) var foreign: Set<String> = []
  /// Why nobody could be reached at the first URL; nil where somebody was, or nobody has asked yet.
  public internal(set) var startFailure: ServedFailure?
  /// The number of pages that were read.
  public internal(set) var pageCount = 0
  /// The number of requests that were answered, or not.
  public private(set) var responseCount = 0

  /// Begins at a URL.
  ///
  /// - Parameters:
  ///   - pages: further pages.
  ///   - origins: other origins that may be asked.
  ///   - places: where the project's templates name an asset.
  ///   - keepsPages: whether pages are kept, to be shown.
  ///   - salt: what makes the tokens that nobody gave others than in earlier runs.
  public init(
    from start: WebURL, pages: [WebURL] = [], origins: [WebURL] = [], limits: Limits = Limits(),
    assets: ServedAssets, places: [AssetID: ReleaseChange.Place] = [:], keepsPages: Bool = false,
    salt: String = ""
  ) {
    (self.salt, self.keepsPages) = (salt, keepsPages)
    (self.start, self.limits, self.assets, self.places) = (start, limits, assets, places)
    scanner = ServedScanner(prefixes: assets.prefixes)
    self.origins = Set([start] + origins.map(\.self)).reduce(into: []) { $0.insert($1.origin) }
    wanted = Set([start] + pages)
    for page in [start] + pages { addPage(page, depth: 0) }
    addSitemap(start.replacing(path: "/sitemap.xml", query: nil))
  }

  // MARK: What to ask for

  /// The next requests; none where all is asked for.
  public mutating func next() -> [ServedRequest] {
    var batch: [ServedRequest] = []
    while nextPage < pages.count, batch.count < 16 {
      let url = pages[nextPage].url
      nextPage += 1
      batch.append(ServedRequest(url, .browser))
      if repeated.count < 3, url.path != "/sitemap.xml" {
        repeated.insert(url)
        batch.append(ServedRequest(url, .again))
      }
    }
    // Files wait until every page is read, so that all that pages say of a file is known.
    if !batch.isEmpty { return batch }
    let end = min(requests.count, nextRequest + 100)
    batch = Array(requests[nextRequest..<end])
    nextRequest = end
    return batch
  }

  /// The number of requests that are known to come.
  public var waitingCount: Int { pages.count - nextPage + requests.count - nextRequest }

  mutating func addPage(_ url: WebURL, depth: Int) {
    guard depths[url] == nil else { return }
    guard depths.count <= limits.pages, depth <= limits.depth else {
      unreadLinks += 1
      return
    }
    depths[url] = depth
    pages.append((url, depth))
  }

  mutating func addSitemap(_ url: WebURL) {
    guard depths[url] == nil else { return }
    depths[url] = 0
    pages.append((url, 0))
  }

  // MARK: What came

  /// Takes a response.
  public mutating func receive(_ response: ServedResponse) {
    responseCount += 1
    let url = response.request.url
    if let probed = probes[url] {
      files[probed]?.waiting -= 1
      if case .success(let answer) = response.result { takeProbe(answer, of: probed) }
      if files[probed]?.waiting == 0 { judgeBytes(of: probed) }
    } else if files[url] != nil {
      takeFile(response)
    } else if response.request.variant == .again {
      if case .success(let answer) = response.result { takeAgain(answer, url) }
    } else {
      takePage(response)
    }
  }

  // MARK: The end

  /// Judges what is left, once there is nothing more to ask, or nobody asks any more.
  public mutating func finish() {
    var notKept: [String: (count: Int, first: WebURL)] = [:]
    for url in order {
      judgeBytes(of: url)
      guard let file = files[url], let match = file.match else { continue }
      judgeProbe(of: file, match, url)
      if file.isNotKept { notKept[match.id.root, default: (0, url)].count += 1 }
    }
    for (root, urls) in notKept.sorted(by: { $0.key < $1.key }) {
      say(
        .notKept,
        "\(urls.first.text) carries its token, and browsers must ask for it each time"
          + (urls.count > 1 ? "; so \(urls.count - 1) more of the root" : ""),
        id: files[urls.first]?.match?.id, url: urls.first, page: files[urls.first]?.page,
        once: "not-kept \(root)")
    }
    found.removeAll { found in
      found.finding.kind == ServedProblem.otherToken.rawValue
        && found.finding.id.map(changing.contains) == true
    }
  }

  /// What was found: the gravest first.
  public var findings: [ServedFinding] {
    found.enumerated().sorted {
      ($0.element.finding.severity.rank, $0.offset) < ($1.element.finding.severity.rank, $1.offset)
    }.map(\.element)
  }

  /// The recorded assets that nothing names of what was read; nil where not all was read.
  public var unnamed: [AssetID]? {
    guard unreadLinks == 0, waitingCount == 0, files.count < limits.files, pageCount > 0 else {
      return nil
    }
    let named = Set(files.values.compactMap(\.match?.id))
    return assets.recorded.filter { !named.contains($0) }
  }

  /// The number of links that were not followed, for there are limits.
  public var leftCount: Int { unreadLinks }

  /// The number of URLs beside pages.
  public var fileCount: Int { files.count }

  /// Whether an answer is a page.
  static func isHTML(_ answer: ServedAnswer) -> Bool {
    if let type = answer.headers.type {
      return type == "text/html" || type == "application/xhtml+xml"
    }
    return looksLikeHTML(answer.body)
  }

  /// Whether a body begins as a page does.
  static func looksLikeHTML(_ body: [UInt8]) -> Bool {
    let start = String(decoding: body.prefix(200), as: UTF8.self).lowercased().drop {
      $0.isWhitespace || $0 == "\u{FEFF}"
    }
    return start.hasPrefix("<!doctype html") || start.hasPrefix("<html")
  }

  /// A text of the site's, safe to show and cut.
  func shown(_ text: String) -> String {
    VisibleText.of(String(text.prefix(200)))
  }
}
