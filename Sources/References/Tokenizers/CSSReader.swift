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
      case UInt8(ascii: "{"), UInt8(ascii: "<"):
        if !skipTag() {
          // `<!--` is a token of its own, and begins no name.
          index += byte == UInt8(ascii: "<") && scan.matches("<!--", at: index) ? 4 : 1
          if byte == UInt8(ascii: "{") { endDeclaration() }
        }
      case UInt8(ascii: "}"), UInt8(ascii: ";"):
        endDeclaration()
        index += 1
      case UInt8(ascii: "/"):
        if scan.byte(index + 1) == UInt8(ascii: "*") {
          takeComment()
        } else if hasLineComments, scan.byte(index + 1) == UInt8(ascii: "/"),
          scan.byte(index - 1) != UInt8(ascii: ":")
        {
          index = scan.first(UInt8(ascii: "\n"), in: index..<end) ?? end
        } else {
          index += 1
        }
      case UInt8(ascii: "\""), UInt8(ascii: "'"): takeString()
      case UInt8(ascii: "@"): takeAtKeyword()
      case UInt8(ascii: "("):
        open += 1
        index += 1
      case UInt8(ascii: ")"):
        if imageSet == open { imageSet = nil }
        open = max(0, open - 1)
        index += 1
      case _
      where byte.isLetter || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte >= 0x80:
        takeName()
      case UInt8(ascii: "\\"): takeName()
      case UInt8(ascii: "#"):
        index += 1
        isDeclarationStart = false
        skipName()
      case _ where byte.isDigit:
        // A dimension's unit is no name.
        isDeclarationStart = false
        while index < end, bytes[index].isDigit || bytes[index] == UInt8(ascii: ".") { index += 1 }
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
    while index < range.upperBound,
      scan.bytes[index].isNameByte || scan.bytes[index] == UInt8(ascii: "-")
    {
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
    if index < end, scan.bytes[index] == UInt8(ascii: "(") {
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
    } else if isDeclarationStart, name.count > 2, scan.bytes[start] == UInt8(ascii: "-"),
      scan.bytes[start + 1] == UInt8(ascii: "-")
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
      if byte.isNameByte || byte == UInt8(ascii: "-") {
        index += 1
      } else if byte == UInt8(ascii: "\\"), index + 1 < end,
        scan.bytes[index + 1] != UInt8(ascii: "\n")
      {
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
