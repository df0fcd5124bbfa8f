import Planning
import References
import Site
import Values

/// What pages say: which files they name, and where their links lead.
extension Crawl {
  mutating func takePage(_ response: ServedResponse) {
    let url = response.request.url
    let depth = depths[url] ?? 0
    let isWanted = wanted.contains(url)
    switch response.result {
    case .failure(let failure):
      if url.path == "/sitemap.xml", !isWanted { return }
      if case .unreachable = failure, url == start { startFailure = failure }
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
    keep(answer.body, at: url, references, from: base)
    named[url] = Dictionary(
      grouping: references.compactMap { base.resolved($0.url) }, by: { assets.match($0)?.id }
    ).reduce(into: [:]) { all, one in if let id = one.key { all[id] = Set(one.value) } }
  }

  /// Keeps a page, with the first line of each asset that it names, while there is room.
  private mutating func keep(
    _ body: [UInt8], at url: WebURL, _ references: [ServedReference], from base: WebURL
  ) {
    guard keepsPages, body.count <= roomForPages else { return }
    roomForPages -= body.count
    var lines: [AssetID: Int] = [:]
    for reference in references where !reference.isBare {
      guard let target = base.resolved(reference.url),
        let id = assets.match(target, from: url)?.id
      else { continue }
      if lines[id] == nil { lines[id] = reference.position.line }
    }
    keptPages.append(ServedPage(url: url, body: body, lines: lines))
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
      guard let start = text[index...].firstIndex(of: UInt8(ascii: "<")) else { return }
      index = start + 1
      guard text[start...].starts(with: open) else { continue }
      let end = text[(start + 5)...].firstIndex(of: UInt8(ascii: "<")) ?? text.endIndex
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
  mutating func takeAgain(_ answer: ServedAnswer, _ url: WebURL) {
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
}
