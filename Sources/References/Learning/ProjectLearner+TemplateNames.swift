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
    for store in module.stores {
      guard case .subscripted(let owner, let key) = store.target.kind,
        let kind = owner.lastName, ["globals", "filters"].contains(kind),
        let name = key.plainText
      else { continue }
      names.append(
        TemplateName(
          name: name, found: found(store.value, module, store.scope),
          start: store.target.range.lowerBound, isFilter: kind == "filters"))
    }
    return names
  }

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
    case "context_processor", "app_context_processor":
      var names: [TemplateName] = []
      function.function.body.forEachStatement(entersFunctions: false) { statement in
        guard case .returns(let value) = statement.kind else { return }
        for (name, item) in Self.members(of: value) {
          names.append(
            TemplateName(
              name: name, found: found(item, module, function.scope), start: start))
        }
      }
      return names
    default: return []
    }
  }

  private func templateNames(_ call: PythonModule.Call, _ module: PythonModule) -> [TemplateName] {
    func name(_ name: String, _ value: PythonExpression, isFilter: Bool) -> TemplateName {
      TemplateName(
        name: name, found: found(value, module, call.scope), start: call.start,
        isFilter: isFilter)
    }
    switch call.function.lastName {
    case "add_template_global", "add_template_filter":
      guard let value = call.arguments.at(0, or: "f") else { return [] }
      let given = call.arguments.at(1, or: "name")?.plainText ?? value.lastName
      let isFilter = call.function.lastName == "add_template_filter"
      return given.map { [name($0, value, isFilter: isFilter)] } ?? []
    case "update":
      guard case .attribute(let owner, _) = call.function.kind,
        let kind = owner.lastName, ["globals", "filters"].contains(kind)
      else { return [] }
      let members =
        call.arguments.flatMap { argument -> [(String, PythonExpression)] in
          if let keyword = argument.keyword, !keyword.isEmpty { return [(keyword, argument.value)] }
          return Self.members(of: argument.value)
        }
      return members.map { name($0.0, $0.1, isFilter: kind == "filters") }
    default: return []
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
