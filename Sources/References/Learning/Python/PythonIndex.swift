/// Where a module calls and stores what, for questions that are asked once for each of its lines.
struct PythonIndex {
  /// The calls of each name in each scope, in order.
  private var callsInScopes: [ScopedName: [PythonModule.Call]] = [:]
  /// The calls of methods of a plain name, `NAME.append(…)`, in order.
  private var callsOnNames: [String: [PythonModule.Call]] = [:]
  /// The last value of each attribute and member.
  private var lastStores: [Target: PythonModule.Store] = [:]

  private struct ScopedName: Hashable {
    let name: String
    let scope: Int
  }

  /// `owner.name`, or `owner["name"]`.
  private struct Target: Hashable {
    let owner: [String]
    let name: String
    let isMember: Bool

    init(owner: [String], name: String, isMember: Bool) {
      self.owner = owner
      self.name = name
      self.isMember = isMember
    }

    init?(_ expression: PythonExpression) {
      switch expression.kind {
      case .attribute(let base, let name):
        guard let owner = base.dottedName else { return nil }
        self.init(owner: owner, name: name, isMember: false)
      case .subscripted(let base, let key):
        guard let owner = base.dottedName, let name = key.plainText else { return nil }
        self.init(owner: owner, name: name, isMember: true)
      default: return nil
      }
    }
  }

  init(calls: [PythonModule.Call], stores: [PythonModule.Store]) {
    for call in calls {
      if let name = call.function.lastName {
        callsInScopes[ScopedName(name: name, scope: call.scope), default: []].append(call)
      }
      if case .attribute(let owner, _) = call.function.kind, case .name(let name) = owner.kind {
        callsOnNames[name, default: []].append(call)
      }
    }
    for store in stores {
      if let target = Target(store.target) { lastStores[target] = store }
    }
  }

  /// The calls of a function or method of a name that stand in a scope, in order.
  func calls(of name: String, in scope: Int) -> [PythonModule.Call] {
    callsInScopes[ScopedName(name: name, scope: scope)] ?? []
  }

  /// The calls of methods of a name, in order.
  func calls(on name: String) -> [PythonModule.Call] {
    callsOnNames[name] ?? []
  }

  /// What the attribute `owner.name` is set to last.
  func lastStore(ofAttribute name: String, of owner: [String]) -> PythonModule.Store? {
    lastStores[Target(owner: owner, name: name, isMember: false)]
  }

  /// What the member `owner["name"]` is set to last.
  func lastStore(ofMember name: String, of owner: [String]) -> PythonModule.Store? {
    lastStores[Target(owner: owner, name: name, isMember: true)]
  }
}
