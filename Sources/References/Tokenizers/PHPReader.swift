import Values

/// Reads PHP: strings that are URLs or HTML, and calls of helpers; not the names of files on the server's
/// disk, which no browser asks for.
struct PHPReader {
  let scan: ReferenceScan
  let range: Range<Int>
  var index: Int
  var frames: [Frame]
  /// The name read last, where nothing but white space came since.
  var name: Range<Int>?
  /// Strings that were read as parts of another, by their starts.
  private var joined: Set<Int> = []

  var computed = ComputedReferences()

  /// What is open: a bracket, or the statement.
  struct Frame {
    /// Whether strings in it name files on the server's disk.
    var isFile = false
    /// Whether what stands in it is printed.
    var isPrinted = false
    /// Whether a folder stands in front of what is joined now, `__DIR__ . '/a.css'`.
    var isBelowFolder = false
    /// Whether it is the key of a member, `$_SERVER['DOCUMENT_ROOT']`.
    var isKey = false
    /// The function that is called with what stands in it, or an empty range.
    var function = 0..<0
    /// Whether it is an array.
    var isList = false
    /// The number of references found before it.
    var foundBefore = 0
    /// Whether the texts in it are put together, compared or looked at.
    var changesTexts = false
  }

  /// A string of PHP.
  struct Text {
    let range: Range<Int>
    let inner: Range<Int>
    /// Whether variables stand in it, and all escapes.
    let isDouble: Bool
  }

  /// - Parameter isPrinted: whether the value of all of it is printed, `<?= … ?>`.
  init(scan: ReferenceScan, range: Range<Int>, isPrinted: Bool) {
    self.scan = scan
    self.range = range
    index = range.lowerBound
    frames = [Frame(isPrinted: isPrinted)]
  }

  mutating func run() {
    scan.steps += range.count
    while index < range.upperBound {
      let byte = scan.bytes[index]
      if let text = text(at: index) {
        index = text.range.upperBound
        take(text)
        name = nil
      } else if skipComment() {
        continue
      } else if byte.isNameByte || byte == UInt8(ascii: "$") {
        takeName()
      } else {
        if !byte.isSpace { take(byte) }
        index += 1
      }
    }
  }

  // MARK: - Tokens

  private mutating func skipComment() -> Bool {
    let next = scan.byte(index + 1)
    switch scan.bytes[index] {
    case UInt8(ascii: "#") where next != UInt8(ascii: "["),
      UInt8(ascii: "/") where next == UInt8(ascii: "/"):
      index = scan.first(UInt8(ascii: "\n"), in: index..<range.upperBound) ?? range.upperBound
    case UInt8(ascii: "/") where next == UInt8(ascii: "*"):
      let start = min(range.upperBound, index + 2)
      index = scan.first("*/", in: start..<range.upperBound).map { $0 + 2 } ?? range.upperBound
    default: return false
    }
    return true
  }

  private mutating func takeName() {
    let start = index
    index += 1
    while index < range.upperBound, scan.bytes[index].isNameByte { index += 1 }
    let name = start..<index
    let last = frames.count - 1
    if scan.bytes[start] != UInt8(ascii: "$") {
      var open = index
      while open < range.upperBound, scan.bytes[open].isSpace { open += 1 }
      if open < range.upperBound, scan.bytes[open] == UInt8(ascii: "("),
        scan.helper(name, in: .jinja) != nil
      {
        index = scan.parenthesisEnd(open, before: range.upperBound)
        scan.scanCode(start..<index, .jinja)
        return
      }
      if FileFunctions.isStatement(name, in: scan) { frames[last].isFile = true }
      if scan.equals(name, "echo") || scan.equals(name, "print") { frames[last].isPrinted = true }
    }
    if FileFunctions.isFolder(name, in: scan) { frames[last].isBelowFolder = true }
    self.name = name
  }

  private mutating func take(_ byte: UInt8) {
    let last = frames.count - 1
    switch byte {
    case UInt8(ascii: "("), UInt8(ascii: "["):
      var frame = Frame(isFile: frames[last].isFile)
      if byte == UInt8(ascii: "("), let name {
        frame.isFile = frame.isFile || FileFunctions.contains(name, in: scan)
        if !isStatement(name) { frame.function = name }
      } else {
        frame.isPrinted = frames[last].isPrinted
      }
      frame.isKey = byte == UInt8(ascii: "[") && name != nil
      frame.isList =
        byte == UInt8(ascii: "[") || scan.equals(frame.function, "array")
      frame.foundBefore = scan.found.count
      frame.changesTexts = changesTexts(in: frame)
      frames.append(frame)
    case UInt8(ascii: ")"), UInt8(ascii: "]"):
      if frames.count > 1 { close(frames.removeLast()) }
    case UInt8(ascii: ";"), UInt8(ascii: "{"), UInt8(ascii: "}"):
      frames.removeSubrange(1...)
      frames[0] = Frame()
    case UInt8(ascii: ","), UInt8(ascii: "="), UInt8(ascii: "?"), UInt8(ascii: ":"):
      frames[last].isBelowFolder = false
    default: break
    }
    name = nil
  }

  /// The string that begins at a place: in quotes, or a heredoc.
  func text(at start: Int) -> Text? {
    let quote = scan.bytes[start]
    if quote == UInt8(ascii: "<") { return heredoc(at: start) }
    guard quote.isQuote else { return nil }
    var close = start + 1
    while close < range.upperBound, scan.bytes[close] != quote {
      close += scan.bytes[close] == UInt8(ascii: "\\") ? 2 : 1
    }
    close = min(close, range.upperBound)
    return Text(
      range: start..<min(range.upperBound, close + 1), inner: (start + 1)..<max(start + 1, close),
      isDouble: quote == UInt8(ascii: "\""))
  }

  /// `<<<HTML`, up to the line that begins with the same name.
  private func heredoc(at start: Int) -> Text? {
    guard scan.matches("<<<", at: start) else { return nil }
    var index = start + 3
    while scan.byte(index) == UInt8(ascii: " ") || scan.byte(index) == UInt8(ascii: "\t") {
      index += 1
    }
    let quote = scan.byte(index).isQuote ? scan.byte(index) : 0
    if quote != 0 { index += 1 }
    let head = index
    while scan.byte(index).isNameByte { index += 1 }
    let name = scan.slice(head..<index)
    guard !name.isEmpty,
      let line = scan.first(UInt8(ascii: "\n"), in: index..<max(index, range.upperBound))
    else {
      return nil
    }
    var next: Int? = line
    while let feed = next {
      var place = feed + 1
      while scan.byte(place) == UInt8(ascii: " ") || scan.byte(place) == UInt8(ascii: "\t") {
        place += 1
      }
      let end = place + name.count
      if end <= range.upperBound, scan.holds(place..<end, name), !scan.byte(end).isNameByte {
        return Text(
          range: start..<end, inner: (line + 1)..<max(line + 1, feed),
          isDouble: quote != UInt8(ascii: "'"))
      }
      next =
        feed + 1 < range.upperBound
        ? scan.first(UInt8(ascii: "\n"), in: (feed + 1)..<range.upperBound) : nil
    }
    return Text(
      range: start..<range.upperBound, inner: (line + 1)..<max(line + 1, range.upperBound),
      isDouble: quote != UInt8(ascii: "'"))
  }

  // MARK: - Strings

  private mutating func take(_ text: Text) {
    let last = frames.count - 1
    if frames[last].isKey {
      if FileFunctions.isFolder(text.inner, in: scan), last > 0 {
        frames[last - 1].isBelowFolder = true
      }
      return
    }
    guard !joined.contains(text.range.lowerBound), !frames[last].isFile,
      !frames[last].isBelowFolder, !text.inner.isEmpty
    else { return }
    let isMarkup = scan.holdsHTML(text.inner)
    guard isMarkup || scan.mayNameFile(text.inner) else { return }
    let (whole, end) = joinedText(text)
    let count = scan.found.count
    let isPrinted = frames[last].isPrinted
    let isCompared = isCompared(at: text.range.lowerBound)
    scan.scan(whole) { inner in
      let all = 0..<whole.bytes.count
      if isMarkup {
        inner.scanHTML(all)
      } else if inner.first("url(", in: all) != nil {
        inner.scanCSS(all, hasLineComments: false)
      } else {
        inner.addString(inner.text(all), .attribute)
      }
    }
    if isCompared {
      compute(from: count, isWhole: true)
    } else {
      compute(from: count, behind: end)
    }
    if isMarkup || isPrinted { return }
    // A path need not be a URL; a token is for URLs alone.
    for index in count..<scan.found.count where scan.found[index].token.kind == .none {
      scan.found[index].isCertain = false
    }
  }

  /// A string with what is joined to it by dots, and where that ends.
  private mutating func joinedText(_ first: Text) -> (text: DecodedText, end: Int) {
    var text = DecodedText()
    append(first, to: &text)
    var place = first.range.upperBound
    let limit = min(range.upperBound, place + 1 << 15)
    while let start = operand(behind: place, before: limit) {
      if let next = self.text(at: start) {
        joined.insert(start)
        append(next, to: &text)
        place = next.range.upperBound
      } else {
        let end = operandEnd(from: start, before: min(limit, start + 1024))
        guard end > start else { break }
        text.appendHole(start..<end)
        place = end
      }
    }
    return (text, place)
  }

  /// Where what a dot joins begins.
  private func operand(behind place: Int, before limit: Int) -> Int? {
    var index = place
    while index < limit, scan.bytes[index].isSpace { index += 1 }
    guard index < limit, scan.bytes[index] == UInt8(ascii: "."),
      scan.byte(index + 1) != UInt8(ascii: "=")
    else { return nil }
    index += 1
    while index < limit, scan.bytes[index].isSpace { index += 1 }
    return index < limit ? index : nil
  }

  private func operandEnd(from start: Int, before limit: Int) -> Int {
    var index = start
    var open = 0
    while index < limit {
      if let text = text(at: index) {
        index = text.range.upperBound
        continue
      }
      switch scan.bytes[index] {
      case UInt8(ascii: "("), UInt8(ascii: "["): open += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"):
        if open == 0 { return index }
        open -= 1
      case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "?"),
        UInt8(ascii: ":"):
        if open == 0 { return index }
      default: break
      }
      index += 1
    }
    return min(index, limit)
  }

  /// Adds a string as it is meant, with variables as holes.
  private func append(_ string: Text, to text: inout DecodedText) {
    var index = string.inner.lowerBound
    let end = string.inner.upperBound
    while index < end {
      let byte = scan.bytes[index]
      let next = index + 1 < end ? scan.bytes[index + 1] : 0
      if byte == UInt8(ascii: "\\"),
        string.isDouble || next == UInt8(ascii: "\\") || next == UInt8(ascii: "'")
      {
        let escape = StringEscape(scan.bytes, at: index, before: end)
        if let scalar = escape.scalar { text.append(scalar: scalar, index..<escape.end) }
        index = escape.end
      } else if string.isDouble, let close = variableEnd(at: index, before: end) {
        text.appendHole(index..<close)
        index = close
      } else {
        text.append(byte, index..<(index + 1))
        index += 1
      }
    }
  }

  /// Behind `$name`, `$name->member`, `$name[0]`, `{$…}`, `${…}`; nil where none begins.
  private func variableEnd(at start: Int, before end: Int) -> Int? {
    let next = start + 1 < end ? scan.bytes[start + 1] : 0
    let end = min(end, start + 256)
    switch (scan.bytes[start], next) {
    case (UInt8(ascii: "{"), UInt8(ascii: "$")), (UInt8(ascii: "$"), UInt8(ascii: "{")):
      return scan.first(UInt8(ascii: "}"), in: start..<end).map { $0 + 1 }
    case (UInt8(ascii: "$"), _) where next.isNameByte && !next.isDigit:
      var index = start + 1
      while index < end, scan.bytes[index].isNameByte { index += 1 }
      if index + 2 < end, scan.matches("->", at: index), scan.bytes[index + 2].isNameByte {
        index += 2
        while index < end, scan.bytes[index].isNameByte { index += 1 }
      } else if index < end, scan.bytes[index] == UInt8(ascii: "[") {
        return scan.first(UInt8(ascii: "]"), in: index..<end).map { $0 + 1 } ?? index
      }
      return index
    default: return nil
    }
  }
}
