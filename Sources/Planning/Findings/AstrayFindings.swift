import References
import Site
import Values

/// What is to be said of references that lie outside of what the settings name: those with tokens that lead
/// to no root, and those in templates that no glob matches.
package struct AstrayFindings {
  private let all: FoundReferences
  private let settings: String

  /// Prepares to look.
  ///
  /// - Parameter settings: the settings file's name, for advice.
  package init(_ map: ReferenceMap, settings: String) {
    all = map.all
    self.settings = settings
  }

  /// The findings, one of each kind at most; notes.
  package var findings: [Finding] {
    var astray: [Int] = []
    var unlisted: [Int] = []
    for (index, row) in all.rows.enumerated() where row.context == .live {
      guard row.source == .own || row.source == .unlisted, row.isURL else { continue }
      let isKnown =
        row.hasAsset
        && (row.source == .own || row.has(.hasCall) || all.target(of: row).first == BytePath.slash)
      if isKnown {
        if row.source == .unlisted { unlisted.append(index) }
      } else if row.hasAsset || row.status == .outside, all.hasWrittenToken(row) {
        astray.append(index)
      }
    }
    return [astrayFinding(astray), unlistedFinding(unlisted)].compactMap { $0 }
  }

  private func astrayFinding(_ indices: [Int]) -> Finding? {
    guard let first = indices.first else { return nil }
    let words =
      indices.count == 1
      ? "1 reference carries a token but leads to no root"
      : "\(indices.count) references carry tokens but lead to no root"
    return finding(
      "no-root", at: first, "\(words), first \(place(first))",
      next: "add a [[root]] for the folder that their files lie in to \(settings)")
  }

  private func unlistedFinding(_ indices: [Int]) -> Finding? {
    guard let first = indices.first else { return nil }
    let files = Set(indices.map { all.rows[$0].file }).count
    let words =
      "\(Words.count(indices.count, "reference leads", "references lead")) to assets from"
      + " \(Words.count(files, "file", "files")) that no glob of templates matches"
    let file = all.file(of: all.rows[first])
    let folder = file.folder
    let glob = folder == "." ? VisibleText.of(file) : "\(VisibleText.of(folder))/**"
    return finding(
      "unlisted-template", at: first, "\(words), first \(place(first))",
      next: "add \"\(glob)\" to templates in \(settings), or leave them as they are")
  }

  private func place(_ index: Int) -> String {
    let row = all.rows[index]
    return "\(VisibleText.of(all.file(of: row))):\(row.line)"
  }

  private func finding(_ kind: String, at index: Int, _ message: String, next: String) -> Finding {
    let row = all.rows[index]
    return Finding(
      severity: .note, kind: kind, file: all.file(of: row), line: Int(row.line),
      column: Int(row.column), message: message, next: next)
  }
}
