import AssetCore
import Planning
import Values

extension AppState {
  private func excerptQuestion(of finding: Finding) -> Excerpts.Question? {
    guard let file = finding.file, let line = finding.line else { return nil }
    return Excerpts.Question(file: project.folder.appending(file), line: line)
  }

  /// The lines around the place of a finding; nil where they are not known yet.
  func excerpt(of finding: Finding) -> FileExcerpt? {
    excerptQuestion(of: finding).flatMap { excerpts[$0] }
  }

  /// Asks for the lines around the finding under the cursor, where they are shown.
  mutating func excerptLookUp() -> [Effect] {
    guard showsFindings, mode == .list || mode == .preview, let finding = currentFinding,
      let question = excerptQuestion(of: finding), let reading = excerpts.begin(question)
    else { return [] }
    return [.readExcerpt(question.file, line: question.line, reading: reading)]
  }
}
