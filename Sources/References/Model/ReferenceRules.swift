import Site

/// What the scanner must know of a project.
public struct ReferenceRules: Equatable, Sendable {
  /// The helpers that make URLs.
  public var helpers: [ReferenceHelper]
  /// Endpoints of `url_for` that serve static files by arguments of their own.
  public var endpoints: [OwnEndpoint]
  /// The marks of expressions that an application has in place of `{{ … }}`; nil where it keeps those.
  public var marks: ExpressionMarks?
  /// The variables by which templates that are included are handed paths of static files.
  public var handed: [HandedPath] = []
  /// The URL prefixes of the static roots, `/static/`.
  ///
  /// A string in code that starts with one names a file. The prefix `/` alone says nothing, and is
  /// passed over.
  public var prefixes: [String]
  /// The names of parameters that carry tokens whatever their values are, as the settings say.
  public var parameters: [String]
  /// Whether the files are those of a built site, where each is served as it lies.
  var isBuilt = false

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

  /// The endpoints by the bytes of their names; of several of a name the first counts.
  var ownEndpoints: [[UInt8]: OwnEndpoint] {
    Dictionary(endpoints.map { (Array($0.name.utf8), $0) }) { first, _ in first }
  }
}

/// A variable by which a template is handed the path of a static file, `{% include "x" with path="a.js" %}`.
public struct HandedPath: Hashable, Sendable {
  /// The template as others include it.
  public var template: String
  /// The variable.
  public var name: String

  /// Makes one.
  public init(template: String, name: String) {
    self.template = template
    self.name = name
  }
}

/// The marks around an expression of a template, `[[` and `]]`.
public struct ExpressionMarks: Equatable, Sendable {
  /// In front of it.
  public var open: String
  /// Behind it.
  public var close: String

  /// Makes marks; both have two characters of ASCII at least.
  public init?(open: String, close: String) {
    guard open.utf8.count == 2, close.utf8.count == 2, open != "{{",
      (open + close).utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    else { return nil }
    self.open = open
    self.close = close
  }
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
  /// The argument that is the version of the file; nil where it is told by its name.
  public var token: String?

  /// Makes an endpoint.
  public init(
    name: String, root: String, prefix: String = "", arguments: [String], token: String? = nil
  ) {
    self.name = name
    self.root = root
    self.prefix = prefix
    self.arguments = arguments
    self.token = token
  }
}
