import Site
import Values

/// Who adds tokens to the URLs of static files: each loader with the place that tells of it.
extension ProjectLearner {
  mutating func learnLoaders() {
    for module in modules {
      learnImportedLoaders(module)
      learnURLDefaults(module)
      learnReplacedMaker(module)
      learnStorages(module)
      learnBundlers(module)
      learnStaticDigest(module)
    }
  }

  private var making: TokenMaking {
    TokenMaking(reader, versions: String(decoding: versions.name, as: UTF8.self))
  }

  // MARK: - The package

  /// Loaders of the package `assetbump`, imported and called, or named in Django's settings.
  private mutating func learnImportedLoaders(_ module: PythonModule) {
    guard module.contains("assetbump") else { return }
    for call in module.calls {
      let name = reader.importedName(of: call.function, in: module, call.scope)
      guard let name, name.first == "assetbump", name.count > 1 else { continue }
      // Without its templates the loader of Starlette only says how long files are kept.
      let isStarlette = name == ["assetbump", "starlette", "init_app"]
      if isStarlette, !call.gives("templates", at: 1) { continue }
      add(.recorded, module, call.start, name.joined(separator: "."))
    }
  }

  private mutating func add(
    _ kind: Loader.Kind, _ module: PythonModule, _ start: Int, _ what: String,
    _ roots: Set<String>? = nil
  ) {
    project.loaders.append(
      Loader(kind, evidence: evidence(module, start, what), roots: roots))
  }

  // MARK: - Flask

  /// Functions that Flask asks for more arguments of each URL: `@app.url_defaults`,
  /// `app.url_defaults(f)`, `@bp.app_url_defaults`.
  private mutating func learnURLDefaults(_ module: PythonModule) {
    let words = ["url_defaults", "app_url_defaults"]
    for function in module.functions {
      for decorator in function.function.decorators {
        guard case .attribute(let owner, let name) = decorator.kind, words.contains(name),
          isReached(owner, from: function.outer, in: module)
        else { continue }
        learnURLDefaults(function, module, at: decorator.range.lowerBound)
      }
    }
    for call in module.calls {
      guard case .attribute(let owner, let name) = call.function.kind, words.contains(name),
        let argument = call.arguments.at(0), isReached(owner, from: call.scope, in: module)
      else { continue }
      for found in reader.definitions(of: argument, in: module, call.scope) {
        guard case .function(let index) = found.definition else { continue }
        learnURLDefaults(found.module.functions[index], found.module, at: nil)
      }
    }
  }

  /// Whether the application that an expression stands for comes there: one that is handed to a function
  /// does where something calls that function.
  private func isReached(
    _ application: PythonExpression, from scope: Int, in module: PythonModule
  ) -> Bool {
    guard let name = application.dottedName?.first else { return true }
    let isHanded = module.definitions(of: name, in: scope).contains {
      if case .parameter = $0 { true } else { false }
    }
    guard isHanded else { return true }
    var next: Int? = scope
    while let index = next {
      if module.scopes[index].definitions[name] != nil { break }
      next = module.scopes[index].parent
    }
    guard let function = module.functions.first(where: { $0.scope == next }) else { return true }
    return isCalled(function, in: module)
  }

  /// Whether something in the project calls a function, or makes an object of the class whose it is.
  private func isCalled(_ function: PythonModule.Function, in module: PythonModule) -> Bool {
    let type = module.scopes[function.outer].isType ? module.scopes[function.outer].name : nil
    return modules.contains { other in
      other.calls.contains { call in
        if let type, call.function.lastName == type { return true }
        guard call.function.lastName == function.function.name || type == nil else { return false }
        return reader.definitions(of: call.function, in: other, call.scope).contains { found in
          guard case .function(let index) = found.definition, found.module === module else {
            return false
          }
          return module.functions[index].scope == function.scope
        }
      }
    }
  }

  private mutating func learnURLDefaults(
    _ function: PythonModule.Function, _ module: PythonModule, at place: Int?
  ) {
    guard function.function.parameters.count > 1,
      let endpoint = function.function.parameters.first,
      addsArgument(function.function, to: function.function.parameters[1])
    else { return }
    let endpoints = Endpoints(of: function.function, parameter: endpoint)
    guard endpoints.speaksOfFiles else { return }
    var kind = making.kind(of: function, in: module)
    // The pasted loader is told where its file lies by whoever calls it.
    if kind != .recorded, namesVersions(module, function) { kind = .recorded }
    add(
      kind, module, place ?? function.function.start, "url_defaults", endpoints.only)
  }

  /// Whether a function gives a dictionary, its parameter, another member.
  private func addsArgument(_ function: PythonFunction, to values: String) -> Bool {
    var adds = false
    function.body.forEachStatement { statement in
      switch statement.kind {
      case .assignment(let targets, _):
        for target in targets {
          guard case .subscripted(let owner, let key) = target.kind,
            owner.dottedName == [values], key.plainText != "filename"
          else { continue }
          adds = true
        }
      default: break
      }
      for expression in statement.expressions {
        expression.forEach { part in
          guard case .call(let called, _) = part.kind,
            case .attribute(let owner, let method) = called.kind, owner.dottedName == [values],
            ["setdefault", "update", "__setitem__"].contains(method)
          else { return }
          adds = true
        }
      }
    }
    return adds
  }

  /// Whether the calls of the function around hand it the versions file, or its module names the file.
  private func namesVersions(_ module: PythonModule, _ function: PythonModule.Function) -> Bool {
    let name = String(decoding: versions.name, as: UTF8.self)
    if module.contains(name) { return true }
    guard let outer = module.functions.first(where: { $0.scope == function.outer }) else {
      return false
    }
    for other in modules {
      for call in other.calls where call.function.lastName == outer.function.name {
        let isOurs = reader.definitions(of: call.function, in: other, call.scope).contains {
          guard case .function(let index) = $0.definition else { return false }
          return $0.module === module && module.functions[index].scope == outer.scope
        }
        guard isOurs else { continue }
        let names = call.arguments.contains { argument in
          let value = reader.value(of: argument.value, in: other, call.scope)
          return value.lastText?.hasSuffix(name) ?? false
        }
        if names { return true }
      }
    }
    return false
  }

  /// What an application puts in the place of `url_for` for its templates: by a context processor, or
  /// among the globals of its environment.
  private mutating func learnReplacedMaker(_ module: PythonModule) {
    for known in templateNames(in: module) where known.name == "url_for" {
      for found in known.found {
        guard case .function(let index) = found.definition else { continue }
        let function = found.module.functions[index]
        let endpoints = Endpoints(
          of: function.function, parameter: function.function.parameters.first ?? "")
        guard endpoints.speaksOfFiles else { continue }
        var kind = making.kind(of: function, in: found.module)
        if kind != .recorded, namesVersions(found.module, function) { kind = .recorded }
        add(kind, module, known.start, "url_for", endpoints.only)
      }
    }
  }

  // MARK: - Django

  /// Storage classes that make URLs with tokens: `STORAGES["staticfiles"]`, `STATICFILES_STORAGE`.
  private mutating func learnStorages(_ module: PythonModule) {
    var named: [(name: String, start: Int)] = []
    for definition in module.scopes[0].definitions["STATICFILES_STORAGE"] ?? [] {
      guard case .value(let value, _) = definition,
        let text = reader.value(of: value, in: module, 0).text
      else { continue }
      named.append((text, value.range.lowerBound))
    }
    var dictionaries: [PythonExpression] = []
    for definition in module.scopes[0].definitions["STORAGES"] ?? [] {
      if case .value(let value, _) = definition,
        let item = module.item("staticfiles", of: value)
      {
        dictionaries.append(item)
      }
    }
    for store in module.stores {
      guard case .subscripted(let owner, let key) = store.target.kind else { continue }
      if owner.dottedName == ["STORAGES"], key.plainText == "staticfiles" {
        dictionaries.append(store.value)
      }
      if case .subscripted(let outer, let name) = owner.kind, outer.dottedName == ["STORAGES"],
        name.plainText == "staticfiles", key.plainText == "BACKEND",
        let text = reader.value(of: store.value, in: module, store.scope).text
      {
        named.append((text, store.value.range.lowerBound))
      }
    }
    for dictionary in dictionaries {
      if let backend = module.item("BACKEND", of: dictionary),
        let text = reader.value(of: backend, in: module, 0).text
      {
        named.append((text, backend.range.lowerBound))
      }
    }
    for (name, start) in named {
      guard let kind = kind(ofStorage: name, from: module) else { continue }
      let short = name.split(separator: ".").last.map(String.init) ?? name
      add(kind, module, start, short, djangoRoots)
    }
  }

  private var djangoRoots: Set<String> {
    Set(project.roots.map(\.name).filter { $0 == "static" || $0.hasPrefix("static.") })
      .union(["static"])
  }

  /// What tokens a storage class adds; nil where it is known to add none.
  private func kind(ofStorage name: String, from module: PythonModule) -> Loader.Kind? {
    let path = name.split(separator: ".").map(String.init)
    if path.first == "assetbump" { return .recorded }
    let imported = PythonModule.Import(level: 0, path: path.dropLast(), name: path.last)
    if let (own, found) = reader.project.resolve(imported, from: module), let found {
      for definition in own.definitions(of: found, in: 0) {
        guard case .type(let type, let scope) = definition else { continue }
        return kind(ofStorage: type, scope, own)
      }
    }
    return path.last.map { $0.contains("Manifest") } ?? false ? .digest : nil
  }

  private func kind(
    ofStorage type: PythonType, _ scope: Int, _ module: PythonModule
  ) -> Loader.Kind? {
    let isManifest = type.bases.contains { $0.value.lastName?.contains("Manifest") ?? false }
    let makers = module.functions.filter { function in
      function.outer == scope
        && ["url", "hashed_name", "stored_name"].contains(function.function.name)
    }
    guard let maker = makers.first else { return isManifest ? .digest : nil }
    let name = String(decoding: versions.name, as: UTF8.self)
    // The pasted storage is told by a setting where its file lies.
    if module.contains(name) || module.contains("ASSET_VERSIONS") { return .recorded }
    let kind = making.kind(of: maker, in: module)
    return kind == .other && isManifest ? .digest : kind
  }
}

/// Languages that web applications are written in, by the ends of their files' names.
package enum SourceLanguage {
  /// Whether a file is source of a program, by its name.
  package static func isProgram(_ path: BytePath) -> Bool {
    guard let dot = path.name.lastIndex(of: BytePath.dot) else { return false }
    return endings.contains(path.name[(dot + 1)...], lowering: false)
  }

  /// Whether a file is source of a program that no browser and no server of pages reads.
  package static func isServerProgram(_ path: BytePath) -> Bool {
    guard let dot = path.name.lastIndex(of: BytePath.dot) else { return false }
    return isProgram(path) && !pageEndings.contains(path.name[(dot + 1)...], lowering: false)
  }

  private static let pageEndings = WordSet(["js", "mjs", "cjs", "php"])

  private static let endings = WordSet([
    "py", "js", "mjs", "cjs", "ts", "mts", "cts", "rb", "php", "go", "ex", "exs", "java", "kt",
    "cs", "rs", "pl", "lua", "swift", "scala", "clj",
  ])
}

/// Which endpoints a function of `url_defaults` speaks of.
struct Endpoints {
  /// Whether it speaks of static files at all: one that only adds the language of a page does not.
  private(set) var speaksOfFiles = false
  /// The roots that it is for, where it compares the endpoint with nothing but their names; nil for all.
  private(set) var only: Set<String>?

  init(of function: PythonFunction, parameter: String) {
    var names: Set<String> = []
    var isOpen = false
    var speaks = false
    function.body.forEachExpression { part in
      switch part.kind {
      case .text(let parts):
        for case .literal(let text) in parts
        where text.contains("static") || text == "filename" {
          speaks = true
        }
      case .binary(let left, let sign, let right):
        let isLeft = left.dottedName == [parameter]
        let isRight = right.dottedName == [parameter]
        guard isLeft || isRight else { return }
        let other = isLeft ? right : left
        switch sign {
        case "==", "!=", "in", "not in":
          if isRight, sign.hasSuffix("in") {
            isOpen = true
          } else if let text = other.plainText {
            names.insert(text)
          } else if case .list(let items) = other.kind, items.allSatisfy({ $0.plainText != nil }) {
            names.formUnion(items.compactMap(\.plainText))
          } else {
            isOpen = true
          }
        default: break
        }
      case .call(let called, let arguments):
        // `endpoint.endswith("static")`, `is_static(endpoint)`.
        if case .attribute(let owner, _) = called.kind, owner.dottedName == [parameter] {
          isOpen = true
        }
        if arguments.contains(where: { $0.value.dottedName == [parameter] }),
          called.lastName != "url_for", called.lastName != "flask_url_for"
        {
          isOpen = true
        }
      default: break
      }
    }
    speaksOfFiles = speaks
    only = isOpen || names.isEmpty ? nil : names
  }
}
