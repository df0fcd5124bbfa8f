import Values

// Expressions (The Python Language Reference, chapter 6).
extension PythonParser {
  /// Takes an expression, or a tuple of them without brackets.
  mutating func takeExpressions() -> PythonExpression {
    let start = token.range.lowerBound
    let first = takeExpression()
    guard isAt(",") else { return first }
    var items = [first]
    while consume(",") {
      if endsExpression { break }
      items.append(takeExpression())
    }
    return make(.list(items), from: start)
  }

  /// Whether no expression can begin here.
  private var endsExpression: Bool {
    switch token.kind {
    case .lineEnd, .end, .indent, .dedent: true
    case .symbol: [")", "]", "}", "=", ":", ";", ","].contains(where: isAt)
    default: false
    }
  }

  /// Takes an expression.
  mutating func takeExpression() -> PythonExpression {
    let start = token.range.lowerBound
    guard depth < Self.deepest else {
      advance()
      return make(.other([]), from: start)
    }
    depth += 1
    defer { depth -= 1 }
    if consume("lambda") {
      let parameters = takeParameters(until: ":", annotated: false)
      _ = consume(":")
      return make(.lambda(parameters, takeExpression()), from: start)
    }
    if consume("*") { return make(.starred(takeExpression()), from: start) }
    if consume("yield") {
      _ = consume("from")
      return endsExpression
        ? make(.other([]), from: start) : make(.other([takeExpressions()]), from: start)
    }
    var value = takeOperation(0)
    if consume(":=") { value = takeExpression() }
    guard isAt("if") else { return value }
    advance()
    let test = takeOperation(0)
    guard consume("else") else { return make(.other([value, test]), from: start) }
    return make(.choice(value, test: test, takeExpression()), from: start)
  }

  mutating func make(_ kind: PythonExpression.Kind, from start: Int) -> PythonExpression {
    let end = next > 0 ? tokens[next - 1].range.upperBound : start
    return PythonExpression(kind: kind, range: start..<max(start, end))
  }

  /// The operators from those that bind least.
  private static let levels: [[StaticString]] = [
    ["or"], ["and"], ["in", "is", "not", "<", ">", "<=", ">=", "==", "!="], ["|"], ["^"], ["&"],
    ["<<", ">>"], ["+", "-"], ["*", "@", "/", "//", "%"],
  ]

  private static let conditions: [StaticString] = [
    "and", "or", "not", "in", "is", "<", ">", "<=", ">=", "==", "!=",
  ]

  private mutating func takeOperation(_ level: Int) -> PythonExpression {
    guard level < Self.levels.count else { return takeUnary() }
    let start = token.range.lowerBound
    if level == 2, isAt("not") {
      advance()
      return make(.unary("not", takeOperation(2)), from: start)
    }
    var left = takeOperation(level + 1)
    while let name = Self.levels[level].first(where: isAt) {
      var words = "\(name)"
      advance()
      // `not in`, `is not`.
      if words == "not" {
        guard consume("in") else { break }
        words = "not in"
      } else if words == "is", consume("not") {
        words = "is not"
      }
      left = make(.binary(left, words, takeOperation(level + 1)), from: start)
    }
    return left
  }

  private mutating func takeUnary() -> PythonExpression {
    let start = token.range.lowerBound
    for name in ["-", "+", "~", "await", "**"] as [StaticString] where isAt(name) {
      guard depth < Self.deepest else { break }
      depth += 1
      defer { depth -= 1 }
      advance()
      return make(.unary("\(name)", takeUnary()), from: start)
    }
    let base = takePrimary()
    guard consume("**") else { return base }
    return make(.binary(base, "**", takeUnary()), from: start)
  }

  private mutating func takePrimary() -> PythonExpression {
    let start = token.range.lowerBound
    var value = takeAtom()
    while true {
      if consume(".") {
        value = make(.attribute(value, takeName() ?? ""), from: start)
      } else if consume("(") {
        value = make(.call(value, takeArguments()), from: start)
      } else if consume("[") {
        let key = takeSubscript()
        value = make(.subscripted(value, key), from: start)
      } else {
        return value
      }
    }
  }

  /// Takes a key or slice, and the bracket behind it.
  private mutating func takeSubscript() -> PythonExpression {
    let start = token.range.lowerBound
    var items: [PythonExpression] = []
    var isSlice = false
    while !isAt("]"), token.kind != .end {
      let before = next
      if consume(":") { isSlice = true } else { items.append(takeExpression()) }
      _ = consume(",")
      if next == before { advance() }
    }
    _ = consume("]")
    if items.count == 1, !isSlice { return items[0] }
    return make(isSlice ? .other(items) : .list(items), from: start)
  }

  /// Takes arguments, and the bracket behind them.
  mutating func takeArguments() -> [PythonArgument] {
    var arguments: [PythonArgument] = []
    while !isAt(")"), token.kind != .end {
      let before = next
      if consume("**") {
        arguments.append(PythonArgument(keyword: "", value: takeExpression()))
      } else if token.kind == .name, holds(tokens[min(next + 1, tokens.count - 1)], "=") {
        let keyword = takeName()
        advance()
        arguments.append(PythonArgument(keyword: keyword, value: takeExpression()))
      } else {
        let value = takeExpression()
        arguments.append(PythonArgument(keyword: nil, value: takeComprehension(of: [value])))
      }
      _ = consume(",")
      if next == before { advance() }
    }
    _ = consume(")")
    return arguments
  }

  /// What a comprehension is made of, where `for` follows its first part.
  private mutating func takeComprehension(of parts: [PythonExpression]) -> PythonExpression {
    guard isAt("for") || isAt("async") else {
      return parts.count == 1 ? parts[0] : make(.other(parts), from: parts[0].range.lowerBound)
    }
    var all = parts
    while isAt("for") || isAt("async") || isAt("if") || isAt("in") {
      advance()
      if isAt("for") { continue }
      while consume("not") {}
      all.append(takeOperation(3))
      while consume(",") { all.append(takeOperation(3)) }
      // What a condition is made of.
      while Self.conditions.contains(where: isAt) {
        if isAt("in") { break }
        advance()
        while consume("in") || consume("not") {}
        all.append(takeOperation(3))
      }
    }
    return make(.other(all), from: parts[0].range.lowerBound)
  }

  private mutating func takeAtom() -> PythonExpression {
    let start = token.range.lowerBound
    switch token.kind {
    case .name:
      let name = text(token)
      advance()
      if ["True", "False", "None"].contains(name) { return make(.constant(name), from: start) }
      return make(.name(name), from: start)
    case .number:
      advance()
      return make(.number, from: start)
    case .string: return takeStrings()
    default: break
    }
    if consume("(") { return takeItems(until: ")", from: start) }
    if consume("[") { return takeItems(until: "]", from: start) }
    if consume("{") { return takeBraces(from: start) }
    if consume("...") { return make(.constant("..."), from: start) }
    return make(.other([]), from: start)
  }

  /// Takes what stands in brackets: a tuple, a list, or in parentheses just an expression.
  private mutating func takeItems(until end: StaticString, from start: Int) -> PythonExpression {
    var items: [PythonExpression] = []
    var hasComma = false
    while !isAt(end), token.kind != .end {
      let before = next
      items.append(takeComprehension(of: [takeExpression()]))
      if consume(",") { hasComma = true }
      if next == before { advance() }
    }
    _ = consume(end)
    if items.count == 1, !hasComma, bytes[start] == UInt8(ascii: "(") { return items[0] }
    return make(.list(items), from: start)
  }

  /// Takes a dictionary or set.
  private mutating func takeBraces(from start: Int) -> PythonExpression {
    var items: [PythonExpression] = []
    var pairs: [(key: PythonExpression?, value: PythonExpression)] = []
    while !isAt("}"), token.kind != .end {
      let before = next
      if consume("**") {
        pairs.append((nil, takeExpression()))
      } else {
        let key = takeExpression()
        if consume(":") {
          let value = takeExpression()
          if isAt("for") || isAt("async") {
            items.append(takeComprehension(of: [key, value]))
          } else {
            pairs.append((key, value))
          }
        } else {
          items.append(takeComprehension(of: [key]))
        }
      }
      _ = consume(",")
      if next == before { advance() }
    }
    _ = consume("}")
    return make(items.isEmpty ? .dictionary(pairs) : .list(items), from: start)
  }

  /// Takes a string, and those that follow it right away, as one.
  private mutating func takeStrings() -> PythonExpression {
    let start = token.range.lowerBound
    var parts: [PythonExpression.TextPart] = []
    while token.kind == .string {
      PythonText(bytes, token.range, depth: depth).add(to: &parts)
      advance()
    }
    return make(.text(parts), from: start)
  }
}
