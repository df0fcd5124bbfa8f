import Planning
import References
import Site
import Values

/// The files that pages name: which variants of them are asked for.
extension Crawl {
  /// Notes that something names a file.
  mutating func use(
    _ reference: ServedReference, _ target: WebURL, on page: WebURL, in file: WebURL?
  ) {
    if reference.isBare {
      let isMapped = modules.contains { name in
        name == reference.url || name.last == UInt8(ascii: "/") && reference.url.starts(with: name)
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
    let path = url.prefix { $0 != UInt8(ascii: "?") }
    return !path.contains(UInt8(ascii: "{"))
      && (path.contains(UInt8(ascii: "/")) || path.contains(UInt8(ascii: ".")))
  }

  mutating func takeFile(_ response: ServedResponse) {
    let url = response.request.url
    guard var file = files[url] else { return }
    file.waiting -= 1
    switch (response.request.variant, response.result) {
    case (.browser, .success(let answer)):
      file.record(answer, .browser)
      files[url] = file
      judgeAnswer(answer, of: file, url)
      if answer.status == 200 { askFurther(answer, file, url) }
    case (.browser, .failure(let failure)):
      say(.noAnswer, "\(url.text): \(failure.words)", id: file.match?.id, url: url, page: file.page)
      files[url] = file
    case (let variant, .success(let answer)):
      if answer.status == 200 { file.record(answer, variant) }
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
        reference.url.first != UInt8(ascii: "/"),
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

  mutating func takeProbe(_ answer: ServedAnswer, of url: WebURL) {
    guard answer.status == 200 else { return }
    files[url]?.probe = ServedFile.Probe(
      digest: Digest.of(answer.body), isShared: Self.isShared(answer.headers),
      kept: KeptTime(answer.headers))
  }
}
