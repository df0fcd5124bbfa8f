import Values

/// Strings, escapes and URLs of CSS.
extension CSSReader {
  /// Reads a string, up to its quote or the end of its line.
  mutating func takeString() {
    let (inner, text) = string()
    guard let text else { return }
    switch strings {
    case .stylesheet: add(text, inner, .cssImport)
    case .namespace: break
    case .text:
      if let imageSet, imageSet == open { add(text, inner, form) }
    }
    isDeclarationStart = false
  }

  private mutating func string() -> (Range<Int>, TargetText?) {
    let quote = scan.bytes[index]
    let start = index + 1
    let end = range.upperBound
    index = start
    var text = TargetText()
    while index < end, scan.bytes[index] != quote, scan.bytes[index] != UInt8(ascii: "\n") {
      takeCharacter(into: &text)
    }
    index = min(index, end)
    let inner = start..<index
    // One that the end of the sheet cuts counts, one that a line's end cuts does not.
    if index == end { return (inner, text) }
    guard scan.bytes[index] == quote else { return (inner, nil) }
    index += 1
    return (inner, text)
  }

  /// Reads a byte, an escape (section 4.3.7) or a template tag.
  mutating func takeCharacter(into text: inout TargetText) {
    let start = index
    let byte = scan.bytes[index]
    if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "<"), skipTag() {
      text.appendHole(start..<index)
    } else if byte == UInt8(ascii: "#") || byte == UInt8(ascii: "@"),
      scan.byte(index + 1) == UInt8(ascii: "{"), hasLineComments,
      let close = scan.first(UInt8(ascii: "}"), in: index..<min(range.upperBound, index + 256))
    {
      index = close + 1
      text.appendHole(start..<index)
    } else if byte == UInt8(ascii: "\\") {
      takeEscape(into: &text)
    } else {
      index += 1
      text.append(byte, start..<index)
    }
  }

  mutating func takeEscape(into text: inout TargetText) {
    let start = index
    index += 1
    guard index < range.upperBound else { return }
    var value: UInt32 = 0
    var digits = 0
    while digits < 6, index < range.upperBound, let digit = scan.bytes[index].hexValue {
      value = value << 4 | UInt32(digit)
      digits += 1
      index += 1
    }
    if digits == 0 {
      let byte = scan.bytes[index]
      index += 1
      if byte != UInt8(ascii: "\n") { text.append(byte, start..<index) }
      return
    }
    if index < range.upperBound, scan.bytes[index].isSpace { index += 1 }
    let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
    for byte in String(scalar).utf8 { text.append(byte, start..<index) }
  }

  /// Reads what follows `src(`, a function whose string is a URL (CSS Values 4, section 4.5).
  mutating func takeSource() {
    let end = range.upperBound
    open += 1
    while index < end {
      if scan.bytes[index].isSpace {
        index += 1
      } else if scan.bytes[index] == UInt8(ascii: "/"), scan.byte(index + 1) == UInt8(ascii: "*") {
        takeComment()
      } else {
        break
      }
    }
    guard index < end, scan.bytes[index].isQuote else { return }
    let (inner, text) = string()
    if let text { addURL(text, inner) }
  }

  /// Reads what follows `url(`: a string, or bytes up to the parenthesis (section 4.3.6).
  mutating func takeURL() {
    let end = range.upperBound
    while index < end, scan.bytes[index].isSpace { index += 1 }
    guard index < end else { return }
    if scan.bytes[index].isQuote {
      let (inner, text) = string()
      if let text { addURL(text, inner) }
      while index < end, scan.bytes[index].isSpace { index += 1 }
      if index < end, scan.bytes[index] == UInt8(ascii: ")") { index += 1 }
      return
    }
    // The bulk of data URLs is passed over at once.
    if scan.matches("data:", at: index) {
      index = scan.first(UInt8(ascii: ")"), in: index..<end).map { $0 + 1 } ?? end
      return
    }
    let start = index
    var text = TargetText()
    var isBad = false
    var hasSpace = false
    while index < end, scan.bytes[index] != UInt8(ascii: ")") {
      let byte = scan.bytes[index]
      if byte.isSpace {
        hasSpace = true
      } else if byte.isQuote || byte == UInt8(ascii: "(") || hasSpace {
        isBad = true
      }
      if !takeVariable(into: &text) { takeCharacter(into: &text) }
    }
    index = min(index, end)
    let inner = start..<index
    guard index < end else { return }
    index += 1
    if !isBad { addURL(text, inner) }
  }

  /// Reads a variable of SCSS or Less, `$file-1x`, `@file`; false where there is none.
  private mutating func takeVariable(into text: inout TargetText) -> Bool {
    let start = index
    guard hasLineComments,
      scan.bytes[start] == UInt8(ascii: "$") || scan.bytes[start] == UInt8(ascii: "@"),
      scan.byte(start + 1).isLetter || scan.byte(start + 1) == UInt8(ascii: "_")
    else { return false }
    index += 1
    while index < range.upperBound,
      scan.bytes[index].isNameByte || scan.bytes[index] == UInt8(ascii: "-")
    {
      index += 1
    }
    text.appendHole(start..<index)
    return true
  }

  private mutating func addURL(_ text: TargetText, _ inner: Range<Int>) {
    scan.note(.url, inner, text.trimmed())
    switch strings {
    case .stylesheet: add(text, inner, .cssImport)
    case .namespace: break
    case .text: add(text, inner, form)
    }
  }

  private func add(_ text: TargetText, _ inner: Range<Int>, _ form: ReferenceForm) {
    var tag = scan.tags.isEmpty ? 0 : scan.tagIndex(from: inner.lowerBound)
    while tag < scan.tags.count, scan.tags[tag].range.lowerBound < inner.upperBound {
      if scan.tags[tag].calls > 0 { return }
      tag += 1
    }
    let isSource = form == .cssImport && hasLineComments
    if isSource, !FileExtensions.ends(text.trimmed().bytes[...]) { return }
    scan.add(
      text,
      ReferenceScan.URLUse(
        form: form, isCertain: true, customProperty: property.map { scan.slice($0) }))
  }
}
