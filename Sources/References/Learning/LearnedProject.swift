import Site
import Values

/// What a project's files tell about how it serves static files.
///
/// Read from Flask and Django source and from templates, as text: nothing is run. What could not be
/// read out is left to conventions: every folder named `static` is a root.
public struct LearnedProject: Equatable, Sendable {
  /// A static root.
  public struct Root: Equatable, Sendable {
    /// The endpoint.
    public var name: String
    /// The URL prefixes, the helper's first.
    public var urls: [String]
    /// The folders, from the project's folder.
    public var folders: [BytePath]
    /// The folder to whose files alone it counts: that of an example or test; nil for all.
    public var scope: BytePath?
    /// What told so.
    public var evidence: Evidence
  }

  /// The place where something was found.
  public struct Evidence: Equatable, Sendable {
    /// The file; nil where only a folder's name told.
    public var file: BytePath?
    /// The line, from 1.
    public var line: Int
    /// What stands there, in short: `Blueprint("admin", static_folder="static")`, `STATIC_URL`.
    public var what: String

    /// `app.py:12: Blueprint("admin", static_folder="static")`; of a folder's name that alone.
    public var words: String {
      guard let file else { return "the folder's name" }
      return "\(VisibleText.of(file)):\(line): \(VisibleText.of(what))"
    }
  }

  /// The roots.
  public var roots: [Root] = []
  /// Helpers besides the standard ones, each with its macro's place.
  public var helpers: [ReferenceHelper] = []
  /// The places of the macros that the helpers are, in the helpers' order.
  public var helperPlaces: [Evidence] = []
  /// The web application; nil where none is found.
  public var application: Application?
  /// The web applications that serve static files.
  public var scopes: [ApplicationScope] = []
  /// The places of what makes them, in their order.
  public var scopePlaces: [Evidence] = []
  /// What adds tokens by itself, in the order that it was found in.
  public var loaders: [Loader] = []
  /// The applications that Django's settings install, as far as they are known.
  public var installed: [String] = []
  /// Those of them that are in this project.
  public var ownApplications: [String] = []
  /// Whether they may install others.
  public var installsMore = false
  /// Where the settings name folders of static files that cannot be read out, or that are not there.
  public var unknownFolders: Evidence?
  /// The URLs that the application answers by code of its own.
  public var routes: [Route] = []
  /// Folders of templates that source names, besides those named `templates`.
  public var templates: [BytePath] = []
  /// Endpoints that serve static files by arguments of their own.
  public var endpoints: [OwnEndpoint] = []
  /// The variables by which templates that are included are handed paths of static files.
  public var handed: [HandedPath] = []
  /// The marks of expressions in templates, where they are not `{{ … }}`.
  public var marks: ExpressionMarks?
  /// What `<base href>` says, where a page has one.
  public var pageBase: String?
  /// Whether pages are served from where they lie: a project without an application.
  public var servesPages = false
  /// The templates in languages that are not read.
  public var unread = UnreadTemplates()

  /// Makes a project of which nothing is known.
  public init() {}

  private var rules: ReferenceRules {
    var rules = ReferenceRules(
      helpers: ReferenceHelper.standard + helpers, endpoints: endpoints)
    rules.marks = marks
    rules.handed = handed
    return rules
  }

  /// The layout for a resolver.
  ///
  /// - Parameter paths: all files of the project, from its folder.
  public func layout(paths: [BytePath]) -> ReferenceLayout {
    let roots = self.roots.map { root in
      let folders = root.folders.map { folder in
        folder == "." ? paths : paths.compactMap { $0.relative(to: folder) }
      }
      return ReferenceLayout.Root(
        name: root.name, urls: root.urls, folders: root.folders, assets: AssetIndex(folders),
        addsToken: loader(of: root.name) != nil, scope: root.scope)
    }
    var layout = ReferenceLayout(
      roots: roots,
      rules: rules,
      pageBase: pageBase, servesPages: servesPages)
    layout.keepApart(scopes)
    return layout
  }
}
