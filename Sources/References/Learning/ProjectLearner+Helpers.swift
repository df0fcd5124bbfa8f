import Site
import Values

/// Functions of the application's own that templates call for the URLs of static files.
extension ProjectLearner {
  /// Learns every function that is made known to templates and makes the URL of a static file: by what name
  /// it is called, and what it makes of which argument.
  mutating func learnHelpers() {
    let roots = Set(project.roots.map(\.name) + project.endpoints.map(\.name))
    let endpoints = Dictionary(project.endpoints.map { ($0.name, $0) }) { first, _ in first }
    let prefixes = project.roots.flatMap { root in root.urls.map { ($0, root.name) } }
      .filter { $0.0 != "/" }.sorted { $0.0.utf8.count > $1.0.utf8.count }
    let making = URLMaking(reader, prefixes: prefixes.map { (url: $0.0, root: $0.1) }) { name in
      name == "static" || name.hasSuffix(".static") || roots.contains(name)
    }
    var names: Set<String> = []
    for module in modules {
      for known in templateNames(in: module) {
        guard
          !(known.name == "url_for" || known.name == "static") || known.isFilter || known.isTag,
          let (found, url, parameters) = known.found.lazy.compactMap({ found in
            making.made(by: found).map { (found, $0.url, $0.parameters) }
          }).first,
          var helper = helper(known, url, parameters, endpoints),
          names.insert("\(helper.syntax) \(helper.name)").inserted
        else { continue }
        if url.addsToken { helper.added = .lasting }
        if url.addsToken { learnLoader(known, found, module, &helper) }
        project.helpers.append(helper)
        project.helperPlaces.append(
          evidence(module, known.start, "\(known.name)()"))
      }
    }
  }

  /// A helper of a name that makes a URL; nil where no argument of it is the path.
  private func helper(
    _ known: TemplateName, _ url: MadeURL, _ parameters: [String],
    _ endpoints: [String: OwnEndpoint]
  ) -> ReferenceHelper? {
    var helper = ReferenceHelper(
      name: known.name, syntax: known.isTag ? .tag : known.isFilter ? .filter : .call, root: nil,
      pathKeyword: nil)
    helper.isForTemplates = true
    (helper.pathPrefix, helper.pathSuffix) = (url.prefix, url.suffix)
    switch url.endpoint {
    case .name(let name):
      helper.root = name
      if let own = endpoints[name] {
        guard own.arguments.count == 1 else { return nil }
        helper.root = own.root
        helper.pathPrefix = own.prefix + url.prefix
      }
    case .parameter(let name):
      guard helper.syntax == .call, let place = parameters.firstIndex(of: name) else { return nil }
      helper.rootArgument = .place(place)
    }
    switch url.path {
    case .keyword(let keyword):
      guard helper.syntax == .call else { return nil }
      helper.pathKeyword = keyword
    case .parameter(let name):
      guard let place = parameters.firstIndex(of: name) else { return nil }
      if helper.syntax != .call, place > 0 { return nil }
      helper.pathPlace = place
      helper.pathAlias = name
    }
    return helper
  }

  /// Notes what tokens a helper adds.
  private mutating func learnLoader(
    _ known: TemplateName, _ found: PythonReader.Found, _ module: PythonModule,
    _ helper: inout ReferenceHelper
  ) {
    let making = TokenMaking(reader, versions: String(decoding: versions.name, as: UTF8.self))
    var kind = Loader.Kind.other
    switch found.definition {
    case .function(let index):
      kind = making.kind(of: found.module.functions[index], in: found.module)
    case .value(let value, let scope): kind = making.kind(of: value, in: found.module, scope)
    default: break
    }
    if kind == .changing { helper.added = .changing }
    let isRoot = project.roots.contains { $0.name == helper.root }
    project.loaders.append(
      Loader(
        kind, evidence: evidence(module, known.start, "\(known.name)()"),
        roots: isRoot ? helper.root.map { [$0] } : nil, helper: known.name))
  }
}
