extension PythonExpression {
  /// This expression with another in the place of a name; `*name` takes the items of a list.
  func substituting(_ name: String, by value: PythonExpression) -> PythonExpression {
    func inner(_ expression: PythonExpression) -> PythonExpression {
      expression.substituting(name, by: value)
    }
    func made(_ kind: Kind) -> PythonExpression { PythonExpression(kind: kind, range: range) }
    switch kind {
    case .name(name): return value
    case .attribute(let base, let member): return made(.attribute(inner(base), member))
    case .call(let function, let arguments):
      let given = arguments.flatMap { argument -> [PythonArgument] in
        if case .starred(let list) = argument.value.kind, case .name(name) = list.kind,
          case .list(let items) = value.kind
        {
          return items.map { PythonArgument(keyword: nil, value: $0) }
        }
        return [PythonArgument(keyword: argument.keyword, value: inner(argument.value))]
      }
      return made(.call(inner(function), given))
    case .text(let parts):
      return made(
        .text(
          parts.map { part in
            if case .expression(let expression) = part {
              .expression(inner(expression))
            } else {
              part
            }
          }))
    case .binary(let left, let sign, let right):
      return made(.binary(inner(left), sign, inner(right)))
    case .list(let items): return made(.list(items.map(inner)))
    case .choice(let first, let test, let second):
      return made(.choice(inner(first), test: test, inner(second)))
    default: return self
    }
  }
}
