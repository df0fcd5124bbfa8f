import Values

/// Reads the URLs out of what a server sent.
package struct ServedScanner: Sendable {
  private let rules: ScanRules

  /// What a text is.
  package enum Kind: Sendable {
    case page, style, script, manifest
  }

  /// Makes a scanner.
  ///
  /// - Parameter prefixes: the paths that URLs of static files begin with.
  package init(prefixes: [String]) {
    rules = ScanRules(ReferenceRules(helpers: [], prefixes: prefixes))
  }

  /// The URLs in a text, in order, and what counts for all of them.
  ///
  /// - Parameter keepsComments: whether URLs in comments count, which no browser asks for.
  package func read(
    _ contents: [UInt8], as kind: Kind, keepsComments: Bool = false
  ) -> (references: [ServedReference], names: ServedNames) {
    contents.withUnsafeBufferPointer { bytes in
      let scan = ReferenceScan(bytes, file: "served", rules: rules)
      scan.served = []
      scan.keepsComments = keepsComments
      let whole = 0..<bytes.count
      switch kind {
      case .page: scan.scanHTML(whole)
      case .style: scan.scanCSS(whole, hasLineComments: false)
      case .script: scan.scanJavaScript(whole)
      case .manifest: scan.scanJSON(whole, isManifest: true)
      }
      return (scan.finishedServed(), scan.servedNames)
    }
  }
}

extension ReferenceScan {
  /// Keeps a URL as a browser reads it: one of another host too, and none of another scheme.
  func addServed(_ written: TargetText, _ use: URLUse, isBare: Bool = false) {
    let text = written.trimmed()
    let end = text.bytes.firstIndex(of: UInt8(ascii: "#")) ?? text.bytes.count
    let url = Array(text.bytes[..<end])
    guard context == .live || keepsComments, !url.isEmpty, !text.isTooLong,
      !url.contains(TargetText.hole),
      Self.hasWebScheme(url), !(use.customProperty != nil && url[0] != UInt8(ascii: "/"))
    else { return }
    let range = text.source(0..<end)
    // A string of a script may never become a URL.
    let isCode = use.form == .scriptString || use.form == .scriptHTML
    let isURL = isBare && (url.contains(UInt8(ascii: ":")) || url.starts(with: "//".utf8))
    served?.append(
      ServedReference(
        url: url, form: use.form, isCertain: use.isCertain && !isCode, isLink: isAtLink,
        isBare: isBare && !isURL,
        isWorker: registersWorker(before: range.lowerBound), context: context, range: range))
  }

  /// Takes over what was found in a text that was decoded.
  func takeServed(from inner: ReferenceScan, _ text: DecodedText) {
    guard served != nil else { return }
    for reference in inner.served ?? [] {
      var reference = reference
      reference.range = text.source(reference.range)
      served?.append(reference)
    }
    servedNames.modules += inner.servedNames.modules
  }

  /// What was kept, in order, with places and integrities.
  func finishedServed() -> [ServedReference] {
    var lines = LineCounter(bytes)
    let values = integrities.sorted { $0.url.lowerBound < $1.url.lowerBound }
    var next = 0
    return (served ?? []).sorted { $0.range.lowerBound < $1.range.lowerBound }.map { reference in
      var reference = reference
      let place = reference.range.lowerBound
      reference.position = lines.position(of: place)
      while next < values.count, values[next].url.upperBound <= place { next += 1 }
      if next < values.count, values[next].url.contains(place) {
        reference.integrity = slice(values[next].value)
        reference.integrityRange = values[next].value
      }
      return reference
    }
  }

  /// Whether a URL has no scheme, or that of the web.
  private static func hasWebScheme(_ url: [UInt8]) -> Bool {
    for (index, byte) in url.enumerated() {
      if byte == UInt8(ascii: ":") {
        let scheme = String(decoding: url[..<index].map(\.lowered), as: UTF8.self)
        return scheme == "http" || scheme == "https"
      }
      if !(byte.isLetter || byte.isDigit || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
        || byte == UInt8(ascii: "."))
      {
        break
      }
    }
    return true
  }

  /// Whether `serviceWorker.register(` stands in front of a string.
  private func registersWorker(before place: Int) -> Bool {
    var end = place
    while end > 0, byte(end - 1).isSpace || byte(end - 1).isQuote { end -= 1 }
    return matches("serviceworker.register(", at: end - "serviceworker.register(".utf8.count)
  }
}
