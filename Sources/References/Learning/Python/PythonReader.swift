import Values

/// Reads out what expressions of a project's Python source come to, as far as its text tells.
struct PythonReader {
  let project: PythonProject
  /// How many names are followed one behind the other.
  static let longestWay = 24
  let budget = StepBudget(4096)
  private let memory = ValueMemory()

  init(_ project: PythonProject) {
    self.project = project
  }

  /// A place where a name is defined.
  struct Found {
    let module: PythonModule
    let definition: PythonModule.Definition
  }

  // MARK: - Names

  /// What a name stands for, imports followed.
  func definitions(of name: String, in module: PythonModule, _ scope: Int) -> [Found] {
    budget.spending { definitions(of: name, in: module, scope, way: 0) }
  }

  private func definitions(
    of name: String, in module: PythonModule, _ scope: Int, way: Int
  ) -> [Found] {
    guard way < Self.longestWay ? budget.step() : budget.refuse() else { return [] }
    let own = module.definitions(of: name, in: scope)
    if own.isEmpty, !module.wholes.isEmpty, project.mayShare(name, with: module) {
      for whole in module.wholes {
        guard let (other, _) = project.resolve(whole, from: module), other !== module else {
          continue
        }
        let found = definitions(of: name, in: other, 0, way: way + 1)
        if !found.isEmpty { return found }
      }
    }
    return own.flatMap { definition -> [Found] in
      guard case .imported(let imported) = definition, let behind = imported.name,
        let (other, name) = project.resolve(imported, from: module), other !== module,
        name != nil
      else { return [Found(module: module, definition: definition)] }
      let found = definitions(of: behind, in: other, 0, way: way + 1)
      return found.isEmpty ? [Found(module: module, definition: definition)] : found
    }
  }

  /// What an expression that is a name, or a name of a module or class, stands for.
  func definitions(of expression: PythonExpression, in module: PythonModule, _ scope: Int)
    -> [Found]
  {
    switch expression.kind {
    case .name(let name): return definitions(of: name, in: module, scope)
    case .attribute(let base, let name):
      return definitions(of: base, in: module, scope).flatMap { found -> [Found] in
        switch found.definition {
        case .imported(let imported):
          guard let (other, nothing) = project.resolve(imported, from: found.module),
            nothing == nil
          else { return [] }
          return definitions(of: name, in: other, 0)
        case .type(let type, let own):
          let members = found.module.scopes[own].definitions[name] ?? []
          if !members.isEmpty { return members.map { Found(module: found.module, definition: $0) } }
          return type.bases.flatMap { base in
            definitions(of: attribute(name, of: base.value), in: found.module, 0)
          }
        default: return []
        }
      }
    default: return []
    }
  }

  private func attribute(_ name: String, of base: PythonExpression) -> PythonExpression {
    PythonExpression(kind: .attribute(base, name), range: base.range)
  }

  /// The whole name of what is imported from elsewhere, `["flask", "Flask"]`; nil for the project's own.
  func importedName(of expression: PythonExpression, in module: PythonModule, _ scope: Int)
    -> [String]?
  {
    switch expression.kind {
    case .name(let name):
      guard
        case .imported(let imported)? = definitions(of: name, in: module, scope).last?
          .definition
      else { return nil }
      return imported.path + (imported.name.map { [$0] } ?? [])
    case .attribute(let base, let name):
      return importedName(of: base, in: module, scope).map { $0 + [name] }
    default: return nil
    }
  }

  // MARK: - Values

  /// The text that an expression comes to.
  func value(of expression: PythonExpression, in module: PythonModule, _ scope: Int) -> PythonValue
  {
    budget.spending { value(expression, module, scope, 0) }
  }

  func value(
    _ expression: PythonExpression, _ module: PythonModule, _ scope: Int, _ way: Int
  ) -> PythonValue {
    guard way < Self.longestWay ? budget.step() : budget.refuse() else { return .unknown }
    func inner(_ expression: PythonExpression) -> PythonValue {
      value(expression, module, scope, way + 1)
    }
    switch expression.kind {
    case .text(let parts):
      return parts.reduce(PythonValue([])) { text, part in
        switch part {
        case .literal(let literal): text.appending(PythonValue(literal))
        case .expression(let expression): text.appending(inner(expression))
        }
      }
    case .name("__file__"): return PythonValue([.place(module.file)])
    case .name("__name__"):
      return PythonValue(ModuleFiles.names(of: module.file).joined(separator: "."))
    case .name(let name): return value(ofName: name, expression, module, scope, way)
    case .attribute(let base, let name):
      return value(ofAttribute: name, of: base, expression, module, scope, way)
    case .binary(let left, "+", let right): return inner(left).appending(inner(right))
    case .binary(let left, "/", let right): return inner(left).joined(inner(right))
    case .binary(let left, "-", let right):
      // A path of django-environ's less so many folders.
      guard case .number = right.kind, let count = Int(module.text(right.range)), count < 16 else {
        return .unknown
      }
      let path = inner(left)
      return path.isPlace ? (0..<count).reduce(path) { path, _ in path.folder } : .unknown
    case .binary(let left, "%", let right):
      let values: [PythonExpression]
      if case .list(let items) = right.kind { values = items } else { values = [right] }
      return filled(inner(left), ["%s"], values.map(inner))
    case .binary(let left, "or", let right):
      let first = inner(left)
      return first.parts.contains(.hole) || first.text == "" ? inner(right) : first
    case .choice(let first, _, let second):
      let value = inner(first)
      return value.parts.contains(.hole) ? inner(second) : value
    case .subscripted(let base, _):
      // `.parents[1]`, `.split(…)[0]`.
      return value(ofMemberOf: base, expression, module, scope, way)
    case .call(let function, let arguments):
      return value(ofCallOf: function, arguments, module, scope, way)
    default: return .unknown
    }
  }

  private func value(
    ofName name: String, _ expression: PythonExpression, _ module: PythonModule, _ scope: Int,
    _ way: Int
  ) -> PythonValue {
    if let separator = Self.separators[name] { return PythonValue(separator) }
    if let last = module.lastValue(of: name, in: scope, before: expression.range.lowerBound) {
      let value = self.value(ofDefinition: last.value, module, last.scope, way)
      if !value.isUnknown { return value }
    }
    return value(of: definitions(of: name, in: module, scope), before: expression, module, way)
  }

  private static let separators = ["sep": "/", "pardir": "..", "curdir": "."]

  /// The value that definitions agree on: the last one that stands before its use, of those that are known.
  private func value(
    of all: [Found], before use: PythonExpression, _ module: PythonModule, _ way: Int
  ) -> PythonValue {
    var first: PythonValue?
    var last: PythonValue?
    for found in all {
      guard case .value(let expression, let scope) = found.definition,
        expression.range != use.range || found.module !== module
      else { continue }
      let value = self.value(ofDefinition: expression, found.module, scope, way)
      if first == nil || first?.isUnknown ?? false { first = value }
      let isBefore =
        found.module !== module || expression.range.lowerBound < use.range.lowerBound
      if isBefore, !value.isUnknown { last = value }
    }
    return last ?? first ?? .unknown
  }

  private func value(
    ofDefinition expression: PythonExpression, _ module: PythonModule, _ scope: Int, _ way: Int
  ) -> PythonValue {
    memory.value(of: expression, in: module) {
      let refusals = budget.refusals
      let value = value(expression, module, scope, way + 1)
      return (value, budget.refusals == refusals)
    }
  }

  private func value(
    ofAttribute name: String, of base: PythonExpression, _ expression: PythonExpression,
    _ module: PythonModule, _ scope: Int, _ way: Int
  ) -> PythonValue {
    switch name {
    case "parent": return value(base, module, scope, way + 1).folder
    case "root_path": return PythonValue([.place(module.file.folder)])
    case "sep", "pardir", "curdir": return PythonValue(Self.separators[name] ?? "")
    default: break
    }
    let found = definitions(of: expression, in: module, scope)
    if !found.isEmpty { return value(of: found, before: expression, module, way) }
    guard case .name(let owner) = base.kind, owner == "self" || owner == "cls" else {
      return .unknown
    }
    // An attribute of the class around, or one that a method sets.
    var next: Int? = scope
    while let index = next {
      if module.scopes[index].isType {
        let members = (module.scopes[index].definitions[name] ?? []).map {
          Found(module: module, definition: $0)
        }
        if !members.isEmpty { return value(of: members, before: expression, module, way) }
      }
      next = module.scopes[index].parent
    }
    let store = module.index.lastStore(ofAttribute: name, of: [owner])
    return store.map { value($0.value, module, $0.scope, way + 1) } ?? .unknown
  }

  private func value(
    ofMemberOf base: PythonExpression, _ expression: PythonExpression, _ module: PythonModule,
    _ scope: Int, _ way: Int
  ) -> PythonValue {
    guard case .attribute(let path, "parents") = base.kind else {
      return value(ofItem: expression, module, scope, way)
    }
    let digits = module.bytes[expression.range].reversed().drop { $0 == UInt8(ascii: "]") }
      .prefix { $0.isDigit }
    let count = Int(String(decoding: digits.reversed(), as: UTF8.self)) ?? 0
    return (0...min(count, 20)).reduce(value(path, module, scope, way + 1)) { path, _ in
      path.folder
    }
  }

  /// `CONFIG["folder"]`, of a dictionary that is written out.
  private func value(
    ofItem expression: PythonExpression, _ module: PythonModule, _ scope: Int, _ way: Int
  ) -> PythonValue {
    guard case .subscripted(let base, let key) = expression.kind, let name = key.plainText else {
      return .unknown
    }
    for found in definitions(of: base, in: module, scope).reversed() {
      guard case .value(let value, let other) = found.definition else { continue }
      if let item = found.module.item(name, of: value) {
        return self.value(item, found.module, other, way + 1)
      }
    }
    // What a member of the same name is set to, as with `app.config["KEY"] = …`.
    let store = base.dottedName.flatMap { module.index.lastStore(ofMember: name, of: $0) }
    guard let store, store.value.range != expression.range else { return .unknown }
    return value(store.value, module, store.scope, way + 1)
  }
}
