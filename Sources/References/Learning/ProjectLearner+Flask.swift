import Values

/// Flask's applications and blueprints, and those of its kin (Quart, APIFlask, any subclass).
extension ProjectLearner {
  /// What a class of Flask's makes.
  private enum Maker {
    case application, blueprint
  }

  /// What a call makes; nil where it is none of Flask's.
  private func maker(_ call: PythonModule.Call, _ module: PythonModule) -> Maker? {
    if case .attribute(let owner, "__init__") = call.function.kind,
      case .call(let inner, _) = owner.kind, inner.lastName == "super",
      let scope = enclosingType(of: call.scope, in: module)
    {
      return maker(ofType: scope, in: module, way: 0)
    }
    if let found = maker(call.function, module, call.scope, way: 0) { return found }
    // Whatever its class is called: no other takes both.
    let named = call.arguments.contains {
      ["static_folder", "static_url_path"].contains($0.keyword)
    }
    guard named, let first = call.arguments.at(0), call.function.lastName != "__init__" else {
      return nil
    }
    if case .name("__name__") = first.kind { return .application }
    guard case .name("__name__")? = call.arguments.at(1)?.kind else { return nil }
    return .blueprint
  }

  private func maker(
    _ type: PythonExpression, _ module: PythonModule, _ scope: Int, way: Int
  ) -> Maker? {
    guard way < 8 else { return nil }
    for found in reader.definitions(of: type, in: module, scope) {
      if case .type(_, let own) = found.definition {
        return maker(ofType: own, in: found.module, way: way + 1)
      }
    }
    let names = reader.importedName(of: type, in: module, scope) ?? type.dottedName ?? []
    guard let last = names.last else { return nil }
    if last.hasSuffix("Blueprint") { return .blueprint }
    return last.hasSuffix("Flask") || last == "Quart" ? .application : nil
  }

  /// What a class makes, by its bases.
  private func maker(ofType scope: Int, in module: PythonModule, way: Int) -> Maker? {
    guard let type = module.type(of: scope), let outer = module.scopes[scope].parent else {
      return nil
    }
    return type.bases.lazy.filter { $0.keyword == nil }.compactMap {
      maker($0.value, module, outer, way: way + 1)
    }.first
  }

  private func enclosingType(of scope: Int, in module: PythonModule) -> Int? {
    var next: Int? = scope
    while let index = next {
      if module.scopes[index].isType { return index }
      next = module.scopes[index].parent
    }
    return nil
  }

  /// The arguments, with those of a dictionary that `**` takes apart.
  func arguments(of call: PythonModule.Call, in module: PythonModule) -> [PythonArgument] {
    call.arguments.flatMap { argument -> [PythonArgument] in
      guard argument.keyword == "" else { return [argument] }
      for found in reader.definitions(of: argument.value, in: module, call.scope).reversed() {
        guard case .value(let value, _) = found.definition, found.module === module else {
          continue
        }
        if case .dictionary(let items) = value.kind {
          return items.compactMap { item in
            item.key?.plainText.map { PythonArgument(keyword: $0, value: item.value) }
          }
        }
        if case .call(let function, let arguments) = value.kind, function.lastName == "dict" {
          return arguments
        }
      }
      return [argument]
    }
  }

  // MARK: - Blueprints

  /// Finds the blueprints, and where each is registered.
  mutating func learnBlueprints() {
    for module in modules {
      for call in module.calls where maker(call, module) == .blueprint {
        let arguments = arguments(of: call, in: module)
        let name = arguments.at(0, or: "name").map {
          reader.value(of: $0, in: module, call.scope).text
        }
        guard let name = name ?? nil else { continue }
        let prefix = arguments.named("url_prefix").flatMap {
          reader.value(of: $0, in: module, call.scope).text
        }
        blueprints.append(
          FlaskBlueprint(module: module, call: call, name: name, prefix: prefix))
      }
    }
    for module in modules {
      for call in module.calls where call.function.lastName == "register_blueprint" {
        learnRegistration(call, module)
      }
    }
  }

  private mutating func learnRegistration(_ call: PythonModule.Call, _ module: PythonModule) {
    guard let argument = call.arguments.at(0, or: "blueprint"),
      case .attribute(let owner, _) = call.function.kind
    else { return }
    let arguments = arguments(of: call, in: module)
    func text(_ keyword: String) -> String? {
      arguments.named(keyword).flatMap { reader.value(of: $0, in: module, call.scope).text }
    }
    let parent = blueprint(owner, module, call.scope, byName: false).first
    for index in blueprint(argument, module, call.scope, byName: true) where index != parent {
      blueprints.register(
        index,
        FlaskBlueprint.Registration(
          parent: parent, prefix: text("url_prefix"), name: text("name")))
    }
  }

  /// The blueprints that an expression may mean: by what it stands for, else by a variable's name.
  func blueprint(
    _ expression: PythonExpression, _ module: PythonModule, _ scope: Int, byName: Bool
  ) -> [Int] {
    let found = reader.definitions(of: expression, in: module, scope)
    let known = found.flatMap { found -> [Int] in
      guard case .value(let value, let other) = found.definition else { return [] }
      let own = blueprints.made(by: value, in: found.module)
      if own.isEmpty, case .name = value.kind, value.range != expression.range {
        return blueprint(value, found.module, other, byName: byName)
      }
      return own
    }
    guard known.isEmpty, byName, let names = expression.dottedName, let name = names.last else {
      return known
    }
    let namesakes = blueprints.held(by: name)
    if names.count > 1 {
      let module = names[names.count - 2]
      return namesakes.filter {
        ModuleFiles.names(of: blueprints[$0].module.file).last == module
      }
    }
    return namesakes.count == 1 ? namesakes : []
  }

  /// Adds the static roots of the blueprints: the first mount is the root, the others lead to it too.
  mutating func addBlueprints() {
    for (index, blueprint) in blueprints.all.enumerated() {
      let (module, call) = (blueprint.module, blueprint.call)
      let arguments = arguments(of: call, in: module)
      learnTemplates(of: arguments, call, module)
      guard let named = arguments.at(2, or: "static_folder") else { continue }
      let value = reader.value(of: named, in: module, call.scope)
      guard let path = value.path, let folder = place(path, of: module) else { continue }
      let below =
        arguments.at(3, or: "static_url_path").flatMap {
          reader.value(of: $0, in: module, call.scope).text
        } ?? Self.baseName(path)
      let mounts = blueprints.mounts(of: index)
      let evidence = evidence(
        module, call.start, call.text(in: module, arguments: arguments, named: true))
      for (number, mount) in mounts.enumerated() {
        let url = Self.prefix("\(mount.prefix)/\(below)")
        if number == 0 {
          add("\(mount.name).static", url, folder, evidence)
        } else {
          addAlias("\(mount.name).static", url, of: "\(mounts[0].name).static", folder)
        }
      }
    }
  }

  /// Lets another endpoint and URL lead to a root.
  private mutating func addAlias(
    _ name: String, _ url: String, of root: String, _ folder: BytePath
  ) {
    project.endpoints.append(OwnEndpoint(name: name, root: root, arguments: ["filename"]))
    for index in project.roots.indices
    where project.roots[index].name == root && project.roots[index].folders == [folder] {
      if !project.roots[index].urls.contains(url) { project.roots[index].urls.append(url) }
    }
  }

  // MARK: - Applications

  /// Whether an application of a module is the project's: the one that lies nearest to its folder.
  private func isFirstApplication(_ module: PythonModule) -> Bool {
    guard let known = project.application else { return true }
    guard [.flask, .quart].contains(known.framework), let file = known.evidence.file,
      !Self.accessory.matches(module.file)
    else { return false }
    func depth(_ path: BytePath) -> Int { path.bytes.count { $0 == BytePath.slash } }
    return depth(module.file) < depth(file)
  }

  mutating func learnFlask(_ module: PythonModule) {
    for call in module.calls where maker(call, module) == .application {
      if isMadeBySubclass(call, module) { continue }
      let arguments = arguments(of: call, in: module)
      learnTemplates(of: arguments, call, module)
      if isFirstApplication(module) {
        let name = reader.importedName(of: call.function, in: module, call.scope)
        project.application = Application(
          framework: name?.first == "quart" ? .quart : .flask,
          variable: call.targets.first.map { module.text($0.range) },
          evidence: evidence(
            module, call.start, call.text(in: module, arguments: arguments, named: false)),
          place: call.targets.isEmpty ? nil : module.place(after: call))
      }
      learnApplication(call, arguments, module)
    }
  }

  /// Whether a call makes an application of a class that hands its own arguments on:
  /// `super().__init__(…, static_folder=…)` tells more.
  private mutating func isMadeBySubclass(
    _ call: PythonModule.Call, _ module: PythonModule
  ) -> Bool {
    guard call.arguments.allSatisfy({ $0.keyword == nil }) else { return false }
    for found in reader.definitions(of: call.function, in: module, call.scope) {
      guard case .type(_, let own) = found.definition else { continue }
      if typesNamingFolder(of: found.module).contains(own) { return true }
    }
    return false
  }

  /// The scopes of a module's classes that name the folder where they are made.
  private mutating func typesNamingFolder(of module: PythonModule) -> Set<Int> {
    if let known = typesNamingFolder[ObjectIdentifier(module)] { return known }
    var types: Set<Int> = []
    for call in module.calls {
      guard case .attribute(_, "__init__") = call.function.kind,
        call.arguments.named("static_folder") != nil,
        let type = enclosingType(of: call.scope, in: module)
      else { continue }
      types.insert(type)
    }
    typesNamingFolder[ObjectIdentifier(module)] = types
    return types
  }

  private mutating func learnApplication(
    _ call: PythonModule.Call, _ arguments: [PythonArgument], _ module: PythonModule
  ) {
    let made = arguments.at(2, or: "static_folder")
    let folders = assignedFolders ?? AssignedFolders(modules, reader)
    assignedFolders = folders
    let assigned = folders.folder(of: call, in: module)
    if case .constant("None")? = made?.kind, assigned == nil { return }
    var path = PythonValue.Path.relative("static")
    var isNamed = false
    if let made, let known = reader.value(of: made, in: module, call.scope).path {
      (path, isNamed) = (known, true)
    }
    let url =
      arguments.at(1, or: "static_url_path").flatMap {
        reader.value(of: $0, in: module, call.scope).text
      } ?? "/\(Self.baseName(path))"
    var evidence = evidence(
      module, call.start, call.text(in: module, arguments: arguments, named: false))
    var owner = module
    if let assigned {
      (path, isNamed, owner) = (assigned.path, true, assigned.module)
      evidence = self.evidence(assigned.module, assigned.start, assigned.text)
    }
    let folder = place(path, of: owner, mayClimb: isNamed)
    if folder != nil || made == nil || isNamed {
      learnScope(serving: folder, under: url, arguments, module, evidence)
    }
    guard let folder else { return }
    add("static", url, folder, evidence)
  }

  /// The folder of templates that an application or blueprint names.
  private mutating func learnTemplates(
    of arguments: [PythonArgument], _ call: PythonModule.Call, _ module: PythonModule
  ) {
    guard let named = arguments.named("template_folder"),
      let place = place(reader.value(of: named, in: module, call.scope).path, of: module),
      place != ".", !place.name.elementsEqual("templates".utf8),
      !project.templates.contains(place)
    else { return }
    project.templates.append(place)
  }

  static func baseName(_ path: PythonValue.Path) -> String {
    switch path {
    case .place(let path), .relative(let path), .absolute(let path):
      String(decoding: path.normalized.name, as: UTF8.self)
    }
  }
}

extension PythonModule {
  /// The class whose names a scope holds.
  func type(of scope: Int) -> PythonType? {
    guard scopes[scope].isType, let parent = scopes[scope].parent,
      let name = scopes[scope].name
    else { return nil }
    for definition in scopes[parent].definitions[name] ?? [] {
      if case .type(let type, let own) = definition, own == scope { return type }
    }
    return nil
  }

  /// Source in one line, a long one cut.
  func text(_ range: Range<Int>) -> String {
    let words = bytes[range].split(whereSeparator: \.isSpace)
      .map { String(decoding: $0, as: UTF8.self) }
    let text = words.joined(separator: " ")
    return text.count > 60 ? "\(text.prefix(59))…" : text
  }
}

extension PythonModule.Call {
  /// The call in short, as it stands in its file: what is called, the name, and what tells of static
  /// files; `Blueprint("admin", static_folder="static")`.
  func text(in module: PythonModule, arguments: [PythonArgument], named: Bool) -> String {
    var words: [String] = []
    if named, let first = arguments.at(0) { words.append(module.text(first.range)) }
    let telling = ["url_prefix", "static_folder", "static_url_path"]
    for argument in self.arguments {
      guard let keyword = argument.keyword, telling.contains(keyword) else { continue }
      words.append("\(keyword)=\(module.text(argument.value.range))")
    }
    var name = function.lastName ?? ""
    if name == "__init__" { name = "super().__init__" }
    return "\(name)(\(words.joined(separator: ", ")))"
  }
}
