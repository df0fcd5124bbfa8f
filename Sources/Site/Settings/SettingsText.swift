import Formats
import Values

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
      \(ignore(layout))

      # The version of Werkzeug that makes the URLs: "2.3" (and later), "2.2", "2.1" (and earlier).
      #werkzeug = "2.3"
      # The path the application is mounted at (SCRIPT_NAME), where it is not the top. An example:
      #script-name = "/shop"
      """,
      roots(layout), otherRoots(layout),
      """
      # How the token of a changed asset is made.
      [strategy]
      # "hash" (of the contents), "date" (20240601), "count" (13 after 12) or "manual" (typed by hand).
      \(strategy(layout))
      # The number of hex digits in a hash token, 4 to 64.
      #hash-length = 8
      # Other strategies for some assets, globs below each root; the last match wins. An example:
      #rules = [{ match = "img/**", use = "date" }]

      \(helpers(layout))

      # Files that are not your own, by globs: references in them are told apart and never changed.
      # The keys are test, backup, vendored, minified and documentation; a list takes the place of the
      # one built in. An example:
      [sources]
      \(sources(layout))

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

  /// The usual strategy, switched off; where the project counts, the one that goes on counting.
  private static func strategy(_ layout: DetectedLayout) -> String {
    guard layout.counts else { return "#default = \"hash\"" }
    return """
      # Most tokens of this project are numbers: "count" goes on from each.
      #default = "count"
      """
  }

  private static func templates(_ layout: DetectedLayout) -> String {
    // A name that is not UTF-8 cannot stand in TOML; the glob has a ? for each such byte.
    var globs = layout.templates.map { quoted(Glob.literal($0) + "/**") }
    if layout.servesPages { globs = ["*.html", "*.htm", "*.php"].map(quoted) + globs }
    globs += layout.pages.map(quoted)
    let isUsual = globs.isEmpty || globs == [quoted("templates/**")]
    return isUsual
      ? "#templates = [\"templates/**\"]" : "templates = [\(globs.joined(separator: ", "))]"
  }

  private static func ignore(_ layout: DetectedLayout) -> String {
    guard !layout.ignore.isEmpty else { return "#ignore = [\"*.map\"]" }
    let globs = (["*.map"] + layout.ignore).map(quoted)
    return "ignore = [\(globs.joined(separator: ", "))]"
  }

  private static func sources(_ layout: DetectedLayout) -> String {
    guard !layout.sources.isEmpty else {
      return "#vendored = [\"vendor/\", \"node_modules/\", \"static/js/lib/\"]"
    }
    return layout.sources.map { source, globs in
      "\(source.rawValue) = [\(globs.map(quoted).joined(separator: ", "))]"
    }.joined(separator: "\n")
  }

  /// The helpers that were found, which need no settings, or an example; switched off.
  private static func helpers(_ layout: DetectedLayout) -> String {
    guard !layout.helpers.isEmpty else {
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
    let tables = layout.helpers.map(table)
    return """
      # Functions and {% tags %} of your own that make URLs of static files, besides url_for and
      # static. These were found, and hold without being written down; root "*" is any of the roots.
      \(tables.joined(separator: "\n\n"))
      """
  }

  /// A helper that was found, switched off.
  private static func table(_ helper: ReferenceHelper) -> String {
    var lines = ["[[helper]]", "name = \(quoted(helper.name))"]
    if helper.syntax != .call { lines.append("syntax = \(quoted(helper.syntax.rawValue))") }
    if let root = helper.rootArgument, helper.root == nil {
      lines.append("root-argument = \(argument(root))")
    } else {
      lines.append("root = \(quoted(helper.root ?? "*"))")
    }
    if helper.syntax == .call {
      let path = helper.pathKeyword.map(HelperArgument.keyword) ?? .place(helper.pathPlace)
      lines.append("path-argument = \(argument(path))")
    }
    return lines.map { "#" + $0 }.joined(separator: "\n")
  }

  /// An argument as the settings name it: its place from 1, or its keyword.
  private static func argument(_ argument: HelperArgument) -> String {
    switch argument {
    case .place(let place): "\(place + 1)"
    case .keyword(let name): quoted(name)
    }
  }

  /// A path as text, or nil where it cannot stand in settings.
  package static func writable(_ path: BytePath) -> String? {
    guard let text = path.text,
      !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
    else { return nil }
    return text
  }

  /// A basic string of TOML; controls and characters that hide or turn text are escaped.
  static func quoted(_ text: String) -> String {
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
