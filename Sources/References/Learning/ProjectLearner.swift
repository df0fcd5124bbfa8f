import Formats
import Values

/// Learns how a project serves its static files.
public struct ProjectLearner {
  let paths: [BytePath]
  let statics: [BytePath]
  let read: (BytePath) -> [UInt8]?
  var project = LearnedProject()
  var registrations: [BlueprintRegistration] = []
  var blueprints: [[UInt8]: Set<BytePath>] = [:]

  /// Learns from a project's files.
  ///
  /// - Parameters:
  ///   - paths: all files, from the project's folder; without installed packages.
  ///   - read: a file's bytes; nil where it cannot be read.
  public static func learn(
    paths: [BytePath], read: @escaping (BytePath) -> [UInt8]?
  ) -> LearnedProject {
    var learner = ProjectLearner(paths: paths, read: read)
    let templates = paths.filter { ReferenceLanguage($0) == .template }
    learner.learn(
      templates.lazy.compactMap { path in
        read(path).map { text in (path, text.withUnsafeBufferPointer(TemplateFacts.init)) }
      })
    return learner.project
  }

  /// Learns all that does not stand in templates.
  init(paths: [BytePath], read: @escaping (BytePath) -> [UInt8]?) {
    self.paths = paths
    self.read = read
    statics = Self.staticFolders(paths)
    learnSources()
  }

  /// The folders named `static`, but for those inside others.
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
    var sources = paths.filter { $0.name.suffix(3).elementsEqual(".py".utf8) }
      .compactMap { path in read(path).map { (path, $0) } }
      .filter { Self.tellsOfFiles($0.1) }
      .map { PythonSource($0.1, of: $0.0) }
    // Examples and tests have applications of their own, which count for their own files.
    let own = sources.filter { !Self.accessory.matches($0.file) }
    let others = own.isEmpty ? [] : sources.filter { Self.accessory.matches($0.file) }
    if !own.isEmpty { sources = own }
    learnRegistrations(sources)
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
    project.automatic = sources.lazy.compactMap(Self.replacement).first
    if project.automatic != nil {
      for index in project.roots.indices { project.roots[index].addsToken = true }
    }
  }

  static let accessory = GlobList([
    "tests/", "test/", "test_*.py", "*_test.py", "conftest.py", "examples/", "example/", "doc/",
    "docs/", "samples/",
  ])

  private static func tellsOfFiles(_ bytes: [UInt8]) -> Bool {
    let words = [
      "Flask(", "Blueprint(", "register_blueprint(", "STATIC", "send_from_directory",
      "url_defaults", "(url_for=",
    ]
    return OwnLoader(in: bytes) != nil
      || words.contains { ByteSearch.contains(bytes[...], Array($0.utf8)) }
  }

  /// Whether an application adds the token to each static URL: a function of `url_defaults` or a
  /// replaced `url_for` that speaks of `filename`, a storage, or a loader of the package `assetbump`.
  private static func replacement(in source: PythonSource) -> LearnedProject.Evidence? {
    if let loader = OwnLoader(in: source.bytes) {
      let line = TextPosition(of: loader.place, in: source.bytes).line
      return LearnedProject.Evidence(file: source.file, line: line, what: loader.name)
    }
    // The second and third are those of `assetbump loader django` and `starlette`.
    var texts = [
      "ManifestStaticFilesStorage", "VersionedStaticFilesStorage", "globals.update(url_for=",
    ]
    if source.contains("filename") {
      texts += [".url_defaults\n", ".url_defaults\r", "dict(url_for="]
    }
    for text in texts {
      guard let place = ByteSearch.firstIndex(of: Array(text.utf8), in: source.bytes[...]) else {
        continue
      }
      let line = TextPosition(of: place, in: source.bytes).line
      let what =
        text.hasPrefix(".") ? "url_defaults" : text.hasSuffix("(url_for=") ? "url_for" : text
      return LearnedProject.Evidence(file: source.file, line: line, what: what)
    }
    return nil
  }
}
