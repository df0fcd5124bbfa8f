/// What calls come to.
extension PythonReader {
  func value(
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
    case "path" where owner != nil:
      // `ROOT_DIR.path("shop", "static")`, django-environ's.
      let base = owner.map(inner) ?? .unknown
      if base.isPlace { return values.reduce(base) { $0.joined(inner($1)) } }
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
      guard let returned = found.module.onlyReturn(of: index) else { return .unknown }
      let given = own.function.replacingParameters(of: returned, by: arguments)
      return value(given, found.module, own.scope, way + 1)
    }
    if let standard = arguments.named("default") ?? arguments.named("fallback") {
      return value(standard, module, scope, way + 1)
    }
    guard let first = arguments.at(0)?.plainText, !first.isEmpty else { return .unknown }
    if let second = arguments.at(1) { return value(second, module, scope, way + 1) }
    // `ROOT_DIR("static")`, a path of django-environ's that is called.
    guard case .name = function.kind, arguments.count == 1 else { return .unknown }
    let base = value(function, module, scope, way + 1)
    return base.isPlace ? base.joined(PythonValue(first)) : .unknown
  }

  /// A text with values in place of `{}`, `{name}`, `%s`.
  func filled(
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
