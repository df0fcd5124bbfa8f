import Values

/// What a string of a script names.
extension JavaScriptReader {
  /// Takes a string.
  ///
  /// - Parameter inner: what substitutions put into it.
  mutating func take(
    _ string: JavaScriptString, _ text: TargetText, holding inner: ScriptOperand? = nil
  ) {
    guard !joined.contains(string.range.lowerBound) else { return }
    let count = scan.found.count
    read(string, text)
    takeValue(of: string, from: count, inner: inner)
    if isIntegrity(string) {
      frames[frames.count - 1].integrity.add(value: (owner(of: string), string.inner))
      pairOwned()
    } else if scan.found.count > count || !scan.tags.isEmpty && hasCall(string.inner) {
      frames[frames.count - 1].integrity.add(url: (owner(of: string), string.inner))
      pairOwned()
    }
  }

  private mutating func read(_ string: JavaScriptString, _ text: TargetText) {
    if isImport(string) {
      if isRelative(text), !hasCall(string.inner) {
        scan.add(text, ReferenceScan.URLUse(form: .scriptImport, isCertain: true))
      } else if scan.served != nil {
        scan.addServed(text, ReferenceScan.URLUse(form: .scriptImport), isBare: true)
      }
      return
    }
    note(string, text)
    if scan.holdsHTML(string.inner) {
      let wasDoubted = scan.isDoubted
      scan.isDoubted = wasDoubted || isGuarded(string)
      readParts(of: string) { scan, range in scan.scanHTMLString(range, .scriptHTML) }
      scan.isDoubted = wasDoubted
      return
    }
    guard scan.mayNameFile(string.inner), !isGuarded(string), !hasCall(string.inner) else { return }
    if scan.first("url(", in: string.inner) != nil {
      readParts(of: string) { scan, range in
        scan.scanCSS(range, hasLineComments: false, form: .scriptString)
      }
      return
    }
    let count = scan.found.count
    let (joined, isKnown) = joinedText(string, text)
    let fetch =
      FileExtensions.ends(
        joined.bytes.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") })
      ? fetch(string) : .no
    scan.addString(joined, .scriptString, isFetched: fetch != .no)
    for index in count..<scan.found.count {
      if !isKnown { scan.found[index].isCertain = false }
      scan.found[index].countsFromFile = fetch == .worker
    }
  }

  /// Reads what a string holds, with what is joined to it, and its escapes taken out.
  private mutating func readParts(
    of string: JavaScriptString, _ body: (ReferenceScan, Range<Int>) -> Void
  ) {
    let pieces = pieces(joinedTo: string, limit: 1 << 14)
    let scan = scan
    if pieces.count == 1, string.holes.isEmpty,
      scan.first(UInt8(ascii: "\\"), in: string.inner) == nil
    {
      scan.nested { body(scan, string.inner) }
      return
    }
    var text = DecodedText()
    for piece in pieces {
      switch piece {
      case .string(let range, let holes): scan.append(range, without: holes, to: &text)
      case .hole(let range): text.appendHole(range)
      }
    }
    scan.scan(text) { body($0, 0..<text.bytes.count) }
  }

  private func hasCall(_ range: Range<Int>) -> Bool {
    guard !scan.tags.isEmpty else { return false }
    var tag = scan.tagIndex(from: range.lowerBound)
    while tag < scan.tags.count, scan.tags[tag].range.lowerBound < range.upperBound {
      if scan.tags[tag].calls > 0 { return true }
      tag += 1
    }
    return false
  }

  /// `import … from 'x'`, `import 'x'`, `import('x')`, `new URL('x', import.meta.url)`.
  private func isImport(_ string: JavaScriptString) -> Bool {
    if case .name(let name) = string.before {
      return scan.equals(name, "from") || scan.equals(name, "import")
    }
    guard string.before == .other(UInt8(ascii: "(")) else { return false }
    if frames[frames.count - 1].isImport { return true }
    var next = string.range.upperBound
    while scan.byte(next).isSpace || scan.byte(next) == UInt8(ascii: ",") { next += 1 }
    return scan.matches("import.meta.url", at: next)
  }

  /// Whether a module's name is a URL: `./x.js`, `/x.js`; all else is a package's name (HTML,
  /// "resolve a module specifier").
  private func isRelative(_ text: TargetText) -> Bool {
    let bytes = text.bytes
    return bytes.starts(with: "./".utf8) || bytes.starts(with: "../".utf8)
      || bytes.first == UInt8(ascii: "/")
  }

  /// Whether a string is compared, tested or a name in an object.
  private func isGuarded(_ string: JavaScriptString) -> Bool {
    if frames[frames.count - 1].isGuard { return true }
    var index = string.range.upperBound
    while index < range.upperBound, scan.bytes[index].isSpace { index += 1 }
    let next = scan.byte(index)
    if next == UInt8(ascii: "=") || next == UInt8(ascii: "!"),
      scan.byte(index + 1) == UInt8(ascii: "=")
    {
      return true
    }
    switch string.before {
    case .other(UInt8(ascii: "=")): return scan.isComparison(before: string.range.lowerBound)
    case .other(UInt8(ascii: ",")), .other(UInt8(ascii: "{")), .start:
      return next == UInt8(ascii: ":")
    case .name(let name): return scan.equals(name, "case")
    default: return false
    }
  }

  /// A part of what strings are joined to.
  private enum Piece {
    /// A string's inside, with the substitutions in it.
    case string(Range<Int>, holes: [Range<Int>])
    /// An expression.
    case hole(Range<Int>)
  }

  /// A string and what is joined to it by `+`.
  ///
  /// - Parameter limit: the greatest number of bytes behind the string that are looked at.
  private mutating func pieces(joinedTo string: JavaScriptString, limit: Int) -> [Piece] {
    var pieces = [Piece.string(string.inner, holes: string.holes)]
    var place = string.range.upperBound
    let limit = min(range.upperBound, place + limit)
    while let plus = operatorPlace(from: place, limit) {
      let start = gapEnd(from: plus + 1, limit)
      guard start < limit else { break }
      let close = scan.bytes[start].isQuote ? stringEnd(from: start, limit) : limit
      if close < limit, !isAccessed(behind: close + 1, limit) {
        pieces.append(.string((start + 1)..<close, holes: []))
        joined.insert(start)
        place = close + 1
      } else {
        let end = operandEnd(from: start, min(limit, start + 1024))
        pieces.append(.hole(start..<end))
        place = end
      }
    }
    // The method that joins strings as `+` does.
    let next = gapEnd(from: place, limit)
    if next >= limit, limit < range.upperBound { pieces.append(.hole(place..<limit)) }
    if scan.matches(".concat(", at: next) { pieces.append(.hole(next..<min(limit, next + 8))) }
    return pieces
  }

  /// Whether a member of what ends at a place is asked for: `.replace`, `?.at`, `[0]`.
  private func isAccessed(behind place: Int, _ limit: Int) -> Bool {
    let next = gapEnd(from: place, limit)
    switch scan.byte(next) {
    case UInt8(ascii: "."), UInt8(ascii: "["): return true
    case UInt8(ascii: "?"): return scan.byte(next + 1) == UInt8(ascii: ".")
    default: return false
    }
  }

  /// The place of the quote that ends a string.
  private func stringEnd(from start: Int, _ limit: Int) -> Int {
    let quote = scan.bytes[start]
    var index = start + 1
    while index < limit, scan.bytes[index] != quote, scan.bytes[index] != UInt8(ascii: "\n") {
      index +=
        scan.bytes[index] == UInt8(ascii: "\\")
        ? StringEscape(scan.bytes, at: index, before: limit).end - index : 1
    }
    return min(index, limit)
  }

  /// A string with what is joined to it by `+`, and whether it stands there itself, without constants.
  private mutating func joinedText(
    _ string: JavaScriptString, _ text: TargetText
  ) -> (text: TargetText, isKnown: Bool) {
    var joined = TargetText()
    var isKnown = true
    func add(_ expression: Range<Int>) {
      let holes = joined.bytes.count
      append(valueOf: expression, to: &joined)
      if joined.bytes.count != holes + 1 { isKnown = false }
    }
    if string.before == .other(UInt8(ascii: "=")), isAppended(before: string.range.lowerBound) {
      joined.appendHole(string.range.lowerBound..<string.range.lowerBound)
    } else if string.before == .other(UInt8(ascii: "+")) {
      if let name = operand(before: string.range.lowerBound) { add(name) }
      if isKnown {
        joined = TargetText()
        joined.appendHole(string.range.lowerBound..<string.range.lowerBound)
      }
    }
    joined = joined.appending(text)
    for piece in pieces(joinedTo: string, limit: 2048).dropFirst() {
      switch piece {
      case .string(let range, _):
        var reader = self
        reader.index = range.lowerBound
        while reader.index < range.upperBound { reader.takeCharacter(into: &joined) }
      case .hole(let range): append(valueOf: range, to: &joined)
      }
    }
    return (joined, isKnown)
  }

  /// Whether `+=` stands in front.
  private func isAppended(before place: Int) -> Bool {
    var index = place - 1
    while scan.byte(index).isSpace { index -= 1 }
    return scan.byte(index) == UInt8(ascii: "=") && scan.byte(index - 1) == UInt8(ascii: "+")
  }

  private func operatorPlace(from place: Int, _ limit: Int) -> Int? {
    let index = gapEnd(from: place, limit)
    return index < limit && scan.bytes[index] == UInt8(ascii: "+")
      && scan.byte(index + 1) != UInt8(ascii: "=") ? index : nil
  }

  /// Behind white space and comments.
  private func gapEnd(from start: Int, _ limit: Int) -> Int {
    var index = start
    while index < limit {
      if scan.bytes[index].isSpace {
        index += 1
      } else if scan.matches("//", at: index) {
        index = scan.first(UInt8(ascii: "\n"), in: index..<limit) ?? limit
      } else if scan.matches("/*", at: index) {
        index = scan.first("*/", in: (index + 2)..<max(limit, index + 2)).map { $0 + 2 } ?? limit
      } else {
        return index
      }
    }
    return index
  }

  /// Behind an operand: up to `+`, or to what ends the expression.
  private func operandEnd(from start: Int, _ limit: Int) -> Int {
    var index = start
    var open = 0
    while index < limit {
      let byte = scan.bytes[index]
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): open += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        if open == 0 { return index }
        open -= 1
      case UInt8(ascii: "+"), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\n"),
        UInt8(ascii: ":"), UInt8(ascii: "?"):
        if open == 0 { return index }
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"):
        index = stringEnd(from: index, limit)
      default: break
      }
      index += 1
    }
    return min(index, limit)
  }
}

/// The values of `integrity` beside URLs.
extension JavaScriptReader {
  /// Whether a string is a value of `integrity`.
  private func isIntegrity(_ string: JavaScriptString) -> Bool {
    string.inner.count >= 51 && scan.isIntegrity(string.inner)
  }

  /// Whose attribute a string is set to: `s` of `s.src = '…'`, or of the call of `setAttribute` that it is
  /// an argument of.
  private func owner(of string: JavaScriptString) -> Range<Int>? {
    guard string.before == .other(UInt8(ascii: "=")) else { return frames[frames.count - 1].owner }
    var index = string.range.lowerBound - 1
    while index > range.lowerBound, scan.bytes[index].isSpace { index -= 1 }
    index -= 1
    while index > range.lowerBound, scan.bytes[index].isSpace { index -= 1 }
    while index > range.lowerBound, scan.bytes[index].isNameByte { index -= 1 }
    return owner(before: index + 1)
  }

  /// The name in front of a dot, `document.x` of `document.x.src`.
  func owner(before place: Int) -> Range<Int>? {
    guard place - 1 > range.lowerBound, scan.bytes[place - 1] == UInt8(ascii: ".") else {
      return nil
    }
    var start = place - 1
    while start > range.lowerBound {
      let byte = scan.bytes[start - 1]
      guard byte.isNameByte || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "$"),
        place - start < 128
      else { break }
      start -= 1
    }
    return start < place - 1 ? start..<(place - 1) : nil
  }

  private mutating func pairOwned() {
    let scan = scan
    let last = frames.count - 1
    guard !frames[last].integrity.values.isEmpty else { return }
    let pair = frames[last].integrity.takePair { scan.isSame($0, $1) }
    if let pair { scan.integrities.append((pair.url, pair.value)) }
  }

  /// Pairs what is left at the end.
  mutating func pairRest() {
    let (urls, values) = (frames[0].integrity.urls, frames[0].integrity.values)
    if urls.count == 1, values.count == 1 {
      scan.integrities.append((urls[0].range, values[0].range))
    }
  }

  /// Pairs the only URL and the only integrity value of a bracket that ends.
  ///
  /// What has no partner counts in the bracket around it.
  mutating func pair(_ frame: Frame) {
    guard !frame.integrity.values.isEmpty || frame.owner != nil else {
      return
    }
    let (urls, values) = (frame.integrity.urls, frame.integrity.values)
    if urls.count == 1, values.count == 1, frame.owner == nil {
      scan.integrities.append((urls[0].range, values[0].range))
      return
    }
    let last = frames.count - 1
    for url in urls where url.owner != nil { frames[last].integrity.add(url: url) }
    for value in values where value.owner != nil || urls.isEmpty {
      frames[last].integrity.add(value: value)
    }
    pairOwned()
  }
}

extension ReferenceScan {
  /// Whether a range is a digest as `integrity` has it.
  func isIntegrity(_ range: Range<Int>) -> Bool {
    guard matches("sha", at: range.lowerBound) else { return false }
    return matches("256-", at: range.lowerBound + 3) || matches("384-", at: range.lowerBound + 3)
      || matches("512-", at: range.lowerBound + 3)
  }

  /// Whether two ranges hold the same bytes.
  func isSame(_ left: Range<Int>, _ right: Range<Int>) -> Bool {
    left.count == right.count && bytes[left].elementsEqual(bytes[right])
  }

  /// Adds a string's inside to a text, with escapes taken out, and template tags and substitutions as
  /// what they are.
  func append(_ range: Range<Int>, without holes: [Range<Int>], to text: inout DecodedText) {
    var index = range.lowerBound
    var nextTag = tags.isEmpty ? 0 : tagIndex(from: index)
    var nextHole = 0
    while index < range.upperBound {
      let byte = bytes[index]
      if nextHole < holes.count, holes[nextHole].lowerBound == index {
        text.appendHole(holes[nextHole])
        index = holes[nextHole].upperBound
        nextHole += 1
        if !tags.isEmpty { nextTag = tagIndex(from: index) }
      } else if nextTag < tags.count, tags[nextTag].range.lowerBound <= index {
        let tag = tags[nextTag]
        nextTag += 1
        guard tag.range.lowerBound == index, tag.range.upperBound <= range.upperBound else {
          continue
        }
        text.append(tag, of: bytes)
        index = tag.range.upperBound
      } else if byte == UInt8(ascii: "\\") {
        let escape = StringEscape(bytes, at: index, before: range.upperBound)
        if let scalar = escape.scalar { text.append(scalar: scalar, index..<escape.end) }
        index = escape.end
      } else {
        text.append(byte, index..<(index + 1))
        index += 1
      }
    }
  }
}
