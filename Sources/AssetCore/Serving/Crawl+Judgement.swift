import Planning
import References
import Site
import Values

/// What answers say.
extension Crawl {
  /// Says something, once.
  mutating func say(
    _ problem: ServedProblem, _ message: String, id: AssetID? = nil, url: WebURL? = nil,
    page: WebURL? = nil, next: String? = nil, once: String? = nil, severity: Finding.Severity? = nil
  ) {
    let key = once ?? "\(problem.rawValue) \(id?.description ?? "") \(url?.text ?? "")"
    guard said.insert(key).inserted else { return }
    let isOfPage = [.missingToken, .otherToken, .doubleToken, .placeholder, .changingToken]
      .contains(problem)
    let place = isOfPage ? id.flatMap { places[$0] } : nil
    found.append(
      ServedFinding(
        finding: Finding(
          severity: severity ?? problem.severity, kind: problem.rawValue, id: id, file: place?.file,
          line: place?.position.line, column: place?.position.column,
          message: VisibleText.of(message),
          next: next ?? problem.next),
        url: url?.text, page: page?.text))
  }

  /// Judges the token of a URL that something names.
  mutating func judgeToken(
    _ match: ServedAssets.Match, _ url: WebURL, on page: WebURL, in file: WebURL?,
    _ reference: ServedReference
  ) {
    guard let record = match.record else { return }
    let source = "\((file ?? page).text):\(reference.position.line)"
    guard let token = match.tokens.first else {
      guard reference.isCertain, !reference.isWorker else { return }
      if file != nil {
        // What it means depends on how long browsers keep the file, which its answer tells.
        files[url]?.isNamedBare = true
        return
      }
      let query = url.query.map { ": it carries ?\(shown($0))" } ?? ""
      say(
        .missingToken, "\(source) names it without the token \(record.token.text)\(query)",
        id: match.id,
        url: url, page: page)
      return
    }
    if match.tokens.count > 1 || token.contains(where: { $0 == "?" || $0 == "&" }) {
      say(
        .doubleToken, "\(source) names it with two tokens: \(shown(url.target))", id: match.id,
        url: url,
        page: page)
    } else if Self.isPlaceholder(token) {
      say(
        .placeholder, "\(source) names it with \(VisibleText.quoted(token)) in place of a token",
        id: match.id, url: url, page: page)
    } else if token != record.token.text {
      let isOld = record.previous.contains { $0.token.text == token }
      say(
        .otherToken,
        "\(source) names it with \(shown(token)), \(isOld ? "an earlier token" : "which it never had"); recorded is \(record.token.text)",
        id: match.id, url: url, page: page)
    }
  }

  /// Whether a text was to be replaced by a token.
  static func isPlaceholder(_ text: String) -> Bool {
    if ["", "none", "null", "undefined", "nan", "nil"].contains(text.lowercased()) { return true }
    if text.contains(where: { "{}[]<>$@".contains($0) }) { return true }
    return text.count > 2 && text.hasPrefix("%") && text.hasSuffix("%")
      || text.count > 4 && text.hasPrefix("__") && text.hasSuffix("__")
  }

  /// Judges status, type, caching and integrity of the answer that a browser gets.
  mutating func judgeAnswer(_ answer: ServedAnswer, of file: ServedFile, _ url: WebURL) {
    let id = file.match?.id
    func page(_ text: String) -> String { "\(url.text) \(text)" }
    switch answer.status {
    case 200: break
    case 300..<400:
      let location = answer.headers["location"].map { " to \(shown($0))" } ?? ""
      say(
        .redirect, page("answers \(answer.status)\(location); the file there was not looked at"),
        id: id,
        url: url, page: file.page)
      return
    default:
      if file.isCertain || file.match != nil {
        say(
          .notServed, page("answers \(answer.status), and \(file.page.text) names it"), id: id,
          url: url,
          page: file.page)
      }
      return
    }
    if let match = file.match {
      judgeType(answer, of: file, url)
      judgeKept(answer, of: file, match, url)
    }
    for integrity in file.integrities {
      guard let wanted = Integrity(integrity), !wanted.matches(answer.body) else { continue }
      say(
        .wrongIntegrity, page("has other bytes than the integrity on \(file.page.text) says"),
        id: id,
        url: url, page: file.page)
    }
  }

  private mutating func judgeType(_ answer: ServedAnswer, of file: ServedFile, _ url: WebURL) {
    guard let type = answer.headers.type, type != "text/html" else { return }
    let isWrong =
      switch file.ending {
      case "js", "mjs": !type.contains("javascript") && !type.contains("ecmascript")
      case "css": type != "text/css"
      default: false
      }
    if isWrong {
      say(
        .contentType, "\(url.text) has the type \(shown(type)): browsers refuse it",
        id: file.match?.id,
        url: url, page: file.page)
    }
  }

  private mutating func judgeKept(
    _ answer: ServedAnswer, of file: ServedFile, _ match: ServedAssets.Match, _ url: WebURL
  ) {
    let headers = answer.headers
    let kept = KeptTime(headers)
    if file.isWorker {
      if kept.isADay {
        say(
          .workerKept, "\(url.text) is a service worker, and may be kept for \(kept.words)",
          id: match.id,
          url: url, page: file.page)
      }
    } else if !match.hasRightToken, kept.isLong {
      say(
        .keptWithoutToken,
        "\(url.text) does not carry the token of its bytes, and may be kept for \(kept.words)",
        id: match.id, url: url, page: file.page)
    } else if file.isNamedBare, match.tokens.isEmpty, kept != .notAtAll, !match.hasRightToken {
      let isScript = ["js", "mjs"].contains(file.ending)
      say(
        .missingToken, "\(url.text) is named without its token, and browsers may keep it",
        id: match.id,
        url: url, page: file.page, severity: isScript ? .warning : .note)
    }
    if match.placement == .query, SearchVariance.ignores(match.parameter, headers) {
      say(
        .tokenIgnored,
        "\(url.text) comes with No-Vary-Search: \(shown(headers["no-vary-search"] ?? "")), by which caches pass over \(match.parameter)",
        id: match.id, url: url, page: file.page, next: "leave the header away on static files")
    }
    let vary = headers.list("vary")
    if headers.encoding != nil, Self.isShared(headers), !vary.contains("accept-encoding"),
      !vary.contains("*")
    {
      say(
        .noVary,
        "\(url.text) comes compressed out of a shared cache, without Vary: Accept-Encoding",
        id: match.id, url: url, page: file.page)
    }
  }

  /// Judges what a token that nobody gave is answered with, once for each root.
  mutating func judgeProbe(of file: ServedFile, _ match: ServedAssets.Match, _ url: WebURL) {
    guard let probe = file.probe else { return }
    if probe.isShared {
      say(
        .tokenIgnored,
        "a cache in front answers a token that nobody asked for before: it passes over the query",
        id: match.id, url: url, page: file.page, once: "token-ignored \(match.id.root)")
    }
    if probe.kept.isLong {
      say(
        .unknownTokenKept,
        "a token that nobody gave is answered with a file that may be kept for \(probe.kept.words)",
        id: match.id, url: url, page: file.page, once: "unknown-token-kept \(match.id.root)")
    }
  }

  /// Whether a shared cache in front had the answer.
  static func isShared(_ headers: HTTPHeaders) -> Bool {
    if let age = headers["age"].flatMap({ Int($0.trimmingSpaces) }), age > 0 { return true }
    return ["x-cache", "x-cache-status", "cf-cache-status", "x-proxy-cache", "cache-status"]
      .contains {
        headers[$0]?.lowercased().contains("hit") == true
      }
  }
}
