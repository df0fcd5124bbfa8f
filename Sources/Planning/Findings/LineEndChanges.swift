import Disk
import Site
import Values

/// The stale assets whose bytes differ from the recorded ones in nothing but line ends, as git changes
/// them in a checkout.
public struct LineEndChanges: Sendable {
  /// Those whose files have CR LF where the recorded bytes have line feeds.
  private var withCRLF: Set<AssetID> = []
  /// Those of which it is the other way about.
  private var withLF: Set<AssetID> = []

  /// The greatest size of a file that is looked at, in bytes.
  private static let largestFile = 4 << 20

  /// Knows of none.
  public init() {}

  /// Reads the files of the stale ones among assets.
  public init(among entries: some Sequence<Entry>, on fileSystem: some FileSystem) {
    for entry in entries where entry.status == .stale {
      guard let file = entry.file, let record = entry.record,
        entry.size ?? 0 <= UInt64(Self.largestFile),
        let contents = try? fileSystem.read(file, limit: Self.largestFile),
        Checkout.fitsButForLineEnds(record.digest, contents)
      else { continue }
      if contents.contains(UInt8(ascii: "\r")) {
        withCRLF.insert(entry.id)
      } else {
        withLF.insert(entry.id)
      }
    }
  }

  /// Whether an asset is one of them.
  public func contains(_ id: AssetID) -> Bool { withCRLF.contains(id) || withLF.contains(id) }

  /// Whether a new token would be of bytes that only this checkout has.
  public func isOfCheckout(_ id: AssetID) -> Bool { withCRLF.contains(id) }

  /// What is to be said about one of them.
  func finding(of entry: Entry) -> Finding {
    let token = entry.record?.token.text ?? ""
    return Finding(
      severity: .error, kind: "stale", id: entry.id,
      message: "differs only in line endings from the bytes of \(token)",
      next: isOfCheckout(entry.id)
        ? "put \(Self.attribute(of: entry.id)) into .gitattributes, then take the file from git again"
        : "put \(Self.attribute(of: entry.id)) into .gitattributes, then \(entry.bumpCommand)")
  }

  /// A line for each asset that a bump leaves.
  public func leftLines(among entries: some Sequence<Entry>) -> [String] {
    entries.filter { isOfCheckout($0.id) }.map { entry in
      "left as it is: \(entry.id.description): differs only in line endings from the bytes of"
        + " \(entry.record?.token.text ?? "") - put \(Self.attribute(of: entry.id)) into .gitattributes,"
        + " then take the file from git again (--force bumps it all the same)"
    }
  }

  /// The line for git by which all checkouts have line feeds: `*.css text eol=lf`.
  private static func attribute(of id: AssetID) -> String {
    let name = id.path.name
    let dot = name.lastIndex(of: BytePath.dot)
    let pattern = dot.map { "*" + VisibleText.of(BytePath(bytes: Array(name[$0...]))) }
    return "\(pattern ?? VisibleText.of(BytePath(bytes: Array(name)))) text eol=lf"
  }
}
