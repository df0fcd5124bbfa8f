import Values

/// Reads elements and their attributes.
struct HTMLReader {
  let scan: ReferenceScan
  let bytes: UnsafeBufferPointer<UInt8>
  private let tags: [TemplateTag]
  let range: Range<Int>
  /// The form of what is found in a string of code; nil in a page.
  let stringForm: ReferenceForm?
  /// Whether `{…}` is an expression, as in an f-string.
  var hasBraces = false
  var index: Int
  /// The next template tag, and where it begins; behind all bytes where there is none.
  private var nextTag: Int
  private var tagStart: Int
  var attributes: [HTMLAttribute] = []

  init(scan: ReferenceScan, range: Range<Int>, stringForm: ReferenceForm?) {
    self.scan = scan
    bytes = scan.bytes
    tags = scan.tags
    self.range = range
    self.stringForm = stringForm
    index = range.lowerBound
    nextTag = tags.isEmpty ? 0 : scan.tagIndex(from: range.lowerBound)
    tagStart = nextTag < tags.count ? tags[nextTag].range.lowerBound : Int.max
  }

  mutating func run() {
    let end = range.upperBound
    takeLooseAttributes(at: index)
    while let open = scan.first(UInt8(ascii: "<"), in: index..<end) {
      if tagStart < open, takeLooseAttributes(before: open) || index > open { continue }
      index = open
      if skipTag() { continue }
      let next = scan.byte(open + 1)
      if next == UInt8(ascii: "!") {
        takeMarkup()
      } else if next.isLetter, open + 1 < end {
        takeElement()
      } else {
        index = open + 1
      }
    }
    while takeLooseAttributes(before: end) {}
  }

  /// Passes over the template tag at the index; false where there is none.
  @inline(__always) private mutating func skipTag() -> Bool {
    index < tagStart ? false : skipReachedTag()
  }

  private mutating func skipReachedTag() -> Bool {
    while nextTag < tags.count, tags[nextTag].range.upperBound <= index { nextTag += 1 }
    tagStart = nextTag < tags.count ? tags[nextTag].range.lowerBound : Int.max
    guard tagStart <= index else { return false }
    index = min(tags[nextTag].range.upperBound, range.upperBound)
    return true
  }

  /// Reads attributes that stand behind a statement outside an element: those of a block or macro that is
  /// put into an element elsewhere, `{% block body %}style="…"{% endblock %}`.
  ///
  /// - Returns: whether there were any; then the index is behind them.
  private mutating func takeLooseAttributes(before open: Int) -> Bool {
    while tagStart < open {
      let tag = tags[nextTag]
      index = tag.range.lowerBound
      _ = skipTag()
      while nextTag < tags.count, tags[nextTag].range.lowerBound < index { nextTag += 1 }
      tagStart = nextTag < tags.count ? tags[nextTag].range.lowerBound : Int.max
      if tag.kind == .statement, takeLooseAttributes(at: index) { return true }
    }
    return false
  }

  @discardableResult
  private mutating func takeLooseAttributes(at place: Int) -> Bool {
    guard stringForm == nil, !tags.isEmpty, scan.context == .live else { return false }
    let end = range.upperBound
    var start = place
    while start < end, bytes[start].isSpace { start += 1 }
    guard start < end, isAttribute(at: start) else { return false }
    while attributes.popLast() != nil {}
    let wasDoubted = scan.isDoubted
    scan.isDoubted = true
    index = start
    while index < end, isAttribute(at: index) {
      takeAttribute()
      while index < end, bytes[index].isSpace { index += 1 }
    }
    readElement(index..<index)
    scan.isDoubted = wasDoubted
    return true
  }

  /// Whether `name="` or `name='` stands at a place.
  private func isAttribute(at place: Int) -> Bool {
    var index = place
    while index < range.upperBound {
      let byte = bytes[index]
      guard
        byte.isNameByte || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":")
          || byte == UInt8(ascii: "@") || byte == UInt8(ascii: ".")
      else {
        break
      }
      index += 1
    }
    return index > place && scan.byte(index) == UInt8(ascii: "=") && scan.byte(index + 1).isQuote
  }

  /// Reads `<!-- … -->`, `<!DOCTYPE …>`, `<![CDATA[`.
  private mutating func takeMarkup() {
    let end = range.upperBound
    guard scan.matches("<!--", at: index) else {
      skipBogusComment()
      return
    }
    let start = min(end, index + 4)
    let close = commentEnd(from: start)
    let inner = start..<close.inner
    index = close.behind
    guard scan.context == .live else {
      return
    }
    var place = inner.lowerBound
    while place < inner.upperBound, scan.bytes[place].isSpace { place += 1 }
    let isConditional = scan.matches("[if", at: place)
    // `<!--[if !IE]><!-->` ends at once: what follows is for everyone.
    scan.comments.append((inner, isConditional ? .conditional : .comment))
    scan.context = isConditional ? .conditional : .comment
    var reader = HTMLReader(scan: scan, range: inner, stringForm: stringForm)
    scan.nested { reader.run() }
    scan.context = .live
  }

  /// Goes behind `<!…>`, `<?…>` and the like.
  private mutating func skipBogusComment() {
    index += 2
    // What is no markup in a string or template may be anything.
    let close = scan.first(UInt8(ascii: ">"), in: index..<max(index, range.upperBound))
    if let close, close <= tagStart { index = close + 1 }
  }

  /// Where a comment's text ends, and what is behind it; `<!-->` and `<!--->` have none (section
  /// 13.2.5.43).
  private func commentEnd(from start: Int) -> (inner: Int, behind: Int) {
    let end = range.upperBound
    if start < end, bytes[start] == UInt8(ascii: ">") { return (start, start + 1) }
    if start + 1 < end, bytes[start] == UInt8(ascii: "-"), bytes[start + 1] == UInt8(ascii: ">") {
      return (start, start + 2)
    }
    var place = start
    while let dashes = place < end ? scan.first("--", in: place..<end) : nil {
      if scan.byte(dashes + 2) == UInt8(ascii: ">"), dashes + 2 < end {
        return (dashes, dashes + 3)
      }
      if scan.byte(dashes + 2) == UInt8(ascii: "!"), scan.byte(dashes + 3) == UInt8(ascii: ">"),
        dashes + 3 < end
      {
        return (dashes, dashes + 4)
      }
      place = dashes + 1
    }
    return (end, end)
  }

  private mutating func takeElement() {
    let end = range.upperBound
    let start = index + 1
    var place = start
    while place < end, !bytes[place].isSpace, bytes[place] != UInt8(ascii: "/"),
      bytes[place] != UInt8(ascii: ">"),
      place < tagStart
    {
      place += 1
    }
    index = place
    let element = start..<place
    scan.note(.element, element)
    // Few at a time: quicker than to remove all at once.
    while attributes.popLast() != nil {}
    while index < end {
      if skipTag() { continue }
      let byte = bytes[index]
      if byte == UInt8(ascii: ">") { break }
      if byte.isSpace || byte == UInt8(ascii: "/")
        || byte == UInt8(ascii: "\\") && stringForm != nil
      {
        index += 1
      } else {
        takeAttribute()
      }
    }
    if index < end, bytes[index] == UInt8(ascii: ">") { index += 1 }
    readElement(element)
  }

  private mutating func takeAttribute() {
    let end = range.upperBound
    let start = index
    var place = start
    // A name may begin with an equals sign.
    if bytes[place] == UInt8(ascii: "=") { place += 1 }
    while place < end {
      let byte = bytes[place]
      // Letters, which nearly all are, are told by two comparisons.
      if byte < 0x40 {
        if Self.endsName(byte) || byte == UInt8(ascii: "<") && tagStart == place { break }
      } else if byte == UInt8(ascii: "{"), tagStart == place {
        break
      }
      place &+= 1
    }
    index = place
    let name = start..<place
    while place < end, bytes[place].isSpace { place += 1 }
    guard place < end, bytes[place] == UInt8(ascii: "=") else {
      if index == start { index += 1 }
      scan.note(name, index..<index)
      return
    }
    index = place + 1
    while index < end, bytes[index].isSpace { index += 1 }
    if stringForm != nil {
      while index < end, bytes[index] == UInt8(ascii: "\\") { index += 1 }
    }
    let quote = index < end ? bytes[index] : 0
    if quote.isQuote {
      index += 1
      let open = index
      let isClosed = skip(to: quote)
      attributes.append(HTMLAttribute(name: name, value: open..<index, isOpen: !isClosed))
      scan.note(name, open..<index)
      if isClosed { index += 1 }
    } else {
      let open = index
      let isClosed = skip { $0.isSpace || $0 == UInt8(ascii: ">") }
      attributes.append(HTMLAttribute(name: name, value: open..<index, isOpen: !isClosed))
      scan.note(name, open..<index)
    }
  }

  /// Whether an attribute's name ends before a byte less than UInt8(ascii: "@"): white space, `=`, `>`, `/`.
  private static func endsName(_ byte: UInt8) -> Bool {
    let ends: UInt64 = 0b11111 << 0x09 | 1 << 0x20 | 1 << 0x2F | 1 << 0x3D | 1 << 0x3E
    return ends &>> UInt64(byte) & 1 != 0
  }

  /// Goes on to a quote outside template tags; false where the text ends before.
  private mutating func skip(to quote: UInt8) -> Bool {
    // Few values have tags in them.
    if let place = scan.first(quote, in: index..<range.upperBound), place <= tagStart {
      index = place
      return true
    }
    return skip { $0 == quote }
  }

  /// Goes on to a byte outside template tags; false where the text ends before.
  @inline(__always) private mutating func skip(to isEnd: (UInt8) -> Bool) -> Bool {
    var place = index
    while place < range.upperBound {
      let byte = bytes[place]
      if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "<") {
        index = place
        if skipTag() {
          place = index
          continue
        }
      }
      if isEnd(byte) {
        index = place
        return true
      }
      place += 1
    }
    index = min(place, range.upperBound)
    return false
  }

  /// Reads the text of an element that holds no elements, up to its end tag.
  mutating func rawText(of element: Range<Int>) -> Range<Int> {
    let start = index
    let end = range.upperBound
    let isScript = scan.equals(element, "script")
    // In a comment a script may hold `<script>…</script>` (section 13.2.5.26).
    var (isComment, isInner, commentEnd) = (false, false, 0)
    while let open = scan.first(UInt8(ascii: "<"), in: index..<end) {
      index = open + 1
      if isComment, open >= commentEnd { (isComment, isInner) = (false, false) }
      if scan.byte(open + 1) == UInt8(ascii: "/") {
        guard isTag(element, at: open + 2) else { continue }
        if isInner {
          isInner = false
          continue
        }
        index = open
        return start..<open
      }
      guard isScript else { continue }
      if !isComment, scan.matches("<!--", at: open) {
        isComment = true
        commentEnd = scan.first("-->", in: (open + 2)..<max(open + 2, end)) ?? end
      } else if isComment, isTag(element, at: open + 1) {
        isInner = true
      }
    }
    index = end
    return start..<end
  }

  /// Whether the name of an element stands at a place, and ends there.
  private func isTag(_ element: Range<Int>, at place: Int) -> Bool {
    let name = place..<(place + element.count)
    guard name.upperBound < range.upperBound else { return false }
    for (left, right) in zip(name, element) where bytes[left].lowered != bytes[right].lowered {
      return false
    }
    let next = bytes[name.upperBound]
    return next.isSpace || next == UInt8(ascii: "/") || next == UInt8(ascii: ">")
  }
}
