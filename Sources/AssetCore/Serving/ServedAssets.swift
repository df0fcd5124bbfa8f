import Planning
import References
import Site
import Values

/// The assets of a project by the URLs that a site serves them under.
public struct ServedAssets: Sendable {
  private let roots: [Root]
  private let inventory: Inventory
  private let versions: VersionsFile

  private struct Root: Sendable {
    var root: StaticRoot
    /// What its URLs begin with.
    var prefix: WebURL
    /// Whether the settings name a host for it.
    var hasHost: Bool
  }

  /// An asset's URL, taken apart.
  public struct Match: Equatable, Sendable {
    /// The asset.
    public var id: AssetID
    /// Where its token stands.
    public var placement: Placement
    /// The parameter that carries it.
    public var parameter: String
    /// The tokens in the URL, decoded; more than one is one too many.
    public var tokens: [String]
    /// What the versions file remembers.
    public var record: Record?
    /// The digest of the file in the working tree; nil where there is none.
    public var digest: Digest?

    /// Whether the URL carries the recorded token, and no other.
    var hasRightToken: Bool { record.map { tokens == [$0.token.text] } ?? false }
  }

  /// Takes a project's assets, as a site serves them.
  ///
  /// - Parameter start: a URL of the site.
  public init(of workspace: Workspace, at start: WebURL) {
    self.init(
      of: workspace.project, workspace.inventory, workspace.versions.file, at: start)
  }

  /// Takes a project's assets, beside what the versions file says, as a site serves them.
  ///
  /// - Parameter start: a URL of the site.
  public init(
    of project: Project, _ inventory: Inventory, _ versions: VersionsFile, at start: WebURL
  ) {
    self.inventory = inventory
    self.versions = versions
    roots = project.settings.roots.compactMap { root in
      let text = root.servedPrefix
      return start.resolved(Array(text.utf8)).map {
        Root(root: root, prefix: $0, hasHost: text.contains("//"))
      }
    }.sorted { $0.prefix.path.utf8.count > $1.prefix.path.utf8.count }
  }

  /// The paths that URLs of assets begin with.
  var prefixes: [String] {
    roots.flatMap { [$0.prefix.path, $0.prefix.origin + $0.prefix.path] }.filter { $0 != "/" }
  }

  /// The asset that a URL leads to; nil where it leads to none that is known.
  func match(_ url: WebURL) -> Match? {
    for root in roots where url.path.hasPrefix(root.prefix.path) {
      if root.hasHost, root.prefix.authority != url.authority { continue }
      let below = PercentEncoding.decoded(
        Array(url.path.utf8.dropFirst(root.prefix.path.utf8.count))[...])
      if let match = match(below, of: root.root, url.query) { return match }
    }
    return nil
  }

  /// The asset that a URL in a page leads to: one of the page's own host, or of the host that the settings
  /// name for the root; nil where it leads to none that is known.
  func match(_ url: WebURL, from page: WebURL) -> Match? {
    guard let match = match(url) else { return nil }
    let isNamed = roots.contains { $0.root.name == match.id.root && $0.hasHost }
    return isNamed || url.authority == page.authority ? match : nil
  }

  private func match(_ below: [UInt8], of root: StaticRoot, _ query: String?) -> Match? {
    let tokens = Self.values(of: root.parameter, in: query)
    func match(_ path: [UInt8], _ tokens: [String]) -> Match? {
      let id = AssetID(root: root.name, path: BytePath(bytes: path))
      let entry = path.isEmpty ? nil : inventory[id]
      guard let record = entry?.record ?? versions[id], true else {
        return entry.map {
          Match(
            id: id, placement: root.placement, parameter: root.parameter, tokens: tokens,
            record: nil,
            digest: $0.digest)
        }
      }
      return Match(
        id: id, placement: root.placement, parameter: root.parameter, tokens: tokens,
        record: record,
        digest: entry?.digest)
    }
    switch root.placement {
    case .query: return match(below, tokens)
    case .path:
      if let whole = match(below, []) { return whole }
      guard let slash = below.firstIndex(of: BytePath.slash) else { return nil }
      let token = String(decoding: below[..<slash], as: UTF8.self)
      return match(Array(below[(slash + 1)...]), [token])
    case .filename:
      if let whole = match(below, []) { return whole }
      let name = (below.lastIndex(of: BytePath.slash) ?? -1) + 1
      let dots = below.indices.filter { $0 > name && below[$0] == BytePath.dot }.suffix(12)
      for (index, dot) in dots.enumerated().reversed() {
        for end in dots.dropFirst(index + 1) + [below.count] {
          let token = String(decoding: below[(dot + 1)..<end], as: UTF8.self)
          guard let found = match(Array(below[..<dot] + below[end...]), [token]) else { continue }
          // The token stands where the program would put it.
          if let token = try? Token(token), found.id.path.inserting(token).bytes == below {
            return found
          }
        }
      }
      return nil
    }
  }

  /// The values of a query parameter, decoded.
  static func values(of parameter: String, in query: String?) -> [String] {
    (query ?? "").split(whereSeparator: { $0 == "&" || $0 == ";" }).compactMap { pair in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      func decoded(_ text: Substring) -> String {
        String(
          decoding: PercentEncoding.decoded(
            Array(text.utf8.map { $0 == UInt8(ascii: "+") ? UInt8(ascii: " ") : $0 })[...]),
          as: UTF8.self)
      }
      guard decoded(parts[0]) == parameter else { return nil }
      return parts.count > 1 ? decoded(parts[1]) : ""
    }
  }

  /// The URL of a match with another token.
  func url(_ url: WebURL, of match: Match, token: Token?) -> WebURL? {
    guard let root = roots.first(where: { $0.root.name == match.id.root }),
      let text = root.root.url(of: match.id.path, token: token)
    else { return nil }
    guard let made = url.resolved(Array(text.utf8)) else { return nil }
    return made
  }

  /// The same URL with one other token, or with none; nil where that cannot be told.
  func url(_ url: WebURL, of match: Match, replacing token: Token?) -> WebURL? {
    let made: WebURL?
    switch match.placement {
    case .query:
      let query = Self.query(url.query, setting: match.parameter, to: token)
      made = query.map { url.replacing(path: url.path, query: $0.isEmpty ? nil : $0) }
    case .path, .filename:
      made = self.url(url, of: match, token: token).map {
        url.replacing(path: $0.path, query: url.query)
      }
    }
    // It must lead to the same asset, by that token alone.
    guard let made, let found = self.match(made), found.id == match.id,
      found.tokens == [token?.text].compactMap({ $0 })
    else { return nil }
    return made
  }

  /// A query with one other value of a parameter, or without it; nil where it is added to others.
  private static func query(_ query: String?, setting name: String, to token: Token?) -> String? {
    let pairs = query?.split(separator: "&", omittingEmptySubsequences: false) ?? []
    let isOne = { (pair: Substring) in !values(of: name, in: String(pair)).isEmpty }
    guard pairs.contains(where: isOne) else {
      return pairs.isEmpty ? token.map { "\(name)=\($0.text)" } : nil
    }
    return pairs.compactMap { pair -> String? in
      guard isOne(pair) else { return String(pair) }
      let key = pair.prefix { $0 != "=" }
      return token.map { "\(key)=\($0.text)" }
    }.joined(separator: "&")
  }

  /// The assets that have a record.
  var recorded: [AssetID] {
    var all: [AssetID] = []
    VersionsFile().compare(to: versions) { id, _, _ in all.append(id) }
    return all
  }
}
