import Values

/// Reads a script.
struct JavaScriptReader {
  let scan: ReferenceScan
  let range: Range<Int>
  var index: Int
  /// Open brackets: what was called, and how the strings in it count.
  var frames: [Frame] = []
  /// The last token.
  var previous = Token.other(0)
  /// Strings that were read as parts of another, by their starts.
  var joined: Set<Int> = []
  /// The next template tag.
  var nextTag: Int
  /// Up to where no regular expression ends, because one that began before did not.
  var divisionEnd = 0
  /// Where a bracket or literal that is open was opened.
  struct Frame {
    enum Kind {
      case bracket(isGuard: Bool, isImport: Bool)
      /// `${`, in a template literal with a text so far.
      case substitution(start: Int, literal: TargetText, begin: Int)
    }
    var kind: Kind
    var byte: UInt8
  }

  enum Token: Equatable {
    case name(Range<Int>)
    /// A string, number, or closing bracket: something that ends an expression.
    case value
    case other(UInt8)
  }

  init(scan: ReferenceScan, range: Range<Int>) {
    self.scan = scan
    self.range = range
    index = range.lowerBound
    nextTag = scan.tags.isEmpty ? 0 : scan.tagIndex(from: range.lowerBound)
  }

  mutating func run() {
    let end = range.upperBound
    let bytes = scan.bytes
    while index < end {
      let byte = bytes[index]
      if byte.isNameByte {
        takeName()
      } else if byte.isSpace {
        index += 1
      } else if byte.isQuote {
        takeString()
      } else if byte == 0x60 {
        index += 1
        takeLiteral(start: index - 1, TargetText())
      } else if byte == 0x2F {
        takeSlash()
      } else if byte == 0x7B || byte == 0x3C, skipTag() {
        previous = .value
      } else {
        take(byte)
      }
    }
  }

  mutating func skipTag() -> Bool {
    while nextTag < scan.tags.count, scan.tags[nextTag].range.lowerBound < index { nextTag += 1 }
    guard nextTag < scan.tags.count, scan.tags[nextTag].range.lowerBound == index else {
      return false
    }
    index = min(scan.tags[nextTag].range.upperBound, range.upperBound)
    return true
  }

  private mutating func takeName() {
    let start = index
    while index < range.upperBound, scan.bytes[index].isNameByte || scan.bytes[index] == 0x24 {
      index += 1
    }
    previous = .name(start..<index)
  }

  private mutating func take(_ byte: UInt8) {
    switch byte {
    case 0x28, 0x5B, 0x7B: open(byte)
    case 0x29, 0x5D, 0x7D:
      if close(byte) { return }
      previous = .value
    default: previous = .other(byte)
    }
    index += 1
  }

  private mutating func open(_ byte: UInt8) {
    var isGuard = false
    var isImport = false
    if byte == 0x28, case .name(let name) = previous {
      isGuard = GuardNames.contains(name, in: scan)
      isImport = scan.equals(name, "import")
    } else if byte != 0x7B, case .bracket(let outer, _) = frames.last?.kind {
      isGuard = outer
    }
    frames.append(Frame(kind: .bracket(isGuard: isGuard, isImport: isImport), byte: byte))
    previous = .other(byte)
  }

  /// Takes a closing bracket; true where a template literal goes on.
  private mutating func close(_ byte: UInt8) -> Bool {
    guard let frame = frames.last else { return false }
    switch frame.kind {
    case .bracket:
      frames.removeLast()
      return false
    case .substitution(let start, let literal, let begin):
      guard byte == 0x7D else { return false }
      frames.removeLast()
      index += 1
      var text = literal
      text.appendHole(begin..<index)
      takeLiteral(start: start, text)
      return true
    }
  }

  /// Reads a template literal on from its start or from behind a substitution.
  private mutating func takeLiteral(start: Int, _ read: TargetText) {
    var text = read
    let end = range.upperBound
    while index < end {
      let byte = scan.bytes[index]
      if byte == 0x60 {
        index += 1
        previous = .value
        take(JavaScriptString(range: start..<index, inner: (start + 1)..<(index - 1)), text)
        return
      }
      if byte == 0x24, scan.byte(index + 1) == 0x7B, index + 1 < end {
        let begin = index
        index += 2
        frames.append(
          Frame(kind: .substitution(start: start, literal: text, begin: begin), byte: 0x7B))
        previous = .other(0x7B)
        return
      }
      takeCharacter(into: &text)
    }
  }

  /// Reads a byte, an escape or a template tag.
  mutating func takeCharacter(into text: inout TargetText) {
    let start = index
    let byte = scan.bytes[index]
    if byte == 0x7B || byte == 0x3C, skipTag() {
      text.appendHole(start..<index)
    } else if byte == 0x5C {
      let escape = StringEscape(scan.bytes, at: start, before: range.upperBound)
      index = escape.end
      if let scalar = escape.scalar { text.append(scalar: scalar, start..<index) }
    } else {
      index += 1
      text.append(byte, start..<index)
    }
  }

  private mutating func takeString() {
    let start = index
    let quote = scan.bytes[index]
    let end = range.upperBound
    index += 1
    var text = TargetText()
    while index < end, scan.bytes[index] != quote, scan.bytes[index] != 0x0A {
      takeCharacter(into: &text)
    }
    index = min(index, end)
    guard index < end, scan.bytes[index] == quote else {
      previous = .value
      return
    }
    index += 1
    let before = previous
    previous = .value
    take(
      JavaScriptString(range: start..<index, inner: (start + 1)..<(index - 1), before: before), text
    )
  }
}

/// A string or template literal of a script.
struct JavaScriptString {
  /// With the quotes.
  var range: Range<Int>
  /// Between them.
  var inner: Range<Int>
  /// The token in front.
  var before = JavaScriptReader.Token.other(0)
}
