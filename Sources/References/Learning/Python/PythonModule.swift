import Values

/// A file of Python source with what its names stand for, scope by scope; no code is run.
final class PythonModule {
  /// The file, from the project's folder.
  let file: BytePath
  let bytes: [UInt8]
  let statements: [PythonStatement]
  /// The scopes: that of the file first, then those of functions and classes in their order.
  private(set) var scopes: [Scope] = [Scope()]
  /// The calls, in order.
  private(set) var calls: [Call] = []
  /// The functions, in order.
  private(set) var functions: [Function] = []
  /// What attributes and members are set to, `app.static_folder = …`, in order.
  private(set) var stores: [Store] = []
  /// The modules that all names are imported of.
  private(set) var wholes: [Import] = []
  /// Where it calls and stores what.
  private(set) lazy var index = PythonIndex(calls: calls, stores: stores)
  /// The members of long dictionaries, by where each stands.
  private var members: [Range<Int>: [String: PythonExpression]] = [:]
  /// What functions return, by index.
  private var returned: [Int: PythonExpression?] = [:]
  private lazy var lineStarts = bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }

  /// What a name is imported of.
  struct Import {
    /// The number of dots in front.
    let level: Int
    let path: [String]
    /// The name there; nil for the module itself.
    let name: String?
  }

  /// The names of a function, class or file.
  struct Scope {
    /// The scope around it; nil for the file's.
    var parent: Int?
    /// The name of the function or class; nil for the file's.
    var name: String?
    /// Whether it is a class's.
    var isType = false
    /// What each name stands for, in the order of the file.
    var definitions: [String: [Definition]] = [:]
    /// The values that each name is given by `=`, in the order of the file.
    var values: [String: [PythonExpression]] = [:]
  }

  /// What a name stands for.
  enum Definition {
    case value(PythonExpression, scope: Int)
    /// One more value, `name += value`.
    case more(PythonExpression, scope: Int)
    /// A function, by its index.
    case function(Int)
    /// A class, with the scope of its names.
    case type(PythonType, scope: Int)
    case imported(Import)
    case parameter
  }

  /// A call, and the scope that it stands in.
  struct Call {
    let function: PythonExpression
    let arguments: [PythonArgument]
    let expression: PythonExpression
    let scope: Int
    /// The names that its result is given to.
    var targets: [PythonExpression] = []

    /// The place of its first byte.
    var start: Int { expression.range.lowerBound }

    /// Whether it gives a parameter something, as far as its arguments tell.
    func gives(_ keyword: String, at place: Int) -> Bool {
      if arguments.contains(where: { $0.keyword == "" }) { return true }
      guard let given = arguments.at(place, or: keyword) else { return false }
      if case .constant("None") = given.kind { return false }
      return true
    }
  }

  /// A function, the scope around it, and its own.
  struct Function {
    let function: PythonFunction
    let outer: Int
    let scope: Int
  }

  /// A value that an attribute or member is given.
  struct Store {
    let target: PythonExpression
    let value: PythonExpression
    let scope: Int
  }

  /// Reads a file.
  init(_ bytes: [UInt8], of file: BytePath) {
    self.file = file
    self.bytes = bytes
    statements = PythonParser.statements(of: bytes)
    note(statements, in: 0)
  }

  /// The line of a place, from 1.
  func line(of place: Int) -> Int {
    var (low, high) = (0, lineStarts.count)
    while low < high {
      let middle = (low + high) / 2
      if lineStarts[middle] < place { low = middle + 1 } else { high = middle }
    }
    return low + 1
  }

  /// Whether a text stands in the file.
  func contains(_ text: String) -> Bool {
    ByteSearch.contains(bytes[...], Array(text.utf8))
  }

  /// What a name stands for in a scope: of the nearest scope that has it, but for classes around.
  func definitions(of name: String, in scope: Int) -> [Definition] {
    defining(name, from: scope).flatMap { scopes[$0].definitions[name] } ?? []
  }

  /// The nearest scope that has a name, but for classes around.
  private func defining(_ name: String, from scope: Int) -> Int? {
    var next: Int? = scope
    while let index = next {
      let isOpen = index == scope || !scopes[index].isType
      if isOpen, scopes[index].definitions[name] != nil { return index }
      next = scopes[index].parent
    }
    return nil
  }

  /// The value that a name was given last before a place; nil for a name that is given other things
  /// than values too.
  func lastValue(
    of name: String, in scope: Int, before place: Int
  ) -> (value: PythonExpression, scope: Int)? {
    guard let owner = defining(name, from: scope), let values = scopes[owner].values[name],
      values.count == scopes[owner].definitions[name]?.count
    else { return nil }
    var (low, high) = (0, values.count)
    while low < high {
      let middle = (low + high) / 2
      if values[middle].range.upperBound <= place { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? (values[low - 1], owner) : nil
  }

  /// The member of a dictionary that is written out here, `{"a": b}` or `dict(a=b)`.
  func item(_ name: String, of dictionary: PythonExpression) -> PythonExpression? {
    switch dictionary.kind {
    case .dictionary(let items):
      if items.count < 8 { return items.last { $0.key?.plainText == name }?.value }
      if let known = members[dictionary.range] { return known[name] }
      var all: [String: PythonExpression] = [:]
      for item in items {
        if let key = item.key?.plainText { all[key] = item.value }
      }
      members[dictionary.range] = all
      return all[name]
    case .call(let function, let arguments) where function.lastName == "dict":
      return arguments.named(name)
    default: return nil
    }
  }

  /// What a function returns where it has one `return` alone.
  func onlyReturn(of function: Int) -> PythonExpression? {
    if let known = returned[function] { return known }
    var all: [PythonExpression] = []
    functions[function].function.body.forEachStatement(entersFunctions: false) { statement in
      if case .returns(let value) = statement.kind { all.append(value) }
    }
    let only = all.count == 1 ? all[0] : nil
    returned[function] = .some(only)
    return only
  }

  // MARK: - Reading

  private func note(_ statements: [PythonStatement], in scope: Int) {
    for statement in statements {
      note(statement, in: scope)
    }
  }

  private func note(_ statement: PythonStatement, in scope: Int) {
    switch statement.kind {
    case .imports(let imports):
      for (path, alias) in imports {
        guard let first = path.first else { continue }
        define(
          alias ?? first,
          .imported(Import(level: 0, path: alias == nil ? [first] : path, name: nil)), in: scope)
      }
    case .importsFrom(let level, let path, let names):
      for (name, alias) in names {
        if name == "*" {
          wholes.append(Import(level: level, path: path, name: nil))
        } else {
          define(alias, .imported(Import(level: level, path: path, name: name)), in: scope)
        }
      }
    case .assignment(let targets, let value):
      noteCalls(in: value, scope, targets: targets)
      for target in targets { define(target, as: value, in: scope) }
    case .addition(let target, let value):
      noteCalls(in: value, scope)
      if case .name(let name) = target.kind { define(name, .more(value, scope: scope), in: scope) }
    case .function(let function): note(function, in: scope)
    case .type(let type):
      for argument in type.bases { noteCalls(in: argument.value, scope) }
      let own = open(in: scope, named: type.name, isType: true)
      define(type.name, .type(type, scope: own), in: scope)
      note(type.body, in: own)
    case .returns(let value), .expression(let value): noteCalls(in: value, scope)
    case .condition(let test, let first, let second):
      noteCalls(in: test, scope)
      note(first, in: scope)
      note(second, in: scope)
    case .block(let head, let body):
      for expression in head { noteCalls(in: expression, scope) }
      note(body, in: scope)
    }
  }

  private func note(_ function: PythonFunction, in scope: Int) {
    for decorator in function.decorators { noteCalls(in: decorator, scope) }
    let own = open(in: scope, named: function.name, isType: false)
    define(function.name, .function(functions.count), in: scope)
    functions.append(Function(function: function, outer: scope, scope: own))
    for parameter in function.parameters {
      define(parameter.trimmingStars, .parameter, in: own)
    }
    note(function.body, in: own)
  }

  private func open(in parent: Int, named name: String, isType: Bool) -> Int {
    scopes.append(Scope(parent: parent, name: name, isType: isType))
    return scopes.count - 1
  }

  private func define(_ name: String, _ definition: Definition, in scope: Int) {
    scopes[scope].definitions[name, default: []].append(definition)
  }

  private func define(_ target: PythonExpression, as value: PythonExpression, in scope: Int) {
    switch target.kind {
    case .name(let name):
      define(name, .value(value, scope: scope), in: scope)
      scopes[scope].values[name, default: []].append(value)
    case .list(let targets):
      if case .list(let values) = value.kind, values.count == targets.count {
        for (target, value) in zip(targets, values) { define(target, as: value, in: scope) }
      }
    case .attribute, .subscripted:
      stores.append(Store(target: target, value: value, scope: scope))
    default: break
    }
  }

  private func noteCalls(
    in expression: PythonExpression, _ scope: Int, targets: [PythonExpression] = []
  ) {
    expression.forEach { part in
      guard case .call(let function, let arguments) = part.kind else { return }
      let isWhole = part.range == expression.range
      calls.append(
        Call(
          function: function, arguments: arguments, expression: part, scope: scope,
          targets: isWhole ? targets : []))
    }
  }
}

extension String {
  /// The name without the stars of `*args`, `**kwargs`.
  var trimmingStars: String { String(drop { $0 == "*" }) }
}
