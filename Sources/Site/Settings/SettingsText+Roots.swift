import Values

// The static roots: those that were found, and those that may be.
extension SettingsText {
  static func roots(_ layout: DetectedLayout) -> String {
    guard let first = layout.roots.first else {
      let folder = layout.main.flatMap { writable($0) }
      return firstRoot(
        StaticRoot(folders: [BytePath(folder ?? "static")], tokens: layout.tokens), told: "",
        // Without a folder the defaults hold, and the whole table is switched off.
        off: folder == nil ? "#" : "")
    }
    let others = layout.roots.dropFirst().map(furtherRoot)
    let head = firstRoot(first.root, told: told(first), off: "", parameter: first.parameter)
    return ([head] + others).joined(separator: "\n\n")
  }

  /// What told of a root, as a comment.
  private static func told(_ found: DetectedLayout.Root) -> String {
    "# Found by \(VisibleText.of(found.evidence))\n"
  }

  /// A root without the explanations that stand with the first.
  private static func furtherRoot(_ found: DetectedLayout.Root) -> String {
    let tokens = found.root.tokens
    let table = """
      \(told(found))[[root]]
      name = \(quoted(found.root.name))
      paths = [\(paths(found.root))]
      url = \(quoted(found.root.url))
      \(tokens == .loader ? "#" : "")tokens = "\(tokens.rawValue)"
      """
    return found.parameter.map { "\(table)\n\(parameter(found.root, $0))" } ?? table
  }

  /// The parameter of a root, with what shows that it carries tokens.
  private static func parameter(_ root: StaticRoot, _ evidence: String) -> String {
    """
    # \(VisibleText.of(root.parameter)): \(evidence)
    parameter = \(quoted(root.parameter))
    """
  }

  private static func paths(_ root: StaticRoot) -> String {
    root.folders.map { quoted($0.text ?? "") }.joined(separator: ", ")
  }

  private static func firstRoot(
    _ root: StaticRoot, told: String, off: String, parameter: String? = nil
  ) -> String {
    let tokens = root.tokens == .loader ? "#" : off
    return """
      # A static root: files that are served under one URL prefix.
      \(told)\(off)[[root]]
      # The Flask endpoint; the key in the versions file.
      \(off)name = \(quoted(root.name))
      # The folders, from this one; where two hold the same file, the first wins.
      \(off)paths = [\(paths(root))]
      # The URL prefix: a path, or absolute, as https://cdn.example.com/static/.
      \(off)url = \(quoted(root.url))
      # Where tokens stand: "loader" (the application adds them from the versions file) or
      # "literal" (in templates and code, where assetbump rewrites them).
      \(tokens)tokens = "\(root.tokens.rawValue)"
      # Where the code is that adds them: "project", or "elsewhere", in a language or repository that
      # is not read here.
      #loader = "project"
      # Where in a URL: "query" (site.css?v=T), "filename" (site.T.css) or "path" (T/site.css).
      #placement = "query"
      # The name of the query parameter.
      \(parameter.map { self.parameter(root, $0) } ?? "#parameter = \"v\"")
      """
  }

  static func otherRoots(_ layout: DetectedLayout) -> String {
    var names: Set<String> = Set(layout.roots.map(\.root.name)).union(["static"])
    var tables: [String] = []
    var left: [BytePath] =
      layout.roots.isEmpty ? layout.main.flatMap { writable($0) == nil ? [$0] : [] } ?? [] : []
    for folder in layout.others {
      guard let text = writable(folder) else {
        left.append(folder)
        continue
      }
      let guess = endpoint(of: text, taken: &names)
      tables.append(
        """
        #[[root]]
        #name = \(quoted(guess.name))
        #paths = [\(quoted(text))]
        #url = \(quoted(guess.url))
        """)
    }
    var parts = candidates(layout)
    if !tables.isEmpty {
      let head = """
        # More folders named static. Are they served, by a blueprint perhaps? Then take the # away,
        # and see that name (the endpoint) and url are right: both are guesses.
        """
      parts.append("\(head)\n\(tables.joined(separator: "\n\n"))")
    }
    if !left.isEmpty {
      let lines = left.map { "# \(VisibleText.of($0))" }
      parts.append(
        "# Not written down, for the name cannot stand in settings:\n"
          + lines.joined(separator: "\n"))
    }
    return parts.joined(separator: "\n\n")
  }

  /// The folders that may be served, switched off.
  private static func candidates(_ layout: DetectedLayout) -> [String] {
    guard !layout.candidates.isEmpty else { return [] }
    let tables = layout.candidates.map { found in
      """
      \(told(found))#[[root]]
      #name = \(quoted(found.root.name))
      #paths = [\(paths(found.root))]
      #url = \(quoted(found.root.url))
      #tokens = "\(found.root.tokens.rawValue)"
      """
    }
    return [
      """
      # More folders that may be served: take the # away where one is, and see that its url is right.
      \(tables.joined(separator: "\n\n"))
      """
    ]
  }

  /// The endpoint and URL prefix of a blueprint in the folder around a static folder: its name, with
  /// as much of the way to it as sets it apart.
  private static func endpoint(of folder: String, taken: inout Set<String>)
    -> (name: String, url: String)
  {
    let parts = folder.split(separator: "/").dropLast().map(String.init)
    var count = min(1, parts.count)
    func name(_ suffix: String = "") -> String {
      (parts.suffix(count) + ["static" + suffix]).joined(separator: ".")
    }
    while taken.contains(name()), count < parts.count { count += 1 }
    var found = name()
    var number = 2
    while taken.contains(found) {
      found = name("-\(number)")
      number += 1
    }
    taken.insert(found)
    let url = (parts.suffix(count) + ["static"]).map(percentEncoded).joined(separator: "/")
    return (found, "/\(url)/")
  }

  /// A part of a URL path: all but the `pchar` of RFC 3986, section 3.3, is escaped.
  private static func percentEncoded(_ part: String) -> String {
    let plain = Set("-._~!$&'()*+,;=:@".utf8)
    var encoded: [UInt8] = []
    for byte in part.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        encoded.append(byte)
      default:
        if plain.contains(byte) {
          encoded.append(byte)
        } else {
          let digits = String(byte, radix: 16, uppercase: true)
          encoded.append(contentsOf: "%\(byte < 16 ? "0" : "")\(digits)".utf8)
        }
      }
    }
    return String(decoding: encoded, as: UTF8.self)
  }
}
