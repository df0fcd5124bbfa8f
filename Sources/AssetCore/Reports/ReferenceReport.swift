import Disk
import Formats
import Planning
import References
import Site
import Values

/// What `references` shows of a project's references: all, or those of some files and assets.
public struct ReferenceReport: Sendable {
  /// The indices of the references shown, in the map.
  public let shown: [Int]
  /// What is to be said of them, without words.
  let verdicts: [Verdict]
  private let references: Workspace.References

  /// Chooses what is shown.
  ///
  /// - Parameters:
  ///   - scope: files and folders, from the project's folder, and assets; empty for all.
  ///   - hasOthers: whether references in files that are not the project's own are shown.
  public init(_ references: Workspace.References, of scope: [Scope] = [], hasOthers: Bool) {
    self.references = references
    let all = references.map.all
    let shown = all.indices.filter { index in
      (hasOthers || all.rows[index].source == .own)
        && (scope.isEmpty || scope.contains { $0.holds(all[index]) })
    }
    self.shown = shown
    verdicts =
      scope.isEmpty
      ? references.findings.verdicts : shown.flatMap { references.findings.verdicts(on: $0) }
  }

  /// The number of findings.
  public var findingCount: Int { verdicts.count }

  /// Whether a finding is a warning or an error.
  public var fails: Bool { verdicts.contains { $0.severity != .note } }

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

  /// Adds the cells of one of the references shown: `file:line:column`, form, token, asset or target,
  /// status.
  ///
  /// - Parameters:
  ///   - place: the reference's place among those shown.
  ///   - endCell: called behind each cell.
  public func addCells(of place: Int, to text: inout [UInt8], endCell: (inout [UInt8]) -> Void) {
    let all = references.map.all
    let row = all.rows[shown[place]]
    all.addPlace(of: row, to: &text)
    endCell(&text)
    text.add(row.form.rawValue)
    endCell(&text)
    all.addToken(of: row, to: &text)
    endCell(&text)
    if row.hasAsset {
      all.addAsset(of: row, to: &text)
    } else {
      text.add(visible: all.target(of: row))
    }
    endCell(&text)
    // What is the matter comes before what became of it: a row with a finding is never just ok.
    let verdicts = references.findings.verdicts(on: shown[place])
    if let worst = verdicts.min(by: { $0.severity.rank < $1.severity.rank }) {
      text.add(worst.problem.rawValue)
      all.addContext(of: row, to: &text)
    } else {
      all.addStatus(of: row, to: &text)
    }
    endCell(&text)
  }

  /// Adds the line of a finding, as ``Finding/text`` has it.
  public func addLine(ofFinding place: Int, to text: inout [UInt8]) {
    references.findings.audit.addLine(of: verdicts[place], to: &text)
  }

  /// How much a finding matters.
  public func severity(ofFinding place: Int) -> Finding.Severity {
    verdicts[place].severity
  }

  /// `104 references in 31 files; not shown: 12 vendored, 3 test`, and how long browsers keep assets.
  public var summary: [String] {
    let map = references.map
    // They stand in the order of their files.
    var files = 0
    var last: UInt32?
    for index in shown where map.all.rows[index].file != last {
      files += 1
      last = map.all.rows[index].file
    }
    var line =
      "\(Words.count(shown.count, "reference", "references")) in"
      + " \(Words.count(files, "file", "files"))"
    let others = SourceClass.allCases.compactMap { source -> String? in
      guard source != .own, !shown.contains(where: { map.all.rows[$0].source == source }) else {
        return nil
      }
      let count = map.all.rows.count { $0.source == source }
      guard count > 0 else { return nil }
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
      ("findings", .array(verdicts.map { references.findings.audit.finding($0).json })),
    ])
  }
}
