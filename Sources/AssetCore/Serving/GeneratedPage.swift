import Planning
import References
import Site
import Values

/// A page as the running application generates it, with the URLs that it has once what is chosen is
/// written.
///
/// Nothing but URLs that lead to assets of the project is replaced, and of those only what is known to
/// change: all other bytes are as they came.
public struct GeneratedPage: Equatable, Sendable {
  /// Where it was read.
  public let url: WebURL
  /// Its lines, as they are and as they will be.
  public let preview: PagePreview
  /// Its bytes as they will be.
  public let next: [UInt8]
  /// The URLs of outdated assets that stay as they are.
  public let left: [Left]
  /// What relative URLs in it count from.
  public let base: WebURL

  /// A URL that stays as it is.
  public struct Left: Equatable, Sendable {
    /// The asset.
    public var id: AssetID
    /// The line of the page, from 1.
    public var line: Int
    /// Why, in words.
    public var reason: String
  }

  /// Puts the next URLs in place.
  ///
  /// - Parameters:
  ///   - body: the page as it came.
  ///   - assets: the project's assets as the site serves them.
  ///   - urls: what decides on the next tokens.
  ///   - written: how URLs stand in the project's files.
  public init(
    _ body: [UInt8], at url: WebURL, assets: ServedAssets, urls: PageURLs, written: WrittenTokens
  ) {
    let (references, names) = ServedScanner(prefixes: assets.prefixes).read(
      body, as: .page, keepsComments: true)
    let base = names.base.flatMap(url.resolved) ?? url
    let rewriting = PageRewriting(assets: assets, urls: urls, written: written)
    var replacements: [PageReplacement] = []
    var left: [Left] = []
    var end = 0
    for reference in references where reference.url != names.base && !reference.isBare {
      guard reference.range.lowerBound >= end, let target = base.resolved(reference.url),
        let match = assets.match(target, from: url)
      else { continue }
      let source = Array(body[reference.range])
      let outcome = rewriting.outcome(of: reference, source, target, match)
      if let reason = outcome.reason {
        left.append(Left(id: match.id, line: reference.position.line, reason: reason))
      }
      var parts = [
        PageReplacement(
          range: reference.range, asset: match.id, now: source, next: outcome.next ?? source)
      ]
      if let integrity = outcome.integrity, let range = reference.integrityRange {
        parts.append(
          PageReplacement(
            range: range, asset: match.id, now: Array(body[range]), next: integrity))
      }
      replacements += parts
      end = reference.range.upperBound
    }
    replacements.sort { $0.range.lowerBound < $1.range.lowerBound }
    (self.url, self.base, self.left) = (url, base, left)
    preview = PagePreview(
      body, of: BytePath(url.text), replacing: replacements)
    next = Self.bytes(body, replacing: replacements)
  }

  private static func bytes(
    _ body: [UInt8], replacing replacements: [PageReplacement]
  ) -> [UInt8] {
    var bytes: [UInt8] = []
    var place = 0
    for replacement in replacements where replacement.range.lowerBound >= place {
      bytes += body[place..<replacement.range.lowerBound]
      bytes += replacement.next
      place = replacement.range.upperBound
    }
    bytes += body[place...]
    return bytes
  }
}
