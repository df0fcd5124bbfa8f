import Values

/// Tells what URLs of static files functions of Python source make: those that return what `url_for`,
/// Django's `static` or another such function makes of an argument.
struct URLMaking {
  private let reader: PythonReader
  /// Whether a name is that of a root, or of an endpoint that serves one.
  private let isRoot: (String) -> Bool
  /// The URL prefixes of roots, with their names.
  private let prefixes: [(url: String, root: String)]
  private let memo = Memo()

  /// What functions make, each looked at once.
  private final class Memo {
    var known: [Key: (url: MadeURL, parameters: [String])?] = [:]
  }

  /// A function, by its module and its index there.
  private struct Key: Hashable {
    let module: ObjectIdentifier
    let index: Int
  }

  /// How many functions and names are followed one behind the other.
  private static let longestWay = 6
  /// How many expressions of a function are looked at.
  private static let most = 400

  /// Prepares to look.
  ///
  /// - Parameters:
  ///   - prefixes: the URL prefixes of roots, with their names.
  ///   - isRoot: whether a name is that of a root, or of an endpoint that serves one.
  init(
    _ reader: PythonReader, prefixes: [(url: String, root: String)] = [],
    isRoot: @escaping (String) -> Bool
  ) {
    self.reader = reader
    self.prefixes = prefixes
    self.isRoot = isRoot
  }

  /// What is looked at: an expression, and what the names in it are.
  private struct Place {
    let module: PythonModule
    let scope: Int
    /// The parameters of the function around, with their stars.
    let parameters: [String]

    func hands(_ name: String) -> Bool { parameters.contains(name) }

    /// The parameter that takes all other keywords, without its stars.
    var others: String? {
      parameters.first { $0.hasPrefix("**") }.map { String($0.dropFirst(2)) }
    }
  }

  // MARK: - Functions

  /// The URL that a function makes, and its parameters without those that the caller does not hand over;
  /// nil for one that makes none.
  func made(by found: PythonReader.Found) -> (url: MadeURL, parameters: [String])? {
    made(by: found, way: 0)
  }

  private func made(
    by found: PythonReader.Found, way: Int
  ) -> (url: MadeURL, parameters: [String])? {
    guard way < Self.longestWay else { return nil }
    switch found.definition {
    case .function(let index):
      let key = Key(module: ObjectIdentifier(found.module), index: index)
      if let known = memo.known[key] { return known }
      // One that calls itself makes nothing by that.
      memo.known[key] = .some(nil)
      let function = found.module.functions[index]
      let place = Place(
        module: found.module, scope: function.scope, parameters: function.function.parameters)
      let url = made(in: function.function, place, way)
      memo.known[key] = .some(url.map { ($0, handed(to: function, of: found.module)) })
      return memo.known[key] ?? nil
    case .value(let value, let scope):
      if case .lambda(let parameters, let body) = value.kind {
        let place = Place(module: found.module, scope: scope, parameters: parameters)
        var count = 0
        return made(of: body, place, way, &count).map { ($0, parameters) }
      }
      if case .call(let function, let arguments) = value.kind, function.lastName == "partial",
        let first = arguments.at(0)
      {
        return partial(first, arguments, Place(module: found.module, scope: scope, parameters: []))
      }
      return renamed(maker(value, Place(module: found.module, scope: scope, parameters: [])))
    case .imported(let imported):
      return renamed(maker(named: imported.path + (imported.name.map { [$0] } ?? [])))
    default: return nil
    }
  }

  /// `url_for` or `static` itself, by another name.
  private func renamed(_ maker: Maker?) -> (url: MadeURL, parameters: [String])? {
    switch maker {
    case .byEndpoint?:
      (MadeURL(endpoint: .parameter("endpoint"), path: .keyword("filename")), ["endpoint"])
    case .byPath?: (MadeURL(endpoint: .name("static"), path: .parameter("path")), ["path"])
    case nil: nil
    }
  }

  /// `partial(url_for, "static")`, `partial(asset, root="admin")`.
  private func partial(
    _ function: PythonExpression, _ arguments: [PythonArgument], _ place: Place
  ) -> (url: MadeURL, parameters: [String])? {
    guard case .byEndpoint? = maker(function, place), let named = arguments.at(1, or: "endpoint"),
      let endpoint = reader.value(of: named, in: place.module, place.scope).text,
      isRoot(endpoint)
    else { return nil }
    let adds = arguments.contains { $0.keyword.map { isToken($0) } ?? false }
    return (
      MadeURL(endpoint: .name(endpoint), path: .keyword("filename"), addsToken: adds), []
    )
  }

  /// The parameters that a caller hands over: not the object of a method, nor the context that a template
  /// engine puts in front.
  private func handed(to function: PythonModule.Function, of module: PythonModule) -> [String] {
    var parameters = function.function.parameters
    let hasContext = function.function.decorators.contains { decorator in
      if case .call(_, let arguments) = decorator.kind,
        let takes = arguments.named("takes_context"), case .constant("True") = takes.kind
      {
        return true
      }
      let name = decorator.lastName ?? ""
      return name.hasPrefix("pass_") || name.hasSuffix("contextfunction")
        || name.hasSuffix("contextfilter") || name == "environmentfunction"
    }
    let isMethod =
      module.scopes[function.outer].isType
      && !function.function.decorators.contains { $0.lastName == "staticmethod" }
    if (hasContext || isMethod) && !parameters.isEmpty { parameters.removeFirst() }
    return parameters
  }

  private func made(in function: PythonFunction, _ place: Place, _ way: Int) -> MadeURL? {
    var returned: [PythonExpression] = []
    var others: [PythonExpression] = []
    function.body.forEachStatement(entersFunctions: false) { statement in
      if case .returns(let value) = statement.kind {
        returned.append(value)
      } else {
        others += statement.expressions
      }
    }
    var count = 0
    for value in returned {
      guard var url = made(of: value, place, way, &count) else { continue }
      if !url.addsToken {
        url.addsToken =
          (returned + others).contains(where: holdsQuery)
          || place.others.map { adds(function, to: $0) } ?? false
      }
      return url
    }
    return nil
  }

  /// Whether a text that begins or continues a query stands in an expression.
  private func holdsQuery(_ expression: PythonExpression) -> Bool {
    var holds = false
    expression.forEach { part in
      guard case .text(let parts) = part.kind else { return }
      for case .literal(let text) in parts
      where text.contains("?") && text.utf8.count < 80 && !text.contains(" ") {
        holds = true
      }
    }
    return holds
  }

  /// Whether a function gives the keywords that it hands on another one, `values["v"] = …`.
  private func adds(_ function: PythonFunction, to values: String) -> Bool {
    var adds = false
    function.body.forEachStatement(entersFunctions: false) { statement in
      if case .assignment(let targets, _) = statement.kind {
        for target in targets {
          guard case .subscripted(let owner, let key) = target.kind,
            owner.dottedName == [values], isToken(key.plainText ?? "v")
          else { continue }
          adds = true
        }
      }
      for expression in statement.expressions {
        expression.forEach { part in
          guard case .call(let called, _) = part.kind,
            case .attribute(let owner, let method) = called.kind, owner.dottedName == [values],
            ["setdefault", "update"].contains(method)
          else { return }
          adds = true
        }
      }
    }
    return adds
  }

  // MARK: - Expressions

  /// The URL that an expression makes of a parameter, itself or in some part.
  private func made(
    of expression: PythonExpression, _ place: Place, _ way: Int, _ count: inout Int
  ) -> MadeURL? {
    var waiting = [(expression, way)]
    while let (next, way) = waiting.popLast() {
      count += 1
      guard count < Self.most else { return nil }
      switch next.kind {
      case .call(let function, let arguments):
        if let url = made(byCallOf: function, arguments, place, way) ?? written(next, place) {
          return url
        }
      case .text, .binary:
        if let url = written(next, place) { return url }
      case .name(let name):
        guard way < Self.longestWay, !place.hands(name) else { break }
        for definition in place.module.definitions(of: name, in: place.scope) {
          switch definition {
          case .value(let value, let scope) where scope == place.scope && value.range != next.range:
            waiting.append((value, way + 1))
          default: break
          }
        }
      default: break
      }
      waiting += next.children.reversed().map { ($0, way) }
    }
    return nil
  }

  private enum Maker { case byEndpoint, byPath }

  /// What a function that others made makes of URLs: of an endpoint and keywords, or of a path.
  private func maker(_ function: PythonExpression, _ place: Place) -> Maker? {
    let imported = reader.importedName(of: function, in: place.module, place.scope)
    return maker(named: imported ?? function.dottedName ?? function.lastName.map { [$0] } ?? [])
  }

  /// - Parameter names: its whole name, from the module that it is imported of.
  private func maker(named names: [String]) -> Maker? {
    let owner = names.dropLast().last
    switch names.last {
    case "url_for", "url_path_for": return .byEndpoint
    case "static": return names.contains("templatetags") ? .byPath : nil
    case "url", "handle_simple":
      return owner == "staticfiles_storage" || owner == "StaticNode" ? .byPath : nil
    default: return nil
    }
  }

  private func made(
    byCallOf function: PythonExpression, _ arguments: [PythonArgument], _ place: Place, _ way: Int
  ) -> MadeURL? {
    // A function of the project's own before one of its name that others made.
    for found in reader.definitions(of: function, in: place.module, place.scope) {
      guard case .function = found.definition,
        let (inner, parameters) = made(by: found, way: way + 1)
      else { continue }
      return composed(inner, parameters, arguments, place)
    }
    switch maker(function, place) {
    case .byPath?:
      guard let path = arguments.at(0, or: "path") ?? arguments.named("name") else { return nil }
      return url(.name("static"), path: path, place)
    case .byEndpoint?: return made(byEndpointIn: arguments, place)
    case nil: return nil
    }
  }

  private func made(byEndpointIn arguments: [PythonArgument], _ place: Place) -> MadeURL? {
    guard let first = arguments.at(0, or: "endpoint") ?? arguments.named("name") else { return nil }
    let endpoint: MadeURL.Endpoint
    if case .name(let name) = first.kind, place.hands(name) {
      endpoint = .parameter(name)
    } else if let name = reader.value(of: first, in: place.module, place.scope).text, isRoot(name) {
      endpoint = .name(name)
    } else {
      return nil
    }
    let others = arguments.filter { argument in
      argument.keyword.map { isToken($0) } ?? false
    }
    let handedOn = arguments.first {
      $0.keyword == "" && $0.value.dottedName == place.others.map { [$0] }
    }
    if let path = arguments.named("filename") ?? arguments.named("path") {
      guard var url = url(endpoint, path: path, place) else { return nil }
      url.addsToken = !others.isEmpty
      return url
    }
    guard handedOn != nil else { return nil }
    return MadeURL(endpoint: endpoint, path: .keyword("filename"), addsToken: !others.isEmpty)
  }

  /// Whether a keyword of `url_for` makes a part of the query.
  private func isToken(_ keyword: String) -> Bool {
    !keyword.isEmpty && !keyword.hasPrefix("_")
      && !["filename", "path", "endpoint", "name"].contains(keyword)
  }

  /// A URL that an inner function makes of what is handed to it here.
  private func composed(
    _ inner: MadeURL, _ parameters: [String], _ arguments: [PythonArgument], _ place: Place
  ) -> MadeURL? {
    func argument(_ parameter: String) -> PythonExpression? {
      if let named = arguments.named(parameter) { return named }
      return parameters.firstIndex(of: parameter).flatMap { arguments.at($0) }
    }
    var endpoint = inner.endpoint
    if case .parameter(let name) = inner.endpoint {
      guard let value = argument(name) else { return nil }
      if case .name(let own) = value.kind, place.hands(own) {
        endpoint = .parameter(own)
      } else if let text = reader.value(of: value, in: place.module, place.scope).text, isRoot(text)
      {
        endpoint = .name(text)
      } else {
        return nil
      }
    }
    switch inner.path {
    case .parameter(let name):
      guard let value = argument(name), var url = url(endpoint, path: value, place) else {
        return nil
      }
      url.prefix = inner.prefix + url.prefix
      url.suffix += inner.suffix
      url.addsToken = inner.addsToken
      return url
    case .keyword(let keyword):
      if let value = arguments.named(keyword), var url = url(endpoint, path: value, place) {
        url.addsToken = inner.addsToken
        return url
      }
      let isHandedOn = arguments.contains {
        $0.keyword == "" && $0.value.dottedName == place.others.map { [$0] }
      }
      guard isHandedOn else { return nil }
      return MadeURL(endpoint: endpoint, path: inner.path, addsToken: inner.addsToken)
    }
  }

  // MARK: - Paths

  private func url(
    _ endpoint: MadeURL.Endpoint, path: PythonExpression, _ place: Place
  ) -> MadeURL? {
    let parts = parts(of: path, place, 0)
    let names = parts.compactMap { if case .parameter(let name) = $0 { name } else { nil } }
    guard names.count == 1, !parts.contains(.unknown) else { return nil }
    var url = MadeURL(endpoint: endpoint, path: .parameter(names[0]))
    var isBehind = false
    for part in parts {
      switch part {
      case .text(let text): if isBehind { url.suffix += text } else { url.prefix += text }
      case .parameter, .unknown: isBehind = true
      }
    }
    return url
  }

  /// A URL that is written out below a root's prefix, `f"/static/{name}?v={release}"`; or below the name of
  /// a root that is its prefix too, `f"/{root}/{name}?v={release}"`.
  private func written(_ expression: PythonExpression, _ place: Place) -> MadeURL? {
    guard !prefixes.isEmpty else { return nil }
    let parts = parts(of: expression, place, 0)
    guard case .text(let head)? = parts.first else { return nil }
    if let (prefix, root) = prefixes.first(where: { head.hasPrefix($0.url) }) {
      return url(.name(root), behind: head.dropFirst(prefix.count), parts.dropFirst())
    }
    guard head == "/", parts.count > 3, case .parameter(let root) = parts[1],
      case .text(let text) = parts[2], text.hasPrefix("/"),
      prefixes.contains(where: { $0.url == "/\($0.root)/" }),
      let url = url(.parameter(root), behind: text.dropFirst(), parts.dropFirst(3)),
      // Without a token it may be the URL of anything.
      url.addsToken
    else { return nil }
    return url
  }

  /// The URL of parts that stand behind a root's prefix.
  private func url(
    _ endpoint: MadeURL.Endpoint, behind prefix: Substring, _ parts: ArraySlice<Part>
  ) -> MadeURL? {
    var url = MadeURL(endpoint: endpoint, path: .parameter(""), prefix: String(prefix))
    var name: String?
    for part in parts {
      switch part {
      case .text(let text):
        guard name != nil else { return nil }
        let path = text.prefix { $0 != "?" }
        url.suffix += path
        if path.count < text.count {
          url.addsToken = true
          return url
        }
      case .parameter(let own):
        guard name == nil else { return nil }
        name = own
        url.path = .parameter(own)
      case .unknown: return nil
      }
    }
    return name == nil ? nil : url
  }

  private enum Part: Equatable {
    case text(String)
    case parameter(String)
    case unknown
  }

  /// The text that an expression comes to, with the parameters in it.
  private func parts(of expression: PythonExpression, _ place: Place, _ way: Int) -> [Part] {
    guard way < Self.longestWay else { return [.unknown] }
    func inner(_ expression: PythonExpression) -> [Part] { parts(of: expression, place, way + 1) }
    switch expression.kind {
    case .text(let parts):
      return parts.flatMap { part in
        switch part {
        case .literal(let text): [Part.text(text)]
        case .expression(let value): inner(value)
        }
      }
    case .name(let name):
      if place.hands(name) { return [.parameter(name)] }
      for definition in place.module.definitions(of: name, in: place.scope).reversed() {
        guard case .value(let value, let scope) = definition, scope == place.scope,
          value.range != expression.range
        else { continue }
        return inner(value)
      }
    case .binary(let left, "+", let right): return inner(left) + inner(right)
    case .binary(let left, "/", let right): return inner(left) + [.text("/")] + inner(right)
    case .binary(let left, "%", let right):
      var values = [right]
      if case .list(let items) = right.kind { values = items }
      return filled(left, ["%s"], values.map(inner))
    case .binary(let left, "or", _): return inner(left)
    case .call(let function, let arguments):
      return parts(ofCallOf: function, arguments, place, way)
    default: break
    }
    let known = reader.value(of: expression, in: place.module, place.scope)
    return [known.text.map { .text($0) } ?? .unknown]
  }

  private func parts(
    ofCallOf function: PythonExpression, _ arguments: [PythonArgument], _ place: Place, _ way: Int
  ) -> [Part] {
    func inner(_ expression: PythonExpression) -> [Part] { parts(of: expression, place, way + 1) }
    let values = arguments.filter { $0.keyword == nil }.map(\.value)
    switch function.lastName {
    case "join" where values.count > 1, "safe_join", "joinpath":
      return Array(values.map(inner).joined(separator: [.text("/")]))
    case "str", "Path", "PurePath", "PurePosixPath", "quote", "escape", "Markup", "mark_safe":
      if values.count == 1 { return inner(values[0]) }
    case "lstrip", "strip", "rstrip", "as_posix", "removeprefix":
      if case .attribute(let owner, _) = function.kind { return inner(owner) }
    case "format":
      if case .attribute(let owner, _) = function.kind {
        return filled(owner, ["{}", "{0}"], values.map(inner))
      }
    default: break
    }
    return [.unknown]
  }

  /// A text with values in the places of marks, one for each.
  private func filled(
    _ text: PythonExpression, _ marks: [String], _ values: [[Part]]
  ) -> [Part] {
    guard let template = text.plainText,
      let mark = marks.first(where: { template.contains($0) })
    else { return [.unknown] }
    let pieces = template.split(separator: mark, omittingEmptySubsequences: false)
    guard pieces.count == values.count + 1 else { return [.unknown] }
    var parts = [Part.text(String(pieces[0]))]
    for (value, piece) in zip(values, pieces.dropFirst()) {
      parts += value
      parts.append(.text(String(piece)))
    }
    return parts
  }
}
