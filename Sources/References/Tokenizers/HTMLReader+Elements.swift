import Values

/// Which attributes hold URLs, and what elements hold.
extension HTMLReader {
  /// Takes the references of an element, and the script or style in it.
  mutating func readElement(_ element: Range<Int>) {
    for index in attributes.indices {
      if scan.served != nil { scan.isAtLink = isLink(attributes[index].name, of: element) }
      readAttribute(attributes[index], of: element)
    }
    scan.isAtLink = false
    // The elements that hold no elements, and `link`, have names of such lengths.
    guard (4...8).contains(element.count) else { return }
    noteIntegrity(of: element)
    // A string may hold the beginning of an element alone, and escapes.
    guard stringForm == nil || scan.source != nil else { return }
    if stringForm == nil, scan.served != nil || scan.rules.isBuilt, scan.context == .live,
      scan.servedNames.base == nil, scan.equals(element, "base"), let base = value(of: "href")
    {
      scan.servedNames.base = scan.text(base).trimmed().bytes
    }
    if scan.equals(element, "script") {
      let type = value(of: "type")
      let text = rawText(of: element)
      guard !text.isEmpty else { return }
      if let type, scan.contains(type, "importmap") {
        scan.nested { scan.scanImportMap(text) }
      } else if let type, scan.contains(type, "json") {
        scan.nested { scan.scanJSON(text, isManifest: false) }
      } else if let type, scan.contains(type, "template") || scan.contains(type, "html") {
        var reader = HTMLReader(scan: scan, range: text, stringForm: nil)
        scan.nested { reader.run() }
      } else {
        scan.nested { scan.scanJavaScript(text) }
      }
    } else if scan.equals(element, "style") {
      let text = rawText(of: element)
      scan.nested { scan.scanCSS(text, hasLineComments: false) }
    } else if scan.equals(element, "textarea") || scan.equals(element, "title") {
      _ = rawText(of: element)
    }
  }

  /// Whether an attribute leads to another page: `href` of `a` and `area`, `src` of a frame.
  private func isLink(_ name: Range<Int>, of element: Range<Int>) -> Bool {
    if scan.equals(name, "href") {
      return scan.equals(element, "a") || scan.equals(element, "area")
    }
    guard scan.equals(name, "src") else { return false }
    return scan.equals(element, "iframe") || scan.equals(element, "frame")
  }

  /// Keeps the `integrity` of an element that takes one, for the reference in the same element.
  private func noteIntegrity(of element: Range<Int>) {
    let isScript = scan.equals(element, "script")
    guard isScript || scan.equals(element, "link"), let integrity = value(of: "integrity"),
      !integrity.isEmpty, let url = value(of: isScript ? "src" : "href")
    else { return }
    scan.integrities.append((url, plain(integrity)))
  }

  /// The string that a value is which is all that a template tag prints, `{{ 'sha384-…' }}`.
  private func plain(_ value: Range<Int>) -> Range<Int> {
    guard let tag = scan.tag(at: value.lowerBound), tag.range == value else { return value }
    let inner = scan.trimmed(tag.inner)
    return scan.lone(inner)?.inner ?? value
  }

  func value(of name: StaticString) -> Range<Int>? {
    attributes.first { scan.equals($0.name, name) }?.value
  }

  private func readAttribute(_ attribute: HTMLAttribute, of element: Range<Int>) {
    let value = attribute.value
    guard !value.isEmpty else { return }
    switch kind(attribute.name, of: element) {
    case .none: if bytes[value.lowerBound] == UInt8(ascii: "/") { takePath(attribute) }
    case .style:
      if isEncoded(value) {
        let text = scan.decoded(value, inString: stringForm != nil)
        scan.scan(text) { $0.scanCSS(0..<text.bytes.count, hasLineComments: false) }
      } else {
        scan.nested { scan.scanCSS(value, hasLineComments: false) }
      }
    case .script:
      guard scan.mayNameFile(value) else { return }
      if isEncoded(value) {
        let text = scan.decoded(value, inString: stringForm != nil)
        scan.scan(text) { $0.scanJavaScript(0..<text.bytes.count) }
      } else {
        scan.nested { scan.scanJavaScript(value) }
      }
    case .candidates: takeCandidates(value)
    case .page:
      let text = scan.decoded(value, inString: stringForm != nil)
      scan.scan(text) { $0.scanHTML(0..<text.bytes.count) }
    case .refresh: takeRefresh(value)
    case .link: takeLink(value)
    case .own: takeOwn(attribute)
    case .data: readURL(value, isOpen: attribute.isOpen, isCertain: false, isList: true)
    case .url(let isCertain): readURL(value, isOpen: attribute.isOpen, isCertain: isCertain)
    }
  }

  /// Whether a value may hold character references, or escapes, which are taken out before what is in it is
  /// read.
  private func isEncoded(_ value: Range<Int>) -> Bool {
    scan.first(UInt8(ascii: "&"), in: value) != nil
      || stringForm != nil && scan.first(UInt8(ascii: "\\"), in: value) != nil
  }

  enum Kind {
    case none, style, script, candidates
    /// What a script reads: a URL, several, JSON, or anything else.
    case data
    /// A whole page, `srcdoc`.
    case page
    /// `5; url=/next.html`.
    case refresh
    /// `</a.css>; rel=preload`.
    case link
    /// Of an attribute that is no one's standard: what its value looks like.
    case own
    case url(isCertain: Bool)
  }

  private func kind(_ name: Range<Int>, of element: Range<Int>) -> Kind {
    guard !name.isEmpty else { return .none }
    if let kind = frameworkKind(name) { return kind }
    switch bytes[name.lowerBound].lowered {
    case UInt8(ascii: "s"):
      if scan.equals(name, "src") {
        return .url(isCertain: !scan.equals(element, "iframe") && !scan.equals(element, "frame"))
      }
      if scan.equals(name, "srcset") { return .candidates }
      if scan.equals(name, "srcdoc") { return .page }
      return scan.equals(name, "style") ? .style : ownKind(name, of: element)
    case UInt8(ascii: "h"):
      guard scan.equals(name, "href") else { return ownKind(name, of: element) }
      if scan.equals(element, "link") { return .url(isCertain: isFileRelation) }
      return .url(
        isCertain: scan.equals(element, "use") || scan.equals(element, "image")
          || scan.rules.isBuilt && isLink(name, of: element))
    case UInt8(ascii: "x"):
      return scan.equals(name, "xlink:href")
        ? .url(isCertain: !scan.equals(element, "a")) : ownKind(name, of: element)
    case UInt8(ascii: "p"):
      return scan.equals(name, "poster") ? .url(isCertain: true) : ownKind(name, of: element)
    case UInt8(ascii: "b"):
      return scan.equals(name, "background") ? .url(isCertain: true) : ownKind(name, of: element)
    case UInt8(ascii: "i"):
      return scan.equals(name, "imagesrcset") ? .candidates : ownKind(name, of: element)
    case UInt8(ascii: "c"):
      guard scan.equals(name, "content"), scan.equals(element, "meta") else {
        return ownKind(name, of: element)
      }
      if isRefresh { return .refresh }
      return isLinkHeader ? .link : .url(isCertain: isImageMetadata)
    case UInt8(ascii: "d"):
      if scan.equals(name, "data"), scan.equals(element, "object") { return .url(isCertain: true) }
      guard scan.matches("data-", at: name.lowerBound), name.count > 5 else {
        return ownKind(name, of: element)
      }
      return scan.matches("srcset", at: name.upperBound - 6) ? .candidates : .data
    case UInt8(ascii: "o"):
      return scan.matches("on", at: name.lowerBound) && name.count > 4
        ? .script : ownKind(name, of: element)
    default: return ownKind(name, of: element)
    }
  }

  /// Whether a `link` fetches a file, not a page or a host.
  private var isFileRelation: Bool {
    guard let relation = value(of: "rel") else { return false }
    let files: [StaticString] = [
      "stylesheet", "icon", "preload", "modulepreload", "manifest", "apple-touch",
    ]
    return files.contains { scan.contains(relation, $0) } && !scan.contains(relation, "alternate ")
  }

  private var isImageMetadata: Bool {
    guard let name = value(of: "property") ?? value(of: "name") else { return false }
    let names: [StaticString] = [
      "og:image", "twitter:image", "msapplication-tileimage", "msapplication-square",
      "msapplication-config", "msapplication-wide", "thumbnail",
    ]
    let others: [StaticString] = [":width", ":height", ":alt", ":type"]
    return names.contains { scan.contains(name, $0) }
      && !others.contains { scan.contains(name, $0) }
  }

  /// The URLs of `srcset`: each up to white space or a comma.
  private func takeCandidates(_ value: Range<Int>) {
    var start = value.lowerBound
    var tag = scan.tags.isEmpty ? 0 : scan.tagIndex(from: start)
    while start < value.upperBound {
      while start < value.upperBound,
        scan.bytes[start].isSpace || scan.bytes[start] == UInt8(ascii: ",")
      {
        start += 1
      }
      var end = start
      while end < value.upperBound {
        while tag < scan.tags.count, scan.tags[tag].range.lowerBound < end { tag += 1 }
        if tag < scan.tags.count, scan.tags[tag].range.lowerBound == end {
          end = scan.tags[tag].range.upperBound
          continue
        }
        if scan.bytes[end].isSpace { break }
        end += 1
      }
      end = min(end, value.upperBound)
      var url = start..<end
      if url.count > 1, scan.bytes[end - 1] == UInt8(ascii: ",") { url = start..<(end - 1) }
      readURL(url, isOpen: false, isCertain: true)
      // The descriptor.
      start = end
      while start < value.upperBound, scan.bytes[start] != UInt8(ascii: ",") { start += 1 }
    }
  }

  /// Takes a value that is a URL.
  ///
  /// One with statements in it, `{% if %}`, is read piece by piece; one with a helper's call is known
  /// already.
  func readURL(_ value: Range<Int>, isOpen: Bool, isCertain: Bool, isList: Bool = false) {
    guard value.count <= TargetText.limit else { return }
    var start = value.lowerBound
    var hasCall = false
    var place = scan.tags.isEmpty ? 0 : scan.tagIndex(from: start)
    var isWhole = true
    while place < scan.tags.count, scan.tags[place].range.lowerBound < value.upperBound {
      let tag = scan.tags[place]
      if tag.calls > 0 { hasCall = true }
      if tag.kind == .statement, scan.bytes[tag.range.lowerBound] == UInt8(ascii: "{") {
        takePiece(
          start..<tag.range.lowerBound, isOpen: false, isCertain, hasCall && isWhole, isList,
          goingOn: scan.goesOn(behind: place, before: value.upperBound) ? tag.range : nil)
        start = tag.range.upperBound
        hasCall = false
        isWhole = false
      }
      place += 1
    }
    takePiece(start..<max(start, value.upperBound), isOpen: isOpen, isCertain, hasCall, isList)
  }

  /// - Parameter goingOn: the statement behind it, where more of a token can stand in or behind that.
  private func takePiece(
    _ range: Range<Int>, isOpen: Bool, _ isCertain: Bool, _ hasCall: Bool, _ isList: Bool,
    goingOn: Range<Int>? = nil
  ) {
    guard !range.isEmpty, !hasCall else { return }
    var text = scan.text(range, inString: stringForm != nil)
    if hasBraces { text = text.withBracesAsHoles() }
    // What goes on behind the string, or in a statement behind the query, is computed.
    if let goingOn, text.bytes.contains(UInt8(ascii: "?")) { text.appendHole(goingOn) }
    if isOpen, stringForm != nil {
      text.appendHole(range.upperBound..<min(range.upperBound + 1, scan.bytes.count))
    }
    text = text.trimmed()
    if isList, text.bytes.contains(where: TokenText.endsURL) {
      takeData(text)
      return
    }
    text = text.withoutLineFeeds()
    addURL(text, isCertain)
  }

  /// Takes what a script reads: JSON, or a list of URLs.
  private func takeData(_ text: TargetText) {
    let isJSON = text.bytes[0] == UInt8(ascii: "{") || text.bytes[0] == UInt8(ascii: "[")
    for text in isJSON ? text.strings() : [text] {
      for range in scan.pieces(of: text) {
        let piece = text[range]
        let path = piece.bytes.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        if FileExtensions.ends(path) { addURL(piece, false) }
      }
    }
  }

  private func addURL(_ written: TargetText, _ isCertain: Bool) {
    let text = scan.withArgument(written)
    if stringForm != nil || !isCertain {
      let path = text.bytes.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
      guard path.contains(where: { $0 != TargetText.hole }) else { return }
    }
    if text.bytes.first == TargetText.hole {
      // A base and a path: a file where it has a file's name.
      let path = text.bytes.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
      guard
        FileExtensions.ends(path)
          || scan.rules.prefixes.contains(where: { path.dropFirst().starts(with: $0) })
      else { return }
    }
    scan.add(text, ReferenceScan.URLUse(form: stringForm ?? .attribute, isCertain: isCertain))
  }
}

extension ReferenceScan {
  /// Whether a text stands in a range, ASCII letters of any case; the text is in lower case.
  func contains(_ range: Range<Int>, _ text: StaticString) -> Bool {
    guard range.count >= text.utf8CodeUnitCount, range.count < 512 else { return false }
    return (range.lowerBound...(range.upperBound - text.utf8CodeUnitCount)).contains {
      matches(text, at: $0)
    }
  }
}
