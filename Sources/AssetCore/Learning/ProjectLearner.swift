/// Learns how a project serves its static files.
public struct ProjectLearner {
  private let paths: [BytePath]
  private let statics: [BytePath]
  private let read: (BytePath) -> [UInt8]?
  private var project = LearnedProject()

  /// Learns from a project's files.
  ///
  /// - Parameters:
  ///   - paths: all files, from the project's folder; without installed packages.
  ///   - read: a file's bytes; nil where it cannot be read.
  public static func learn(
    paths: [BytePath], read: @escaping (BytePath) -> [UInt8]?
  ) -> LearnedProject {
    var learner = ProjectLearner(paths: paths, read: read)
    learner.learn()
    return learner.project
  }

  private init(paths: [BytePath], read: @escaping (BytePath) -> [UInt8]?) {
    self.paths = paths
    self.read = read
    statics = Self.staticFolders(paths)
  }

  /// The folders named `static`, but for those inside others.
  private static func staticFolders(_ paths: [BytePath]) -> [BytePath] {
    var folders: Set<BytePath> = []
    for path in paths {
      let names = path.bytes.split(separator: BytePath.slash, omittingEmptySubsequences: false)
      guard let index = names.dropLast().firstIndex(where: { $0.elementsEqual("static".utf8) })
      else { continue }
      folders.insert(BytePath(bytes: Array(names[...index].joined(separator: [BytePath.slash]))))
    }
    return folders.sorted()
  }

  private mutating func learn() {
    var sources = paths.filter { $0.name.suffix(3).elementsEqual(".py".utf8) }
      .compactMap { path in read(path).map { (path, $0) } }
      .filter { Self.tellsOfFiles($0.1) }
      .map { PythonSource($0.1, of: $0.0) }
    // Examples and tests have applications of their own, which count for their own files.
    let own = sources.filter { !Self.accessory.matches($0.file) }
    let others = own.isEmpty ? [] : sources.filter { Self.accessory.matches($0.file) }
    if !own.isEmpty { sources = own }
    for source in sources { learnFlask(source) }
    for source in sources { learnDjango(source) }
    for source in sources { learnEndpoints(source) }
    let isPackage =
      sources.contains { $0.contains("Blueprint(") }
      && !sources.contains { $0.contains("Flask(") }
    learnConventions(isServed: !sources.isEmpty, hasOwnApplication: !isPackage)
    for source in others {
      let known = project.roots.count
      learnFlask(source)
      for index in known..<project.roots.count { project.roots[index].scope = source.file.folder }
    }
    if sources.contains(where: Self.replacesURLs) {
      for index in project.roots.indices { project.roots[index].addsToken = true }
    }
    learnTemplates()
  }

  private static let accessory = GlobList([
    "tests/", "test/", "test_*.py", "*_test.py", "conftest.py", "examples/", "example/", "doc/",
    "docs/", "samples/",
  ])

  private static func tellsOfFiles(_ bytes: [UInt8]) -> Bool {
    let words = ["Flask(", "Blueprint(", "STATIC", "send_from_directory", "url_defaults"]
    return words.contains { ByteSearch.contains(bytes[...], Array($0.utf8)) }
  }

  /// Whether an application adds the token to each static URL: a function of `url_defaults` or a
  /// replaced `url_for` that speaks of `filename`.
  private static func replacesURLs(_ source: PythonSource) -> Bool {
    if source.contains("ManifestStaticFilesStorage") { return true }
    guard source.contains("filename") else { return false }
    return source.contains(".url_defaults\n") || source.contains(".url_defaults\r")
      || source.contains("dict(url_for=")
  }

  // MARK: Flask

  private mutating func learnFlask(_ source: PythonSource) {
    for call in source.calls {
      let name = String(decoding: call.name, as: UTF8.self)
      if name == "Flask" || name.hasSuffix(".Flask") {
        let named = folder(call.range("static_folder"), in: source)
        let folder = named ?? "static"
        guard let path = place(folder, of: source, mayClimb: named != nil) else { continue }
        let url = call.value("static_url_path")?.plainText ?? "/\(Self.baseName(folder))"
        add("static", url, path, evidence(source, call, "Flask"))
      } else if name.hasSuffix("Blueprint"), let blueprint = call.positional(0)?.plainText,
        let folder = folder(call.range("static_folder"), in: source),
        let path = place(folder, of: source)
      {
        let prefix = call.value("url_prefix")?.plainText ?? ""
        let url = call.value("static_url_path")?.plainText ?? "/\(Self.baseName(folder))"
        add("\(blueprint).static", "\(prefix)/\(url)", path, evidence(source, call, "Blueprint"))
      }
    }
  }

  private static func baseName(_ folder: String) -> String {
    folder.split(separator: "/").last.map(String.init) ?? folder
  }

  /// The folder that an argument names: text, the last string of a call, or a name set in the file.
  private func folder(_ range: Range<Int>?, in source: PythonSource) -> String? {
    guard let range else { return nil }
    if let string = source.lastString(in: range) { return string }
    let name = String(decoding: source.bytes[range], as: UTF8.self)
    guard let place = source.setting(name)?.place else { return nil }
    let line = source.bytes[place...].firstIndex(of: 0x0A) ?? source.bytes.count
    return source.lastString(in: place..<line)
  }

  /// Where a folder lies that source names: beside the source, as Flask has it, or above.
  private func place(
    _ folder: String, of source: PythonSource, mayClimb: Bool = true
  ) -> BytePath? {
    var base = source.file.folder
    for _ in 0..<6 {
      let path = (base == "." ? BytePath(folder) : base.appending(BytePath(folder))).normalized
      if paths.contains(where: { $0.relative(to: path) != nil }) { return path }
      if base == "." || !mayClimb { return nil }
      base = base.folder
    }
    return nil
  }

  private mutating func add(
    _ name: String, _ url: String, _ folder: BytePath, _ evidence: LearnedProject.Evidence
  ) {
    let url = (url.hasPrefix("/") ? url : "/" + url) + (url.hasSuffix("/") ? "" : "/")
    guard !project.roots.contains(where: { $0.name == name && $0.folders == [folder] }) else {
      return
    }
    project.roots.append(
      LearnedProject.Root(
        name: name, urls: [url.replacingDoubleSlashes], folders: [folder], addsToken: false,
        scope: nil,
        evidence: evidence))
  }

  private func evidence(
    _ source: PythonSource, _ call: SourceCall, _ what: String
  ) -> LearnedProject.Evidence {
    LearnedProject.Evidence(
      file: source.file, line: TextPosition(of: call.start, in: source.bytes).line, what: what)
  }

  /// Routes of the application's own that hand out files of a static root.
  private mutating func learnEndpoints(_ source: PythonSource) {
    let routes = source.calls.filter { $0.name.hasSuffix(".route") }
    for (index, route) in routes.enumerated() {
      guard let rule = route.positional(0)?.plainText, let open = rule.firstIndex(of: "<") else {
        continue
      }
      let end = index + 1 < routes.count ? routes[index + 1].start : source.bytes.count
      guard end > route.end, let function = source.function(behind: route.end, before: end) else {
        continue
      }
      let served = source.calls.first { call in
        route.end < call.start && call.start < end && call.name.hasSuffix("send_from_directory")
          && (call.positional(0)?.startsWithStatic ?? false)
      }
      guard let served, let place = rootFolder(of: source) else { continue }
      let names = rule[open...].split(separator: "/").compactMap(\.variableName)
      guard names.count == rule[open...].split(separator: "/").count else { continue }
      let below = served.positional(0)?.literalBehindStatic ?? ""
      project.endpoints.append(
        OwnEndpoint(
          name: function, root: project.roots[place].name, prefix: below, arguments: names))
      let url = String(rule[..<open])
      if below.isEmpty, !project.roots[place].urls.contains(url) {
        project.roots[place].urls.append(url)
      }
    }
  }

  /// The root whose folder lies beside a source file.
  private func rootFolder(of source: PythonSource) -> Int? {
    project.roots.firstIndex { root in
      root.folders.contains { $0 == place("static", of: source) }
    }
  }

  // MARK: Django

  private mutating func learnDjango(_ source: PythonSource) {
    guard let (url, place) = source.setting("STATIC_URL"),
      source.contains("django.contrib.staticfiles"), let last = url.lastText
    else { return }
    var folders: [BytePath] = []
    if let start = source.setting("STATICFILES_DIRS")?.place,
      let close = source.bytes[start...].firstIndex(where: { $0 == 0x5D || $0 == 0x29 })
    {
      for name in source.strings(in: start..<close) {
        if let folder = self.place(name, of: source) { folders.append(folder) }
      }
    }
    folders += statics.filter { !folders.contains($0) }
    guard !folders.isEmpty else { return }
    var prefix = last
    if !prefix.hasPrefix("/") { prefix = "/" + prefix }
    let line = TextPosition(of: place, in: source.bytes).line
    project.roots.removeAll { $0.name == "static" }
    project.roots.insert(
      LearnedProject.Root(
        name: "static", urls: [prefix.hasSuffix("/") ? prefix : prefix + "/"], folders: folders,
        addsToken: false, scope: nil,
        evidence: LearnedProject.Evidence(file: source.file, line: line, what: "STATIC_URL")),
      at: 0)
  }

  // MARK: Conventions

  /// Folders named `static` that no source speaks of; and where there is no application, the folders
  /// at the top, each served at its own path.
  private mutating func learnConventions(isServed: Bool, hasOwnApplication: Bool) {
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
      add(name, "/\(name)/", top, LearnedProject.Evidence(file: page, line: 1, what: "index"))
    }
    add(".", "/", ".", LearnedProject.Evidence(file: page, line: 1, what: "index"))
  }

  // MARK: Templates

  /// `<base href>`, and macros that hand their arguments on to `url_for`.
  private mutating func learnTemplates() {
    var macros: [(file: BytePath, name: String, token: Bool)] = []
    var imports: [(file: String, alias: String)] = []
    for path in paths where ReferenceLanguage(path) == .template {
      guard let bytes = read(path) else { continue }
      let text = TemplateText(bytes)
      macros += text.urlMacros().map { (path, $0, true) }
      imports += text.imports()
      if project.pageBase == nil { project.pageBase = text.baseURL() }
    }
    var names: Set<String> = []
    for (file, alias) in imports {
      for macro in macros where macro.file.bytes.hasSuffix(Array(file.utf8)) {
        guard names.insert("\(alias).\(macro.name)").inserted else { continue }
        project.helpers.append(
          ReferenceHelper(
            name: "\(alias).\(macro.name)", syntax: .call, root: "*", pathKeyword: "filename"))
      }
    }
  }
}

extension BytePath {
  /// The first name of the path, where a slash stands.
  fileprivate func top(_ slash: Int) -> BytePath {
    BytePath(bytes: Array(bytes[..<slash]))
  }
}

extension [UInt8] {
  func hasSuffix(_ text: some Collection<UInt8>) -> Bool {
    count >= text.count && suffix(text.count).elementsEqual(text)
  }

  func hasSuffix(_ text: String) -> Bool {
    hasSuffix(Array(text.utf8))
  }
}

extension String {
  fileprivate var replacingDoubleSlashes: String {
    var bytes: [UInt8] = []
    for byte in utf8 where byte != BytePath.slash || bytes.last != byte { bytes.append(byte) }
    return String(decoding: bytes, as: UTF8.self)
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

extension [TargetPart] {
  fileprivate var startsWithStatic: Bool {
    guard case .literal(let text)? = first else { return false }
    return text.elementsEqual("static".utf8) || text.starts(with: "static/".utf8)
  }

  /// `flags/` of `static/flags/…`.
  fileprivate var literalBehindStatic: String {
    guard case .literal(let text)? = first, text.starts(with: "static/".utf8) else { return "" }
    return String(decoding: text.dropFirst(7), as: UTF8.self)
  }
}
