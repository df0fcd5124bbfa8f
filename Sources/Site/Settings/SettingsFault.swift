import Values

/// Why a text of the right type cannot serve.
public enum SettingsFault: Equatable, Sendable {
  /// It is empty.
  case empty
  /// It holds a control character.
  case controlCharacter
  /// It does not start as a URL has to.
  case urlStart
  /// `http://` or `https://` without a host after it.
  case urlWithoutHost
  /// It holds a character that no URL prefix can hold.
  case urlCharacter(Character)
  /// It is no address of a site.
  case siteURL
  /// It is an absolute path.
  case absolutePath
  /// It leads out of the project's folder.
  case outsideProject
  /// Where it leads into git's own folder.
  case gitFolder
  /// It names a folder where a file is needed.
  case namesFolder
  /// It is no name for a query parameter.
  case parameter
  /// It is no path that an application can be mounted at.
  case scriptName
  /// It is no version of Werkzeug.
  case werkzeug
  /// It is a glob that no path can match.
  case matchesNothing
  /// It is no name of a function, tag or argument.
  case helperName
  /// It says again, or otherwise, what another key of the table says.
  case besides(String)
  /// It speaks of an argument of a tag.
  case ofTag
}

extension SettingsFault: CustomStringConvertible {
  /// The fault as the end of a sentence, with what to do next.
  public var description: String {
    switch self {
    case .empty: "is empty - write something, or leave the key out"
    case .controlCharacter: "holds a control character - take it out"
    case .urlStart: "is no URL prefix - start it with /, http:// or https://"
    case .urlWithoutHost: "names no host - write one after the //, or start with /"
    case .urlCharacter(let character):
      "holds \(VisibleText.quoted(String(character))) - a URL prefix has no query, fragment, "
        + "space or control character"
    case .siteURL:
      "is no address of a site - write http:// or https://, a host and a path, without name and password"
    case .absolutePath: "is an absolute path - write it from the project's folder"
    case .gitFolder: "leads into git's own folder - name a path outside it"
    case .outsideProject: "leads out of the project's folder - name a path inside it"
    case .namesFolder: "names a folder - name a file"
    case .parameter: "is no parameter name - use A-Z a-z 0-9 - . _ ~"
    case .scriptName: "is no path an application is mounted at - start it with one /"
    case .werkzeug:
      "is no version of Werkzeug - write \"2.3\" (for any later one too), \"2.2\", or \"2.1\" "
        + "(for any earlier one too)"
    case .matchesNothing:
      "can match nothing - close each [, and give each name between slashes a letter"
    case .helperName: "is no name in code - use letters, digits and _, in a helper's name dots too"
    case .besides(let key): "says another thing than \(key) - keep one of them"
    case .ofTag: "speaks of a tag, whose first word is the path - leave the key out"
    }
  }
}
