import Values

/// The URLs that an application answers by code of its own.
extension ProjectLearner {
  private static let verbs: Set<String> = [
    "route", "get", "post", "head", "api_route", "websocket", "view",
  ]

  mutating func learnRoutes(_ module: PythonModule) {
    for function in module.functions {
      for decorator in function.function.decorators {
        guard case .call(let called, let arguments) = decorator.kind,
          case .attribute(let owner, let verb) = called.kind, Self.verbs.contains(verb),
          let first = arguments.at(0, or: "rule") ?? arguments.named("path")
        else { continue }
        addRoute(first, owner, module, function.outer, decorator.range)
      }
    }
    for call in module.calls {
      switch call.function.lastName {
      case "add_url_rule", "add_route", "add_api_route", "Route":
        guard let first = call.arguments.at(0, or: "rule") ?? call.arguments.named("path") else {
          continue
        }
        var owner: PythonExpression?
        if case .attribute(let base, _) = call.function.kind { owner = base }
        addRoute(first, owner, module, call.scope, call.expression.range)
      case "path":
        // Django's have no slash in front.
        guard call.arguments.count > 1, let first = call.arguments.at(0),
          let rule = reader.value(of: first, in: module, call.scope).text, !rule.isEmpty,
          rule.contains(".")
        else { continue }
        add("/" + rule, module, call.expression.range)
      default: break
      }
    }
  }

  private mutating func addRoute(
    _ rule: PythonExpression, _ owner: PythonExpression?, _ module: PythonModule, _ scope: Int,
    _ range: Range<Int>
  ) {
    guard let rule = reader.value(of: rule, in: module, scope).text, rule.hasPrefix("/") else {
      return
    }
    let own = owner.map { blueprint($0, module, scope, byName: false) } ?? []
    guard let index = own.first else { return add(rule, module, range) }
    for mount in blueprints.mounts(of: index) { add(mount.prefix + rule, module, range) }
  }

  private mutating func add(_ rule: String, _ module: PythonModule, _ range: Range<Int>) {
    let route = Route(rule, evidence: evidence(module, range.lowerBound, module.text(range)))
    // What answers everything tells nothing of one file.
    guard route.head.count > 1 else { return }
    project.routes.append(route)
  }
}
