import Values

/// One or more folders of static files, the URL prefix they are served under, and a name.
public struct StaticRoot: Equatable, Sendable {
  /// The Flask endpoint (`static`, a blueprint's `admin.static`), the key in the versions file.
  public var name: String
  /// The folders, relative to the project's folder; the first that has a path wins.
  public var folders: [BytePath]
  /// The URL prefix, `/static/` or `https://cdn.example.com/static/`, with a slash at its end.
  public var url: String
  /// Where the tokens that count stand.
  public var tokens: TokenSource
  /// Where the code is that adds tokens, for ``TokenSource/loader``.
  public var loader = LoaderPlace.project
  /// What is known to be added to its URLs; settings say nothing of it.
  public var added = AddedTokens.recorded
  /// Where the token stands in a URL.
  public var placement: Placement
  /// The name of the query parameter that carries the token, for ``Placement/query``.
  public var parameter: String
  /// Whether the settings name the parameter, so that whatever value it has is a token.
  public var namesParameter: Bool
  /// The version of Werkzeug that makes the URLs, one for all roots of a project.
  public var werkzeug: WerkzeugProfile
  /// The path the application is mounted at (WSGI's SCRIPT_NAME), as `/shop`; empty for the top.
  ///
  /// One for all roots of a project; it stands before a prefix that is a path.
  public var scriptName: String

  /// Makes a root; what is left out is what a Flask application has.
  public init(
    name: String = "static", folders: [BytePath] = ["static"], url: String = "/static/",
    tokens: TokenSource = .loader, placement: Placement = .query, parameter: String = "v",
    werkzeug: WerkzeugProfile = .since23, scriptName: String = "", namesParameter: Bool = false
  ) {
    self.name = name
    self.folders = folders
    self.url = url
    self.tokens = tokens
    self.placement = placement
    self.parameter = parameter
    self.werkzeug = werkzeug
    self.scriptName = scriptName
    self.namesParameter = namesParameter
  }
}
