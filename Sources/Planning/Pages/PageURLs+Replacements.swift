import References
import Site
import Values

extension PageURLs {
  /// What stands in a page in place of the references to this project's assets.
  ///
  /// A call of a helper that is all of its tag becomes the URL that it prints; of a path that is
  /// written out only its token changes, and only in a root whose tokens stand in templates. Left as
  /// they are, and so not in the answer: paths that are computed, files that are not there, calls
  /// with arguments that name more than a file and its token, and paths in comments.
  public func replacements(
    in contents: [UInt8], of file: BytePath, by resolver: Resolver
  ) -> [PageReplacement] {
    resolver.references(in: contents, of: file).flatMap { reference in
      let url = replacement(of: reference, in: contents, by: resolver)
      return [url, url.flatMap { integrity(beside: reference, of: $0.asset) }].compactMap { $0 }
    }.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// What stands in a page for a browser that has no server: as ``replacements(in:of:by:)``, but each
  /// URL of an asset that has a file leads to that, and no `integrity` keeps the browser from it: it
  /// asks a server's leave first.
  public func localReplacements(
    in contents: [UInt8], of file: BytePath, by resolver: Resolver
  ) -> [PageReplacement] {
    resolver.references(in: contents, of: file).flatMap { reference in
      let url = localReplacement(of: reference, in: contents, by: resolver)
      let integrity = url.flatMap { url in
        reference.integrity.map {
          PageReplacement(range: $0.range, asset: url.asset, now: $0.text, next: [])
        }
      }
      return [url, integrity].compactMap { $0 }
    }.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  private func localReplacement(
    of reference: Reference, in contents: [UInt8], by resolver: Resolver
  ) -> PageReplacement? {
    let replacement = replacement(of: reference, in: contents, by: resolver)
    guard var replacement, let url = localURL(of: replacement.asset) else { return replacement }
    if reference.call == nil {
      // Its query stands behind the path as it did.
      replacement.range = reference.targetRange
      replacement.next = Array(url.utf8.prefix { $0 != UInt8(ascii: "?") })
    } else {
      replacement.next = Array(url.utf8)
    }
    return replacement
  }

  /// The `integrity` attribute beside a reference whose token a write rewrites.
  private func integrity(beside reference: Reference, of id: AssetID) -> PageReplacement? {
    guard let attribute = reference.integrity,
      [.literal, .bare].contains(reference.token.kind),
      let next = renewed(attribute.text, of: id)
    else { return nil }
    return PageReplacement(range: attribute.range, asset: id, now: attribute.text, next: next)
  }

  private func replacement(
    of reference: Reference, in contents: [UInt8], by resolver: Resolver
  ) -> PageReplacement? {
    guard let id = asset(of: reference, resolver), let root = project.root(named: id.root),
      let tokens = tokens(of: id)
    else { return nil }
    let written = WrittenURL(reference, in: contents)
    let bumped = root.tokens == .literal ? tokens.next : nil
    var now = written.bytes(token: nil)
    var next = written.bytes(token: bumped)
    if reference.call != nil {
      let isAdded = root.tokens == .loader && root.added == .recorded
      let added = isAdded ? tokens : (now: nil, next: nil)
      guard let printed = written.rendered(id.path, of: root, adding: added.now, token: nil),
        let newlyPrinted = written.rendered(id.path, of: root, adding: added.next, token: bumped)
      else { return nil }
      (now, next) = (printed, newlyPrinted)
    }
    return PageReplacement(range: reference.urlRange, asset: id, now: now, next: next)
  }

  /// The asset that a reference names, where the project has it.
  private func asset(of reference: Reference, _ resolver: Resolver) -> AssetID? {
    // A call in a comment of HTML prints its URL all the same; one in a template's comment is no tag.
    guard reference.context != .comment || reference.call?.isWhole == true,
      let resolution = resolver.resolve(reference),
      resolution.status == .ok, let id = resolution.asset
    else { return nil }
    return self[id] == nil ? nil : id
  }
}

/// A URL as a template writes it: a path, or a call, with the tokens inside and behind.
private struct WrittenURL {
  private let reference: Reference
  /// The bytes that the URL replaces.
  private let bytes: [UInt8]
  /// The token's place in the bytes.
  private let token: Range<Int>?

  init(_ reference: Reference, in contents: [UInt8]) {
    self.reference = reference
    bytes = Array(contents[reference.urlRange])
    let isText = reference.token.kind == .literal || reference.token.kind == .bare
    let start = reference.urlRange.lowerBound
    token =
      isText
      ? reference.token.range.flatMap { range in
        reference.urlRange.contains(range.lowerBound)
          ? (range.lowerBound - start)..<(range.upperBound - start) : nil
      } : nil
  }

  /// The bytes with another token in place of the one that is there; as they are, where there is none.
  func bytes(token new: Token?) -> [UInt8] {
    guard let token, let new else { return bytes }
    return bytes[..<token.lowerBound] + Array(new.text.utf8) + bytes[token.upperBound...]
  }

  /// What the call prints, and the query that stands behind its tag.
  ///
  /// - Parameters:
  ///   - added: the token that the application adds.
  ///   - new: the token in place of the one that is written.
  /// - Returns: nil where the call, or a computed token, says more than is known here.
  func rendered(
    _ path: BytePath, of root: StaticRoot, adding added: Token?, token new: Token?
  ) -> [UInt8]? {
    guard let call = reference.call, call.isWhole, let end = tagEnd else { return nil }
    let arguments = call.arguments.filter { !WrittenURL.pathKeywords.contains($0.name) }
    let suffix = bytes(token: new).suffix(bytes.count - end + growth(new))
    guard let argument = arguments.first else {
      return root.url(of: path, token: added).map { escaped($0) + suffix }
    }
    guard arguments.count == 1 else { return nil }
    let text: [UInt8]
    if argument.name == reference.token.parameter {
      guard let token, token.upperBound <= end else { return nil }
      text = new.map { Array($0.text.utf8) } ?? Array(bytes[token])
    } else {
      // The application's own parameter, beside the token that it adds.
      guard reference.token.range == nil, argument.name.first != UInt8(ascii: "_"),
        !argument.name.elementsEqual("endpoint".utf8), let own = argument.parts.plainText
      else { return nil }
      text = Array(own.utf8)
    }
    return root.url(of: path, token: added, argument: (argument.name, text)).map {
      escaped($0) + bytes[end...]
    }
  }

  private static let pathKeywords: Set<[UInt8]> = [Array("filename".utf8), Array("path".utf8)]

  /// How many bytes longer a new token is.
  private func growth(_ new: Token?) -> Int {
    guard let token, let new else { return 0 }
    return new.text.utf8.count - token.count
  }

  /// The index behind the tag's closing braces; the query behind them may hold tags as well.
  private var tagEnd: Int? {
    ["}}", "%}"].compactMap { ByteSearch.firstIndex(of: Array($0.utf8), in: bytes[...]) }
      .min().map { $0 + 2 }
  }

  /// A URL as the template prints it: Flask escapes by the template's name.
  private func escaped(_ url: String) -> [UInt8] {
    let escapes = [".html", ".htm", ".xml", ".xhtml", ".svg"].contains {
      reference.file.bytes.suffix($0.utf8.count).elementsEqual($0.utf8)
    }
    return Array((escapes ? HTMLText.escaped(url) : url).utf8)
  }
}
