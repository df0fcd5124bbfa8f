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

/// What the HTML of assets says, as far as the settings decide.
public struct HTMLSettings: Equatable, Sendable {
  /// The scripts that are modules whatever their names end in, below each root.
  public var modules: GlobList
  /// Whether stylesheets and scripts get an `integrity` attribute.
  public var integrity: Bool

  /// Makes settings; what is left out is off.
  public init(modules: GlobList = GlobList([]), integrity: Bool = false) {
    self.modules = modules
    self.integrity = integrity
  }
}

/// The keys that the settings give an action of the terminal UI.
public struct KeyBinding: Equatable, Sendable {
  /// The action's name as written.
  public var action: String
  /// The keys' names as written; none switches the action off.
  public var keys: [String]
  /// The line of the settings file where the binding stands, from 1.
  public var line: Int

  /// Makes a binding.
  public init(action: String, keys: [String], line: Int) {
    self.action = action
    self.keys = keys
    self.line = line
  }
}

/// Which strategy makes an asset's new token, as far as the settings say.
public struct StrategyRules: Equatable, Sendable {
  /// The strategy where no rule matches.
  public var standard: Strategy
  /// The number of hex digits in a hash token, 4 to 64.
  public var hashLength: Int
  /// The rules in the order of the settings; the last that matches wins.
  public var rules: [Rule]

  /// A glob below each root and the strategy of what it matches.
  public struct Rule: Equatable, Sendable {
    /// The glob, as in `.gitignore`.
    public var match: GlobList
    /// The strategy of the assets that match.
    public var use: Strategy

    /// Makes a rule.
    public init(match: GlobList, use: Strategy) {
      self.match = match
      self.use = use
    }
  }

  /// Makes rules; without any, every asset is versioned by hash.
  public init(standard: Strategy = .hash, hashLength: Int = 8, rules: [Rule] = []) {
    self.standard = standard
    self.hashLength = hashLength
    self.rules = rules
  }

  /// The strategy that the settings give the asset at a path below its root.
  public func strategy(for path: BytePath) -> Strategy {
    rules.last { $0.match.matches(path) }?.use ?? standard
  }
}
