import Values

/// Reads a script token by token, as far as it takes to tell strings, comments and regular expressions
/// apart (ECMA-262, section 12).
struct JavaScriptReader {
  let scan: ReferenceScan
  let range: Range<Int>
  var index: Int
  /// What is open, the whole script first.
  var frames: [Frame]
  /// The last token.
  var previous = Token.start
  /// Template literals that are open.
  var literals: [Literal] = []
  /// Strings that were read as parts of another, by their starts.
  var joined: Set<Int> = []
  /// The next template tag.
  var nextTag: Int
  /// Up to where no regular expression ends, because one that began before did not.
  var divisionEnd = 0
  /// The value in front, where references stand in its text.
  var operand: ScriptOperand?
  /// The function that was called last.
  var callee: Range<Int>?
  /// The texts of constants, by their names; nil for a name that has several.
  var constants: [[UInt8]: TargetText?] = [:]
  /// Who asks for what variables are set to, by their names.
  var fetches: [[UInt8]: Fetch] = [:]
  /// Whether the last name began a statement, as a label does.
  private var isLabel = false

  /// What is open: a bracket, a substitution, or the whole script.
  struct Frame {
    let byte: UInt8
    var role: Role
    /// Whether strings in it only test, route or log.
    var isGuard = false
    var isImport = false
    /// Whether strings in it are asked for, and whether a worker does so.
    var fetch = Fetch.no
    /// The variable that what is in it is set to.
    var variable: Range<Int>?
    /// Whose attribute is set, of a call of `setAttribute`.
    var owner: Range<Int>?
    /// The body that the next brace opens.
    var body: Body?
    /// Whether `case` or `default` stands open.
    var isCase = false
    /// The URLs and the values of `integrity` in it.
    var integrity = IntegrityPairs()
    var opening = Opening.group
    /// What it is an index or an argument of.
    var base: ScriptOperand?
    /// Whether the expression compares that is open in it.
    var isCompared = false
    /// The values in it, where references stand in their texts.
    var values: ScriptValues?
  }

  /// What a bracket does with what stands in it.
  enum Opening {
    case group, list, index
    case call(Range<Int>?)
  }

  /// Who asks for what a string names.
  enum Fetch {
    case no, page, worker
  }

  enum Role {
    /// Statements; behind its end one begins.
    case block
    /// Statements that are a value: the body of a function expression.
    case body
    /// Members of a class; whether the class is a value.
    case classBody(isValue: Bool)
    case object
    /// Behind it a statement begins: `if (…)`.
    case control(isFor: Bool)
    case group
    /// `${`, in a template literal.
    case substitution
  }

  /// A function or class whose body is still to come; whether it is a value.
  enum Body {
    case function(isValue: Bool)
    case classBody(isValue: Bool)
  }

  /// A template literal so far.
  struct Literal {
    let start: Int
    var text: TargetText
    /// The substitutions, and where the one begins that is open.
    var holes: [Range<Int>] = []
    var hole = 0
    let before: Token
    /// What its substitutions put into it.
    var values = ScriptOperand()
  }

  enum Token: Equatable {
    /// Nothing: a statement begins.
    case start
    case name(Range<Int>)
    /// The name of a property or member, which is no keyword.
    case property(Range<Int>)
    /// Something else that ends an expression.
    case value
    case arrow
    case other(UInt8)
  }

  init(scan: ReferenceScan, range: Range<Int>) {
    self.scan = scan
    self.range = range
    index = range.lowerBound
    nextTag = scan.tags.isEmpty ? 0 : scan.tagIndex(from: range.lowerBound)
    frames = [Frame(byte: 0, role: .block)]
  }

  mutating func run() {
    let end = range.upperBound
    let bytes = scan.bytes
    skipFirstLine()
    while index < end {
      let byte = bytes[index]
      if byte.isLetter || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$") {
        takeName()
      } else if byte.isSpace {
        index += 1
      } else if byte.isDigit {
        if operand != nil { settle(ends: true) }
        takeNumber()
      } else if byte.isQuote {
        takeString()
      } else if byte == UInt8(ascii: "`") {
        if operand != nil { settle(ends: true) }
        literals.append(Literal(start: index, text: TargetText(), before: previous))
        index += 1
        takeLiteral()
      } else if byte == UInt8(ascii: "/") {
        takeSlash()
      } else if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "<"), let tag = skipTag() {
        if tag.kind == .expression { previous = .value }
      } else if byte >= 0x80 {
        let count = spaceCount(at: index)
        if count > 0 { index += count } else { takeName() }
      } else {
        take(byte)
      }
    }
    for frame in frames.dropFirst().reversed() {
      frames.removeLast()
      pair(frame)
    }
    pairRest()
  }

  /// Passes over `#!…`, and a byte order mark.
  private mutating func skipFirstLine() {
    if spaceCount(at: index) == 3 { index += 3 }
    guard index + 1 < range.upperBound, scan.bytes[index] == UInt8(ascii: "#"),
      scan.bytes[index + 1] == UInt8(ascii: "!")
    else { return }
    let start = index
    index = scan.first(UInt8(ascii: "\n"), in: index..<range.upperBound) ?? range.upperBound
    scan.note(.comment, start..<index)
  }

  /// The number of bytes of a white space beyond ASCII: no-break space, byte order mark, the separators
  /// of lines and paragraphs.
  private func spaceCount(at place: Int) -> Int {
    switch (scan.byte(place), scan.byte(place + 1), scan.byte(place + 2)) {
    case (0xC2, 0xA0, _): 2
    case (0xEF, 0xBB, 0xBF), (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9): 3
    default: 0
    }
  }

  /// Passes over the template tag at the index.
  mutating func skipTag() -> TemplateTag? {
    while nextTag < scan.tags.count, scan.tags[nextTag].range.lowerBound < index { nextTag += 1 }
    guard nextTag < scan.tags.count, scan.tags[nextTag].range.lowerBound == index else {
      return nil
    }
    index = min(scan.tags[nextTag].range.upperBound, range.upperBound)
    return scan.tags[nextTag]
  }

  /// Reads a name, and what it says of what follows.
  private mutating func takeName() {
    let start = index
    let bytes = scan.bytes
    index += 1
    while index < range.upperBound {
      let byte = bytes[index]
      guard byte.isNameByte || byte == UInt8(ascii: "$") else { break }
      if byte >= 0x80, spaceCount(at: index) > 0 { break }
      index += 1
    }
    let name = start..<index
    if operand != nil { operate(name: name) }
    if isProperty, !isRelation(name) {
      isLabel = false
      previous = .property(name)
      return
    }
    isLabel = beginsStatement
    if (2...8).contains(name.count) {
      note(name)
    } else {
      previous = .name(name)
    }
  }

  /// Whether a name here is that of a property or member.
  private var isProperty: Bool {
    switch (previous, frames[frames.count - 1].role) {
    case (.other(UInt8(ascii: ".")), _), (.other(UInt8(ascii: "#")), _): return true
    case (.other(UInt8(ascii: "{")), .object), (.other(UInt8(ascii: ",")), .object): return true
    case (.property(let name), .object):
      return ["get", "set", "async", "static"].contains { scan.equals(name, $0) }
    case (.start, .classBody), (.value, .classBody), (.property, .classBody),
      (.other(UInt8(ascii: "*")), .classBody):
      return true
    case (.name(let name), .classBody): return !isOperator(name)
    default: return false
    }
  }

  /// Whether a name relates two values, `a in b`, and is no member of a class.
  private func isRelation(_ name: Range<Int>) -> Bool {
    guard scan.equals(name, "in") || scan.equals(name, "instanceof"), endsValue else {
      return false
    }
    switch previous {
    case .other, .start, .arrow: return false
    case .value, .name, .property:
      var place = name.lowerBound - 1
      while place >= range.lowerBound, scan.bytes[place].isSpace {
        if scan.bytes[place] == UInt8(ascii: "\n") { return false }
        place -= 1
      }
      return true
    }
  }

  /// Whether what comes next begins a statement where it is `function` or `class`: two values in a row
  /// are two statements.
  private var beginsStatement: Bool {
    switch previous {
    case .start, .value, .property: true
    case .name(let name): scan.equals(name, "export") || !isOperator(name)
    case .arrow, .other: false
    }
  }

  /// Whether a value follows a name: it is a keyword.
  func isOperator(_ name: Range<Int>) -> Bool {
    switch name.count {
    case 2:
      return scan.equals(name, "in") || scan.equals(name, "do")
        || scan.equals(name, "of") && isInFor
    case 3: return scan.equals(name, "new")
    case 4:
      return scan.equals(name, "case") || scan.equals(name, "void") || scan.equals(name, "else")
    case 5:
      return scan.equals(name, "throw") || scan.equals(name, "await")
        || scan.equals(name, "yield") || scan.equals(name, "async")
    case 6:
      return scan.equals(name, "return") || scan.equals(name, "typeof")
        || scan.equals(name, "delete")
    case 7: return scan.equals(name, "extends") || scan.equals(name, "default")
    case 10: return scan.equals(name, "instanceof")
    default: return false
    }
  }

  private var isInFor: Bool {
    if case .control(isFor: true) = frames[frames.count - 1].role { true } else { false }
  }

  /// Notes a name that may be a keyword, and what it says of what follows.
  private mutating func note(_ name: Range<Int>) {
    let last = frames.count - 1
    switch scan.bytes[name.lowerBound] {
    case UInt8(ascii: "f") where scan.equals(name, "function"):
      frames[last].body = .function(isValue: !beginsStatement)
    case UInt8(ascii: "c") where scan.equals(name, "class"):
      frames[last].body = .classBody(isValue: !beginsStatement)
    case UInt8(ascii: "f") where scan.equals(name, "finally"),
      UInt8(ascii: "t") where scan.equals(name, "try"),
      UInt8(ascii: "e") where scan.equals(name, "else"),
      UInt8(ascii: "d") where scan.equals(name, "do"):
      previous = .start
      return
    case UInt8(ascii: "o") where scan.equals(name, "of"):
      // Where no value stands in front it is a name like others.
      if !endsValue {
        previous = .property(name)
        return
      }
    case UInt8(ascii: "c") where scan.equals(name, "case"):
      frames[last].isCase = true
    case UInt8(ascii: "d") where scan.equals(name, "default"):
      // `export default` is followed by a declaration, or a value.
      if case .name(let before) = previous, scan.equals(before, "export") {
        previous = .start
        return
      }
      frames[last].isCase = true
    case UInt8(ascii: "a") where scan.equals(name, "async"):
      // `async function` begins what `function` alone would.
      if beginsStatement, isFollowedByFunction {
        previous = .start
        return
      }
    case UInt8(ascii: "a") where scan.equals(name, "await"):
      // `for await (…)`
      if case .name(let before) = previous, scan.equals(before, "for") { return }
    default: break
    }
    previous = .name(name)
  }

  private var isFollowedByFunction: Bool {
    var place = index
    while place < range.upperBound, scan.bytes[place] == UInt8(ascii: " ") { place += 1 }
    return scan.matches("function", at: place)
  }

  /// Reads a number, `1.5e-3`, `0xFF`, `10n`.
  private mutating func takeNumber() {
    let bytes = scan.bytes
    while index < range.upperBound {
      let byte = bytes[index]
      let isExponent = byte.lowered == UInt8(ascii: "e") && !scan.matches("0x", at: index - 1)
      index += 1
      if isExponent, index < range.upperBound,
        bytes[index] == UInt8(ascii: "+") || bytes[index] == UInt8(ascii: "-"),
        bytes[index - 2].isDigit || bytes[index - 2] == UInt8(ascii: ".")
      {
        index += 1
      }
      guard index < range.upperBound, bytes[index].isNameByte || bytes[index] == UInt8(ascii: ".")
      else { break }
    }
    previous = .value
  }

  private mutating func take(_ byte: UInt8) {
    let next = scan.byte(index + 1)
    switch byte {
    case UInt8(ascii: "("), UInt8(ascii: "["): open(byte)
    case UInt8(ascii: "{"):
      if operand != nil { settle(ends: true) }
      openBrace()
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
      close(byte)
      return
    case _ where operand != nil || next == UInt8(ascii: "=") || isAmongValues:
      operate(byte)
      takeOperator(byte, next)
      return
    default:
      takeOperator(byte, next)
      return
    }
    index += 1
  }

  /// Whether the expression that is open holds references, or compares.
  private var isAmongValues: Bool {
    let frame = frames.count - 1
    return frames[frame].isCompared || frames[frame].values != nil
  }

  private mutating func takeOperator(_ byte: UInt8, _ next: UInt8) {
    switch byte {
    case UInt8(ascii: ";"): previous = isInStatements ? .start : .other(byte)
    case UInt8(ascii: ":"): takeColon()
    case UInt8(ascii: "=") where next == UInt8(ascii: ">"):
      previous = .arrow
      index += 1
    case UInt8(ascii: "+") where next == UInt8(ascii: "+"),
      UInt8(ascii: "-") where next == UInt8(ascii: "-"):
      if byte == UInt8(ascii: "-"), scan.byte(index + 2) == UInt8(ascii: ">"), beginsLine {
        skipLine()
        return
      }
      // Behind a value it changes that, unless a line begins with it.
      if !endsValue || isBehindLineFeed { previous = .other(byte) } else { previous = .value }
      index += 1
    case UInt8(ascii: "."):
      if next.isDigit, !endsValue {
        index += 1
        takeNumber()
        return
      }
      if next == UInt8(ascii: ".") {
        // `...`
        previous = .other(UInt8(ascii: "*"))
        index += 1
        while scan.byte(index + 1) == UInt8(ascii: "."), index + 1 < range.upperBound { index += 1 }
      } else {
        previous = .other(byte)
      }
    case UInt8(ascii: "<") where scan.matches("<!--", at: index):
      skipLine()
      return
    case UInt8(ascii: "\\"):
      // An escape in a name.
      index += 1
      return takeName()
    default: previous = .other(byte)
    }
    index += 1
  }

  /// Passes over a comment up to the end of its line.
  mutating func skipLine() {
    let start = index
    index = scan.first(UInt8(ascii: "\n"), in: index..<range.upperBound) ?? range.upperBound
    scan.note(.comment, start..<index)
  }

  /// Whether statements stand in what is open.
  private var isInStatements: Bool {
    switch frames[frames.count - 1].role {
    case .block, .body, .classBody: true
    case .object, .control, .group, .substitution: false
    }
  }

  /// Whether nothing but white space stands in front on the line.
  private var beginsLine: Bool {
    var place = index - 1
    while place >= range.lowerBound,
      scan.bytes[place] == UInt8(ascii: " ") || scan.bytes[place] == UInt8(ascii: "\t")
    {
      place -= 1
    }
    return place < range.lowerBound || scan.bytes[place] == UInt8(ascii: "\n")
      || scan.bytes[place] == UInt8(ascii: "\r")
  }

  private var isBehindLineFeed: Bool {
    var place = index - 1
    while place >= range.lowerBound, scan.bytes[place].isSpace {
      if scan.bytes[place] == UInt8(ascii: "\n") { return true }
      place -= 1
    }
    return false
  }

  /// Whether the last token ends a value, so that a slash divides.
  var endsValue: Bool {
    switch previous {
    case .value, .property: true
    case .name(let name): !isOperator(name)
    case .start, .arrow, .other: false
    }
  }

  private mutating func takeColon() {
    let last = frames.count - 1
    let isLabelled = isInStatements && isLabel && previous.isName
    if isInStatements, frames[last].isCase || isLabelled {
      frames[last].isCase = false
      previous = .start
    } else {
      previous = .other(UInt8(ascii: ":"))
    }
  }

  private mutating func open(_ byte: UInt8) {
    var frame = Frame(byte: byte, role: .group)
    if byte == UInt8(ascii: "(") {
      switch previous {
      case .name(let name):
        frame.isGuard = GuardNames.contains(name, in: scan) || scan.equals(name, "case")
        frame.isImport = scan.equals(name, "import")
        frame.fetch = fetch(ofCall: name)
        if isControl(name) { frame.role = .control(isFor: scan.equals(name, "for")) }
      case .property(let name):
        frame.isGuard = GuardNames.contains(name, in: scan)
        frame.fetch = fetch(ofCall: name)
        if scan.equals(name, "setattribute") { frame.owner = owner(before: name.lowerBound) }
      default: break
      }
    }
    if !frame.isGuard, byte == UInt8(ascii: "[") || !(previous.isName) {
      frame.isGuard = frames[frames.count - 1].isGuard
    }
    inherit(&frame)
    open(&frame)
    frames.append(frame)
    previous = .other(byte)
  }

  /// Whether a statement, or its block, follows the parentheses behind a name.
  private func isControl(_ name: Range<Int>) -> Bool {
    switch name.count {
    case 2: scan.equals(name, "if")
    case 3: scan.equals(name, "for")
    case 4: scan.equals(name, "with")
    case 5: scan.equals(name, "while") || scan.equals(name, "catch")
    case 6: scan.equals(name, "switch")
    default: false
    }
  }

  private mutating func openBrace() {
    let last = frames.count - 1
    var role: Role
    switch (frames[last].body, previous) {
    case (.function(let isValue), _):
      role = isValue ? .body : .block
      frames[last].body = nil
    case (.classBody(let isValue), _):
      role = .classBody(isValue: isValue)
      frames[last].body = nil
    case (_, .start), (_, .arrow), (_, .value), (_, .property): role = .block
    case (_, .name(let name)): role = isOperator(name) ? .object : .block
    case (_, .other): role = .object
    }
    // A method in an object is a member like others.
    if case .object = frames[last].role, case .block = role, previous != .arrow { role = .body }
    var frame = Frame(byte: UInt8(ascii: "{"), role: role)
    if case .object = role { inherit(&frame) }
    frames.append(frame)
    previous = if case .object = role { .other(UInt8(ascii: "{")) } else { .start }
  }

  /// Takes a closing bracket.
  private mutating func close(_ byte: UInt8) {
    index += 1
    let values = operand != nil || frames[frames.count - 1].values != nil ? takeValues() : nil
    guard frames.count > 1, let frame = frames.last else {
      previous = byte == UInt8(ascii: "}") ? .start : .value
      return
    }
    if case .substitution = frame.role {
      guard byte == UInt8(ascii: "}") else { return }
      frames.removeLast()
      let last = literals.count - 1
      append(valueOf: literals[last].hole..<index, to: &literals[last].text)
      literals[last].holes.append(literals[last].hole..<index)
      closeSubstitution(holding: values)
      return takeLiteral()
    }
    frames.removeLast()
    pair(frame)
    close(frame, holding: values)
    switch frame.role {
    case .block, .control, .classBody(isValue: false): previous = .start
    case .body, .object, .group, .classBody(isValue: true), .substitution: previous = .value
    }
  }

  /// Reads a template literal on from its start or from behind a substitution.
  private mutating func takeLiteral() {
    let end = range.upperBound
    guard var literal = literals.popLast() else { return }
    while index < end {
      let byte = scan.bytes[index]
      if byte == UInt8(ascii: "`") {
        index += 1
        previous = .value
        scan.note(.template, literal.start..<index)
        take(
          JavaScriptString(
            range: literal.start..<index, inner: (literal.start + 1)..<(index - 1),
            before: literal.before, holes: literal.holes), literal.text, holding: literal.values)
        return
      }
      if byte == UInt8(ascii: "$"), scan.byte(index + 1) == UInt8(ascii: "{"), index + 1 < end {
        literal.hole = index
        literals.append(literal)
        index += 2
        frames.append(Frame(byte: UInt8(ascii: "`"), role: .substitution))
        previous = .other(UInt8(ascii: "{"))
        return
      }
      takeCharacter(into: &literal.text)
    }
  }

  /// Reads a byte, an escape or a template tag.
  mutating func takeCharacter(into text: inout TargetText) {
    let start = index
    let byte = scan.bytes[index]
    if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "<"), skipTag() != nil {
      text.appendHole(start..<index)
    } else if byte == UInt8(ascii: "\\") {
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
    if operand != nil { settle(ends: true) }
    var text = TargetText()
    while index < end, scan.bytes[index] != quote, scan.bytes[index] != UInt8(ascii: "\n") {
      takeCharacter(into: &text)
    }
    index = min(index, end)
    guard index < end, scan.bytes[index] == quote else {
      previous = .value
      return
    }
    index += 1
    scan.note(.string, start..<index)
    let before = previous
    previous = .value
    take(
      JavaScriptString(range: start..<index, inner: (start + 1)..<(index - 1), before: before), text
    )
  }
}

extension JavaScriptReader.Token {
  /// The name that it is.
  var name: Range<Int>? {
    switch self {
    case .name(let name), .property(let name): name
    case .start, .value, .arrow, .other: nil
    }
  }

  fileprivate var isName: Bool {
    switch self {
    case .name, .property: true
    case .start, .value, .arrow, .other: false
    }
  }
}
