/// What lists hold.
extension PythonReader {
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
        for call in one.module.index.calls(on: name) {
          switch call.function.lastName {
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
