import Values

/// What a checkout does to the contents of a file, as far as that is known without running anything.
public struct Checkout: Equatable, Sendable {
  private let endings: LineEndings
  /// The filter, the encoding or the keyword by which a checkout changes contents; nil where it does
  /// none of that.
  package let filter: String?

  /// Makes it of a file's attributes: `text`, `crlf`, `eol`, `filter`, `working-tree-encoding`, `ident`,
  /// each as `git check-attr` says it.
  init(_ values: [String: String], _ settings: LineEndings.Settings) {
    func value(_ name: String) -> String { values[name] ?? "unspecified" }
    let isUnspecified = value("text") == "unspecified"
    endings = LineEndings(
      text: isUnspecified ? value("crlf") : value("text"), eol: value("eol"), settings)
    filter = ["filter", "working-tree-encoding", "ident"].first {
      !["unspecified", "unset"].contains(value($0))
    }.map { $0 == "ident" ? $0 : "\($0)=\(value($0))" }
  }

  /// The names of the attributes.
  static let attributes = ["text", "crlf", "eol", "filter", "working-tree-encoding", "ident"]

  /// The digest of the file that a checkout makes of contents; nil where it would need a filter.
  ///
  /// Of Git LFS no filter is needed: its pointer names the SHA-256 of the file
  /// (git-lfs/docs/spec.md, version 1).
  package func digest(of contents: [UInt8]) -> Digest? {
    guard let filter else { return Digest.of(endings.checkedOut(contents)) }
    return filter == "filter=lfs" ? Checkout.pointed(contents) : nil
  }

  /// Whether a digest is that of contents as git keeps them, or of the same with CR LF for line feeds.
  package static func fits(_ digest: Digest, _ contents: [UInt8]) -> Bool {
    Digest.of(contents) == digest || Digest.of(LineEndings.withCRLF(contents)) == digest
  }

  /// Whether a digest is that of a text with other line ends than the contents have.
  package static func fitsButForLineEnds(_ digest: Digest, _ contents: [UInt8]) -> Bool {
    guard contents.contains(UInt8(ascii: "\n")), !contents.contains(0) else { return false }
    return fits(digest, contents.withoutCarriageReturns)
  }

  /// The size of the file with a digest, in bytes, by what git has in its place: its bytes, with line ends
  /// of either kind, or a pointer of Git LFS; nil where it is none of these.
  package static func size(of digest: Digest, _ contents: [UInt8]) -> UInt64? {
    if Digest.of(contents) == digest { return UInt64(contents.count) }
    let windows = LineEndings.withCRLF(contents)
    if Digest.of(windows) == digest { return UInt64(windows.count) }
    return pointed(contents) == digest ? pointedSize(contents) : nil
  }

  private static func pointedSize(_ contents: [UInt8]) -> UInt64? {
    let start = "size ".utf8
    return contents.split(separator: UInt8(ascii: "\n")).first { $0.starts(with: start) }
      .flatMap { UInt64(String(decoding: $0.dropFirst(start.count), as: UTF8.self)) }
  }

  /// The digest that a pointer of Git LFS names; nil where contents are none.
  package static func pointed(_ contents: [UInt8]) -> Digest? {
    guard contents.count < 1024, contents.starts(with: "version ".utf8) else { return nil }
    let start = "oid sha256:".utf8
    return contents.split(separator: UInt8(ascii: "\n")).first { $0.starts(with: start) }
      .flatMap { Digest(hex: $0.dropFirst(start.count)) }
  }
}
