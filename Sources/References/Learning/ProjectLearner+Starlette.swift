import Values

/// Mounts of Starlette and FastAPI, and what other frameworks of Python have for them.
extension ProjectLearner {
  /// A folder that is served.
  private struct Mount {
    let url: String
    let name: String?
    let folder: BytePath
    let module: PythonModule
    let call: PythonModule.Call

    /// Whether a part of its URL is another at each request.
    var hasParameter: Bool { url.contains("{") }

    /// The name of that part, `key` of `/k/{key:str}`: in front of files it is a version of theirs.
    var parameter: String? {
      guard let open = url.firstIndex(of: "{") else { return nil }
      return String(url[open...].dropFirst().prefix { $0 != ":" && $0 != "}" })
    }
  }

  mutating func learnMounts() {
    let mounts = modules.flatMap { module in
      module.calls.compactMap { mount($0, module) }
    }
    // What has no parameter has a URL that can be written out.
    for mount in mounts.filter({ !$0.hasParameter }) + mounts.filter(\.hasParameter) {
      let words = mount.module.text(mount.call.expression.range)
      let evidence = evidence(mount.module, mount.call.start, words)
      learnApplication(of: mount, evidence)
      let name = mount.name ?? Self.name(of: mount.url)
      if !mount.hasParameter {
        learnScope(serving: mount.folder, as: name, under: mount.url, mount.module, evidence)
      }
      if let root = project.roots.firstIndex(where: { $0.folders == [mount.folder] }) {
        let rootName = project.roots[root].name
        addEndpoint(name, of: rootName, mount)
        let url = Self.prefix(mount.url)
        if !mount.hasParameter, !project.roots[root].urls.contains(url) {
          project.roots[root].urls.append(url)
        }
      } else if !mount.hasParameter {
        add(name, mount.url, mount.folder, evidence)
        addEndpoint(name, of: name, mount)
      } else {
        addEndpoint(name, of: name, mount)
        add(name, String(mount.url.prefix { $0 != "{" }), mount.folder, evidence)
      }
    }
  }

  /// Lets `url_for(name, path=…)` lead to a root; of `static` that is known.
  private mutating func addEndpoint(_ name: String, of root: String, _ mount: Mount) {
    guard name != "static" || root != "static" || mount.hasParameter else { return }
    project.endpoints.append(
      OwnEndpoint(name: name, root: root, arguments: ["path"], token: mount.parameter))
  }

  private mutating func learnApplication(of mount: Mount, _ evidence: LearnedProject.Evidence) {
    guard project.application == nil else { return }
    let module = mount.module
    var variable: String?
    var made: PythonModule.Call?
    if case .attribute(let owner, _) = mount.call.function.kind {
      variable = owner.lastName
    } else {
      // A table of routes, which the application is given where it is made.
      let makers = module.calls.filter { ["Starlette", "FastAPI"].contains($0.function.lastName) }
      made = makers.first {
        $0.start > mount.call.start && $0.scope == mount.call.scope && !$0.targets.isEmpty
      }
      variable = made?.targets.first.map { module.text($0.range) }
    }
    var place: Application.Place?
    if let variable {
      // After the last mount, and after the templates, which the loader is given.
      let templates = module.calls.last {
        $0.function.lastName == "Jinja2Templates" && $0.scope == mount.call.scope
          && !$0.targets.isEmpty
      }
      let mounts = module.calls.filter {
        guard case .attribute(let owner, "mount") = $0.function.kind else { return false }
        return owner.lastName == variable && $0.scope == mount.call.scope
      }
      let all = mounts + [templates, made, mount.call].compactMap(\.self)
      let last = all.max { $0.start < $1.start }
      // Without them nothing adds a token; those of another module have to be imported first.
      if let templates {
        place = last.map(module.place)
        place?.templates = templates.targets.first.map { module.text($0.range) }
      }
    }
    project.application = Application(
      framework: .starlette, variable: variable, evidence: evidence, place: place)
  }

  /// A root's name where the mount has none: the last of its URL.
  private static func name(of url: String) -> String {
    url.split(separator: "/").last.map(String.init) ?? "static"
  }

  private func mount(_ call: PythonModule.Call, _ module: PythonModule) -> Mount? {
    func text(_ expression: PythonExpression?) -> String? {
      expression.flatMap { reader.value(of: $0, in: module, call.scope).text }
    }
    switch call.function.lastName {
    case "mount", "Mount":
      guard let url = text(call.arguments.at(0, or: "path")),
        let app = call.arguments.at(1, or: "app"),
        let folder = servedFolder(of: app, module, call.scope)
      else { return nil }
      let name = text(call.arguments.named("name") ?? call.arguments.at(2))
      return Mount(url: url, name: name, folder: folder, module: module, call: call)
    case "add_static", "static":
      // aiohttp and Sanic.
      guard case .attribute = call.function.kind,
        let url = text(call.arguments.at(0, or: "prefix")), url.hasPrefix("/"),
        let path = call.arguments.at(1, or: "path"),
        let folder = folder(path, module, call.scope)
      else { return nil }
      return Mount(
        url: url, name: text(call.arguments.named("name")), folder: folder, module: module,
        call: call)
    default: return nil
    }
  }

  /// The folder that an application of static files hands out.
  private func servedFolder(
    of expression: PythonExpression, _ module: PythonModule, _ scope: Int
  ) -> BytePath? {
    if case .call(let function, let arguments) = expression.kind {
      guard isStaticFiles(function, module, scope),
        let directory = arguments.at(0, or: "directory")
      else { return nil }
      return folder(directory, module, scope)
    }
    for found in reader.definitions(of: expression, in: module, scope) {
      guard case .value(let value, let other) = found.definition, case .call = value.kind else {
        continue
      }
      if let folder = servedFolder(of: value, found.module, other) { return folder }
    }
    return nil
  }

  private func isStaticFiles(
    _ function: PythonExpression, _ module: PythonModule, _ scope: Int
  ) -> Bool {
    if function.lastName?.hasSuffix("StaticFiles") ?? false { return true }
    let name = reader.importedName(of: function, in: module, scope)?.last
    if name?.hasSuffix("StaticFiles") ?? false { return true }
    return reader.definitions(of: function, in: module, scope).contains { found in
      guard case .type(let type, _) = found.definition else { return false }
      return type.bases.contains { $0.value.lastName?.hasSuffix("StaticFiles") ?? false }
    }
  }

  /// A folder as these frameworks take it: from where the application is started.
  private func folder(
    _ expression: PythonExpression, _ module: PythonModule, _ scope: Int
  ) -> BytePath? {
    let path = reader.value(of: expression, in: module, scope).path
    if case .relative(let path)? = path, hasFolder(path.normalized), path.normalized != "." {
      return path.normalized
    }
    return place(path, of: module)
  }
}
