import Planning
import Site
import Values

/// Whether the bytes that a URL gives are those that its token was given for.
extension Crawl {
  /// Judges the bytes of all variants of a file.
  mutating func judgeBytes(of url: WebURL) {
    guard let file = files[url], !file.isJudged, !file.answers.isEmpty else { return }
    files[url]?.isJudged = true
    guard let match = file.match else { return }
    let isPage = ["html", "htm", "xhtml", "php"].contains(file.ending)
    if !isPage, let page = file.answers.first(where: \.isHTML), file.answers.allSatisfy(\.isHTML) {
      if page.digest == match.record?.digest || page.digest == match.digest { return }
      say(
        .htmlInstead, "\(url.text) answers 200 with a page in place of the file", id: match.id,
        url: url,
        page: file.page)
      return
    }
    // A page of an earlier release names its own token: the bytes then must be those.
    let token = match.tokens.first
    let expected: Digest?
    if let record = match.record {
      if token == nil || token == record.token.text {
        expected = record.digest
      } else {
        expected = record.previous.first { $0.token.text == token }?.digest
      }
    } else {
      expected = match.digest
    }
    guard let expected else { return }
    // A server that passes over queries gives the recorded bytes to every token: that is for its caching.
    let isEarlier = token != nil && token != match.record?.token.text
    let wrong = file.answers.filter { answer in
      answer.digest != expected && !(isEarlier && answer.digest == match.record?.digest)
    }
    guard let first = wrong.first else { return }
    if wrong.count < file.answers.count || Set(wrong.map(\.digest)).count > 1 {
      let right = file.answers.contains { $0.digest == expected }
      let ways = wrong.map { answer in
        answer.variant == .identity
          ? "without Accept-Encoding" : "as \(answer.encoding ?? "identity")"
      }
      say(
        .encodingDiffers,
        "\(url.text) \(ways.first ?? "") has \(bytes(first.digest, match))\(right ? ", else the recorded ones" : "")",
        id: match.id, url: url, page: file.page)
    } else if first.digest == match.digest {
      say(
        .otherBytes,
        "\(url.text) has the bytes of the working tree, which \(match.record?.token.text ?? "no token") was not given for",
        id: match.id, url: url, page: file.page,
        next: "assetbump bump \(ShellText.quoted(match.id.description))")
    } else if let record = match.record,
      record.previous.contains(where: { $0.digest == first.digest })
    {
      let isIgnored = file.probe?.digest == first.digest && token == record.token.text
      say(
        .oldBytes,
        "\(url.text) has \(bytes(first.digest, match))\(isIgnored ? ", as a token that nobody gave has: something in front may pass over the query" : "")",
        id: match.id, url: url, page: file.page)
    } else if token == nil || token == match.record?.token.text {
      say(
        .otherBytes, "\(url.text) has \(bytes(first.digest, match))", id: match.id, url: url,
        page: file.page)
    }
  }

  private func bytes(_ digest: Digest, _ match: ServedAssets.Match) -> String {
    let old = match.record?.previous.first { $0.digest == digest }
    return old.map { "the bytes of the earlier token \($0.token.text)" }
      ?? "bytes that no token was given for (SHA-256 \(digest.hex.prefix(12))…)"
  }
}
