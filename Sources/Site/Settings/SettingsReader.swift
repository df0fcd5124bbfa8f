import Formats
import Values

/// Reads settings.
///
/// What is left out is what a Flask application has; what is not known is an error.
public enum SettingsReader {
  /// The settings in a file's text.
  ///
  /// - Parameters:
  ///   - text: the bytes of the file, at most 1 MiB of UTF-8.
  ///   - name: the file's name as errors give it.
  /// - Throws: the first thing that is wrong, with its line and column.
  public static func read(_ text: [UInt8], name: String, table: SettingsTable)
    throws(SettingsError) -> Settings
  {
    guard let settings = try readIfPresent(text, name: name, table: table) else {
      throw .noTable(file: name)
    }
    return settings
  }

  /// The settings in a file's text, or nil where the file has no such table: a `pyproject.toml` may
  /// speak of everything but assetbump.
  ///
  /// - Throws: the first thing that is wrong, with its line and column.
  public static func readIfPresent(_ text: [UInt8], name: String, table: SettingsTable)
    throws(SettingsError) -> Settings?
  {
    var node = try TOMLDocument(text, file: name).top
    if case .toolAssetbump = table {
      for key in ["tool", "assetbump"] {
        guard let child = node.child(key) else { return nil }
        node = child
      }
    }
    try node.document.refuseEscapedZero(below: node.path)
    return try settings(node)
  }

  private static func settings(_ node: TOMLNode) throws(SettingsError) -> Settings {
    _ = try node.keys(known: .top)
    var settings = Settings()
    if let versions = node.child("versions") { settings.versions = try file(versions) }
    if let templates = node.child("templates") {
      settings.templates = try globs(templates.strings())
    }
    if let ignore = node.child("ignore") { settings.ignore = try globs(ignore.strings()) }
    if let roots = node.child("root") { settings.roots = try RootReader.roots(roots) }
    if node.child("templates") == nil {
      settings.templates = usualTemplates(beside: settings.roots)
    }
    try readServing(node, into: &settings.roots)
    if let helpers = node.child("helper") { settings.helpers = try HelperReader.helpers(helpers) }
    if let sources = node.child("sources") { settings.sources = try self.sources(sources) }
    if let html = node.child("html") { settings.html = try self.html(html) }
    if let strategy = node.child("strategy") { settings.strategies = try strategies(strategy) }
    if let site = node.child("site") { settings.site = try self.site(site) }
    if let keys = node.child("keys") { settings.keys = try bindings(keys) }
    return settings
  }

  /// The templates as they usually lie: in a folder of that name at the top, or in one around a root's
  /// folder.
  private static func usualTemplates(beside roots: [StaticRoot]) -> GlobList {
    var globs = ["templates/**"]
    var seen: Set<String> = []
    for folder in roots.flatMap(\.folders).map(\.normalized) where folder != "." {
      var around = folder.folder
      while around != "." {
        let glob = Glob.literal(around.appending("templates")) + "/**"
        if seen.insert(glob).inserted { globs.append(glob) }
        around = around.folder
      }
    }
    return GlobList(globs)
  }

  /// Reads what decides on the URLs of every root.
  private static func readServing(_ node: TOMLNode, into roots: inout [StaticRoot])
    throws(SettingsError)
  {
    if let version = node.child("werkzeug") {
      guard let profile = WerkzeugProfile(version: try version.string()) else {
        throw version.fault(.werkzeug)
      }
      for index in roots.indices { roots[index].werkzeug = profile }
    }
    if let name = node.child("script-name") {
      let path = try RootReader.scriptName(name)
      for index in roots.indices { roots[index].scriptName = path }
    }
  }

  // MARK: - Values

  private static func html(_ node: TOMLNode) throws(SettingsError) -> HTMLSettings {
    _ = try node.keys(known: .html)
    var html = HTMLSettings()
    if let modules = node.child("modules") { html.modules = try globs(modules.strings()) }
    if let integrity = node.child("integrity") { html.integrity = try integrity.truth() }
    return html
  }

  private static func site(_ node: TOMLNode) throws(SettingsError) -> WebURL? {
    _ = try node.keys(known: .site)
    guard let child = node.child("url") else { return nil }
    let text = try child.string()
    if text.isEmpty { throw child.fault(.empty) }
    guard let url = WebURL(text) else { throw child.fault(.siteURL) }
    return url
  }

  private static func sources(_ node: TOMLNode) throws(SettingsError) -> SourceClasses {
    _ = try node.keys(known: .sources)
    var classes = SourceClasses()
    for index in classes.globs.indices {
      guard let list = node.child(classes.globs[index].0.rawValue) else { continue }
      classes.globs[index].1 = try globs(list.strings())
    }
    return classes
  }

  private static func strategies(_ node: TOMLNode) throws(SettingsError) -> StrategyRules {
    _ = try node.keys(known: .strategy)
    var strategies = StrategyRules()
    if let standard = node.child("default") {
      strategies.standard = try standard.word(Strategy.self)
    }
    if let length = node.child("hash-length") {
      strategies.hashLength = try length.number(in: 4...64)
    }
    if let rules = node.child("rules") {
      for rule in try rules.tables() { strategies.rules.append(try self.rule(rule)) }
    }
    return strategies
  }

  private static func rule(_ node: TOMLNode) throws(SettingsError) -> StrategyRules.Rule {
    _ = try node.keys(known: .rule)
    guard let match = node.child("match") else { throw node.lacks("match") }
    guard let use = node.child("use") else { throw node.lacks("use") }
    let patterns = try match.stringOrStrings()
    if patterns.isEmpty { throw .emptyList(match.place, key: "\(match.path)") }
    return StrategyRules.Rule(match: try globs(patterns), use: try use.word(Strategy.self))
  }

  private static func bindings(_ node: TOMLNode) throws(SettingsError) -> [KeyBinding] {
    var bindings: [KeyBinding] = []
    for action in try node.keys() {
      guard let child = node.child(action) else { continue }
      var keys: [String] = []
      for key in try child.strings() {
        let name = try key.string()
        if name.isEmpty { throw key.fault(.empty) }
        keys.append(name)
      }
      bindings.append(
        KeyBinding(action: action, keys: keys, line: node.document.line(of: child.path)))
    }
    return bindings
  }

  private static func globs(_ nodes: [TOMLNode]) throws(SettingsError) -> GlobList {
    var patterns: [String] = []
    for node in nodes {
      let pattern = try node.string()
      if pattern.isEmpty { throw node.fault(.empty) }
      if Glob(pattern).matchesNothing { throw node.fault(.matchesNothing) }
      patterns.append(pattern)
    }
    return GlobList(patterns)
  }

  private static func file(_ node: TOMLNode) throws(SettingsError) -> BytePath {
    let path = try node.pathInside()
    if try node.string().utf8.last == BytePath.slash || path == "." {
      throw node.fault(.namesFolder)
    }
    return path
  }
}

extension TOMLNode {
  /// The path that the value is, normalized, from the project's folder and inside it.
  func pathInside() throws(SettingsError) -> BytePath {
    let written = try string()
    if written.isEmpty { throw fault(.empty) }
    let path = BytePath(written).normalized
    if path.isAbsolute { throw fault(.absolutePath) }
    if path.bytes.split(separator: BytePath.slash).first.map(Array.init) == Array("..".utf8) {
      throw fault(.outsideProject)
    }
    if path != ".", !path.isInsideProject { throw fault(.gitFolder) }
    return path
  }

  /// The error that a key has to be in this table.
  ///
  /// - Parameter root: the static root's name, where the table is one.
  func lacks(_ key: String, root: String? = nil) -> SettingsError {
    .missingKey(place, table: "\(path)", key: key, root: root)
  }
}
