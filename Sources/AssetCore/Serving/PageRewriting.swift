import Planning
import References
import Site
import Values

/// Decides which URLs of a generated page become others by a write.
struct PageRewriting {
  let assets: ServedAssets
  let urls: PageURLs
  let written: WrittenTokens

  /// What becomes of a URL.
  struct Outcome {
    /// What will stand there; nil where it stays.
    var next: [UInt8]?
    /// What the `integrity` beside it will say; nil where it stays.
    var integrity: [UInt8]?
    /// Why a URL that should change stays; nil where all is as it should be.
    var reason: String?
  }

  /// Judges a URL.
  ///
  /// - Parameters:
  ///   - source: the bytes that stand in the page.
  ///   - target: what they lead to.
  func outcome(
    of reference: ServedReference, _ source: [UInt8], _ target: WebURL, _ match: ServedAssets.Match
  ) -> Outcome {
    guard let root = urls.project.root(named: match.id.root), let tokens = urls.tokens(of: match.id)
    else { return Outcome() }
    let token: Token?
    switch verdict(on: match, tokens, in: root, isComment: reference.context == .comment) {
    case .stays:
      let isTyped = match.tokens.first.map { written.isTyped($0, of: match.id) } ?? false
      guard root.tokens == .literal, isTyped, reference.context != .comment else {
        return Outcome()
      }
      return Outcome(integrity: reference.integrity.flatMap { urls.renewed($0, of: match.id) })
    case .left(let reason): return Outcome(reason: reason)
    case .becomes(let next): token = next
    }
    guard let url = assets.url(target, of: match, replacing: token),
      let next = Self.spliced(source, from: target, to: url, match.tokens.first, token)
    else { return Outcome(reason: "its URL is written in a way that is not rewritten here") }
    var outcome = Outcome(next: next)
    if let integrity = reference.integrity {
      outcome.integrity = root.tokens == .literal ? urls.renewed(integrity, of: match.id) : nil
      if outcome.integrity == nil, root.tokens == .loader {
        outcome.reason = "the application makes the integrity beside it"
      }
    }
    return outcome
  }

  private enum Verdict {
    case stays
    case becomes(Token?)
    case left(String)
  }

  private func verdict(
    on match: ServedAssets.Match, _ tokens: (now: Token?, next: Token?), in root: StaticRoot,
    isComment: Bool
  ) -> Verdict {
    let isOutdated = tokens.now != tokens.next
    func left(_ reason: String) -> Verdict { isOutdated ? .left(reason) : .stays }
    guard match.tokens.count < 2 else { return left("it carries two tokens") }
    let token = match.tokens.first
    let shown = token.map { VisibleText.of(String($0.prefix(80))) } ?? ""
    switch root.tokens {
    case .literal:
      // A write rewrites what is typed, but in comments, and adds nothing unasked.
      guard !isComment, let token, let next = tokens.next, token != next.text else { return .stays }
      return written.isTyped(token, of: match.id)
        ? .becomes(next) : left("its token \(shown) is typed in no file of the project")
    case .loader:
      guard isOutdated else { return .stays }
      guard root.added == .recorded else { return .left("nothing is known to add its token") }
      guard let token else {
        if tokens.now != nil { return .left("the page names it without its token") }
        return written.isTypedBare(match.id)
          ? .left("its URL is typed without a token in the project") : .becomes(tokens.next)
      }
      if written.isTyped(token, of: match.id) {
        return .left("its token \(shown) is typed in the project")
      }
      return token == tokens.now?.text
        ? .becomes(tokens.next)
        : .left("the page has the token \(shown), which is not the recorded one")
    }
  }

  /// The bytes of a URL as they stand in a page, made those of another URL that differs in one place.
  ///
  /// Characters in front of that place may be escaped. Where some behind it are, the token must stand
  /// there once, as it is.
  static func spliced(
    _ source: [UInt8], from old: WebURL, to new: WebURL, _ token: String?, _ next: Token?
  ) -> [UInt8]? {
    let (old, new) = (Array(old.text.utf8), Array(new.text.utf8))
    let start = zip(old, new).prefix { $0 == $1 }.count
    let end = zip(old.dropFirst(start).reversed(), new.dropFirst(start).reversed())
      .prefix { $0 == $1 }.count
    let tail = old[start...]
    if source.suffix(tail.count).elementsEqual(tail) {
      let head = source.prefix(source.count - tail.count)
      return Array(head) + Array(new[start..<(new.count - end)]) + Array(source.suffix(end))
    }
    guard let token = token.map({ Array($0.utf8) }), !token.isEmpty, let next,
      let place = Self.onlyPlace(of: token, in: source), Self.onlyPlace(of: token, in: old) != nil
    else { return nil }
    let rest = Array(source[(place + token.count)...])
    return Array(source[..<place]) + Array(next.text.utf8) + rest
  }

  private static func onlyPlace(of text: [UInt8], in bytes: [UInt8]) -> Int? {
    guard let place = ByteSearch.firstIndex(of: text, in: bytes[...]),
      ByteSearch.firstIndex(of: text, in: bytes[(place + 1)...]) == nil
    else { return nil }
    return place
  }
}
