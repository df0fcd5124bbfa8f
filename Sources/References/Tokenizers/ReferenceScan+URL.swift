import Values

/// Makes references of URLs.
extension ReferenceScan {
  /// What is known of a URL before it is read.
  struct URLUse {
    var form: ReferenceForm
    var isCertain = true
    var customProperty: [UInt8]?
  }

  /// Adds the reference that a URL is; external URLs, `data:` and the like are none.
  func add(_ written: TargetText, _ use: URLUse) {
    if served != nil { addServed(written, use) }
    var text = written.trimmed()
    guard !text.bytes.isEmpty, !text.isTooLong else { return }
    // An expression in front is a base; what counts begins behind it.
    let hasBase = text.bytes[0] == TargetText.hole
    let base = baseEnd(of: text)
    if hasBase {
      guard text.bytes.count > base, text.bytes[base] != UInt8(ascii: "?"),
        text.bytes[base] != UInt8(ascii: "#")
      else {
        return
      }
      text = text[base..<text.bytes.count]
    }
    if isForeign(text.bytes, hasBase: hasBase) { return }
    let pathEnd =
      text.bytes.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
      ?? text.bytes.count
    guard pathEnd > 0, !FileExtensions.isProgram(text.bytes[..<pathEnd]) else { return }
    let target = text.source(0..<pathEnd)
    let query = self.query(in: text, from: pathEnd)
    var parts = text.parts(0..<pathEnd)
    if hasBase { parts.insert(.hole(written.trimmed().source(0..<base)), at: 0) }
    found.append(
      Reference(
        file: file, position: TextPosition(line: 1, column: 1), form: use.form, context: context,
        target: bytes(of: target, as: parts), targetRange: target,
        urlRange: target.lowerBound..<text.source(0..<query.end).upperBound, parts: parts,
        token: query.token, call: nil, isCertain: use.isCertain && !hasBase && !isDoubted,
        customProperty: use.customProperty, unclear: query.unclear))
  }

  /// The end of the expressions in front of a URL: of several, such as `{{ site.url }}{{ site.baseurl }}`, where
  /// a slash follows them.
  private func baseEnd(of text: TargetText) -> Int {
    let end = text.bytes.firstIndex { $0 != TargetText.hole } ?? text.bytes.count
    return end < text.bytes.count && text.bytes[end] == BytePath.slash ? end : min(end, 1)
  }

  /// The bytes of a target, which are those of its parts where it stands as it is meant.
  func bytes(of target: Range<Int>, as parts: [TargetPart]) -> [UInt8] {
    if parts.count == 1, case .literal(let text) = parts[0], text.count == target.count {
      return text
    }
    return slice(target)
  }

  /// Whether a URL leads elsewhere: another host or scheme, or a place in the page itself.
  private func isForeign(_ text: [UInt8], hasBase: Bool) -> Bool {
    if text[0] == UInt8(ascii: "#") { return true }
    if text[0] == UInt8(ascii: "/"), text.count > 1, text[1] == UInt8(ascii: "/") {
      return !hasBase
    }
    for byte in text {
      if byte == UInt8(ascii: ":") { return true }
      if !(byte.isLetter || byte.isDigit || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
        || byte == UInt8(ascii: "."))
      {
        return false
      }
    }
    return false
  }

  /// What the query of a URL says of its file's version, and where it ends.
  struct Query {
    var token = ReferenceToken.none
    var unclear: UnclearParameter?
    var end: Int
  }

  /// The query of a URL whose path ends at an index.
  func query(in text: TargetText, from pathEnd: Int) -> Query {
    guard pathEnd < text.bytes.count,
      text.bytes[pathEnd] == UInt8(ascii: "?") || text.bytes[pathEnd] == UInt8(ascii: "&")
    else { return Query(end: pathEnd) }
    let end = text.bytes[pathEnd...].firstIndex { $0 == UInt8(ascii: "#") } ?? text.bytes.count
    var parameters: [Parameter] = []
    var start = pathEnd + 1
    while start <= end {
      let stop =
        text.bytes[start..<end].firstIndex { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: ";") }
        ?? end
      if stop > start {
        // A second question mark begins a second token.
        let value = text.bytes[start..<stop].firstIndex(of: UInt8(ascii: "?")) ?? stop
        if let equals = text.bytes[start..<value].firstIndex(of: UInt8(ascii: "=")) {
          parameters.append((start..<equals, (equals + 1)..<value, value < stop))
        } else {
          parameters.append((nil, start..<value, value < stop))
        }
      }
      start = stop + 1
    }
    let versions = parameters.filter { isVersion($0, in: text, isSole: parameters.count == 1) }
    guard let chosen = versions.first else {
      return Query(unclear: unclear(among: parameters, in: text), end: end)
    }
    var token = token(in: text, name: chosen.name, value: chosen.value)
    token.isDoubled = chosen.isDoubled || versions.count > 1
    return Query(token: token, end: end)
  }

  /// The parameter that may be a version, of those that are the application's own by their names.
  private func unclear(among parameters: [Parameter], in text: TargetText) -> UnclearParameter? {
    UnclearParameter.likeliest(
      parameters.lazy.compactMap { parameter in
        guard let name = parameter.name, !parameter.isDoubled else { return nil }
        return UnclearParameter(name: text.bytes[name], value: text.bytes[parameter.value])
      })
  }

  /// A parameter of a query, and whether another query follows it.
  private typealias Parameter = (name: Range<Int>?, value: Range<Int>, isDoubled: Bool)

  /// Whether a parameter is the version of its file, and not the application's own.
  private func isVersion(_ parameter: Parameter, in text: TargetText, isSole: Bool) -> Bool {
    let value = text.bytes[parameter.value]
    guard let name = parameter.name.map({ text.bytes[$0] }) else {
      if value.contains(TargetText.hole) || TokenText.isPlaceholder(value) { return isSole }
      return TokenText.isWellFormed(value)
        && TokenNames.looksLikeVersion(value, digits: isSole ? 1 : 4)
    }
    if rules.parameters.contains(where: { name.elementsEqual($0) }) { return true }
    guard value.contains(TargetText.hole) else {
      return TokenText.isPlaceholder(value)
        ? TokenNames.contains(name) : TokenNames.isVersion(name, value)
    }
    if TokenNames.contains(name) { return true }
    return text.parts(parameter.value).contains {
      if case .hole(let hole) = $0 { isVersion(expression: hole) } else { false }
    }
  }

  /// Whether an expression speaks of a version, or changes each time.
  func isVersion(expression range: Range<Int>) -> Bool {
    if let source { return source.scan.isVersion(expression: source.text.source(range)) }
    let words: [StaticString] = ["version", "hash", "mtime", "revision", "digest", "build"]
    return words.contains { contains(range, $0) } || changes(range)
  }

  private func token(in text: TargetText, name: Range<Int>?, value: Range<Int>) -> ReferenceToken {
    let range = text.source(value)
    let parameter = name.map { Array(text.bytes[$0]) }
    guard text.bytes[value].contains(TargetText.hole) else {
      let written = text.bytes[value]
      if TokenText.isPlaceholder(written) {
        return ReferenceToken(
          kind: .computed, parameter: parameter, text: slice(range), range: range)
      }
      return ReferenceToken(
        kind: name == nil ? .bare : .literal, parameter: parameter, text: Array(written),
        range: range)
    }
    let isChanging = text.parts(value).contains {
      if case .hole(let hole) = $0 { changes(hole) } else { false }
    }
    return ReferenceToken(
      kind: isChanging ? .changing : .computed, parameter: parameter, text: slice(range),
      range: range)
  }
}
