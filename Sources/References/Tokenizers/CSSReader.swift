import Values

/// Reads a stylesheet.
struct CSSReader {
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
          // `<!--` is a token of its own, and begins no name.
          index += byte == 0x3C && scan.matches("<!--", at: index) ? 4 : 1
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
      case _ where byte.isLetter || byte == 0x2D || byte == 0x5F || byte >= 0x80: takeName()
      case 0x5C: takeName()
      case 0x23:
        index += 1
        isDeclarationStart = false
        skipName()
      case _ where byte.isDigit:
        // A dimension's unit is no name.
        isDeclarationStart = false
        while index < end, bytes[index].isDigit || bytes[index] == 0x2E { index += 1 }
        skipName()
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

  mutating func skipTag() -> Bool {
    while nextTag < scan.tags.count, scan.tags[nextTag].range.lowerBound < index { nextTag += 1 }
    guard nextTag < scan.tags.count, scan.tags[nextTag].range.lowerBound == index else {
      return false
    }
    index = min(scan.tags[nextTag].range.upperBound, range.upperBound)
    return true
  }

  /// Reads a comment; what was left in it as a rule is told apart.
  mutating func takeComment() {
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
    let isPlain = skipName()
    if index == start { index += 1 }
    let name = start..<index
    if index < end, scan.bytes[index] == 0x28 {
      if isName("url", name, isPlain) {
        index += 1
        takeURL()
      } else if isName("src", name, isPlain) {
        index += 1
        takeSource()
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

  /// Goes behind a name (section 4.3.11); false where there are escapes in it.
  @discardableResult
  private mutating func skipName() -> Bool {
    let end = range.upperBound
    var isPlain = true
    while index < end {
      let byte = scan.bytes[index]
      if byte.isNameByte || byte == 0x2D {
        index += 1
      } else if byte == 0x5C, index + 1 < end, scan.bytes[index + 1] != 0x0A {
        isPlain = false
        var text = TargetText()
        takeEscape(into: &text)
      } else {
        break
      }
    }
    return isPlain
  }

  /// Whether a name is one of three letters, which may be escaped.
  private func isName(_ name: StaticString, _ range: Range<Int>, _ isPlain: Bool) -> Bool {
    if isPlain { return scan.equals(range, name) }
    var reader = self
    reader.index = range.lowerBound
    var text = TargetText()
    while reader.index < range.upperBound, text.bytes.count < 4 {
      reader.takeCharacter(into: &text)
    }
    return reader.index == range.upperBound && text.bytes.count == name.utf8CodeUnitCount
      && zip(text.bytes, 0..<name.utf8CodeUnitCount)
        .allSatisfy { $0.lowered == name.utf8Start[$1] }
  }
}
