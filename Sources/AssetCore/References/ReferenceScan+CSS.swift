/// CSS (CSS Syntax Module Level 3, section 4), with template tags where the file is a template.
extension ReferenceScan {
  /// Reads a stylesheet, or the declarations of a `style` attribute.
  func scanCSS(
    _ range: Range<Int>, hasLineComments: Bool, form: ReferenceForm = .cssURL
  ) {
    var reader = CSSReader(scan: self, range: range, hasLineComments: hasLineComments, form: form)
    reader.run()
    steps += range.count
  }
}

private struct CSSReader {
  let scan: ReferenceScan
  let range: Range<Int>
  let hasLineComments: Bool
  let form: ReferenceForm
  var index: Int
  /// The custom property whose value is read.
  var property: Range<Int>?
  /// Whether a declaration's name may come.
  var isDeclarationStart = true
  /// What a string would be.
  var strings = Strings.text
  /// The number of open parentheses, and the one in which strings are URLs.
  var open = 0
  var imageSet: Int?
  /// The next template tag.
  var nextTag: Int

  enum Strings {
    /// Text.
    case text
    /// The URL of `@import`.
    case stylesheet
    /// A namespace's name, which is no file.
    case namespace
  }

  init(scan: ReferenceScan, range: Range<Int>, hasLineComments: Bool, form: ReferenceForm) {
    self.scan = scan
    self.range = range
    self.hasLineComments = hasLineComments
    self.form = form
    index = range.lowerBound
    nextTag = scan.tags.isEmpty ? 0 : scan.tagIndex(from: range.lowerBound)
  }

  mutating func run() {
    let end = range.upperBound
    let bytes = scan.bytes
    while index < end {
      let byte = bytes[index]
      switch byte {
      case 0x7B, 0x3C:
        if !skipTag() {
          index += 1
          if byte == 0x7B { endDeclaration() }
        }
      case 0x7D, 0x3B:
        endDeclaration()
        index += 1
      case 0x2F:
        if scan.byte(index + 1) == 0x2A {
          takeComment()
        } else if hasLineComments, scan.byte(index + 1) == 0x2F, scan.byte(index - 1) != 0x3A {
          index = scan.first(0x0A, in: index..<end) ?? end
        } else {
          index += 1
        }
      case 0x22, 0x27: takeString()
      case 0x40: takeAtKeyword()
      case 0x28:
        open += 1
        index += 1
      case 0x29:
        if imageSet == open { imageSet = nil }
        open = max(0, open - 1)
        index += 1
      case 0x5C: index += 2
      case _ where byte.isLetter || byte == 0x2D || byte == 0x5F || byte >= 0x80: takeName()
      default:
        if !byte.isSpace { isDeclarationStart = false }
        index += 1
      }
    }
  }

  private mutating func endDeclaration() {
    property = nil
    isDeclarationStart = true
    strings = .text
    open = 0
    imageSet = nil
  }

  private mutating func skipTag() -> Bool {
    while nextTag < scan.tags.count, scan.tags[nextTag].range.lowerBound < index { nextTag += 1 }
    guard nextTag < scan.tags.count, scan.tags[nextTag].range.lowerBound == index else {
      return false
    }
    index = min(scan.tags[nextTag].range.upperBound, range.upperBound)
    return true
  }

  /// Reads a comment; what was left in it as a rule is told apart.
  private mutating func takeComment() {
    let start = index + 2
    let end = range.upperBound
    let close = start < end ? scan.first("*/", in: start..<end) : nil
    index = close.map { $0 + 2 } ?? end
    let inner = min(start, end)..<(close ?? end)
    guard scan.context == .live, scan.first("url(", in: inner) != nil else { return }
    scan.context = .comment
    scan.nested { scan.scanCSS(inner, hasLineComments: false, form: form) }
    scan.context = .live
  }

  private mutating func takeAtKeyword() {
    let start = index + 1
    index = start
    while index < range.upperBound, scan.bytes[index].isNameByte || scan.bytes[index] == 0x2D {
      index += 1
    }
    let name = start..<index
    if scan.equals(name, "import") { strings = .stylesheet }
    if scan.equals(name, "namespace") { strings = .namespace }
    isDeclarationStart = false
  }

  private mutating func takeName() {
    let start = index
    let end = range.upperBound
    while index < end {
      let byte = scan.bytes[index]
      guard byte.isNameByte || byte == 0x2D else { break }
      index += 1
    }
    let name = start..<index
    if index < end, scan.bytes[index] == 0x28 {
      if scan.equals(name, "url") || scan.equals(name, "src") {
        index += 1
        takeURL()
      } else {
        open += 1
        index += 1
        if scan.equals(name, "image-set") || scan.equals(name, "-webkit-image-set") {
          imageSet = open
        }
      }
    } else if isDeclarationStart, name.count > 2, scan.bytes[start] == 0x2D,
      scan.bytes[start + 1] == 0x2D
    {
      property = name
    }
    isDeclarationStart = false
  }

  /// Reads a string, up to its quote or the end of its line.
  private mutating func takeString() {
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
    while index < end, scan.bytes[index] != quote, scan.bytes[index] != 0x0A {
      takeCharacter(into: &text)
    }
    index = min(index, end)
    let inner = start..<index
    if index < end, scan.bytes[index] == quote {
      index += 1
      return (inner, text)
    }
    return (inner, nil)
  }

  /// Reads a byte, an escape (section 4.3.7) or a template tag.
  private mutating func takeCharacter(into text: inout TargetText) {
    let start = index
    let byte = scan.bytes[index]
    if byte == 0x7B || byte == 0x3C, skipTag() {
      text.appendHole(start..<index)
    } else if byte == 0x23 || byte == 0x40, scan.byte(index + 1) == 0x7B, hasLineComments,
      let close = scan.first(0x7D, in: index..<min(range.upperBound, index + 256))
    {
      index = close + 1
      text.appendHole(start..<index)
    } else if byte == 0x5C {
      takeEscape(into: &text)
    } else {
      index += 1
      text.append(byte, start..<index)
    }
  }

  private mutating func takeEscape(into text: inout TargetText) {
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
      if byte != 0x0A { text.append(byte, start..<index) }
      return
    }
    if index < range.upperBound, scan.bytes[index].isSpace { index += 1 }
    let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
    for byte in String(scalar).utf8 { text.append(byte, start..<index) }
  }

  /// Reads what follows `url(`: a string, or bytes up to the parenthesis (section 4.3.6).
  private mutating func takeURL() {
    let end = range.upperBound
    while index < end, scan.bytes[index].isSpace { index += 1 }
    guard index < end else { return }
    if scan.bytes[index].isQuote {
      let (inner, text) = string()
      if let text { addURL(text, inner) }
      while index < end, scan.bytes[index].isSpace { index += 1 }
      if index < end, scan.bytes[index] == 0x29 { index += 1 }
      return
    }
    // The bulk of data URLs is passed over at once.
    if scan.matches("data:", at: index) {
      index = scan.first(0x29, in: index..<end).map { $0 + 1 } ?? end
      return
    }
    let start = index
    var text = TargetText()
    var isBad = false
    var hasSpace = false
    while index < end, scan.bytes[index] != 0x29 {
      let byte = scan.bytes[index]
      if byte.isSpace {
        hasSpace = true
      } else if byte.isQuote || byte == 0x28 || hasSpace {
        isBad = true
      }
      takeCharacter(into: &text)
    }
    index = min(index, end)
    let inner = start..<index
    guard index < end else { return }
    index += 1
    if !isBad { addURL(text, inner) }
  }

  private mutating func addURL(_ text: TargetText, _ inner: Range<Int>) {
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
