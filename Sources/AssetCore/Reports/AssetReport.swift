/// What `list` and `preview` say of one asset.
public struct AssetReport: Sendable {
  /// The asset's entry in the inventory.
  public let entry: Entry
  /// The token it would get.
  public let next: NextToken
  /// The URL it is served under now, as far as it is served; not escaped.
  public let url: String?
  /// The URL it would be served under; for a fresh asset the one it has.
  public let nextURL: String?

  /// Reports on an entry of a project's inventory.
  public init(_ entry: Entry, of project: Project, by rules: TokenRules) {
    let root = project.root(named: entry.id.root)
    let isServed = entry.status != .missing && entry.status != .unreadable
    self.entry = entry
    next = entry.next(by: rules)
    url = isServed ? root?.url(of: entry.id.path, token: entry.record?.token) : nil
    nextURL = next.token.flatMap { root?.url(of: entry.id.path, token: $0) }
  }

  /// The HTML that puts the asset into a page under its URL now; nil for a kind without a tag.
  public var tag: String? {
    url.flatMap { AssetKind(entry.id.path).tag(url: $0) }
  }

  /// The HTML that puts the asset into a page under its next URL; nil for a kind without a tag.
  public var nextTag: String? {
    nextURL.flatMap { AssetKind(entry.id.path).tag(url: $0) }
  }

  /// The object that `list --json` prints for the asset.
  public var json: JSONOutput {
    var members: [(String, JSONOutput)] = [
      ("root", .string(entry.id.root)),
      ("path", .string(VisibleText.escapingBadBytes(entry.id.path.bytes))),
    ]
    if entry.id.path.text == nil {
      members.append(("pathBytes", .string(HexText.of(entry.id.path.bytes))))
    }
    members += [
      ("status", .string(entry.status.rawValue)),
      ("reason", .optional(entry.problem?.description)),
      ("strategy", .string(entry.strategy.rawValue)),
      ("token", .optional(entry.record?.token.text)),
      ("next", .optional(next.token?.text)),
      ("url", .optional(url)),
      ("nextURL", .optional(nextURL)),
      ("size", entry.size.map { .number(Int(clamping: $0)) } ?? .null),
      ("sha256", .optional(entry.digest?.hex)),
      ("bumped", .optional(entry.record?.bumped.iso)),
    ]
    return .object(members)
  }
}
