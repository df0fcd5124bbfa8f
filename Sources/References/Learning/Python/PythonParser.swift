import Values

/// Reads the statements of Python source, as far as they tell what a project does with its files.
///
/// What is no Python, or newer than this, is passed over to the end of its line: nothing is refused.
struct PythonParser {
  let bytes: UnsafeBufferPointer<UInt8>
  let tokens: [PythonToken]
  var next = 0
  /// How deep expressions and blocks are nested; deeper ones are passed over.
  var depth = 0

  static let deepest = 100

  init(_ bytes: UnsafeBufferPointer<UInt8>, _ tokens: [PythonToken]) {
    self.bytes = bytes
    self.tokens = tokens
  }

  /// The statements of a file.
  static func statements(of bytes: [UInt8]) -> [PythonStatement] {
    bytes.withUnsafeBufferPointer { buffer in
      var parser = PythonParser(
        buffer, PythonLexer.tokens(of: buffer, in: 0..<buffer.count))
      var statements: [PythonStatement] = []
      while parser.token.kind != .end {
        parser.takeStatement(into: &statements)
      }
      return statements
    }
  }

  var token: PythonToken { tokens[next] }

  mutating func advance() {
    if next < tokens.count - 1 { next += 1 }
  }

  /// Whether the token is a name or symbol of that text.
  func isAt(_ text: StaticString) -> Bool { holds(token, text) }

  func holds(_ token: PythonToken, _ text: StaticString) -> Bool {
    guard token.kind == .name || token.kind == .symbol,
      token.range.count == text.utf8CodeUnitCount
    else { return false }
    for offset in 0..<text.utf8CodeUnitCount
    where bytes[token.range.lowerBound + offset] != text.utf8Start[offset] {
      return false
    }
    return true
  }

  /// Passes a name or symbol, where it is that one.
  mutating func consume(_ text: StaticString) -> Bool {
    guard isAt(text) else { return false }
    advance()
    return true
  }

  func text(_ token: PythonToken) -> String {
    String(decoding: bytes[token.range], as: UTF8.self)
  }

  /// The name at the token, passed.
  mutating func takeName() -> String? {
    guard token.kind == .name else { return nil }
    defer { advance() }
    return text(token)
  }

  /// Passes the rest of the line, and the block below it.
  mutating func skipLine() {
    while token.kind != .lineEnd, token.kind != .end {
      if token.kind == .indent || token.kind == .dedent { return }
      advance()
    }
    advance()
    guard token.kind == .indent else { return }
    var open = 0
    repeat {
      if token.kind == .indent { open += 1 }
      if token.kind == .dedent { open -= 1 }
      advance()
    } while open > 0 && token.kind != .end
  }

  // MARK: - Statements

  private mutating func takeStatement(into statements: inout [PythonStatement]) {
    let before = next
    switch token.kind {
    case .indent, .dedent, .lineEnd: return advance()
    default: break
    }
    guard depth < Self.deepest else { return skipLine() }
    depth += 1
    defer {
      depth -= 1
      if next == before { advance() }
    }
    if takeCompound(into: &statements) { return }
    takeLine(into: &statements)
  }

  /// Takes the simple statements of a line, parted by semicolons.
  private mutating func takeLine(into statements: inout [PythonStatement]) {
    while true {
      takeSimple(into: &statements)
      if consume(";") {
        if token.kind == .lineEnd { break }
        continue
      }
      break
    }
    if token.kind == .lineEnd { advance() } else if token.kind != .end { skipLine() }
  }

  /// Takes the statements behind a colon: the rest of the line, or a block.
  private mutating func takeBody() -> [PythonStatement] {
    var statements: [PythonStatement] = []
    guard consume(":") else {
      skipLine()
      return []
    }
    guard token.kind == .lineEnd else {
      takeLine(into: &statements)
      return statements
    }
    advance()
    guard token.kind == .indent else { return [] }
    advance()
    while token.kind != .dedent, token.kind != .end { takeStatement(into: &statements) }
    advance()
    return statements
  }

  private mutating func takeCompound(into statements: inout [PythonStatement]) -> Bool {
    let start = token.range.lowerBound
    func add(_ kind: PythonStatement.Kind) {
      statements.append(PythonStatement(kind: kind, start: start))
    }
    var decorators: [PythonExpression] = []
    while isAt("@") {
      advance()
      decorators.append(takeExpression())
      if token.kind == .lineEnd { advance() } else { skipLine() }
    }
    if isAt("async"), ["def", "for", "with"].contains(where: { holds(tokens[next + 1], $0) }) {
      advance()
    }
    if isAt("def") {
      if let function = takeFunction(decorators) { add(.function(function)) }
      return true
    }
    if isAt("class") {
      if let type = takeType(decorators) { add(.type(type)) }
      return true
    }
    if isAt("if") {
      advance()
      add(takeCondition())
      return true
    }
    let words: [StaticString] = [
      "for", "while", "with", "try", "else", "elif", "except", "finally",
    ]
    guard words.contains(where: isAt) || isAtMatch else { return !decorators.isEmpty }
    advance()
    var head: [PythonExpression] = []
    while !isAt(":"), token.kind != .lineEnd, token.kind != .end {
      let before = next
      head.append(takeExpressions())
      // `for x in y`, `with x as y`, `except* X`.
      if next == before { advance() }
      if isAt("as") || isAt("in") || isAt(",") { advance() }
    }
    add(.block(head, takeBody()))
    return true
  }

  /// Whether `match x:` or `case x:` stands here, whose words are names elsewhere.
  private var isAtMatch: Bool {
    guard isAt("match") || isAt("case"), tokens[next + 1].kind != .lineEnd else { return false }
    var place = next + 1
    if holds(tokens[place], "=") || holds(tokens[place], ".") { return false }
    while tokens[place].kind != .lineEnd, tokens[place].kind != .end { place += 1 }
    return holds(tokens[place - 1], ":")
  }

  private mutating func takeCondition() -> PythonStatement.Kind {
    let test = takeExpression()
    let body = takeBody()
    let start = token.range.lowerBound
    if consume("elif") {
      return .condition(test, body, [PythonStatement(kind: takeCondition(), start: start)])
    }
    guard consume("else") else { return .condition(test, body, []) }
    return .condition(test, body, takeBody())
  }

  private mutating func takeFunction(_ decorators: [PythonExpression]) -> PythonFunction? {
    advance()
    let start = token.range.lowerBound
    guard let name = takeName(), consume("(") else {
      skipLine()
      return nil
    }
    let parameters = takeParameters(until: ")")
    _ = consume(")")
    if consume("->") { _ = takeExpression() }
    return PythonFunction(
      name: name, parameters: parameters, decorators: decorators, body: takeBody(), start: start)
  }

  /// Takes names with their stars; annotations and defaults are passed over.
  mutating func takeParameters(until end: StaticString, annotated: Bool = true) -> [String] {
    var parameters: [String] = []
    while !isAt(end), token.kind != .end, token.kind != .lineEnd {
      var stars = ""
      if consume("**") { stars = "**" } else if consume("*") { stars = "*" }
      if let name = takeName() { parameters.append(stars + name) }
      if annotated, consume(":") { _ = takeExpression() }
      if consume("=") { _ = takeExpression() }
      if !consume(",") {
        if isAt(end) { break }
        if !consume("/") { break }
        _ = consume(",")
      }
    }
    return parameters
  }

  private mutating func takeType(_ decorators: [PythonExpression]) -> PythonType? {
    advance()
    let start = token.range.lowerBound
    guard let name = takeName() else {
      skipLine()
      return nil
    }
    let bases = consume("(") ? takeArguments() : []
    return PythonType(
      name: name, bases: bases, decorators: decorators, body: takeBody(), start: start)
  }

  private mutating func takeSimple(into statements: inout [PythonStatement]) {
    let start = token.range.lowerBound
    func add(_ kind: PythonStatement.Kind) {
      statements.append(PythonStatement(kind: kind, start: start))
    }
    if consume("import") { return add(.imports(takeImports())) }
    if consume("from") { return add(takeImportsFrom()) }
    if consume("return") {
      if token.kind != .lineEnd, !isAt(";") { add(.returns(takeExpressions())) }
      return
    }
    if ["raise", "assert", "del"].contains(where: isAt) {
      advance()
      if token.kind != .lineEnd { add(.expression(takeExpressions())) }
      if consume("from") { add(.expression(takeExpression())) }
      return
    }
    let value = takeExpressions()
    if consume(":") {
      // An annotation; without a value it sets nothing.
      _ = takeExpression()
      if consume("=") { add(.assignment([value], takeExpressions())) }
    } else if consume("+=") {
      add(.addition(value, takeExpressions()))
    } else if token.kind == .symbol, token.range.count > 1,
      bytes[token.range.upperBound - 1] == UInt8(ascii: "="),
      !isAt("=="), !isAt("!="), !isAt(":=")
    {
      advance()
      add(.expression(value))
      add(.expression(takeExpressions()))
    } else if isAt("=") {
      var targets = [value]
      while consume("=") { targets.append(takeExpressions()) }
      add(.assignment(Array(targets.dropLast()), targets[targets.count - 1]))
    } else {
      add(.expression(value))
    }
  }

  private mutating func takePath() -> [String] {
    var path: [String] = []
    while let name = takeName() {
      path.append(name)
      if !consume(".") { break }
    }
    return path
  }

  private mutating func takeImports() -> [(path: [String], alias: String?)] {
    var imports: [(path: [String], alias: String?)] = []
    repeat {
      let path = takePath()
      imports.append((path, consume("as") ? takeName() : nil))
    } while consume(",")
    return imports
  }

  private mutating func takeImportsFrom() -> PythonStatement.Kind {
    var level = 0
    while isAt(".") || isAt("...") {
      level += token.range.count
      advance()
    }
    let path = isAt("import") ? [] : takePath()
    guard consume("import") else { return .importsFrom(level: level, path: path, names: []) }
    if consume("*") { return .importsFrom(level: level, path: path, names: [("*", "*")]) }
    let hasBrackets = consume("(")
    var names: [(name: String, alias: String)] = []
    while let name = takeName() {
      let alias = consume("as") ? takeName() : nil
      names.append((name, alias ?? name))
      if !consume(",") { break }
    }
    if hasBrackets { _ = consume(")") }
    return .importsFrom(level: level, path: path, names: names)
  }
}
