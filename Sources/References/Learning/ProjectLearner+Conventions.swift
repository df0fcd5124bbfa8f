import Formats
import Site
import Values

/// What is known without an application's word, and what templates tell.
extension ProjectLearner {
  /// Folders named `static` that no source speaks of; and where there is no application, the folders
  /// at the top, each served at its own path.
  mutating func learnConventions(isServed: Bool, hasOwnApplication: Bool) {
    for folder in statics {
      guard !project.roots.contains(where: { $0.folders.contains(folder) }),
        !Self.accessory.matches(folder) || statics.allSatisfy({ Self.accessory.matches($0) })
      else { continue }
      let isFirst = hasOwnApplication && !project.roots.contains { $0.name == "static" }
      let package = folder.folder == "." ? "" : String(decoding: folder.folder.name, as: UTF8.self)
      add(
        isFirst || package.isEmpty ? "static" : "\(package).static", "/static/", folder,
        LearnedProject.Evidence(file: nil, line: 0, what: "static"))
    }
    let page = paths.first { [BytePath("index.html"), "index.htm", "index.php"].contains($0) }
    guard !isServed, let page else { return }
    project.servesPages = true
    let tops = Set(
      paths.compactMap { path in path.bytes.firstIndex(of: BytePath.slash).map(path.top) })
    for top in tops.sorted() where top.bytes.first != BytePath.dot {
      let name = String(decoding: top.bytes, as: UTF8.self)
      add(
        name, "/\(name)/", top,
        LearnedProject.Evidence(file: page, line: 1, what: Self.pageAtTop))
    }
    add(".", "/", ".", LearnedProject.Evidence(file: page, line: 1, what: Self.pageAtTop))
  }

  /// Learns from templates, in the order of their paths: `<base href>`, and macros that hand their
  /// arguments on to `url_for`.
  mutating func learn(_ templates: some Sequence<(file: BytePath, facts: TemplateFacts)>) {
    var macros: [(file: BytePath, macro: TemplateFacts.Macro)] = []
    var imports: [TemplateFacts.Import] = []
    var takers: [[UInt8]: [(file: BytePath, names: Set<String>)]] = [:]
    var includes: [TemplateFacts.Include] = []
    for (file, facts) in templates {
      if !facts.paths.isEmpty {
        takers[Array(file.name), default: []].append((file, Set(facts.paths)))
      }
      includes += facts.includes
      macros += facts.macros.map { (file, $0) }
      imports += facts.imports
      if project.pageBase == nil { project.pageBase = facts.baseURL }
      if let base = facts.baseURL { learnBase(base, of: file) }
    }
    learnHandedPaths(includes, takers)
    var names: Set<String> = []
    for imported in imports {
      for (file, macro) in macros where file.bytes.hasSuffix(Array(imported.file.utf8)) {
        let name = "\(imported.alias).\(macro.name)"
        guard names.insert(name).inserted else { continue }
        project.helpers.append(
          ReferenceHelper(name: name, syntax: .call, root: "*", pathKeyword: "filename"))
        project.helperPlaces.append(
          LearnedProject.Evidence(file: file, line: macro.line, what: "macro \(macro.name)"))
      }
    }
  }
}

extension ProjectLearner {
  /// Learns which variables hand the path of a static file to a template that is included.
  ///
  /// - Parameter takers: the templates that take such variables, by their names.
  private mutating func learnHandedPaths(
    _ includes: [TemplateFacts.Include],
    _ takers: [[UInt8]: [(file: BytePath, names: Set<String>)]]
  ) {
    var handed: Set<HandedPath> = []
    for include in includes {
      let path = BytePath(include.file)
      for taker in takers[Array(path.name)] ?? [] {
        let isMeant =
          taker.file == path || taker.file.bytes.hasSuffix([BytePath.slash] + path.bytes)
        guard isMeant else { continue }
        for name in include.names where taker.names.contains(name) {
          handed.insert(HandedPath(template: include.file, name: name))
        }
      }
    }
    project.handed = handed.sorted { ($0.template, $0.name) < ($1.template, $1.name) }
  }

  /// Takes what a page in a root says to be its folder's URL for the root's, where it ends in the folder's
  /// own path.
  private mutating func learnBase(_ base: String, of file: BytePath) {
    for index in project.roots.indices where project.roots[index].evidence.what == Self.pageAtTop {
      let root = project.roots[index]
      guard let folder = root.folders.first, folder != ".", file.relative(to: folder) != nil,
        !root.urls.contains(base), base.utf8.count > 1
      else { continue }
      let end = [BytePath.slash] + folder.bytes + [BytePath.slash]
      guard Array(base.utf8).hasSuffix(end) else { continue }
      project.roots[index].urls.insert(base, at: 0)
    }
  }

  package static let pageAtTop = "a page at the top"
}

extension BytePath {
  /// The first name of the path, where a slash stands.
  fileprivate func top(_ slash: Int) -> BytePath {
    BytePath(bytes: Array(bytes[..<slash]))
  }
}
