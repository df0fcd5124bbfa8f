import AssetCore
import Planning
import References
import Values

extension AppState {
  private func excerptQuestion(of finding: Finding) -> Excerpts.Question? {
    guard let file = finding.file, let line = finding.line else { return nil }
    return Excerpts.Question(file: project.folder.appending(file), line: line)
  }

  private func excerptQuestion(of reference: Reference) -> Excerpts.Question {
    Excerpts.Question(
      file: project.folder.appending(reference.file), line: reference.position.line)
  }

  /// The lines around the place of a finding; nil where they are not known yet.
  func excerpt(of finding: Finding) -> FileExcerpt? {
    excerptQuestion(of: finding).flatMap { excerpts[$0] }
  }

  /// The line that a reference stands in; nil where it is not known yet.
  func line(of reference: Reference) -> [UInt8]? {
    excerpts[excerptQuestion(of: reference)]?.lines
      .first { $0.number == reference.position.line }?.bytes
  }

  /// Asks for the lines around the finding under the cursor, or around the first references to the
  /// asset, where they are shown and not known; one after the other.
  mutating func excerptLookUp() -> [Effect] {
    guard mode == .list || mode == .preview, let question = wantedExcerpt,
      let reading = excerpts.begin(question)
    else { return [] }
    return [.readExcerpt(question.file, line: question.line, reading: reading)]
  }

  private var wantedExcerpt: Excerpts.Question? {
    if showsFindings { return currentFinding.flatMap(excerptQuestion(of:)) }
    guard showsReferenceLines, let map = references.map, let current else { return nil }
    let indices = map.indices(of: current.id)
    // Around the cursor of the list of references, where there is one.
    let first = mode == .preview ? min(preview.top, max(0, indices.count - 1)) : 0
    return indices.dropFirst(first).prefix(mode == .preview ? Excerpts.mostShown : 4).lazy
      .map { excerptQuestion(of: map.all[$0].reference) }
      .first { excerpts[$0] == nil }
  }

  private var showsReferenceLines: Bool {
    mode == .preview
      ? preview.tab == .references
      : layout.preview != nil && (layout.showsAllTabs || preview.tab == .references)
  }
}
