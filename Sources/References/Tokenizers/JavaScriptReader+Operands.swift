import Values

/// What becomes of strings behind their ends: a token in a text that is changed, taken apart or compared
/// is no token to be rewritten (ECMA-262, sections 13.3 to 13.16).
extension JavaScriptReader {
  // MARK: - Tokens behind a value

  /// Takes a punctuator behind a value, but for brackets.
  mutating func operate(_ byte: UInt8) {
    let next = scan.byte(index + 1)
    let before = scan.byte(index - 1)
    switch byte {
    case UInt8(ascii: "+"):
      if next != byte, before != byte, operand?.isDirect == false, operand?.kind != .result,
        !joinsSafely
      {
        computeOpen()
      }
      settle(ends: false)
    case UInt8(ascii: "."):
      if next == byte { settle(ends: true) } else { operand?.access = .dot }
    case UInt8(ascii: "?"):
      // `a?.b`, but `a?.5:b`
      if next == UInt8(ascii: "."), !scan.byte(index + 2).isDigit { return }
      if next != byte, before != byte { operand = nil }
      settle(ends: true)
    case UInt8(ascii: "!"):
      if next == UInt8(ascii: "=") { compare() }
    case UInt8(ascii: "="):
      if next == byte || before == byte || before == UInt8(ascii: "!") {
        compare()
      } else {
        operand = nil
        settle(ends: true)
      }
    case UInt8(ascii: "&"), UInt8(ascii: "|"): settle(ends: next == byte || before == byte)
    case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: ";"): settle(ends: true)
    default: settle(ends: false)
    }
  }

  /// Takes a name behind a value.
  mutating func operate(name: Range<Int>) {
    guard let value = operand else { return }
    if value.access == .dot {
      takeMember(name, of: value)
    } else if scan.equals(name, "as") || scan.equals(name, "satisfies"), !isBehindLineFeed(name) {
      operand?.isTyped = true
    } else if scan.equals(name, "in") || scan.equals(name, "instanceof") {
      compare()
    } else if !value.isTyped || isBehindLineFeed(name) {
      settle(ends: true)
    }
  }

  private mutating func takeMember(_ name: Range<Int>, of value: ScriptOperand) {
    let word = UnsafeBufferPointer(rebasing: scan.bytes[name])
    operand?.access = .method
    operand?.isDirect = false
    switch value.kind {
    case .members:
      operand?.kind = .text
      operand?.access = .none
    case .result:
      if ScriptFunctions.changing.contains(word) { computeAll() }
      if !ScriptFunctions.sameText.contains(word) { operand = nil }
    case .list:
      let isSplit = scan.equals(name, "join") && splitsURLs(at: name.upperBound)
      if !isSplit, ScriptFunctions.listReaders.contains(word) { computeAll() }
      if !ScriptFunctions.listMethods.contains(word) { operand = nil }
    case .text:
      if scan.equals(name, "concat") {
        computeOpen()
      } else if scan.equals(name, "split"), splitsURLs(at: name.upperBound) {
        operand?.kind = .list
      } else if !ScriptFunctions.textMethods.contains(word) {
        computeAll()
      }
    }
  }

  /// Whether a text is parted, or a list put together, by what ends URLs: `.split(' ')`, `.join("\n")`.
  private func splitsURLs(at place: Int) -> Bool {
    guard scan.byte(place) == UInt8(ascii: "("), scan.byte(place + 1).isQuote else { return false }
    let start = place + 2
    var end = start
    while end < range.upperBound, end < start + 8, scan.byte(end) != scan.byte(place + 1) {
      let escape = scan.byte(end) == UInt8(ascii: "\\")
      if escape, !"nrt".utf8.contains(scan.byte(end + 1)) { return false }
      if !escape, !TokenText.endsURL(scan.byte(end)) { return false }
      end += escape ? 2 : 1
    }
    return end > start && scan.byte(end) == scan.byte(place + 1)
      && scan.byte(end + 1) == UInt8(ascii: ")")
  }

  /// Whether `+` at the index joins a string behind which no token goes on: `+ '&x=1'`.
  private var joinsSafely: Bool {
    var place = index + 1
    while place < range.upperBound, scan.bytes[place].isSpace { place += 1 }
    return (scan.byte(place).isQuote || scan.byte(place) == UInt8(ascii: "`"))
      && (scan.byte(place + 1) == UInt8(ascii: "&") || scan.byte(place + 1) == UInt8(ascii: "#"))
  }

  private func isBehindLineFeed(_ name: Range<Int>) -> Bool {
    var place = name.lowerBound - 1
    while place >= range.lowerBound, scan.bytes[place].isSpace {
      if scan.bytes[place] == UInt8(ascii: "\n") { return true }
      place -= 1
    }
    return false
  }

  // MARK: - Values

  /// Keeps what a string holds, which was found from an index on, as the last value.
  mutating func takeValue(of string: JavaScriptString, from count: Int, inner: ScriptOperand?) {
    var value = inner ?? ScriptOperand()
    for index in count..<scan.found.count {
      if scan.found[index].form == .scriptString || scan.found[index].form == .scriptImport
        || scan.found[index].urlRange.upperBound == string.inner.upperBound
      {
        value.open.append(index)
      } else {
        value.closed.append(index)
      }
    }
    // What an import names was read without what is joined to it.
    value.isDirect = (inner?.isEmpty ?? true) && scan.found[count...].first?.form != .scriptImport
    for index in calls(in: string.inner) {
      value.open.append(index)
      value.isDirect = false
    }
    guard !value.isEmpty else { return }
    operand = value
    if isTakenApart(string) || isChangedByTag(string) {
      computeAll()
    }
  }

  /// The references that calls of helpers in a string are.
  private func calls(in inner: Range<Int>) -> [Int] {
    guard !scan.tags.isEmpty, scan.tagReferences > 0 else { return [] }
    var (low, high) = (0, scan.tagReferences)
    while low < high {
      let middle = (low + high) / 2
      if scan.found[middle].urlRange.lowerBound < inner.lowerBound {
        low = middle + 1
      } else {
        high = middle
      }
    }
    var calls: [Int] = []
    while low < scan.tagReferences, scan.found[low].urlRange.upperBound <= inner.upperBound {
      if scan.found[low].urlRange.upperBound == inner.upperBound { calls.append(low) }
      low += 1
    }
    return calls
  }

  /// Whether a string is taken apart into its characters, or asked for as a name: `...'…'`, `of '…'`.
  private func isTakenApart(_ string: JavaScriptString) -> Bool {
    switch string.before {
    case .other(UInt8(ascii: "*")): true
    case .name(let name):
      scan.equals(name, "of") || scan.equals(name, "in") || scan.equals(name, "instanceof")
    default: false
    }
  }

  /// Whether a template literal is handed to a function that need not give back its text.
  private func isChangedByTag(_ string: JavaScriptString) -> Bool {
    guard scan.byte(string.range.lowerBound) == UInt8(ascii: "`") else { return false }
    func isMarkup(_ name: Range<Int>) -> Bool {
      ScriptFunctions.markupTags.contains(UnsafeBufferPointer(rebasing: scan.bytes[name]))
    }
    switch string.before {
    case .name(let name):
      return !isOperator(name) && !Self.isStatement(name, scan) && !isMarkup(name)
    case .property(let name):
      guard let owner = owner(before: name.lowerBound) else { return !isMarkup(name) }
      return !isMarkup(name) && !scan.matches("styled", at: owner.lowerBound)
    case .value: return callee.map { !isMarkup($0) } ?? true
    case .start, .arrow, .other: return false
    }
  }

  /// Whether a name in front of a template literal is a word of the language.
  private static func isStatement(_ name: Range<Int>, _ scan: ReferenceScan) -> Bool {
    scan.equals(name, "from") || scan.equals(name, "import")
  }

  /// Puts the last value with those of the bracket.
  ///
  /// - Parameter ends: whether an operator follows that binds loosely.
  mutating func settle(ends: Bool) {
    let last = frames.count - 1
    if let value = operand, value.kind == .result {
      operand = nil
      if frames[last].isCompared { compute(value) }
    } else if let value = operand {
      operand = nil
      let values = frames[last].values ?? ScriptValues()
      frames[last].values = values
      if frames[last].isCompared {
        compute(value)
      } else {
        values.current.kind = value.kind
        values.current.merge(value)
      }
    }
    guard ends else { return }
    frames[last].isCompared = false
    guard let values = frames[last].values else { return }
    if case .block = frames[last].role {
      frames[last].values = nil
    } else if case .body = frames[last].role {
      frames[last].values = nil
    } else {
      values.settled.kind = values.current.kind
      values.settled.merge(values.current)
      values.current = ScriptOperand()
    }
  }

  /// All values of a bracket that ends.
  mutating func takeValues() -> ScriptOperand? {
    settle(ends: false)
    guard let values = frames[frames.count - 1].values else { return nil }
    var all = values.settled
    if !values.current.isEmpty { all.kind = values.current.kind }
    all.merge(values.current)
    return all.isEmpty ? nil : all
  }

  /// Takes the open expression for one that compares.
  private mutating func compare() {
    settle(ends: false)
    let last = frames.count - 1
    frames[last].isCompared = true
    if let values = frames[last].values {
      compute(values.current)
      values.current = ScriptOperand()
    }
  }

  // MARK: - Computed tokens

  /// Takes the tokens at the end of the last value for computed ones.
  mutating func computeOpen() {
    for index in operand?.open ?? [] { compute(index, isWhole: false) }
    operand?.open = []
    if operand?.isEmpty == true { operand = nil }
  }

  /// Takes all tokens of the last value for computed ones.
  mutating func computeAll() {
    if let operand { compute(operand) }
    operand = nil
  }

  /// Takes all tokens of a value for computed ones.
  func compute(_ value: ScriptOperand) {
    for index in value.open { compute(index, isWhole: true) }
    for index in value.closed { compute(index, isWhole: true) }
  }

  func compute(_ index: Int, isWhole: Bool) { scan.compute(index, isWhole: isWhole) }
}
