import Values

/// Reads code from its start to its end.
struct CodeReader {
  let scan: ReferenceScan
  let range: Range<Int>
  let language: CodeLanguage
  var index: Int
  var frames: [CodeFrame] = []
  /// The name read last, where nothing but white space came since.
  var name: Range<Int>?
  /// The last byte that is no white space, and the one before.
  var previous: UInt8 = UInt8(ascii: "\n")
  /// Strings that were read as parts of another, by their starts.
  var joined: Set<Int> = []
  /// Whether the statement returns what stands in it, and the variable that it sets.
  private var isReturn = false
  private var variable: Range<Int>?
  /// The number of open frames that belong to helpers.
  var openHelpers = 0
  /// The string read last.
  var lastString: CodeString?
  var computed = ComputedReferences()
  /// Up to where quotes have no partners, `"` first.
  var unpaired = (0, 0)

  init(scan: ReferenceScan, range: Range<Int>, language: CodeLanguage) {
    self.scan = scan
    self.range = range
    self.language = language
    index = range.lowerBound
  }

  mutating func run() {
    let bytes = scan.bytes
    // A byte order mark is no part of a name.
    if scan.byte(index) == 0xEF, scan.byte(index + 1) == 0xBB { index += 3 }
    while index < range.upperBound {
      let byte = bytes[index]
      if byte.isNameByte || byte.isQuote {
        if isUnpaired(byte) {
          index += 1
        } else if let string = scan.codeString(at: index, before: range.upperBound) {
          readString(string)
        } else if byte.isQuote {
          index += unclosed(byte)
          previous = byte
        } else {
          takeName()
        }
        continue
      }
      if byte == UInt8(ascii: "#"), language == .python {
        index = scan.first(UInt8(ascii: "\n"), in: index..<range.upperBound) ?? range.upperBound
        continue
      }
      if byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\r") {
        index += 1
        continue
      }
      read(byte)
      index += 1
    }
  }

  /// How far a quote without its partner is passed over: three quotes take the rest, so that an open
  /// string is looked for only once.
  private mutating func unclosed(_ quote: UInt8) -> Int {
    if scan.byte(index + 1) == quote, scan.byte(index + 2) == quote {
      return range.upperBound - index
    }
    let line = scan.first(UInt8(ascii: "\n"), in: index..<range.upperBound) ?? range.upperBound
    if quote == UInt8(ascii: "\"") { unpaired.0 = line } else { unpaired.1 = line }
    return language == .python ? max(1, line - index) : 1
  }

  private func isUnpaired(_ byte: UInt8) -> Bool {
    byte.isQuote && index < (byte == UInt8(ascii: "\"") ? unpaired.0 : unpaired.1)
  }

  private mutating func takeName() {
    let start = index
    while index < range.upperBound {
      if scan.bytes[index].isNameByte {
        index += 1
      } else if scan.bytes[index] == UInt8(ascii: "."), scan.byte(index + 1).isNameByte,
        !scan.byte(index + 1).isDigit
      {
        index += 1
      } else {
        break
      }
    }
    name = start..<index
    previous = UInt8(ascii: "a")
    if frames.isEmpty, scan.equals(start..<index, "return") || scan.equals(start..<index, "yield") {
      isReturn = true
    }
  }

  private mutating func read(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "("): open()
    case UInt8(ascii: "["), UInt8(ascii: "{"):
      var frame = CodeFrame(
        name: index..<index, isGuard: frames.last?.isGuard ?? false, isPage: isPage,
        foundBefore: scan.found.count, argumentStart: index + 1)
      frame.bracket = byte == UInt8(ascii: "{") ? .members : isIndex ? .index : .list
      frame.changesTexts = isMembershipTest
      frames.append(frame)
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): close()
    case UInt8(ascii: ","):
      endArgument()
      if let last = frames.indices.last { frames[last].hasComma = true }
    case UInt8(ascii: "="):
      let isAssignment =
        scan.byte(index + 1) != UInt8(ascii: "=") && !"=!<>".utf8.contains(previous)
      if isAssignment, let name, let last = frames.indices.last, frames[last].keepsArguments,
        scan.trimmed(frames[last].argumentStart..<index) == name
      {
        frames[last].keyword = name
        frames[last].argumentStart = index + 1
      }
      if isAssignment, frames.isEmpty { variable = name ?? variable }
    default: break
    }
    // A line that ends within brackets ends nothing.
    if byte != UInt8(ascii: "\n") || frames.isEmpty { previous = byte }
    if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: ";"), frames.isEmpty {
      isReturn = false
      variable = nil
    }
    name = nil
  }

  private mutating func open() {
    let called = previous == UInt8(ascii: "a") ? name ?? index..<index : index..<index
    var frame = CodeFrame(
      name: called, isGuard: false, foundBefore: scan.found.count, argumentStart: index + 1)
    if !called.isEmpty {
      let last = scan.lastPart(of: called)
      frame.helper = scan.helper(called, in: language)
      frame.isGuard = GuardNames.contains(last, in: scan)
      frame.isPage = PageNames.contains(last, in: scan)
    } else {
      frame.isGuard = frames.last?.isGuard ?? false
      frame.isPage = isPage
    }
    frame.bracket = called.isEmpty || isKeyword(called) ? .group : .call
    frame.changesTexts = changesTexts(in: frame)
    if frame.helper != nil { openHelpers += 1 }
    frames.append(frame)
  }

  /// Whether a string here comes to be a page, as far as the file tells.
  private var isPage: Bool {
    if let frame = frames.last { return frame.isPage }
    return isReturn || variable.map(scan.isPage) ?? false
  }

  private mutating func endArgument() {
    guard let last = frames.indices.last else { return }
    if frames[last].keepsArguments, frames[last].arguments.count < 16 {
      let value = scan.trimmed(frames[last].argumentStart..<index)
      if !value.isEmpty, value.count <= TargetText.limit {
        frames[last].arguments.append((frames[last].keyword, value))
      }
    }
    frames[last].keyword = nil
    frames[last].argumentStart = index + 1
  }

  private mutating func close() {
    endArgument()
    guard let frame = frames.popLast() else { return }
    compute(frame, endingAt: index)
    pairIntegrity(of: frame)
    guard let helper = frame.helper else { return }
    openHelpers -= 1
    guard openHelpers < 8 else { return }
    let count = scan.found.count
    scan.addCall(
      scan.rules.callHelpers[helper], frame,
      form: language == .python ? .sourceCall : .call, end: index + 1)
    compute(callFrom: count, behind: index + 1)
  }

  /// Pairs the only value of `integrity` in a bracket with the only URL; what has no URL in it counts in the
  /// bracket around.
  private mutating func pairIntegrity(of frame: CodeFrame) {
    guard let value = frame.integrity, !frame.hasSeveral else { return }
    let urls = scan.found[frame.foundBefore...]
    if let url = urls.first {
      if urls.count == 1 { scan.integrities.append((url.targetRange, value)) }
    } else if let last = frames.indices.last {
      note(integrity: value, in: last)
    }
  }

  private mutating func note(integrity value: Range<Int>, in frame: Int) {
    if frames[frame].integrity != nil { frames[frame].hasSeveral = true }
    frames[frame].integrity = value
  }

  private mutating func readString(_ string: CodeString) {
    let start = index
    scan.note(.string, string.range)
    index = string.range.upperBound
    defer {
      previous = UInt8(ascii: "\"")
      name = nil
      lastString = string
    }
    // A string that stands alone is prose about what follows.
    let isProse =
      language == .python && frames.isEmpty && previous == UInt8(ascii: "\n")
    if isProse || joined.contains(start) || string.inner.count > 1 << 20 { return }
    if openHelpers > 0 { return }
    if string.inner.count >= 51, scan.isIntegrity(string.inner), let last = frames.indices.last {
      note(integrity: string.inner, in: last)
      return
    }
    if language == .jinja, scan.addFiltered(string, before: range.upperBound) { return }
    let isCompared = previous == UInt8(ascii: "=") && scan.isComparison(before: start)
    if frames.last?.isGuard ?? false || isCompared || scan.isCompared(behind: index) { return }
    let isTakenApart = isTakenApart(at: start)
    if language == .python, readMarkup(string) { return }
    guard scan.mayNameFile(string.inner) else { return }
    var text = TargetText()
    if previous == UInt8(ascii: "+") || previous == UInt8(ascii: "~") {
      text.appendHole(start..<start)
    }
    let joinedBefore = text
    let count = scan.found.count
    var end = index
    defer {
      if isTakenApart {
        compute(from: count, isWhole: true)
      } else {
        compute(from: count, behind: end, isKnownJoined: true)
      }
    }
    var strings: [Int] = []
    if let read = scan.codeText(
      from: start, before: min(range.upperBound, start + 2048), newlineEnds: frames.isEmpty,
      strings: { strings.append($0) })
    {
      joined.formUnion(strings)
      if let last = strings.last, last > start {
        end = scan.codeString(at: last, before: range.upperBound)?.range.upperBound ?? end
      }
      scan.addString(
        joinedBefore.appending(read), language == .python ? .sourceString : .attribute)
    } else {
      scan.append(string, to: &text, placeholders: false)
      scan.addString(text, language == .python ? .sourceString : .attribute)
    }
  }

  /// Reads a string that holds HTML, a template or styles; false for another one.
  private mutating func readMarkup(_ string: CodeString) -> Bool {
    let isMarkup = scan.holdsHTML(string.inner) || scan.holdsTemplate(string)
    guard isMarkup || scan.first("url(", in: string.inner) != nil else { return false }
    var strings: [Int] = []
    let text = scan.decodedText(
      from: string, before: min(range.upperBound, string.range.upperBound + 1 << 15),
      newlineEnds: frames.isEmpty, strings: { strings.append($0) })
    joined.formUnion(strings)
    let wasDoubted = scan.isDoubted
    scan.isDoubted = wasDoubted || !isPage
    if isMarkup {
      scan.scanMarkup(text)
    } else {
      scan.scan(text) { inner in
        inner.scanCSS(0..<text.bytes.count, hasLineComments: false, form: .sourceString)
      }
    }
    scan.isDoubted = wasDoubted
    return true
  }
}
