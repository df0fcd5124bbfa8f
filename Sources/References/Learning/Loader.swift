import Site

/// Code of a project that adds version tokens to the URLs that it makes, as it was found.
public struct Loader: Equatable, Sendable {
  /// What tokens it adds.
  public var kind: Kind
  /// The place that told of it.
  public var evidence: LearnedProject.Evidence
  /// The roots whose URLs get the tokens; nil for all.
  public var roots: Set<String>?
  /// The helper that templates must call for it; nil where all URLs get tokens.
  public var helper: String?

  /// What ``helper`` is of a loader that adds tokens to the bundles that it makes of files, whose URLs no
  /// template names.
  static let bundles = "{% assets %}"

  /// Whether it adds tokens to bundles alone.
  public var isOfBundles: Bool { helper == Self.bundles }

  /// What tokens a loader adds.
  public enum Kind: Equatable, Sendable {
    /// Those of the versions file.
    case recorded
    /// One made of each file's bytes.
    case digest
    /// One made of the time of each file's last change.
    case modified
    /// The same for all files: a release's number, the time of the start.
    case common
    /// Another one at each request, so that browsers keep nothing.
    case changing
    /// It is not known of what.
    case other
    /// Source names the versions file, and is taken to add the tokens in it.
    case reader

    /// Whether the tokens are those of the versions file.
    public var isOurs: Bool { self == .recorded || self == .reader }

    /// Whether the tokens are known to be others than those of the versions file.
    package var isOwn: Bool { self == .digest || self == .modified || self == .common }
  }

  /// Makes a loader.
  public init(
    _ kind: Kind, evidence: LearnedProject.Evidence, roots: Set<String>? = nil,
    helper: String? = nil
  ) {
    self.kind = kind
    self.evidence = evidence
    self.roots = roots
    self.helper = helper
  }

  /// Whether it adds tokens to all URLs of a root.
  public func covers(_ root: String) -> Bool {
    helper == nil && (roots?.contains(root) ?? true)
  }

  /// `app.py:12: url_defaults adds a token of its own, of the file's bytes`.
  ///
  /// - Parameter versions: the versions file's name.
  public func words(versions: String) -> String {
    let what =
      switch kind {
      case .recorded: "adds the tokens of \(versions)"
      case .digest where isOfBundles: "adds tokens of its own to the bundles that it makes"
      case .digest: "adds tokens of its own, of each file's bytes"
      case .modified: "adds tokens of its own, of the time of each file's last change"
      case .common: "adds one token of its own to all files"
      case .changing: "adds another token at each request, so that browsers keep nothing"
      case .other: "adds tokens of its own"
      case .reader: "is named there, and taken to be loaded"
      }
    return "\(evidence.words) \(what)"
  }
}

extension LearnedProject {
  /// Whether an application is known to add tokens to the URLs of a root.
  public func addsTokens(to root: StaticRoot) -> Bool {
    root.tokens == .loader && (root.loader == .elsewhere || loader(of: root.name) != nil)
  }

  /// What adds lasting tokens to the URLs of a root: ours before others; nil where nothing does.
  public func loader(of root: String) -> Loader? {
    let all = loaders.filter { $0.kind != .changing && $0.covers(root) }
    return all.first(where: \.kind.isOurs) ?? all.first
  }

  /// What adds lasting tokens to the URLs of a root, be it only where templates call it.
  public func anyLoader(of root: String) -> Loader? {
    let all = loaders.filter { $0.kind != .changing && ($0.roots?.contains(root) ?? true) }
    return all.first(where: \.kind.isOurs) ?? all.first
  }

  /// Whether something adds lasting tokens to the URLs of a root, or gives templates the versions file's
  /// to call for; another helper counts only where it is called.
  public func hasLoader(of root: String) -> Bool {
    loader(of: root) != nil || anyLoader(of: root)?.kind.isOurs ?? false
  }

  /// What adds tokens to bundles of a root's files.
  public func bundler(of root: String) -> Loader? {
    loaders.first { $0.isOfBundles && ($0.roots?.contains(root) ?? true) }
  }

  /// What adds another token at each request to the URLs of a root.
  public func changingLoader(of root: String) -> Loader? {
    loaders.first { $0.kind == .changing && $0.covers(root) }
  }
}
