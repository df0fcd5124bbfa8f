import Values

/// Reads out what expressions of a project's Python source come to, as far as its text tells.
struct PythonReader {
  let project: PythonProject
  /// How many names are followed one behind the other.
  private static let longestWay = 24
  private let budget = StepBudget(4096)

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
    guard way < Self.longestWay, budget.step() else { return [] }
    let own = module.definitions(of: name, in: scope)
    if own.isEmpty {
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

  private func value(
    _ expression: PythonExpression, _ module: PythonModule, _ scope: Int, _ way: Int
  ) -> PythonValue {
    guard way < Self.longestWay, budget.step() else { return .unknown }
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
      return PythonValue(PythonProject.names(of: module.file).joined(separator: "."))
    case .name(let name): return value(ofName: name, expression, module, scope, way)
    case .attribute(let base, let name):
      return value(ofAttribute: name, of: base, expression, module, scope, way)
    case .binary(let left, "+", let right): return inner(left).appending(inner(right))
    case .binary(let left, "/", let right): return inner(left).joined(inner(right))
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
      let value = self.value(expression, found.module, scope, way + 1)
      if first == nil || first?.isUnknown ?? false { first = value }
      let isBefore =
        found.module !== module || expression.range.lowerBound < use.range.lowerBound
      if isBefore, !value.isUnknown { last = value }
    }
    return last ?? first ?? .unknown
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
    let store = module.stores.last { $0.target.dottedName == [owner, name] }
    return store.map { value($0.value, module, $0.scope, way + 1) } ?? .unknown
  }

  private func value(
    ofMemberOf base: PythonExpression, _ expression: PythonExpression, _ module: PythonModule,
    _ scope: Int, _ way: Int
  ) -> PythonValue {
    guard case .attribute(let path, "parents") = base.kind else {
      return value(ofItem: expression, module, scope, way)
    }
    let digits = module.bytes[expression.range].reversed().drop { $0 == 0x5D }
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
      if let item = Self.item(name, of: value) {
        return self.value(item, found.module, other, way + 1)
      }
    }
    let names = base.dottedName ?? []
    // What a member of the same name is set to, as with `app.config["KEY"] = …`.
    let store = module.stores.last { store in
      guard case .subscripted(let owner, let other) = store.target.kind else { return false }
      return owner.dottedName == names && !names.isEmpty && other.plainText == name
    }
    guard let store, store.value.range != expression.range else { return .unknown }
    return value(store.value, module, store.scope, way + 1)
  }

  /// The member of a dictionary that is written out, `{"a": b}` or `dict(a=b)`.
  static func item(_ name: String, of dictionary: PythonExpression) -> PythonExpression? {
    switch dictionary.kind {
    case .dictionary(let items): items.last { $0.key?.plainText == name }?.value
    case .call(let function, let arguments) where function.lastName == "dict":
      arguments.named(name)
    default: nil
    }
  }

  // MARK: - Calls

  private func value(
    ofCallOf function: PythonExpression, _ arguments: [PythonArgument], _ module: PythonModule,
    _ scope: Int, _ way: Int
  ) -> PythonValue {
    func inner(_ expression: PythonExpression) -> PythonValue {
      value(expression, module, scope, way + 1)
    }
    let values = arguments.filter { $0.keyword == nil }.map(\.value)
    let name = function.lastName ?? ""
    let owner: PythonExpression?
    if case .attribute(let base, _) = function.kind { owner = base } else { owner = nil }
    let isPath =
      (owner.map { importedName(of: $0, in: module, scope) ?? $0.dottedName ?? [] }
      ?? importedName(of: function, in: module, scope)?.dropLast() ?? [])
      .last?.hasSuffix("path") ?? false
    switch name {
    case "join" where isPath:
      return values.dropFirst().reduce(values.first.map(inner) ?? .unknown) {
        $0.joined(inner($1))
      }
    case "join", "safe_join":
      if name == "safe_join" {
        return values.dropFirst().reduce(values.first.map(inner) ?? .unknown) {
          $0.joined(inner($1))
        }
      }
      guard let owner, let list = values.first, case .list(let items) = list.kind else {
        return .unknown
      }
      let separator = inner(owner)
      return items.dropFirst().reduce(items.first.map(inner) ?? .unknown) {
        $0.appending(separator).appending(inner($1))
      }
    case "joinpath":
      return values.reduce(owner.map(inner) ?? .unknown) { $0.joined(inner($1)) }
    case "dirname": return (values.first.map(inner) ?? .unknown).folder
    case "getcwd", "cwd": return PythonValue([.place(".")])
    case "Path", "PurePath", "PosixPath", "PurePosixPath", "AnyioPath":
      let first = values.first.map(inner) ?? PythonValue("")
      return values.dropFirst().reduce(first) { $0.joined(inner($1)) }
    case "urljoin" where values.count > 1: return inner(values[0]).joinedURL(inner(values[1]))
    case "str" where owner != nil: break
    case "abspath", "realpath", "normpath", "fspath", "str", "expanduser", "expandvars", "Str",
      "mark_safe", "_", "gettext":
      return values.first.map(inner) ?? .unknown
    case "resolve", "absolute", "expanduser_", "as_posix", "strip", "rstrip", "lstrip",
      "__str__", "removesuffix":
      guard let owner else { return .unknown }
      return inner(owner)
    case "format":
      guard let owner else { return .unknown }
      return filled(inner(owner), [], values.map(inner))
    case "getLogger": return .unknown
    case "files" where values.count == 1, "resource_filename" where values.count == 2,
      "get_root_path" where values.count == 1:
      let folder = packageFolder(values[0], module, scope, way)
      return values.count == 2 ? folder.joined(inner(values[1])) : folder
    default: break
    }
    return value(ofDefaultIn: arguments, of: function, module, scope, way)
  }

  /// The folder of a package that is named.
  private func packageFolder(
    _ named: PythonExpression, _ module: PythonModule, _ scope: Int, _ way: Int
  ) -> PythonValue {
    if case .name("__package__") = named.kind { return PythonValue([.place(module.file.folder)]) }
    guard let name = value(named, module, scope, way + 1).text else { return .unknown }
    let path = name.split(separator: ".").map(String.init)
    let found = project.file(
      PythonModule.Import(level: 0, path: path, name: nil), from: module.file)
    return found.map { PythonValue([.place($0.folder)]) } ?? .unknown
  }

  /// What a function of the project's own returns, or else the default of a call that asks for a setting
  /// from outside: `os.environ.get("X", "/files/")`, `env("X", default="/files/")`.
  private func value(
    ofDefaultIn arguments: [PythonArgument], of function: PythonExpression, _ module: PythonModule,
    _ scope: Int, _ way: Int
  ) -> PythonValue {
    for found in definitions(of: function, in: module, scope) {
      guard case .function(let index) = found.definition else { continue }
      let own = found.module.functions[index]
      var returned: [PythonExpression] = []
      own.function.body.forEachStatement(entersFunctions: false) { statement in
        if case .returns(let value) = statement.kind { returned.append(value) }
      }
      guard returned.count == 1 else { return .unknown }
      let given = own.function.replacingParameters(of: returned[0], by: arguments)
      return value(given, found.module, own.scope, way + 1)
    }
    if let standard = arguments.named("default") ?? arguments.named("fallback") {
      return value(standard, module, scope, way + 1)
    }
    guard let first = arguments.at(0)?.plainText, !first.isEmpty,
      let second = arguments.at(1)
    else { return .unknown }
    return value(second, module, scope, way + 1)
  }

  /// A text with values in place of `{}`, `{name}`, `%s`.
  private func filled(
    _ text: PythonValue, _ marks: [String], _ values: [PythonValue]
  ) -> PythonValue {
    guard let template = text.text else { return text }
    var result = PythonValue([])
    var rest = Substring(template)
    var next = 0
    while !rest.isEmpty {
      let isOld = !marks.isEmpty
      guard let open = rest.firstIndex(of: isOld ? "%" : "{") else { break }
      let close =
        isOld
        ? rest.index(after: open)
        : rest[open...].firstIndex(of: "}") ?? rest.index(before: rest.endIndex)
      guard close < rest.endIndex else { break }
      result = result.appending(PythonValue(String(rest[..<open])))
      result = result.appending(next < values.count ? values[next] : .unknown)
      next += 1
      rest = rest[rest.index(after: close)...]
    }
    return result.appending(PythonValue(String(rest)))
  }

  // MARK: - Lists

  /// The items of a list, as far as they are known, and whether there may be others.
  struct Items {
    var items: [(expression: PythonExpression, module: PythonModule, scope: Int)] = []
    var isOpen = false
  }

  /// The items of a list, tuple or set, those that are added to it included.
  func items(of expression: PythonExpression, in module: PythonModule, _ scope: Int) -> Items {
    var items = Items()
    budget.spending { addItems(of: expression, module, scope, 0, to: &items) }
    return items
  }

  /// The items of the list of a name.
  func items(ofName name: String, in module: PythonModule, _ scope: Int = 0) -> Items {
    var items = Items()
    budget.spending { addItems(ofName: name, module, scope, 0, to: &items) }
    return items
  }

  private func addItems(
    of expression: PythonExpression, _ module: PythonModule, _ scope: Int, _ way: Int,
    to items: inout Items
  ) {
    guard way < Self.longestWay, budget.step() else {
      items.isOpen = true
      return
    }
    switch expression.kind {
    case .list(let all):
      for item in all {
        if let made = comprehension(item, module, scope, way) {
          items.items += made.items
          items.isOpen = items.isOpen || made.isOpen
        } else if case .starred(let inner) = item.kind {
          addItems(of: inner, module, scope, way + 1, to: &items)
        } else {
          items.items.append((item, module, scope))
        }
      }
    case .binary(let left, "+", let right):
      addItems(of: left, module, scope, way + 1, to: &items)
      addItems(of: right, module, scope, way + 1, to: &items)
    case .name(let name): addItems(ofName: name, module, scope, way + 1, to: &items)
    case .call(let function, let arguments)
    where ["list", "tuple", "set", "sorted"].contains(function.lastName) && arguments.count == 1:
      addItems(of: arguments[0].value, module, scope, way + 1, to: &items)
    case .call(let function, let arguments)
    where ["map", "filter"].contains(function.lastName) && arguments.count == 2:
      // `map(str, …)`: what is made of a path is one of the same place as a rule.
      addItems(of: arguments[1].value, module, scope, way + 1, to: &items)
    case .choice(let first, _, let second):
      addItems(of: first, module, scope, way + 1, to: &items)
      addItems(of: second, module, scope, way + 1, to: &items)
    default: items.isOpen = true
    }
  }

  /// The items of `[f(x) for x in list]`, by each of the list's; nil of what is none.
  private func comprehension(
    _ expression: PythonExpression, _ module: PythonModule, _ scope: Int, _ way: Int
  ) -> Items? {
    guard case .other(let parts) = expression.kind, parts.count > 2,
      case .name(let name) = parts[1].kind,
      parts[0].range.upperBound <= parts[1].range.lowerBound
    else { return nil }
    let between = module.bytes[parts[0].range.upperBound..<parts[1].range.lowerBound]
    guard between.filter({ !$0.isSpace }).elementsEqual("for".utf8) else { return nil }
    var all = Items()
    addItems(of: parts[2], module, scope, way + 1, to: &all)
    all.items = all.items.compactMap { item in
      guard item.module === module else { return nil }
      return (parts[0].substituting(name, by: item.expression), module, scope)
    }
    return all
  }

  private func addItems(
    ofName name: String, _ module: PythonModule, _ scope: Int, _ way: Int, to items: inout Items
  ) {
    let found = definitions(of: name, in: module, scope)
    if found.isEmpty { items.isOpen = true }
    var extended: [PythonModule] = []
    for one in found {
      switch one.definition {
      case .value(let value, let other), .more(let value, let other):
        addItems(of: value, one.module, other, way + 1, to: &items)
      default: items.isOpen = true
      }
      // `NAME.append(…)`, `NAME.extend(…)`, `NAME.insert(0, …)`.
      if case .value = one.definition, !extended.contains(where: { $0 === one.module }) {
        extended.append(one.module)
        for call in one.module.calls {
          guard case .attribute(let owner, let method) = call.function.kind,
            owner.dottedName == [name]
          else { continue }
          switch method {
          case "append":
            if let item = call.arguments.at(0) {
              items.items.append((item, one.module, call.scope))
            }
          case "insert":
            if let item = call.arguments.at(1) {
              items.items.append((item, one.module, call.scope))
            }
          case "extend":
            if let list = call.arguments.at(0) {
              addItems(of: list, one.module, call.scope, way + 1, to: &items)
            }
          default: break
          }
        }
      }
    }
  }
}

extension PythonFunction {
  /// What it returns, with the arguments of a call that are texts in the place of its parameters.
  fileprivate func replacingParameters(
    of returned: PythonExpression, by arguments: [PythonArgument]
  ) -> PythonExpression {
    var result = returned
    var plain = arguments.filter { $0.keyword == nil }.map(\.value)[...]
    for parameter in parameters where !parameter.hasPrefix("**") {
      let name = parameter.trimmingStars
      if parameter.hasPrefix("*") {
        guard plain.allSatisfy({ $0.plainText != nil }) else { return returned }
        result = result.substituting(
          name, by: PythonExpression(kind: .list(Array(plain)), range: returned.range))
        plain = []
      } else if let value = arguments.named(name) ?? plain.popFirst(), value.plainText != nil {
        result = result.substituting(name, by: value)
      }
    }
    return result
  }
}
