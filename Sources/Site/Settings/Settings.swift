import Formats
import Values

/// What people say about a project in `assetbump.toml` or `[tool.assetbump]` of `pyproject.toml`.
public struct Settings: Equatable, Sendable {
  /// The versions file, relative to the project's folder.
  public var versions: BytePath
  /// The templates, from the project's folder.
  public var templates: GlobList
  /// The assets left out, below each root.
  public var ignore: GlobList
  /// The static roots, in the order of the settings.
  public var roots: [StaticRoot]
  /// Functions and tags of the project's own that make URLs, besides those that are learned.
  public var helpers: [ReferenceHelper]
  /// The globs by which files that are not the project's own are told apart.
  public var sources: SourceClasses
  /// What the HTML of assets says.
  public var html: HTMLSettings
  /// Which strategy makes an asset's new token.
  public var strategies: StrategyRules
  /// Where the application runs, to be asked when the person says so; nil where nobody says it.
  public var site: WebURL?
  /// Keys of the terminal UI by action: the keys in the order written; none where an action is off.
  public var keys: [KeyBinding]

  /// Makes settings; what is left out is what a Flask application has.
  public init(
    versions: BytePath = "asset-versions.json", templates: GlobList = GlobList(["templates/**"]),
    ignore: GlobList = GlobList(["*.map"]), roots: [StaticRoot] = [StaticRoot()],
    helpers: [ReferenceHelper] = [], sources: SourceClasses = SourceClasses(),
    html: HTMLSettings = HTMLSettings(), strategies: StrategyRules = StrategyRules(),
    site: WebURL? = nil, keys: [KeyBinding] = []
  ) {
    self.versions = versions
    self.templates = templates
    self.ignore = ignore
    self.roots = roots
    self.helpers = helpers
    self.sources = sources
    self.html = html
    self.strategies = strategies
    self.site = site
    self.keys = keys
  }
}
