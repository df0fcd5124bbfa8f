import Site
import Values

/// The references inside template tags.
extension ReferenceScan {
  /// Reads the calls in every tag, and what stands behind the tag: `{{ url_for(…) }}?v=5`.
  func scanTags() {
    var isCompressed = false
    for index in tags.indices {
      let tag = tags[index]
      let before = found.count
      let inner = trimmed(tag.inner)
      switch tag.kind {
      case .comment:
        context = .comment
        scanCode(inner, .jinja)
        context = .live
        continue
      case _ where tag.isCode:
        scanCode(inner, .python)
      case _ where matches("<?", at: tag.range.lowerBound):
        var reader = PHPReader(scan: self, range: inner, isPrinted: tag.kind == .expression)
        reader.run()
      case .statement where bytes[tag.range.lowerBound] == UInt8(ascii: "{"):
        if equals(firstWord(inner), "compress") { isCompressed = true }
        if equals(firstWord(inner), "endcompress") { isCompressed = false }
        noteVariables(in: inner)
        noteLoops(in: inner)
        addHandedPaths(in: inner)
        if !scanHelperTag(tag, inner), !scanBundleTag(inner), let code = code(of: inner) {
          scanCode(code, .jinja)
        }
      case .expression, .statement:
        scanCode(inner, .jinja)
      }
      for place in before..<found.count
      where found[place].call.map({ $0.helper != "include" }) ?? false {
        finish(&found[place], of: tag, inner, isCompressed: isCompressed)
        tags[index].calls += 1
      }
      expandLoops(from: before)
      guard prints(tag) else { continue }
      for place in before..<found.count where isAll(of: inner, found[place]) {
        takeQuery(into: &found[place], behind: tag, isWhole: true)
      }
      if before < found.count, goesOn(behindExpression: index) {
        computePrinted(from: before, in: inner)
      }
    }
    tagReferences = found.count
    found += loops.references
  }

  /// Whether a text is all that a tag prints, through filters perhaps: `{{ '/a.css' | relative_url }}`.
  private func isAll(of inner: Range<Int>, _ reference: Reference) -> Bool {
    guard reference.call == nil, byte(inner.lowerBound).isQuote,
      reference.targetRange.lowerBound == inner.lowerBound + 1,
      byte(reference.urlRange.upperBound) == byte(inner.lowerBound)
    else { return false }
    let rest = trimmed((reference.urlRange.upperBound + 1)..<inner.upperBound)
    return rest.isEmpty || bytes[rest.lowerBound] == UInt8(ascii: "|")
  }

  /// Whether a tag prints its value, Ruby's and EJS's too: `<%= … %>`, `<%- … %>`.
  private func prints(_ tag: TemplateTag) -> Bool {
    tag.kind == .expression || matches("<%=", at: tag.range.lowerBound)
      || matches("<%-", at: tag.range.lowerBound)
  }

  /// Takes the tokens that end what a tag prints for computed ones: of the references from an index on those
  /// around which no bracket is open.
  private func computePrinted(from count: Int, in inner: Range<Int>) {
    func start(_ reference: Int) -> Int {
      found[reference].call == nil
        ? found[reference].targetRange.lowerBound : found[reference].urlRange.lowerBound
    }
    var index = inner.lowerBound
    var open = 0
    for reference in (count..<found.count).sorted(by: { start($0) < start($1) }) {
      while index < start(reference) {
        if bytes[index].isQuote, let string = codeString(at: index, before: inner.upperBound) {
          index = string.range.upperBound
          continue
        }
        if "([{".utf8.contains(bytes[index]) { open += 1 }
        if ")]}".utf8.contains(bytes[index]) { open -= 1 }
        index += 1
      }
      if open <= 0 || found[reference].call?.isWhole == true { compute(reference, isWhole: false) }
    }
  }

  /// What of a statement may name files that a browser asks for: not the names of templates.
  private func code(of inner: Range<Int>) -> Range<Int>? {
    let word = firstWord(inner)
    let words: [StaticString] = ["extends", "import", "from", "embed", "use", "ssi", "load"]
    if words.contains(where: { equals(word, $0) }) { return nil }
    guard equals(word, "include") else { return inner }
    var start = word.upperBound
    while start < inner.upperBound, bytes[start].isSpace { start += 1 }
    let name = codeString(at: start, before: inner.upperBound)
    return (name?.range.upperBound ?? start)..<inner.upperBound
  }

  func firstWord(_ range: Range<Int>) -> Range<Int> {
    var index = range.lowerBound
    while index < range.upperBound, bytes[index].isNameByte { index += 1 }
    return range.lowerBound..<index
  }

  /// Reads `{% static 'path' %}`; false for another tag.
  private func scanHelperTag(_ tag: TemplateTag, _ inner: Range<Int>) -> Bool {
    let word = firstWord(inner)
    let helper = rules.tagHelpers.first { holds(word, $0.name) }
    guard let helper else { return false }
    let rest = trimmed(word.upperBound..<inner.upperBound)
    guard !rest.isEmpty, byte(word.upperBound).isSpace else { return false }
    var target = rest
    var parts: [TargetPart]
    if let string = codeString(at: rest.lowerBound, before: rest.upperBound) {
      target = string.inner
      parts = [.literal(slice(target))]
    } else {
      var end = rest.lowerBound
      while end < rest.upperBound, !bytes[end].isSpace { end += 1 }
      target = rest.lowerBound..<end
      parts = [variable(target).map { .literal($0) } ?? .hole(target)]
    }
    var token = ReferenceToken.none
    token.kind = helper.addedKind
    if parts.count == 1, case .literal = parts[0] { parts = helper.whole(parts) }
    found.append(
      Reference(
        file: file, position: TextPosition(line: 1, column: 1), form: .tag, context: context,
        target: slice(target), targetRange: target, urlRange: tag.range, parts: parts,
        token: token,
        call: HelperCall(helper: helper.helper.name, endpoint: nil, arguments: [], isWhole: true),
        isCertain: !isDoubted, customProperty: nil))
    return true
  }

  /// Fills in what the surroundings of a tag say about a call in it.
  private func finish(
    _ reference: inout Reference, of tag: TemplateTag, _ inner: Range<Int>, isCompressed: Bool
  ) {
    if reference.form != .tag, tag.kind == .expression, reference.urlRange == inner {
      reference.urlRange = tag.range
      reference.call?.isWhole = true
    }
    if isCompressed, reference.token.kind == .none { reference.token.kind = .automatic }
    guard tag.kind == .expression || reference.form == .tag else { return }
    takeQuery(into: &reference, behind: tag, isWhole: reference.call?.isWhole == true)
  }

  /// Takes the token of a query that stands behind a tag.
  ///
  /// - Parameter isWhole: whether the tag prints the URL and nothing else.
  private func takeQuery(
    into reference: inout Reference, behind tag: TemplateTag, isWhole: Bool
  ) {
    // A condition in front of a token leaves it the call's: `{% if v %}?v={{ v }}{% endif %}`.
    var behind = tag.range.upperBound
    while let next = self.tag(at: behind), next.kind != .expression {
      behind = next.range.upperBound
    }
    let next = byte(behind)
    guard next == UInt8(ascii: "?") || next == UInt8(ascii: "&") || next == UInt8(ascii: "#") else {
      return
    }
    let text = suffix(from: behind)
    let query = query(in: text, from: 0)
    var token = query.token
    guard token.kind != .none else {
      if reference.token.kind == .none { reference.unclear = query.unclear }
      if next != UInt8(ascii: "#") {
        reference.call?.goesOn = true
        if reference.call == nil { reference.isCertain = false }
      }
      return
    }
    if behind > tag.range.upperBound { token.kind = .computed }
    if reference.token.kind == .none || reference.token.kind == .automatic {
      reference.token = token
    } else {
      reference.token.isDoubled = true
    }
    if isWhole {
      reference.urlRange = tag.range.lowerBound..<text.source(0..<query.end).upperBound
    }
  }

  /// What follows a tag up to the end of the URL.
  private func suffix(from start: Int) -> TargetText {
    var end = start
    var next = tagIndex(from: start)
    while end < bytes.count, end < start + TargetText.limit {
      if next < tags.count, tags[next].range.lowerBound <= end {
        end = max(end, tags[next].range.upperBound)
        next += 1
        continue
      }
      let byte = bytes[end]
      if byte.isSpace || byte.isQuote || byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">")
        || byte == UInt8(ascii: ")")
        || byte == UInt8(ascii: "`") || byte == UInt8(ascii: ",")
      {
        break
      }
      end += 1
    }
    return text(start..<min(end, bytes.count))
  }
}
