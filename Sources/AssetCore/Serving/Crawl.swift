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
  private let scanner: ServedScanner
  private let start: WebURL
  private let salt: String
  /// Where the templates name an asset.
  let places: [AssetID: ReleaseChange.Place]
  private var origins: Set<String>
  private var wanted: Set<WebURL>

  private var pages: [(url: WebURL, depth: Int)] = []
  private var nextPage = 0
  private var depths: [WebURL: Int] = [:]
  private var hops = 0
  private var repeated: Set<WebURL> = []
  private var named: [WebURL: [AssetID: Set<WebURL>]] = [:]
  private var modules: Set<[UInt8]> = []

  private var requests: [ServedRequest] = []
  private var nextRequest = 0
  var files: [WebURL: ServedFile] = [:]
  private var order: [WebURL] = []
  private var probes: [WebURL: WebURL] = [:]
  private var probedRoots: [String: Int] = [:]

  /// What was found so far, in the order that it was found in.
  var found: [ServedFinding] = []
  var said: Set<String> = []
  /// The assets whose tokens change at each request.
  private var changing: Set<AssetID> = []
  private var unreadLinks = 0
  /// The other origins that pages name, and that nobody asks.
  public private(set) var foreign: Set<String> = []
  /// The number of pages that were read.
  public private(set) var pageCount = 0
  /// The number of requests that were answered, or not.
  public private(set) var responseCount = 0

  /// Begins at a URL.
  ///
  /// - Parameters:
  ///   - pages: further pages.
  ///   - origins: other origins that may be asked.
  ///   - places: where the project's templates name an asset.
  ///   - salt: what makes the tokens that nobody gave others than in earlier runs.
  public init(
    from start: WebURL, pages: [WebURL] = [], origins: [WebURL] = [], limits: Limits = Limits(),
    assets: ServedAssets, places: [AssetID: ReleaseChange.Place] = [:], salt: String = ""
  ) {
    self.salt = salt
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

  private mutating func addPage(_ url: WebURL, depth: Int) {
    guard depths[url] == nil else { return }
    guard depths.count <= limits.pages, depth <= limits.depth else {
      unreadLinks += 1
      return
    }
    depths[url] = depth
    pages.append((url, depth))
  }

  private mutating func addSitemap(_ url: WebURL) {
    guard depths[url] == nil else { return }
    depths[url] = 0
    pages.append((url, 0))
  }

  // MARK: What came

  /// Takes a response.
  public mutating func take(_ response: ServedResponse) {
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

  private mutating func takePage(_ response: ServedResponse) {
    let url = response.request.url
    let depth = depths[url] ?? 0
    let isWanted = wanted.contains(url)
    switch response.result {
    case .failure(let failure):
      if url.path == "/sitemap.xml", !isWanted { return }
      say(.noAnswer, "\(url.text): \(failure.words)", url: url)
    case .success(let answer):
      switch answer.status {
      case 200..<300:
        if url.path.hasSuffix("sitemap.xml"), !Self.isHTML(answer) {
          readSitemap(answer.body, at: url)
        } else if url.path == "/sitemap.xml", !isWanted {
          // Some sites answer every URL with a page.
        } else if Self.isHTML(answer) {
          readPage(answer, at: url, depth: depth)
        } else if isWanted {
          say(
            .notServed, "\(url.text) is no page, but \(shown(answer.headers.type ?? "of no type"))",
            url: url)
        }
      case 300..<400: followRedirect(answer, from: url, depth: depth, isWanted: isWanted)
      default:
        if isWanted { say(.notServed, "\(url.text) answers \(answer.status)", url: url) }
      }
    }
  }

  private mutating func followRedirect(
    _ answer: ServedAnswer, from url: WebURL, depth: Int, isWanted: Bool
  ) {
    guard let location = answer.headers["location"], let target = url.resolved(Array(location.utf8))
    else {
      if isWanted {
        say(.redirect, "\(url.text) answers \(answer.status), and not where to", url: url)
      }
      return
    }
    // The only other origin that is asked unnamed: the same host, by https.
    let isUpgrade =
      url.scheme == "http" && target.scheme == "https" && url.host == target.host && isWanted
    if isUpgrade { origins.insert(target.origin) }
    guard origins.contains(target.origin) else {
      foreign.insert(target.origin)
      if isWanted {
        say(
          .redirect,
          "\(url.text) leads to \(shown(target.origin)), which is another origin and is not asked",
          url: url, next: "verify that one, or name it with --origin")
      }
      return
    }
    hops += 1
    guard hops <= 20 + limits.pages, depths[target] == nil else { return }
    if isWanted { wanted.insert(target) }
    depths[target] = depth
    pages.append((target, depth))
  }

  private mutating func readPage(_ answer: ServedAnswer, at url: WebURL, depth: Int) {
    pageCount += 1
    let kept = KeptTime(answer.headers)
    if kept.isADay {
      say(
        .pageKept, "\(url.text) may be kept for \(kept.words): who holds it keeps its old tokens",
        url: url, page: url)
    }
    let (references, names) = scanner.read(answer.body, as: .page)
    modules.formUnion(names.modules)
    let base = names.base.flatMap(url.resolved) ?? url
    for reference in references where reference.url != names.base {
      guard let target = base.resolved(reference.url) else { continue }
      if reference.isLink, assets.match(target) == nil {
        follow(target, depth: depth)
      } else {
        use(reference, target, on: url, in: nil)
      }
    }
    named[url] = Dictionary(
      grouping: references.compactMap { base.resolved($0.url) }, by: { assets.match($0)?.id }
    ).reduce(into: [:]) { all, one in if let id = one.key { all[id] = Set(one.value) } }
  }

  private mutating func follow(_ link: WebURL, depth: Int) {
    guard origins.contains(link.origin) else {
      foreign.insert(link.origin)
      return
    }
    // A link that ends a session is not for a reader, and neither is one to a file.
    let name = link.path.lowercased()
    if ["logout", "log-out", "signout", "sign-out"].contains(where: name.contains) { return }
    let last = name.split(separator: "/").last ?? ""
    if let dot = last.lastIndex(of: "."),
      !["html", "htm", "php", "xhtml"].contains(String(last[last.index(after: dot)...])),
      last.hasSuffix("/") == false, last[last.index(after: dot)...].count <= 5
    {
      return
    }
    addPage(link, depth: depth + 1)
  }

  private mutating func readSitemap(_ body: [UInt8], at url: WebURL) {
    let text = body[...]
    var index = text.startIndex
    let open = Array("<loc>".utf8)
    while index + open.count < text.endIndex {
      guard let start = text[index...].firstIndex(of: 0x3C) else { return }
      index = start + 1
      guard text[start...].starts(with: open) else { continue }
      let end = text[(start + 5)...].firstIndex(of: 0x3C) ?? text.endIndex
      var link = Array(text[(start + 5)..<end])
      if let place = ByteSearch.firstIndex(of: Array("&amp;".utf8), in: link[...]) {
        link.removeSubrange((place + 1)..<(place + 5))
      }
      if let page = url.resolved(link), origins.contains(page.origin) {
        if page.path.hasSuffix(".xml") {
          if depths.count < limits.pages { addSitemap(page) }
        } else {
          addPage(page, depth: 1)
        }
      }
      index = end
    }
  }

  /// Compares a page with itself: a token that differs changes at each request.
  private mutating func takeAgain(_ answer: ServedAnswer, _ url: WebURL) {
    guard (200..<300).contains(answer.status), let before = named[url] else { return }
    let (references, names) = scanner.read(answer.body, as: .page)
    let base = names.base.flatMap(url.resolved) ?? url
    var after: [AssetID: Set<WebURL>] = [:]
    for target in references.compactMap({ base.resolved($0.url) }) {
      if let match = assets.match(target) { after[match.id, default: []].insert(target) }
    }
    for (id, urls) in after.sorted(by: { $0.key < $1.key }) {
      guard let old = before[id], old != urls,
        let first = urls.subtracting(old).min(by: { $0.text < $1.text })
      else { continue }
      changing.insert(id)
      say(
        .changingToken, "\(url.text) names it by another URL at each request, now \(first.text)",
        id: id,
        url: first, page: url, once: "changing-token \(id.description)")
    }
  }

  // MARK: Files

  /// Notes that something names a file.
  mutating func use(
    _ reference: ServedReference, _ target: WebURL, on page: WebURL, in file: WebURL?
  ) {
    if reference.isBare {
      let isMapped = modules.contains { name in
        name == reference.url || name.last == 0x2F && reference.url.starts(with: name)
      }
      if !isMapped {
        let source = file ?? page
        say(
          .bareImport,
          "\(source.text):\(reference.position.line) imports \(VisibleText.quoted(String(decoding: reference.url, as: UTF8.self))), which is no URL",
          id: file.flatMap { assets.match($0)?.id }, url: source, page: page,
          once:
            "bare-import \((file.flatMap { assets.match($0)?.id })?.description ?? source.text) \(VisibleText.of(reference.url))"
        )
      }
      return
    }
    let match = assets.match(target)
    let isSure = reference.isCertain || reference.isWorker
    // What a script puts in later is no URL yet, and a word may be anything.
    guard match != nil || isSure && Self.canBeURL(reference.url) else { return }
    guard origins.contains(target.origin) else {
      foreign.insert(target.origin)
      return
    }
    if files[target] == nil {
      guard files.count < limits.files else { return }
      files[target] = ServedFile(match: match, page: page)
      order.append(target)
      requests.append(ServedRequest(target, .browser))
    }
    files[target]?.note(reference)
    if let match { judgeToken(match, target, on: page, in: file, reference) }
  }

  private static func canBeURL(_ url: [UInt8]) -> Bool {
    let path = url.prefix { $0 != 0x3F }
    return !path.contains(0x7B) && (path.contains(0x2F) || path.contains(0x2E))
  }

  private mutating func takeFile(_ response: ServedResponse) {
    let url = response.request.url
    guard var file = files[url] else { return }
    file.waiting -= 1
    switch (response.request.variant, response.result) {
    case (.browser, .success(let answer)):
      file.take(answer, .browser)
      files[url] = file
      judgeAnswer(answer, of: file, url)
      if answer.status == 200 { askFurther(answer, file, url) }
    case (.browser, .failure(let failure)):
      say(.noAnswer, "\(url.text): \(failure.words)", id: file.match?.id, url: url, page: file.page)
      files[url] = file
    case (let variant, .success(let answer)):
      if answer.status == 200 { file.take(answer, variant) }
      files[url] = file
    case (_, .failure): files[url] = file
    }
    if files[url]?.waiting == 0 { judgeBytes(of: url) }
  }

  /// Asks for the other variants of a file, and reads what it names.
  private mutating func askFurther(_ answer: ServedAnswer, _ file: ServedFile, _ url: WebURL) {
    if file.match != nil {
      var variants: [ServedRequest.Variant] = [.identity]
      if let encoding = answer.headers.encoding {
        variants += [.gzip, .br, .zstd].filter { $0.rawValue != encoding }
      }
      files[url]?.waiting += variants.count
      requests += variants.map { ServedRequest(url, $0) }
      probe(file, url)
    }
    if KeptTime(answer.headers) == .notAtAll, file.match?.hasRightToken == true, !file.isWorker {
      files[url]?.isNotKept = true
    }
    guard !Self.isHTML(answer) else { return }
    let kind: ServedScanner.Kind
    let name = url.path.lowercased()
    if name.hasSuffix(".css") || answer.headers.type == "text/css" {
      kind = .style
    } else if name.hasSuffix(".js") || name.hasSuffix(".mjs")
      || answer.headers.type?.contains("javascript") == true
    {
      kind = .script
    } else if name.hasSuffix(".webmanifest") || answer.headers.type == "application/manifest+json" {
      kind = .manifest
    } else {
      return
    }
    for reference in scanner.read(answer.body, as: kind).references {
      // A string of a script counts from the page that runs it, which is not known here.
      if kind == .script, !reference.isBare, reference.form != .scriptImport,
        reference.url.first != 0x2F,
        !reference.url.starts(with: "http".utf8)
      {
        continue
      }
      guard let target = url.resolved(reference.url) else { continue }
      use(reference, target, on: file.page, in: url)
    }
  }

  /// Asks for a file with a token that nobody gave, of three files of a root.
  private mutating func probe(_ file: ServedFile, _ url: WebURL) {
    guard let match = file.match, match.hasRightToken, probedRoots[match.id.root, default: 0] < 3,
      let token = try? Token(unknownToken(for: url)),
      let probe = assets.url(url, of: match, token: token), origins.contains(probe.origin)
    else { return }
    probedRoots[match.id.root, default: 0] += 1
    probes[probe] = url
    files[url]?.waiting += 1
    requests.append(ServedRequest(probe, .identity))
  }

  /// A token that no strategy gives, another for each file and run.
  private func unknownToken(for url: WebURL) -> String {
    "verify-\(Digest.of(Array((salt + url.text).utf8)).hex.prefix(12))"
  }

  private mutating func takeProbe(_ answer: ServedAnswer, of url: WebURL) {
    guard answer.status == 200 else { return }
    files[url]?.probe = ServedFile.Probe(
      digest: Digest.of(answer.body), isShared: Self.isShared(answer.headers),
      kept: KeptTime(answer.headers))
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
