import Formats
import Site
import Values

/// Learns how a project serves its static files.
public struct ProjectLearner {
  /// All files, from the project's folder, in order; without installed packages.
  let paths: [BytePath]
  /// The folders named `static`, but for those inside others.
  let statics: [BytePath]
  let read: (BytePath) -> [UInt8]?
  /// Whether a folder is there that no file was found in.
  let isFolder: (BytePath) -> Bool
  /// The versions file's name, which tells who reads it.
  let versions: BytePath
  let source: PythonProject
  let reader: PythonReader
  var project = LearnedProject()
  /// The modules that tell of files, but for examples and tests.
  var modules: [PythonModule] = []
  var blueprints = BlueprintTable()
  /// The folders that applications are given after they are made; nil before they are asked for.
  var assignedFolders: AssignedFolders?
  /// The classes of each module that name the folder where they are made, by scope.
  var typesNamingFolder: [ObjectIdentifier: Set<Int>] = [:]
  private var rootIndex = RootIndex()

  /// Learns from a project's files.
  ///
  /// - Parameters:
  ///   - paths: all files, from the project's folder; without installed packages.
  ///   - versions: the versions file, from the project's folder.
  ///   - isFolder: whether a folder is there, also one that none of the files lies in.
  ///   - read: a file's bytes; nil where it cannot be read.
  public static func learn(
    paths: [BytePath], versions: BytePath = "asset-versions.json",
    isFolder: @escaping (BytePath) -> Bool = { _ in false },
    read: @escaping (BytePath) -> [UInt8]?
  ) -> LearnedProject {
    var learner = ProjectLearner(paths: paths, versions: versions, isFolder: isFolder, read: read)
    let templates = paths.filter { ReferenceLanguage($0) == .template }
    learner.learn(
      templates.lazy.compactMap { path in
        read(path).map { text in (path, text.withUnsafeBufferPointer(TemplateFacts.init)) }
      })
    return learner.project
  }

  /// Learns all that does not stand in templates.
  init(
    paths: [BytePath], versions: BytePath, isFolder: @escaping (BytePath) -> Bool,
    read: @escaping (BytePath) -> [UInt8]?
  ) {
    self.paths = paths
    self.versions = versions
    self.isFolder = isFolder
    self.read = read
    statics = Self.staticFolders(paths)
    source = PythonProject(paths: paths, read: read)
    reader = PythonReader(source)
    learnSources()
  }

  private static func staticFolders(_ paths: [BytePath]) -> [BytePath] {
    var folders: Set<BytePath> = []
    var last: [UInt8] = []
    for path in paths {
      // The paths of a folder follow each other.
      if !last.isEmpty, path.bytes.starts(with: last) { continue }
      guard let end = Self.staticEnd(of: path) else { continue }
      folders.insert(BytePath(bytes: Array(path.bytes[..<end])))
      last = Array(path.bytes[...end])
    }
    return folders.sorted()
  }

  /// The place behind the first name `static` in a path that has more behind it.
  private static func staticEnd(of path: BytePath) -> Int? {
    let name = Array("static/".utf8)
    var start = 0
    while let place = ByteSearch.firstIndex(of: name, in: path.bytes[start...]) {
      if place == 0 || path.bytes[place - 1] == BytePath.slash { return place + name.count - 1 }
      start = place + 1
    }
    return nil
  }

  private mutating func learnSources() {
    let words = SourceWords(versions: versions)
    let all = paths.filter { $0.name.suffix(3).elementsEqual(".py".utf8) }
      .compactMap { path -> PythonModule? in
        guard let bytes = read(path), words.tellOfFiles(bytes) else { return nil }
        return PythonModule(bytes, of: path)
      }
    for module in all { source.add(module) }
    // Examples and tests have applications of their own, which count for their own files.
    let own = all.filter { !Self.accessory.matches($0.file) }
    modules = own.isEmpty ? all : own
    learnBlueprints()
    for module in modules { learnFlask(module) }
    addBlueprints()
    learnDjango()
    learnMounts()
    learnBlueprintScopes()
    for module in modules { learnEndpoints(module) }
    for module in modules { learnRoutes(module) }
    for module in modules { learnMarks(module) }
    let isPackage =
      modules.contains { $0.contains("Blueprint(") } && !modules.contains { $0.contains("Flask(") }
    learnConventions(isServed: !modules.isEmpty, hasOwnApplication: !isPackage)
    if !own.isEmpty {
      for module in all where Self.accessory.matches(module.file) {
        let known = project.roots.count
        learnFlask(module)
        for index in known..<project.roots.count {
          project.roots[index].scope = module.file.folder
        }
      }
    } else {
      for index in project.scopes.indices { project.scopes[index].isAccessory = false }
    }
    project.unread = UnreadTemplates(among: paths)
    limitRoots()
    learnHelpers()
    learnLoaders()
  }

  static let accessory = GlobList([
    "tests/", "test/", "test_*.py", "*_test.py", "conftest.py", "examples/", "example/", "doc/",
    "docs/", "samples/",
  ])

  /// Whether files were found below a folder, or the folder is there without any.
  func hasFolder(_ folder: BytePath) -> Bool {
    if folder == "." { return true }
    let prefix = folder.bytes + [BytePath.slash]
    var (low, high) = (0, paths.count)
    while low < high {
      let middle = (low + high) / 2
      if paths[middle].bytes.lexicographicallyPrecedes(prefix) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    if low < paths.count, paths[low].bytes.starts(with: prefix) { return true }
    return isFolder(folder)
  }

  /// Where a folder lies that source names: beside the source, as Flask has it, or above.
  func place(
    _ path: PythonValue.Path?, of module: PythonModule, mayClimb: Bool = true
  ) -> BytePath? {
    switch path {
    case nil, .absolute: return nil
    case .place(let place): return hasFolder(place) ? place : nil
    case .relative(let path):
      var base = module.file.folder
      for _ in 0..<6 {
        let place = (base == "." ? path : base.appending(path)).normalized
        if hasFolder(place), !place.bytes.starts(with: "..".utf8) { return place }
        if base == "." || !mayClimb { return nil }
        base = base.folder
      }
      return nil
    }
  }

  /// The place of something in a module, with what stands there in short.
  func evidence(_ module: PythonModule, _ start: Int, _ what: String) -> LearnedProject.Evidence {
    LearnedProject.Evidence(file: module.file, line: module.line(of: start), what: what)
  }

  mutating func add(
    _ name: String, _ url: String, _ folder: BytePath, _ evidence: LearnedProject.Evidence
  ) {
    let url = Self.prefix(url)
    let namesakes = rootIndex.places(of: name, in: project.roots)
    if let same = namesakes.first(where: { project.roots[$0].folders == [folder] }) {
      if !project.roots[same].urls.contains(url) { project.roots[same].urls.append(url) }
      return
    }
    project.roots.append(
      LearnedProject.Root(
        name: name, urls: [url], folders: [folder], scope: nil, evidence: evidence))
  }

  /// A URL prefix with one slash at its start and end; one of another host stands as it is.
  static func prefix(_ url: String) -> String {
    if url.hasPrefix("http://") || url.hasPrefix("https://") || url.hasPrefix("//") {
      return url.hasSuffix("/") ? url : url + "/"
    }
    var bytes: [UInt8] = []
    for byte in "/\(url)/".utf8 where byte != BytePath.slash || bytes.last != byte {
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// The words by which a source file tells that it has to do with static files.
struct SourceWords {
  private let words: [[UInt8]]
  private let maker = Array("url_for".utf8)
  private let root = Array("static".utf8)

  init(versions: BytePath) {
    words =
      [
        "Flask", "Quart", ".mount(", "Mount(", "add_static(", "Blueprint(", "register_blueprint(",
        "STATIC", "static_folder",
        "StaticFiles", "send_from_directory", "url_defaults", "staticfiles", "assetbump",
        "variable_start_string", "templatetags.static", "simple_tag", "template_global",
        "template_filter", "context_processor", ".globals", ".filters", "flask_assets", "webassets",
        "flask_static_digest",
      ].map { Array($0.utf8) } + [Array(versions.name)]
  }

  func tellOfFiles(_ bytes: [UInt8]) -> Bool {
    words.contains { ByteSearch.contains(bytes[...], $0) }
      || ByteSearch.contains(bytes[...], maker) && ByteSearch.contains(bytes[...], root)
  }
}
