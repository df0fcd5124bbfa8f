import Values

/// The marks of Jinja's expressions, where an application has others.
extension ProjectLearner {
  private static let names = ["variable_start_string", "variable_end_string"]

  /// Reads `Environment(variable_start_string="[[", …)`, `jinja_options = dict(…)` and
  /// `app.jinja_env.variable_start_string = "[["`.
  mutating func learnMarks(_ module: PythonModule) {
    guard project.marks == nil, module.contains(Self.names[0]) else { return }
    var texts: [String: String] = [:]
    func take(_ name: String?, _ value: PythonExpression, _ scope: Int) {
      guard let name, Self.names.contains(name), texts[name] == nil else { return }
      texts[name] = reader.value(of: value, in: module, scope).text
    }
    for call in module.calls {
      for argument in call.arguments { take(argument.keyword, argument.value, call.scope) }
    }
    for store in module.stores {
      switch store.target.kind {
      case .attribute(_, let name): take(name, store.value, store.scope)
      case .subscripted(_, let key): take(key.plainText, store.value, store.scope)
      default: break
      }
    }
    module.statements.forEachExpression { part in
      guard case .dictionary(let items) = part.kind else { return }
      for item in items { take(item.key?.plainText, item.value, 0) }
    }
    guard let open = texts[Self.names[0]], let close = texts[Self.names[1]] else { return }
    project.marks = ExpressionMarks(open: open, close: close)
  }
}
