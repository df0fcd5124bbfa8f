/// Writes a first `assetbump.toml` for people to read and change.
public enum SettingsText {
  /// Settings with a line of explanation for each key: what was detected stands as it is, what is
  /// usual is switched off by a `#` without a space, and so are roots that were guessed.
  public static func commented(for layout: DetectedLayout) -> String {
    let parts = [
      """
      # Settings of assetbump, which only ever reads this file. A line that starts with # and no
      # space is a setting switched off; it shows the default, or an example where it says so.

      # The file that assetbump writes and the application loads.
      #versions = "asset-versions.json"

      # The templates: globs as in .gitignore, from this folder. The last match wins, ! excludes.
      \(templates(layout))

      # Assets left out: the same globs, below each root.
      #ignore = ["*.map"]

      # The version of Werkzeug that makes the URLs: "2.3" (and later), "2.2", "2.1" (and earlier).
      #werkzeug = "2.3"
      # The path the application is mounted at (SCRIPT_NAME), where it is not the top. An example:
      #script-name = "/shop"
      """,
      roots(layout), otherRoots(layout),
      """
      # How the token of a changed asset is made.
      [strategy]
      # "hash" (of the contents), "date" (20240601) or "manual" (typed by hand).
      #default = "hash"
      # The number of hex digits in a hash token, 4 to 64.
      #hash-length = 8
      # Other strategies for some assets, globs below each root; the last match wins. An example:
      #rules = [{ match = "img/**", use = "date" }]

      \(helpers(layout))

      # Files that are not your own, by globs: references in them are told apart and never changed.
      # The keys are test, backup, vendored, minified and documentation; a list takes the place of the
      # one built in. An example:
      [sources]
      #vendored = ["vendor/", "node_modules/", "static/js/lib/"]

      # The HTML that the previews show.
      [html]
      # Scripts that are modules besides *.mjs: globs below each root. An example:
      #modules = ["js/app/**"]
      # Whether stylesheets and scripts get integrity="sha384-…".
      #integrity = false

      # Keys of the terminal UI: action = keys; an empty list switches an action off. An example:
      [keys]
      #rescan = ["R", "F5"]

      """,
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private static func templates(_ layout: DetectedLayout) -> String {
    // A name that is not UTF-8 cannot stand in TOML; the glob has a ? for each such byte.
    let globs = layout.templates.map { quoted(Glob.literal($0) + "/**") }
    if layout.servesPages, layout.templates.isEmpty {
      return "templates = [\"*.html\", \"*.htm\", \"*.php\"]"
    }
    let isUsual = layout.templates.isEmpty || layout.templates == ["templates"]
    return isUsual
      ? "#templates = [\"templates/**\"]" : "templates = [\(globs.joined(separator: ", "))]"
  }

  private static func roots(_ layout: DetectedLayout) -> String {
    guard let first = layout.roots.first else {
      let folder = layout.main.flatMap { writable($0) }
      return firstRoot(
        StaticRoot(folders: [BytePath(folder ?? "static")], tokens: layout.tokens), told: "",
        // Without a folder the defaults hold, and the whole table is switched off.
        off: folder == nil ? "#" : "")
    }
    let others = layout.roots.dropFirst().map(furtherRoot)
    return ([firstRoot(first.root, told: told(first), off: "")] + others)
      .joined(separator: "\n\n")
  }

  /// What told of a root, as a comment.
  private static func told(_ found: DetectedLayout.Root) -> String {
    "# Found by \(VisibleText.of(found.evidence))\n"
  }

  /// A root without the explanations that stand with the first.
  private static func furtherRoot(_ found: DetectedLayout.Root) -> String {
    let tokens = found.root.tokens
    return """
      \(told(found))[[root]]
      name = \(quoted(found.root.name))
      paths = [\(paths(found.root))]
      url = \(quoted(found.root.url))
      \(tokens == .loader ? "#" : "")tokens = "\(tokens.rawValue)"
      """
  }

  private static func paths(_ root: StaticRoot) -> String {
    root.folders.map { quoted($0.text ?? "") }.joined(separator: ", ")
  }

  private static func firstRoot(_ root: StaticRoot, told: String, off: String) -> String {
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
      # Where in a URL: "query" (site.css?v=T), "filename" (site.T.css) or "path" (T/site.css).
      #placement = "query"
      # The name of the query parameter.
      #parameter = "v"
      """
  }

  /// The helpers that were found, which need no settings, or an example; switched off.
  private static func helpers(_ layout: DetectedLayout) -> String {
    guard let helper = layout.helpers.first else {
      return """
        # Functions and {% tags %} of your own that make URLs of static files, besides url_for and
        # static: which root they serve (or which argument names it), which argument is the path and
        # which the token, by its place from 1 or by its name. An example:
        #[[helper]]
        #name = "asset_url"
        #root = "static"
        #path-argument = 1
        #token-argument = "v"
        """
    }
    let tables = ([helper] + layout.helpers.dropFirst()).map { helper in
      """
      #[[helper]]
      #name = \(quoted(helper.name))
      #root = \(quoted(helper.root ?? "*"))
      #path-argument = \(helper.pathKeyword.map(quoted) ?? "\(helper.pathPlace + 1)")
      """
    }
    return """
      # Functions and {% tags %} of your own that make URLs of static files, besides url_for and
      # static. These were found, and hold without being written down; root "*" is any of the roots.
      \(tables.joined(separator: "\n\n"))
      """
  }

  private static func otherRoots(_ layout: DetectedLayout) -> String {
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
    var parts: [String] = []
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

  /// A path as text, or nil where it cannot stand in settings.
  static func writable(_ path: BytePath) -> String? {
    guard let text = path.text,
      !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
    else { return nil }
    return text
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

  /// A basic string of TOML; controls and characters that hide or turn text are escaped.
  private static func quoted(_ text: String) -> String {
    var written = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": written += "\\\""
      case "\\": written += "\\\\"
      case _ where VisibleText.isHidden(scalar):
        let digits = String(scalar.value, radix: 16, uppercase: true)
        written += "\\U" + String(repeating: "0", count: 8 - digits.count) + digits
      default: written.unicodeScalars.append(scalar)
      }
    }
    return written + "\""
  }
}
