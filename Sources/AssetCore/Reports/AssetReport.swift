import Formats
import Planning
import Site
import Values

/// What `list` and `preview` say of one asset.
public struct AssetReport: Sendable {
  /// The asset's entry in the inventory.
  public let entry: Entry
  /// The token it would get.
  public let next: NextToken
  /// The URLs it has and would have.
  public let links: AssetLinks

  /// Reports on an entry of a project's inventory.
  public init(_ entry: Entry, of project: Project, by rules: TokenRules) {
    self.entry = entry
    next = entry.next(by: rules)
    links = AssetLinks(entry, of: project, next: next)
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
      ("url", .optional(links.now)),
      ("nextURL", .optional(links.next)),
      ("size", entry.size.map { .number(Int(clamping: $0)) } ?? .null),
      ("sha256", .optional(entry.digest?.hex)),
      ("bumped", .optional(entry.record?.bumped.iso)),
    ]
    return .object(members)
  }
}
