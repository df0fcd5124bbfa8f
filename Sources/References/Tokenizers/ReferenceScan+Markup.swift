import Values

/// HTML and templates in strings of Python.
extension ReferenceScan {
  /// Whether a string seems to be a template that calls a helper, or an f-string with such a call.
  func holdsTemplate(_ string: CodeString) -> Bool {
    let range = string.inner
    guard range.count > 8, let brace = first(UInt8(ascii: "{"), in: range) else { return false }
    if string.isFormatted {
      return rules.helperNames.contains { holdsName($0, in: range, UInt8(ascii: "(")) }
    }
    guard
      first("{{", in: brace..<range.upperBound) != nil
        || first("{%", in: brace..<range.upperBound) != nil
    else { return false }
    return rules.helperNames.contains { holdsName($0, in: range) }
  }

  /// Whether a name stands in a range, in front of a byte perhaps.
  private func holdsName(_ name: [UInt8], in range: Range<Int>, _ next: UInt8? = nil) -> Bool {
    guard let head = name.first else { return false }
    var start = range.lowerBound
    while let place = first(head, in: start..<range.upperBound) {
      let end = place + name.count
      if end <= range.upperBound, holds(place..<end, name), next.map({ byte(end) == $0 }) ?? true {
        return true
      }
      start = place + 1
    }
    return false
  }

  /// What an expression of Python's joins, as it is meant.
  ///
  /// - Parameter strings: takes the start of each string that was read.
  func decodedText(
    from string: CodeString, before end: Int, newlineEnds: Bool, strings: (Int) -> Void
  ) -> DecodedText {
    let pieces =
      codePieces(from: string.range.lowerBound, before: end, newlineEnds: newlineEnds)
      ?? [.string(string, isTemplate: false)]
    var text = DecodedText()
    for piece in pieces {
      switch piece {
      case .string(let string, let isTemplate):
        append(string, placeholders: isTemplate, to: &text)
        strings(string.range.lowerBound)
      case .hole(let range): text.appendHole(range)
      }
    }
    return text
  }

  /// Reads a text of Python's as a page: elements, styles, scripts, and template tags.
  func scanMarkup(_ text: DecodedText) {
    scan(text) { inner in
      inner.findTags()
      inner.scanTags()
      inner.scanHTMLString(0..<text.bytes.count, .sourceHTML)
    }
  }

  /// Adds a string's text as it is meant: escapes taken out, fields of an f-string as tags, the marks of
  /// `format` and `%` as holes.
  private func append(_ string: CodeString, placeholders: Bool, to text: inout DecodedText) {
    var index = string.inner.lowerBound
    let end = string.inner.upperBound
    while index < end {
      let byte = bytes[index]
      if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}"), string.isFormatted || placeholders,
        self.byte(index + 1) == byte, index + 1 < end
      {
        text.append(byte, index..<(index + 2))
        index += 2
      } else if byte == UInt8(ascii: "{"), string.isFormatted {
        let close = fieldEnd(index, before: end)
        var tag = TemplateTag(
          kind: .expression, range: index..<close, inner: (index + 1)..<max(index + 1, close - 1))
        tag.isCode = true
        text.append(tag, of: bytes)
        index = close
      } else if byte == UInt8(ascii: "{"), placeholders {
        let close = first(UInt8(ascii: "}"), in: index..<end).map { $0 + 1 } ?? end
        text.appendHole(index..<close)
        index = close
      } else if byte == UInt8(ascii: "%"), placeholders,
        let close = placeholder(at: index, before: end)
      {
        text.appendHole(index..<close)
        index = close
      } else if byte == UInt8(ascii: "\\"), !string.isRaw, index + 1 < end {
        let escape = StringEscape(bytes, at: index, before: end)
        if let scalar = escape.scalar { text.append(scalar: scalar, index..<escape.end) }
        index = escape.end
      } else {
        text.append(byte, index..<(index + 1))
        index += 1
      }
    }
  }

  /// Behind the brace that closes a field of an f-string.
  private func fieldEnd(_ start: Int, before end: Int) -> Int {
    var index = start
    var open = 0
    while index < end {
      if bytes[index].isQuote, open > 0, let string = codeString(at: index, before: end) {
        index = string.range.upperBound
        continue
      }
      switch bytes[index] {
      case UInt8(ascii: "{"): open += 1
      case UInt8(ascii: "}"):
        open -= 1
        if open == 0 { return index + 1 }
      default: break
      }
      index += 1
    }
    return end
  }
}

/// What comes to be a page: what is returned, or handed to what makes a response or markup.
extension ReferenceScan {
  /// Whether what a variable of the file is set to is returned, or handed to what makes a page.
  func isPage(_ variable: Range<Int>) -> Bool {
    if let source { return source.scan.isPage(source.text.source(variable)) }
    let name = slice(variable)
    if let known = pages[name] { return known }
    guard pages.count < 32 else { return false }
    var answer = false
    var start = 0
    while !answer, let place = firstName(name, from: start) {
      start = place + name.count
      answer = place != variable.lowerBound && isPagePlace(place)
    }
    pages[name] = answer
    return answer
  }

  /// Whether what stands at a place is returned, or is the first argument of what makes a page.
  private func isPagePlace(_ place: Int) -> Bool {
    var index = place
    while byte(index - 1) == UInt8(ascii: " ") { index -= 1 }
    if byte(index - 1) == UInt8(ascii: "(") {
      index -= 1
    } else if index == place {
      return false
    }
    let end = index
    while byte(index - 1).isNameByte { index -= 1 }
    return index < end && PageNames.contains(index..<end, in: self)
  }
}
