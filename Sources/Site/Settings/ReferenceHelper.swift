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
  /// The keyword by which the path can be given as well, where it has a place.
  public var pathAlias: String?
  /// What the helper puts in front of the path, `css/`.
  public var pathPrefix = ""
  /// What it puts behind the path, `.css`.
  public var pathSuffix = ""
  /// The argument that names the root; nil for the first one, or where ``root`` names it.
  public var rootArgument: HelperArgument?
  /// The argument with the token; nil where it is told by its name, or by being alone.
  public var token: HelperArgument?
  /// The token that the helper adds by itself; nil where it adds none.
  public var added: AddedToken?
  /// Whether templates alone know the helper by its name.
  public var isForTemplates = false

  /// How a helper is called.
  public enum Syntax: String, CaseIterable, Sendable {
    /// `name(…)`.
    case call
    /// `{% name … %}`.
    case tag
    /// `{{ path|name }}`.
    case filter
  }

  /// What token a helper adds.
  public enum AddedToken: Sendable {
    /// One that lasts, of a file or release.
    case lasting
    /// Another one at each request.
    case changing
  }

  /// Makes a helper.
  public init(name: String, syntax: Syntax, root: String?, pathKeyword: String?) {
    self.name = name
    self.syntax = syntax
    self.root = root
    self.pathKeyword = pathKeyword
  }

  /// `url_for` of Flask; `{% static %}`, `static()` and `staticfiles_storage.url()` of Django.
  public static let standard = [
    ReferenceHelper(name: "url_for", syntax: .call, root: nil, pathKeyword: "filename"),
    ReferenceHelper(name: "static", syntax: .tag, root: "static", pathKeyword: nil),
    ReferenceHelper(name: "static", syntax: .call, root: "static", pathKeyword: nil),
    ReferenceHelper(
      name: "staticfiles_storage.url", syntax: .call, root: "static", pathKeyword: nil),
  ]
}

extension ReferenceHelper {
  /// A call as templates write it: `asset(filename)`, `{% asset … %}`, `…|asset`.
  public var example: String {
    switch syntax {
    case .call: "\(name)(\(pathKeyword.map { $0 + "=…" } ?? pathAlias ?? "…"))"
    case .tag: "{% \(name) … %}"
    case .filter: "…|\(name)"
    }
  }
}
