/// Reads the references out of a file's bytes.
///
/// The bytes are taken as ASCII's superset: UTF-8, Latin-1 and their like are read alike, with or
/// without BOM, CRLF, NUL. A file in UTF-16 gives none. The time grows with the file's length alone.
public struct ReferenceScanner: Sendable {
  /// What is known of the project.
  public let rules: ReferenceRules

  /// Makes a scanner.
  public init(rules: ReferenceRules = ReferenceRules()) {
    self.rules = rules
  }

  /// The references of a file, in the order of their targets.
  ///
  /// - Parameters:
  ///   - contents: the file's bytes.
  ///   - file: its path from the project's folder; the name says which language it is in.
  ///   - language: the language, where the name does not say it.
  public func references(
    in contents: [UInt8], of file: BytePath, language: ReferenceLanguage? = nil
  ) -> [Reference] {
    guard let language = language ?? ReferenceLanguage(file) else { return [] }
    if contents.starts(with: [0xFF, 0xFE]) || contents.starts(with: [0xFE, 0xFF]) { return [] }
    return contents.withUnsafeBufferPointer { buffer in
      let scan = ReferenceScan(buffer, file: file, rules: rules)
      scan.run(language)
      return scan.finished()
    }
  }
}

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
    let name = String(decoding: path.name, as: UTF8.self).lowercased()
    var parts = name.split(separator: ".")
    var isTemplate = false
    while let last = parts.last, ["j2", "jinja", "jinja2", "tpl", "tmpl"].contains(last) {
      isTemplate = true
      parts.removeLast()
    }
    switch parts.count > 1 || isTemplate ? parts.last.map(String.init) ?? "" : "" {
    case "css": self = isTemplate ? .cssTemplate : .css(hasLineComments: false)
    case "scss", "less", "sass": self = .css(hasLineComments: true)
    case "js", "mjs", "cjs", "ts", "jsx", "tsx":
      self = isTemplate ? .javaScriptTemplate : .javaScript
    case "py": self = .python
    case "webmanifest": self = .json(isManifest: true)
    case "json": self = .json(isManifest: name.contains("manifest"))
    case "html", "htm", "xhtml", "xml", "svg", "txt", "php", "phtml", "erb", "eex", "heex", "twig",
      "vue", "njk", "liquid", "ejs", "hbs", "mustache":
      self = .template
    default:
      if !isTemplate { return nil }
      self = .template
    }
  }
}
