/// What `references` shows of a project's references: all, or those of some files and assets.
public struct ReferenceReport: Sendable {
  /// The indices of the references shown, in the map.
  public let shown: [Int]
  /// What is to be said of them.
  public let findings: [Finding]
  private let references: Workspace.References

  /// Chooses what is shown.
  ///
  /// - Parameters:
  ///   - scope: files and folders, from the project's folder, and assets; empty for all.
  ///   - hasOthers: whether references in files that are not the project's own are shown.
  public init(_ references: Workspace.References, of scope: [Scope] = [], hasOthers: Bool) {
    self.references = references
    let map = references.map
    shown = map.all.indices.filter { index in
      let found = map.all[index]
      return (hasOthers || found.source == .own)
        && (scope.isEmpty || scope.contains { $0.holds(found) })
    }
    findings = shown.flatMap { references.findings.of(reference: $0) }
  }

  /// What is asked for.
  public enum Scope: Equatable, Sendable {
    /// The references in a file, or in the files below a folder, from the project's folder.
    case file(BytePath)
    /// The references that name an asset.
    case asset(AssetID)

    func holds(_ found: FoundReference) -> Bool {
      switch self {
      case .file(let path):
        path == "." || found.reference.file == path
          || found.reference.file.relative(to: path) != nil
      case .asset(let id): found.resolution.asset == id
      }
    }
  }

  /// The cells of the references shown: `file:line:column`, form, token, asset or target, status.
  public var rows: [[String]] {
    shown.map { index in
      let found = references.map.all[index]
      let id = found.resolution.asset?.description
      let status =
        found.reference.context == .live
        ? found.resolution.status.rawValue
        : "\(found.resolution.status.rawValue) (\(found.reference.context.rawValue))"
      return [
        ReferenceAudit.place(found), found.reference.form.rawValue, found.tokenWords,
        id ?? VisibleText.of(found.reference.target), status,
      ]
    }
  }

  /// `104 references in 31 files; not shown: 12 vendored, 3 test`, and how long browsers keep assets.
  public var summary: [String] {
    let map = references.map
    let files = Set(shown.map { map.all[$0].reference.file }).count
    var line =
      "\(Words.count(shown.count, "reference", "references")) in"
      + " \(Words.count(files, "file", "files"))"
    let isShown = Set(shown.map { map.all[$0].source })
    let others = SourceClass.allCases.compactMap { source -> String? in
      let count = map.all.count { $0.source == source }
      guard source != .own, count > 0, !isShown.contains(source) else { return nil }
      return "\(count) \(source.rawValue)"
    }
    if !others.isEmpty { line += "; not shown: \(others.joined(separator: ", ")) (--all)" }
    return [line]
      + (references.caching.deciding.map { ["browsers keep static files: \($0)"] } ?? [])
      + map.unread.map { "not read: \($0.description)" }
  }

  /// The object that `references --json` prints.
  public var json: JSONOutput {
    .object([
      ("format", .number(1)),
      (
        "references",
        .array(
          shown.map { references.map.all[$0].json(references.findings.of(reference: $0)) })
      ),
      ("findings", .array(findings.map(\.json))),
    ])
  }
}

extension FoundReference {
  /// `v=5`, `5`, `(auto)`, `(expr)`, `-`.
  fileprivate var tokenWords: String {
    let token = reference.token
    switch resolution.tokenKind {
    case .none: return "-"
    case .literal, .bare:
      let name = token.parameter.map { "\(VisibleText.of($0))=" } ?? "?"
      return name + VisibleText.of(token.text)
    case .computed, .changing, .automatic: return "(\(resolution.tokenKind.rawValue))"
    }
  }
}
