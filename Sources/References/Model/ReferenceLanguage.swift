import Values

/// The language that a file is read in.
public enum ReferenceLanguage: Equatable, Sendable {
  /// HTML, XML or SVG, with the tags of Jinja, Django, PHP or ERB.
  case template
  /// CSS, with SCSS's line comments where told so.
  case css(hasLineComments: Bool)
  /// JavaScript or TypeScript.
  case javaScript
  /// Python.
  case python
  /// JSON; a web manifest's URLs count from the manifest.
  case json(isManifest: Bool)
  /// CSS with template tags.
  case cssTemplate
  /// JavaScript with template tags.
  case javaScriptTemplate

  /// The language of a file by its name; nil for one that names no static files as a rule.
  public init?(_ path: BytePath) {
    var rest = path.name
    var ending = Self.takeEnding(of: &rest)
    var isTemplate = false
    while let last = ending, Self.templateEndings.contains(last, lowering: true) {
      isTemplate = true
      ending = Self.takeEnding(of: &rest)
    }
    guard let ending, isTemplate || rest.contains(where: { $0 != BytePath.dot }),
      let language = Self.language(ending, isTemplate: isTemplate, path.name)
    else {
      if !isTemplate { return nil }
      self = .template
      return
    }
    self = language
  }

  private static func language(
    _ ending: ArraySlice<UInt8>, isTemplate: Bool, _ name: ArraySlice<UInt8>
  ) -> ReferenceLanguage? {
    func ends(in words: WordSet) -> Bool { words.contains(ending, lowering: true) }
    if ends(in: pageEndings) { return .template }
    if ends(in: scriptEndings) { return isTemplate ? .javaScriptTemplate : .javaScript }
    if ends(in: styleEndings) { return isTemplate ? .cssTemplate : .css(hasLineComments: false) }
    if ends(in: sourceStyleEndings) { return .css(hasLineComments: true) }
    if ends(in: pythonEndings) { return .python }
    guard ends(in: jsonEndings) else { return nil }
    let isManifest = ending.count > "json".count || isManifest(name.map(\.lowered))
    return .json(isManifest: isManifest)
  }

  private static func isManifest(_ name: [UInt8]) -> Bool {
    ByteSearch.contains(name[...], Array("manifest".utf8))
  }

  /// Takes what stands behind the last dot off a name; dots at its end do not count.
  private static func takeEnding(of name: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    while name.last == BytePath.dot { name.removeLast() }
    guard !name.isEmpty else { return nil }
    let start = name.lastIndex(of: BytePath.dot).map { $0 + 1 } ?? name.startIndex
    defer { name = name[..<start] }
    return name[start...]
  }

  /// Whether a file is a stylesheet that another one is made of, as SCSS is.
  package static func isCompiledStyle(_ path: BytePath) -> Bool {
    Self(path) == .css(hasLineComments: true)
  }

  /// Whether a file is a template in a language that is not read.
  static func isUnreadTemplate(_ path: BytePath) -> Bool {
    var rest = path.name
    return takeEnding(of: &rest).map { indentedEndings.contains($0, lowering: true) } ?? false
  }

  /// Whether a file is source of PHP by its name.
  static func isPHP(_ path: BytePath) -> Bool {
    var rest = path.name
    return takeEnding(of: &rest).map { phpEndings.contains($0, lowering: true) } ?? false
  }

  private static let phpEndings = WordSet(["php", "phtml"])
  private static let templateEndings = WordSet(["j2", "jinja", "jinja2", "tpl", "tmpl"])
  private static let pageEndings = WordSet([
    "html", "htm", "xhtml", "xml", "svg", "txt", "php", "phtml", "erb", "eex", "heex", "twig",
    "vue", "njk", "liquid", "ejs", "hbs", "mustache", "gohtml", "ego", "templ", "cshtml", "razor",
    "aspx", "jsp", "jspx", "ftl", "ftlh", "astro", "svelte", "latte", "edge", "eta", "rhtml",
    "leaf", "mako", "stpl", "handlebars", "pt", "zpt", "volt", "gsp", "ecr", "ep", "tt", "tt2",
    "tera",
    "djhtml", "cfm", "swig", "dust", "nunjucks",
  ])
  /// Languages of templates whose elements are told by indentation.
  private static let indentedEndings = WordSet(["pug", "jade", "haml", "slim", "hamlc", "emblem"])
  private static let scriptEndings = WordSet(["js", "mjs", "cjs", "ts", "jsx", "tsx"])
  private static let styleEndings = WordSet(["css"])
  private static let sourceStyleEndings = WordSet(["scss", "less", "sass"])
  private static let pythonEndings = WordSet(["py"])
  private static let jsonEndings = WordSet(["json", "webmanifest"])
}
