import References
import Values

/// What a plan does to the references in the project's files.
public struct Mended: Equatable, Sendable {
  /// The references whose tokens are rewritten, as they stand now; in the order of their files.
  public let rewritten: [FoundReference]
  /// References to assets whose tokens change that keep the token they carry, and why.
  public let left: [LiteralReferences.Left]
  /// Why an asset gets a new token that nobody asked for.
  public let reasons: [AssetID: Reason]

  /// Nothing.
  static let nothing = Mended(rewritten: [], left: [], reasons: [:])

  /// Why an asset gets a new token: its bytes change by the edit of references in it.
  public enum Reason: Equatable, Sendable {
    /// It names these assets.
    case references([AssetID])
    /// It and these name each other; its token is made of the bytes without the tokens of the cycle.
    case cycle([AssetID])
  }

  /// The number of files that change.
  public var fileCount: Int { Set(rewritten.map(\.reference.file)).count }

  /// `3 references in 2 files`; nil where there are none.
  var words: String? {
    guard !rewritten.isEmpty else { return nil }
    let isTemplates = rewritten.allSatisfy { ReferenceLanguage($0.reference.file) == .template }
    return Words.count(rewritten.count, "reference", "references") + " in "
      + (isTemplates
        ? Words.count(fileCount, "template", "templates") : Words.count(fileCount, "file", "files"))
  }

  /// A line for each asset that follows another: `static:css/site.css because static:img/logo.png`.
  public func reasonLines(named name: (AssetID) -> String = { $0.description }) -> [String] {
    reasons.keys.sorted().compactMap { id in
      switch reasons[id] {
      case .references(let causes): "\(name(id)) because \(Self.list(causes, name))"
      case .cycle(let others) where others.isEmpty:
        "\(name(id)) names itself: its token is made of its bytes without that token"
      case .cycle(let others):
        "\(name(id)) in a circle with \(Self.list(others, name)): its token is made of its bytes"
          + " without the circle's tokens"
      case nil: nil
      }
    }
  }

  /// A line for each reference that keeps its token: `not changed: tests/t.py:3:9: …`.
  public func leftLines() -> [String] {
    left.map { left in
      let reference = left.found.reference
      return
        "not changed: \(VisibleText.of(reference.file)):\(reference.position.line)"
        + ":\(reference.position.column): \(left.found.resolution.asset?.description ?? "")"
        + (reference.token.kind == .none
          ? " gets no token" : " keeps \(VisibleText.of(reference.token.text))")
        + ": \(left.reason)"
    }
  }

  private static func list(_ ids: [AssetID], _ name: (AssetID) -> String) -> String {
    let shown = ids.prefix(3).map(name).joined(separator: ", ")
    return ids.count > 3 ? "\(shown) and \(ids.count - 3) more" : shown
  }
}
