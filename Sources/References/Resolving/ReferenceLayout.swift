import Formats
import Values

/// Where a project's static files lie, and how pages come to them.
public struct ReferenceLayout: Sendable {
  /// The static roots.
  public var roots: [Root]
  /// The helpers and own endpoints; the prefixes are those of the roots.
  public var rules: ReferenceRules
  /// The URL path that relative URLs of pages count from, as `<base href>` says it; nil where it is
  /// not known.
  public var pageBase: String?
  /// Whether pages are served from where they lie, so that each has a URL of its own.
  public var servesPages: Bool
  /// Where the pages of a built site lie; nil for any other project.
  var built: BuiltPages?
  /// The folders of applications that serve static files of their own, as examples do, from no folder of
  /// these roots.
  public var otherApplications: [BytePath] = []
  /// The applications, where several serve other files under one name or URL.
  public private(set) var scopes = ApplicationScopes.none
  /// Paths below a root that a build makes.
  public var generated: GlobList
  /// Paths below a root that installed packages bring.
  public var packaged: GlobList

  /// A static root as resolution needs it.
  public struct Root: Sendable {
    /// The root's name, the endpoint.
    public var name: String
    /// The URL prefixes, each with a slash at its end; the first is the one that helpers print.
    public var urls: [String]
    /// The folders, from the project's folder.
    public var folders: [BytePath]
    /// The assets.
    public var assets: AssetIndex
    /// Whether the application adds a token to what its helpers print.
    public var addsToken: Bool
    /// The folder to whose files alone the root counts, as that of an example's application; nil where
    /// it counts to all.
    public var scope: BytePath?

    /// Makes a root.
    public init(
      name: String, urls: [String], folders: [BytePath], assets: AssetIndex,
      addsToken: Bool = false, scope: BytePath? = nil
    ) {
      self.name = name
      self.urls = urls
      self.folders = folders
      self.assets = assets
      self.addsToken = addsToken
      self.scope = scope
    }

    /// Whether a file's references can lead to the root.
    func serves(_ file: BytePath) -> Bool {
      guard let scope, scope != "." else { return true }
      return file.relative(to: scope) != nil
    }
  }

  /// What a build makes, as a rule.
  public static let standardGenerated = GlobList([
    "CACHE/", "dist/", "build/", "gen/", "generated/", "compiled/", "webpack_bundles/",
  ])

  /// What Django and its best known packages bring.
  public static let standardPackaged = GlobList([
    "/admin/", "/rest_framework/", "/debug_toolbar/", "/django_extensions/", "/gis/",
    "node_modules/",
  ])

  /// Makes a layout.
  public init(
    roots: [Root], rules: ReferenceRules = ReferenceRules(), pageBase: String? = nil,
    servesPages: Bool = false, generated: GlobList = standardGenerated,
    packaged: GlobList = standardPackaged
  ) {
    self.roots = roots
    self.rules = rules
    self.rules.prefixes = roots.flatMap(\.urls).filter { $0 != "/" }
    self.pageBase = pageBase
    self.servesPages = servesPages
    self.generated = generated
    self.packaged = packaged
  }

  /// Lets each reference lead to the files of the application that its file belongs to.
  public mutating func keepApart(_ applications: [ApplicationScope]) {
    scopes = ApplicationScopes(applications, roots: roots)
  }
}
