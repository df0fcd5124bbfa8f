/// The names by which templates know functions of the application.
extension ProjectLearner {
  /// A name of a template's, and what it stands for.
  struct TemplateName {
    let name: String
    /// What it stands for; a lambda is a value.
    let found: [PythonReader.Found]
    /// Where it is made known.
    let start: Int
    /// Whether it is a filter, `{{ x|name }}`.
    var isFilter = false
    /// Whether it is a tag of Django's, `{% name x %}`.
    var isTag = false
  }

  /// The names that a module makes known to templates.
  func templateNames(in module: PythonModule) -> [TemplateName] {
    var names: [TemplateName] = []
    for (index, function) in module.functions.enumerated() {
      for decorator in function.function.decorators {
        names += templateNames(decorator, function, index, module)
      }
    }
    for call in module.calls { names += templateNames(call, module) }
    for store in module.stores { names += templateNames(store, module) }
    return names
  }

  /// `env.globals["asset"] = f`, `env.filters = {"asset": f}`.
  private func templateNames(
    _ store: PythonModule.Store, _ module: PythonModule
  ) -> [TemplateName] {
    let members: [(String, PythonExpression)]
    let kind: String?
    switch store.target.kind {
    case .subscripted(let owner, let key):
      kind = owner.lastName
      members = key.plainText.map { [($0, store.value)] } ?? []
    case .attribute(_, let name):
      kind = name
      members = Self.members(of: store.value)
    default: return []
    }
    guard let kind, Self.tables.contains(kind) else { return [] }
    return members.map { name, value in
      TemplateName(
        name: name, found: found(value, module, store.scope),
        start: store.target.range.lowerBound, isFilter: kind == "filters")
    }
  }

  /// The members of an environment of Jinja's that hold what templates know.
  private static let tables = ["globals", "filters"]

  /// What an expression that a name is bound to stands for.
  private func found(
    _ value: PythonExpression, _ module: PythonModule, _ scope: Int
  ) -> [PythonReader.Found] {
    let found = reader.definitions(of: value, in: module, scope)
    return found.isEmpty
      ? [PythonReader.Found(module: module, definition: .value(value, scope: scope))] : found
  }

  private func templateNames(
    _ decorator: PythonExpression, _ function: PythonModule.Function, _ index: Int,
    _ module: PythonModule
  ) -> [TemplateName] {
    var arguments: [PythonArgument] = []
    var called = decorator
    if case .call(let inner, let all) = decorator.kind { (called, arguments) = (inner, all) }
    let start = decorator.range.lowerBound
    let own = [PythonReader.Found(module: module, definition: .function(index))]
    func named(_ isFilter: Bool = false, _ isTag: Bool = false) -> TemplateName {
      let name = arguments.at(0, or: "name")?.plainText ?? function.function.name
      return TemplateName(
        name: name, found: own, start: start, isFilter: isFilter, isTag: isTag)
    }
    switch called.lastName {
    case "template_global", "app_template_global": return [named()]
    case "template_filter", "app_template_filter": return [named(true)]
    case "simple_tag": return [named(false, true)]
    case "filter" where called.dottedName?.first == "register": return [named(true)]
    case "context_processor", "app_context_processor": return context(own, at: start)
    default: return []
    }
  }

  /// The names that functions give templates by the dictionaries that they return.
  private func context(_ functions: [PythonReader.Found], at start: Int) -> [TemplateName] {
    functions.flatMap { found -> [TemplateName] in
      var returned: [PythonExpression] = []
      var scope = 0
      switch found.definition {
      case .function(let index):
        let function = found.module.functions[index]
        scope = function.scope
        function.function.body.forEachStatement(entersFunctions: false) { statement in
          if case .returns(let value) = statement.kind { returned.append(value) }
        }
      case .value(let value, let outer):
        guard case .lambda(_, let body) = value.kind else { return [] }
        (returned, scope) = ([body], outer)
      default: return []
      }
      return returned.flatMap { Self.members(of: $0) }.map { name, item in
        TemplateName(name: name, found: self.found(item, found.module, scope), start: start)
      }
    }
  }

  private func templateNames(_ call: PythonModule.Call, _ module: PythonModule) -> [TemplateName] {
    func name(_ name: String, _ value: PythonExpression, isFilter: Bool) -> TemplateName {
      TemplateName(
        name: name, found: found(value, module, call.scope), start: call.start,
        isFilter: isFilter)
    }
    func named(_ members: [(String, PythonExpression)], isFilter: Bool = false) -> [TemplateName] {
      members.map { name($0.0, $0.1, isFilter: isFilter) }
    }
    // `app.template_global("asset")(f)`
    if case .call(let inner, let arguments) = call.function.kind,
      let kind = inner.lastName, let value = call.arguments.at(0),
      ["template_global", "template_filter", "app_template_global", "app_template_filter"]
        .contains(kind)
    {
      let given = arguments.at(0, or: "name")?.plainText ?? value.lastName
      return given.map { [name($0, value, isFilter: kind.hasSuffix("filter"))] } ?? []
    }
    switch call.function.lastName {
    case "add_template_global", "add_template_filter", "add_app_template_global",
      "add_app_template_filter":
      guard let value = call.arguments.at(0, or: "f") else { return [] }
      let given = call.arguments.at(1, or: "name")?.plainText ?? value.lastName
      let isFilter = call.function.lastName?.hasSuffix("filter") ?? false
      return given.map { [name($0, value, isFilter: isFilter)] } ?? []
    case "filter", "simple_tag":
      // `register.filter("asset", f)`, `register.simple_tag(f, name="asset")`
      guard case .attribute(let owner, let kind) = call.function.kind,
        owner.lastName == "register"
      else { return [] }
      let value = kind == "filter" ? call.arguments.at(1) : call.arguments.at(0)
      guard let value, value.plainText == nil else { return [] }
      let given = kind == "filter" ? call.arguments.at(0) : call.arguments.named("name")
      guard let name = given?.plainText ?? value.lastName else { return [] }
      return [
        TemplateName(
          name: name, found: found(value, module, call.scope), start: call.start,
          isFilter: kind == "filter", isTag: kind == "simple_tag")
      ]
    case "update", "setdefault":
      guard case .attribute(let owner, let method) = call.function.kind,
        let kind = owner.lastName, Self.tables.contains(kind)
      else { return [] }
      if method == "setdefault" {
        guard let key = call.arguments.at(0)?.plainText, let value = call.arguments.at(1) else {
          return []
        }
        return [name(key, value, isFilter: kind == "filters")]
      }
      return named(Self.members(of: call.arguments), isFilter: kind == "filters")
    case "context_processor", "app_context_processor":
      guard let value = call.arguments.at(0) else { return [] }
      return context(found(value, module, call.scope), at: call.start)
    case "Jinja2Templates":
      guard let list = call.arguments.named("context_processors") else { return [] }
      let items = reader.items(of: list, in: module, call.scope).items
      return items.flatMap { item in
        context(found(item.expression, item.module, item.scope), at: call.start)
      }
    case "render_template", "render_template_string", "render", "TemplateResponse",
      "render_to_string":
      var members = call.arguments.filter { !($0.keyword?.isEmpty ?? true) }
        .map { ($0.keyword ?? "", $0.value) }
      for argument in call.arguments { members += Self.members(of: argument.value) }
      return named(members.filter { $0.1.dottedName != nil })
    default: return []
    }
  }

  /// The names that arguments of `update` give, by keywords or in dictionaries.
  private static func members(of arguments: [PythonArgument]) -> [(String, PythonExpression)] {
    arguments.flatMap { argument -> [(String, PythonExpression)] in
      if let keyword = argument.keyword, !keyword.isEmpty { return [(keyword, argument.value)] }
      return members(of: argument.value)
    }
  }

  /// The members of a dictionary that is written out, by their names.
  static func members(of dictionary: PythonExpression) -> [(String, PythonExpression)] {
    switch dictionary.kind {
    case .dictionary(let items):
      items.compactMap { item in item.key?.plainText.map { ($0, item.value) } }
    case .call(let function, let arguments) where function.lastName == "dict":
      arguments.compactMap { argument in
        argument.keyword.flatMap { $0.isEmpty ? nil : ($0, argument.value) }
      }
    default: []
    }
  }
}
