import Values

/// What brackets of a script do with the texts in them and before them.
extension JavaScriptReader {
  /// Notes what a bracket is opened behind.
  mutating func open(_ frame: inout JavaScriptReader.Frame) {
    let value = operand
    operand = nil
    let isOpenedBehindValue = endsValue || value != nil
    if frame.byte == UInt8(ascii: "(") {
      guard isOpenedBehindValue else { return }
      frame.opening = .call(previous.name)
      if value?.access == .method {
        frame.base = value
        frame.base?.access = .none
      } else if let value, value.isDirect {
        // The name of a method.
        compute(value)
      }
      return
    }
    frame.opening = isOpenedBehindValue || isName ? .index : .list
    guard let value else { return }
    if value.kind == .result { return }
    if value.kind == .text {
      compute(value)
    } else {
      frame.base = value
      frame.base?.kind = .text
      frame.base?.access = .none
    }
  }

  /// Whether a bracket here holds the name of a member of an object or class.
  private var isName: Bool {
    switch frames[frames.count - 1].role {
    case .object:
      previous == .other(UInt8(ascii: "{")) || previous == .other(UInt8(ascii: ","))
    case .classBody: true
    case .block, .body, .control, .group, .substitution: false
    }
  }

  /// Takes the value of a bracket that ended.
  ///
  /// - Parameter inner: the values in it.
  mutating func close(_ frame: JavaScriptReader.Frame, holding inner: ScriptOperand?) {
    operand = nil
    callee = nil
    switch (frame.role, frame.opening) {
    case (.group, .call(let name)), (.control, .call(let name)):
      operand = frame.base
      callee = name
      if let inner { takeArguments(inner, of: name) }
    case (.group, .index):
      if let inner { compute(inner) }
      operand = frame.base
    case (.group, .list):
      operand = inner
      operand?.kind = .list
    case (.group, .group): operand = inner
    case (.object, _):
      operand = inner
      operand?.kind = .members
    default: break
    }
  }

  /// Takes what a call makes of the texts that it is given for the last value.
  private mutating func takeArguments(_ inner: ScriptOperand, of name: Range<Int>?) {
    guard let name else { return }
    let word = UnsafeBufferPointer(rebasing: scan.bytes[name])
    let isOfText =
      scan.byte(name.lowerBound - 1) == UInt8(ascii: ".")
      && (scan.byte(name.lowerBound - 2).isQuote
        || scan.byte(name.lowerBound - 2) == UInt8(ascii: "`"))
    if scan.equals(name, "concat"), isOfText {
      joinArguments(inner, isLastWhole: true)
    } else if scan.equals(name, "join"), inner.kind == .text {
      joinArguments(inner, isLastWhole: false)
    } else if ScriptFunctions.parting.contains(word) || isArrayFrom(name) {
      if inner.kind == .text { compute(inner) }
    } else if operand == nil {
      operand = inner
      operand?.isDirect = false
      if ScriptFunctions.sets.contains(word) {
        operand?.kind = .list
      } else {
        operand?.kind = ScriptFunctions.keeping.contains(word) ? .text : .result
      }
    }
  }

  private func isArrayFrom(_ name: Range<Int>) -> Bool {
    guard scan.equals(name, "from"), let owner = owner(before: name.lowerBound) else {
      return false
    }
    return scan.equals(owner, "Array")
  }

  /// Takes texts that a call puts together for one text.
  ///
  /// - Parameter isLastWhole: whether nothing is put behind the last one.
  private mutating func joinArguments(_ inner: ScriptOperand, isLastWhole: Bool) {
    let last = isLastWhole ? inner.open.max().flatMap { isLastArgument($0) ? $0 : nil } : nil
    for index in inner.open where index != last { compute(index, isWhole: false) }
    operand = last.map { ScriptOperand(open: [$0]) }
  }

  /// Whether a reference ends the last argument of a call.
  private func isLastArgument(_ reference: Int) -> Bool {
    var place = scan.found[reference].urlRange.upperBound
    if scan.byte(place).isQuote || scan.byte(place) == UInt8(ascii: "`") { place += 1 }
    while scan.byte(place).isSpace { place += 1 }
    return scan.byte(place) == UInt8(ascii: ")")
  }

  /// Takes what a substitution puts into the text of its template literal, up to the index.
  mutating func closeSubstitution(holding inner: ScriptOperand?) {
    guard let inner else { return }
    let last = literals.count - 1
    let next = scan.byte(index)
    operand = inner
    if !TokenText.endsURL(next), next != UInt8(ascii: "&"), next != UInt8(ascii: "#") {
      computeOpen()
    }
    guard var value = operand else { return }
    operand = nil
    if next != UInt8(ascii: "`") {
      value.closed += value.open
      value.open = []
    }
    literals[last].values.merge(value)
  }
}
