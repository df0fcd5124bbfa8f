import Values

/// Routes of an application's own that hand out static files.
extension ProjectLearner {
  mutating func learnEndpoints(_ module: PythonModule) {
    for function in module.functions {
      for decorator in function.function.decorators {
        guard case .call(let called, let arguments) = decorator.kind,
          ["route", "get"].contains(called.lastName ?? ""),
          let first = arguments.at(0, or: "rule")
        else { continue }
        let rule = reader.value(of: first, in: module, function.outer).text
        guard let rule, let open = rule.firstIndex(of: "<") else { continue }
        let name = arguments.named("endpoint")?.plainText ?? function.function.name
        learnEndpoint(name, rule, open, function, module)
      }
    }
    for call in module.calls where call.function.lastName == "add_url_rule" {
      learnRule(call, module)
    }
  }

  private mutating func learnEndpoint(
    _ name: String, _ rule: String, _ open: String.Index, _ function: PythonModule.Function,
    _ module: PythonModule
  ) {
    // It may hand out what is no static file too.
    let calls = module.index.calls(of: "send_from_directory", in: function.scope)
    var served: (root: Int, below: String)?
    for call in calls.prefix(Self.mostCalls) where served == nil {
      guard let directory = call.arguments.at(0, or: "directory") else { continue }
      served = root(of: directory, module, call.scope)
    }
    guard let (root, below) = served else { return }
    let parts = rule[open...].split(separator: "/")
    let names = parts.compactMap(\.variableName)
    guard names.count == parts.count else { return }
    project.endpoints.append(
      OwnEndpoint(
        name: name, root: project.roots[root].name, prefix: below, arguments: names))
    let url = Self.prefix(String(rule[..<open]))
    if below.isEmpty, !project.roots[root].urls.contains(url) {
      project.roots[root].urls.append(url)
    }
  }

  /// How many calls of a function are looked at.
  private static let mostCalls = 16

  /// The root whose folder a path begins with, and what stands behind that up to what is computed.
  private func root(
    of directory: PythonExpression, _ module: PythonModule, _ scope: Int
  ) -> (root: Int, below: String)? {
    // `app.static_folder`, `current_app.static_folder`.
    if directory.lastName == "static_folder" {
      return project.roots.firstIndex { $0.name == "static" }.map { ($0, "") }
    }
    let value = reader.value(of: directory, in: module, scope)
    let known = PythonValue(Array(value.parts.prefix { $0 != .hole }))
    guard let path = known.path else { return nil }
    for (index, root) in project.roots.enumerated() {
      for folder in root.folders {
        guard let below = self.below(path, folder, of: module) else { continue }
        let isWhole = known.parts == value.parts || known.lastText?.hasSuffix("/") ?? false
        guard isWhole else { continue }
        return (index, below.bytes.isEmpty ? "" : (below.text ?? "") + "/")
      }
    }
    return nil
  }

  /// A path below a folder, taken from the source's folder or one above; empty for the folder itself.
  private func below(
    _ path: PythonValue.Path, _ folder: BytePath, of module: PythonModule
  ) -> BytePath? {
    func below(_ place: BytePath) -> BytePath? {
      place == folder ? BytePath("") : place.relative(to: folder)
    }
    switch path {
    case .absolute: return nil
    case .place(let place): return below(place)
    case .relative(let path):
      var base = module.file.folder
      while true {
        if let found = below((base == "." ? path : base.appending(path)).normalized) {
          return found
        }
        if base == "." { return nil }
        base = base.folder
      }
    }
  }

  /// `app.add_url_rule("/files/<path:filename>", endpoint="static", view_func=app.send_static_file)`.
  private mutating func learnRule(_ call: PythonModule.Call, _ module: PythonModule) {
    guard let view = call.arguments.named("view_func") ?? call.arguments.at(2),
      view.lastName == "send_static_file",
      let rule = call.arguments.at(0, or: "rule").map({
        reader.value(of: $0, in: module, call.scope)
      })?.text, let open = rule.firstIndex(of: "<"),
      let index = project.roots.firstIndex(where: { $0.name == "static" })
    else { return }
    let url = Self.prefix(String(rule[..<open]))
    if !project.roots[index].urls.contains(url) { project.roots[index].urls.append(url) }
    let endpoint = call.arguments.at(1, or: "endpoint")?.plainText ?? "send_static_file"
    if endpoint != "static" {
      project.endpoints.append(
        OwnEndpoint(name: endpoint, root: "static", arguments: ["filename"]))
    }
  }
}

extension Substring {
  /// The name of a variable of a route, `<path:name>`.
  fileprivate var variableName: String? {
    guard first == "<", last == ">" else { return nil }
    let inner = dropFirst().dropLast()
    return String(inner.split(separator: ":").last ?? inner)
  }
}
