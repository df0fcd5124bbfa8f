import Values

/// A statement of Python source.
struct PythonStatement: Sendable {
  /// What it is.
  let kind: Kind
  /// The place of its first byte.
  let start: Int

  /// What a statement is.
  indirect enum Kind: Sendable {
    /// `import a.b as c`: the names on the way, and the name here.
    case imports([(path: [String], alias: String?)])
    /// `from ..a import b as c`: the number of dots, the names behind, and what is imported; `*` for all.
    case importsFrom(level: Int, path: [String], names: [(name: String, alias: String)])
    /// `a = b = value`, `a: T = value`.
    case assignment([PythonExpression], PythonExpression)
    /// `a += value`.
    case addition(PythonExpression, PythonExpression)
    case function(PythonFunction)
    case type(PythonType)
    case returns(PythonExpression)
    case expression(PythonExpression)
    /// `if`, with what belongs to it and what else.
    case condition(PythonExpression, [PythonStatement], [PythonStatement])
    /// `for`, `while`, `with`, `try`: what stands in its head, and its parts.
    case block([PythonExpression], [PythonStatement])
  }
}

/// A function of Python source.
struct PythonFunction: Sendable {
  let name: String
  /// The parameters in order; with their stars for `*args`, `**kwargs`.
  let parameters: [String]
  let decorators: [PythonExpression]
  let body: [PythonStatement]
  /// The place of its name.
  let start: Int
}

/// A class of Python source.
struct PythonType: Sendable {
  let name: String
  let bases: [PythonArgument]
  let decorators: [PythonExpression]
  let body: [PythonStatement]
  /// The place of its name.
  let start: Int
}

extension PythonStatement {
  /// The expressions that stand in the statement itself, not in the statements below it.
  var expressions: [PythonExpression] {
    switch kind {
    case .imports, .importsFrom: []
    case .assignment(let targets, let value): targets + [value]
    case .addition(let target, let value): [target, value]
    case .function(let function): function.decorators
    case .type(let type): type.bases.map(\.value) + type.decorators
    case .returns(let value), .expression(let value): [value]
    case .condition(let test, _, _): [test]
    case .block(let head, _): head
    }
  }

  /// The statements right below it.
  var statements: [PythonStatement] {
    switch kind {
    case .function(let function): function.body
    case .type(let type): type.body
    case .condition(_, let first, let second): first + second
    case .block(_, let body): body
    default: []
    }
  }
}

extension [PythonStatement] {
  /// Tells of each statement, those below others too, in order.
  ///
  /// - Parameter entersFunctions: whether those in functions and classes are told too.
  func forEachStatement(entersFunctions: Bool = true, _ body: (PythonStatement) -> Void) {
    var waiting = Array(reversed())
    while let next = waiting.popLast() {
      body(next)
      if !entersFunctions {
        switch next.kind {
        case .function, .type: continue
        default: break
        }
      }
      waiting += next.statements.reversed()
    }
  }

  /// Tells of each expression in them, those below others too.
  func forEachExpression(_ body: (PythonExpression) -> Void) {
    forEachStatement { statement in
      for expression in statement.expressions { expression.forEach(body) }
    }
  }
}
