/// What the scanner must know of a project.
public struct ReferenceRules: Equatable, Sendable {
  /// The helpers that make URLs.
  public var helpers: [ReferenceHelper]
  /// Endpoints of `url_for` that serve static files by arguments of their own.
  public var endpoints: [OwnEndpoint]
  /// The URL prefixes of the static roots, `/static/`.
  ///
  /// A string in code that starts with one names a file. The prefix `/` alone says nothing, and is
  /// passed over.
  public var prefixes: [String]
  /// The names of parameters that carry tokens whatever their values are, as the settings say.
  public var parameters: [String]

  /// Makes rules; what is left out is what Flask and Django have.
  public init(
    helpers: [ReferenceHelper] = ReferenceHelper.standard, endpoints: [OwnEndpoint] = [],
    prefixes: [String] = ["/static/"], parameters: [String] = []
  ) {
    self.helpers = helpers
    self.endpoints = endpoints
    self.prefixes = prefixes
    self.parameters = parameters
  }
}

/// A function or template tag that makes the URL of a static file.
public struct ReferenceHelper: Equatable, Sendable {
  /// The name as called, `url_for`, `admin_static.url`.
  ///
  /// One without a dot, whose path is a keyword, also holds behind a dot: `flask.url_for`.
  public var name: String
  /// How it is called.
  public var syntax: Syntax
  /// The root; nil where the first argument is the endpoint.
  public var root: String?
  /// The keyword with the path; nil where the path is the first argument.
  public var pathKeyword: String?
  /// The place of the path among the arguments without a keyword, from 0, where it has none.
  public var pathPlace = 0
  /// The argument that names the root; nil for the first one, or where ``root`` names it.
  public var rootArgument: HelperArgument?
  /// The argument with the token; nil where it is told by its name, or by being alone.
  public var token: HelperArgument?

  /// How a helper is called.
  public enum Syntax: String, CaseIterable, Sendable {
    /// `name(…)`.
    case call
    /// `{% name … %}`.
    case tag
  }

  /// Makes a helper.
  public init(name: String, syntax: Syntax, root: String?, pathKeyword: String?) {
    self.name = name
    self.syntax = syntax
    self.root = root
    self.pathKeyword = pathKeyword
  }

  /// `url_for` of Flask, `{% static %}` and `static()` of Django.
  public static let standard = [
    ReferenceHelper(name: "url_for", syntax: .call, root: nil, pathKeyword: "filename"),
    ReferenceHelper(name: "static", syntax: .tag, root: "static", pathKeyword: nil),
    ReferenceHelper(name: "static", syntax: .call, root: "static", pathKeyword: nil),
  ]
}

/// An argument of a call.
public enum HelperArgument: Hashable, Sendable {
  /// One with a name.
  case keyword(String)
  /// One without, by its place among those, from 0.
  case place(Int)
}

/// A route of the application's own that serves static files, `/static/<group>/<filename>`.
public struct OwnEndpoint: Equatable, Sendable {
  /// The endpoint's name.
  public var name: String
  /// The static root whose files it serves.
  public var root: String
  /// What stands in front of the arguments below the root, with a slash at its end.
  public var prefix: String
  /// The arguments that make up the path below the root, joined by slashes.
  public var arguments: [String]

  /// Makes an endpoint.
  public init(name: String, root: String, prefix: String = "", arguments: [String]) {
    self.name = name
    self.root = root
    self.prefix = prefix
    self.arguments = arguments
  }
}
