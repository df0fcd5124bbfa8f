import References
import Values

/// What is known of a URL that pages name.
struct ServedFile {
  /// The asset; nil for what is none.
  let match: ServedAssets.Match?
  /// The first page that names it.
  let page: WebURL
  /// The `integrity` attributes beside it.
  var integrities: [[UInt8]] = []
  /// Whether a browser is sure to ask for it.
  var isCertain = false
  /// Whether it is registered as a service worker.
  var isWorker = false
  /// Whether a script or a stylesheet names it without a token.
  var isNamedBare = false
  /// The answers that were asked for and are not there.
  var waiting = 1
  /// The answers of status 200.
  private(set) var answers: [Variant] = []
  /// What a token that nobody gave is answered with.
  var probe: Probe?
  /// Whether it carries its token, and browsers must ask for it each time.
  var isNotKept = false
  /// Whether its bytes were judged.
  var isJudged = false

  /// An answer to a token that nobody gave.
  struct Probe {
    var digest: Digest
    var isShared: Bool
    var kept: KeptTime
  }

  /// An answer, without its body.
  struct Variant {
    var variant: ServedRequest.Variant
    var digest: Digest
    var isHTML: Bool
    var encoding: String?
  }

  /// Takes in that something names the file.
  mutating func note(_ reference: ServedReference) {
    if reference.isWorker { isWorker = true }
    if reference.isWorker || reference.isCertain { isCertain = true }
    if let integrity = reference.integrity { integrities.append(integrity) }
  }

  /// Keeps what counts of an answer.
  mutating func record(_ answer: ServedAnswer, _ variant: ServedRequest.Variant) {
    guard answer.status == 200 else { return }
    answers.append(
      Variant(
        variant: variant, digest: Digest.of(answer.body),
        isHTML: Crawl.isHTML(answer) || Crawl.looksLikeHTML(answer.body),
        encoding: answer.headers.encoding))
  }

  /// The ending of the asset's name, in lower case: `js`.
  var ending: String {
    let name = match.map { Array($0.id.path.name) } ?? []
    guard let dot = name.lastIndex(of: BytePath.dot) else { return "" }
    return String(decoding: name[(dot + 1)...], as: UTF8.self).lowercased()
  }
}
