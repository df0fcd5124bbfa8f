import Site
import Values

/// Lines of a server's configuration that let browsers keep a project's static files for a year, under
/// the tokens that were given for the bytes that the files have now, and have them ask for all else.
public struct ServerRecipe {
  /// The server.
  public let server: Server
  private let roots: [KeptURLs]
  private let folder: BytePath

  /// The servers there is a recipe for.
  public enum Server: String, CaseIterable, Sendable {
    /// nginx 1.18 and later.
    case nginx
    /// Caddy 2.
    case caddy
  }

  /// Takes a project whose files have been read.
  public init(for server: Server, _ workspace: Workspace) {
    self.server = server
    folder = workspace.project.folder
    roots = workspace.project.settings.roots.map { KeptURLs(of: $0, in: workspace.inventory) }
  }

  /// The lines.
  public var text: String {
    let maps = roots.map { RecipeMaps($0, for: server) }
    var parts = [heading]
    if server == .nginx { parts[0] += RecipeMaps.nginxSizes(of: maps) }
    for (index, root) in roots.enumerated() {
      parts.append(part(of: root, maps[index], variable: variable(at: index)))
    }
    return parts.joined(separator: "\n")
  }

  static let year = "public, max-age=31536000, immutable"

  private var heading: String {
    let place = server == .nginx ? "http { }" : "the site's block"
    return """
      # Written by `assetbump loader \(server.rawValue)`, for \(place). Write it again at each release, and reload
      # the server: after its files are in place, before the application is restarted. To take a release
      # back, write it before the files. \(server.rawValue) does not look at the bytes that it sends: under the
      # tokens below the files have, at this moment, the bytes that the token was given for.

      """
  }

  /// The name of a root's variable: two roots may differ in signs that no variable has.
  private func variable(at index: Int) -> String {
    let name = roots[index].root.name.utf8.map { byte in
      (byte.isLetter || byte.isDigit) ? String(UnicodeScalar(byte)) : "_"
    }.joined()
    let same = roots[..<index].contains {
      $0.root.name.utf8.map { $0.isLetter || $0.isDigit ? $0 : UInt8(ascii: "_") }.elementsEqual(
        name.utf8)
    }
    return "assetbump_\(name)" + (same ? "_\(index + 1)" : "")
  }

  private func part(of urls: KeptURLs, _ maps: RecipeMaps, variable: String) -> String {
    let root = urls.root
    let name = VisibleText.of(root.name)
    guard let prefix = urls.prefix else {
      return "# \(name): \(VisibleText.of(root.url)) is served by another host.\n"
    }
    if root.placement == .query, !root.parameter.utf8.allSatisfy(Self.isArgumentByte) {
      return "# \(name): \(server.rawValue) has no variable for the parameter "
        + "\(VisibleText.of(root.parameter)); have browsers ask each time.\n"
    }
    var text = ""
    if root.folders.count > 1 {
      text +=
        "# \(name) has \(root.folders.count) folders, the server one: copy them together first.\n"
    }
    let files = VisibleText.of(folder.appending(root.folders.first ?? "static").normalized)
    return text
      + (server == .nginx
        ? nginx(maps, root, VisibleText.of(prefix), files, variable)
        : caddy(maps, root, VisibleText.of(prefix), files, variable))
  }

  private static func isArgumentByte(_ byte: UInt8) -> Bool {
    (byte.isLetter || byte.isDigit) || byte == UInt8(ascii: "_")
  }

  /// A word of nginx's configuration, in quotes where it needs them.
  private func word(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy {
      $0.isLetter || $0.isDigit || Array("/_.-+~@".utf8).contains($0) || $0 >= 0x80
    }
    let escaped = text.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] }
    return isPlain ? text : "\"\(String(escaped))\""
  }

  /// A regular expression that matches a text alone.
  private static func pattern(of text: some StringProtocol) -> String {
    String(text.flatMap { ".+*?()[]{}|^$\\".contains($0) ? ["\\", $0] : [$0] })
  }

  private func nginx(
    _ maps: RecipeMaps, _ root: StaticRoot, _ prefix: String, _ files: String, _ variable: String
  ) -> String {
    let key = root.placement == .query ? "\"$uri?$arg_\(root.parameter)\"" : "$uri"
    let location =
      root.placement == .query
      ? """
      #     location \(word(prefix)) {
      #         alias \(word(files + "/"));
      #         add_header Cache-Control $\(variable);
      #     }

      """
      : """
      #     location \(word(prefix)) {
      #         set $\(variable)_said $\(variable);
      #         rewrite ^ $\(variable)_file break;
      #         root \(word(files));
      #         add_header Cache-Control $\(variable)_said;
      #     }

      """
    var text = "# In server { }:\n" + location
    text += "map \(key) $\(variable) {\n    default \"no-cache\";\n"
    for key in maps.kept { text += "    \(key) \"\(Self.year)\";\n" }
    text += "}\n"
    if root.placement != .query {
      if maps.files.contains(where: { $0.file.contains("${assetbump_dollar}") }) {
        text += "geo $assetbump_dollar {\n    default \"$\";\n}\n"
      }
      let rest = "\(variable)_rest"
      text += "map $uri $\(variable)_file {\n"
      text += "    \"~^\(Self.pattern(of: prefix.dropLast()))(?<\(rest)>/.*)$\" $\(rest);\n"
      for (key, file) in maps.files { text += "    \(key) \(file);\n" }
      text += "}\n"
    }
    return text
  }

  private func caddy(
    _ maps: RecipeMaps, _ root: StaticRoot, _ prefix: String, _ files: String, _ variable: String
  ) -> String {
    let asked = "{http.request.orig_uri.path}"
    let key =
      root.placement == .query ? "\"\(asked)?{http.request.uri.query.\(root.parameter)}\"" : asked
    var text = "map \(key) {\(variable)} {\n\tdefault \"no-cache\"\n"
    for key in maps.kept { text += "\t\(key) \"\(Self.year)\"\n" }
    text += "}\n"
    if root.placement != .query {
      text += "map \(asked) {\(variable)_file} {\n\tdefault none\n"
      for (key, file) in maps.files { text += "\t\(key) \(file)\n" }
      text += """
        }
        @\(variable)_token expression `{\(variable)_file} != "none"`
        rewrite @\(variable)_token {\(variable)_file}

        """
    }
    for path in maps.left {
      text += "# \(VisibleText.of(path)): Caddy cannot find it under a token.\n"
    }
    return text + """
      handle_path \(prefix)* {
      \troot * "\(files)"
      \t@found file
      \troute {
      \t\theader Cache-Control "no-cache"
      \t\theader @found Cache-Control {\(variable)}
      \t\tfile_server
      \t}
      }

      """
  }
}
