import Values

/// An expression of Python source.
struct PythonExpression: Sendable {
  /// What it is.
  let kind: Kind
  /// Where it stands.
  let range: Range<Int>

  /// What an expression is.
  indirect enum Kind: Sendable {
    case name(String)
    /// `a.b`.
    case attribute(PythonExpression, String)
    case call(PythonExpression, [PythonArgument])
    /// Text, with the expressions of an f-string in it.
    case text([TextPart])
    case number
    /// `True`, `False`, `None`, `...`.
    case constant(String)
    case binary(PythonExpression, String, PythonExpression)
    /// `not x`, `-x`, `await x`.
    case unary(String, PythonExpression)
    /// `a if b else c`.
    case choice(PythonExpression, test: PythonExpression, PythonExpression)
    case subscripted(PythonExpression, PythonExpression)
    /// A list, tuple or set.
    case list([PythonExpression])
    /// Keys and values; a key is nil before `**other`.
    case dictionary([(key: PythonExpression?, value: PythonExpression)])
    case lambda([String], PythonExpression)
    /// `*x`.
    case starred(PythonExpression)
    /// What is not looked into, with what it holds.
    case other([PythonExpression])
  }

  /// A part of text.
  enum TextPart: Sendable {
    case literal(String)
    case expression(PythonExpression)
  }
}

/// An argument of a call in Python source.
struct PythonArgument: Sendable {
  /// The keyword; nil without one, empty before `**other`.
  let keyword: String?
  /// The value.
  let value: PythonExpression
}

extension PythonExpression {
  /// The names of `a.b.c`, from the first; nil for anything else.
  var dottedName: [String]? {
    switch kind {
    case .name(let name): [name]
    case .attribute(let base, let name): base.dottedName.map { $0 + [name] }
    default: nil
    }
  }

  /// The last of the names of `a.b.c`, `x().c`; nil for anything else.
  var lastName: String? {
    switch kind {
    case .name(let name): name
    case .attribute(_, let name): name
    default: nil
    }
  }

  /// The text of a string without expressions; nil for anything else.
  var plainText: String? {
    guard case .text(let parts) = kind else { return nil }
    var text = ""
    for part in parts {
      guard case .literal(let literal) = part else { return nil }
      text += literal
    }
    return text
  }

  /// The expressions right below this one.
  var children: [PythonExpression] {
    switch kind {
    case .name, .number, .constant: []
    case .attribute(let base, _): [base]
    case .call(let function, let arguments): [function] + arguments.map(\.value)
    case .text(let parts):
      parts.compactMap { part in
        if case .expression(let expression) = part { expression } else { nil }
      }
    case .binary(let left, _, let right): [left, right]
    case .unary(_, let operand), .starred(let operand): [operand]
    case .choice(let first, let test, let second): [test, first, second]
    case .subscripted(let base, let key): [base, key]
    case .list(let items), .other(let items): items
    case .dictionary(let items): items.flatMap { [$0.key, $0.value].compactMap { $0 } }
    case .lambda(_, let body): [body]
    }
  }

  /// Tells of this expression and all below it.
  func forEach(_ body: (PythonExpression) -> Void) {
    var waiting = [self]
    while let next = waiting.popLast() {
      body(next)
      waiting += next.children.reversed()
    }
  }
}

extension [PythonArgument] {
  /// The argument with a keyword.
  func named(_ keyword: String) -> PythonExpression? {
    first { $0.keyword == keyword }?.value
  }

  /// An argument by its place among those without keywords.
  func at(_ place: Int) -> PythonExpression? {
    let plain = filter { $0.keyword == nil }
    return place < plain.count ? plain[place].value : nil
  }

  /// An argument that may be given either way.
  func at(_ place: Int, or keyword: String) -> PythonExpression? {
    named(keyword) ?? at(place)
  }
}
